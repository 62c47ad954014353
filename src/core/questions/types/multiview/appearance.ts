import { firstAppearance } from '../../../multiview/appearance.js';
import { overlapEnough } from '../../../multiview/view-overlap.js';
import { CONSTANTS } from '../../../relations/constants.js';
import { profileOf } from '../../../relations/profile.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../../question-spec.js';
import type { SceneContext } from '../../scene-context.js';
import type { ViewContext } from '../../view-context.js';
import type { Refused, SceneQuestionType } from '../question-type.js';
import { isRefused, namedInSome, phraseOver, nameableIn, viewIds, type Gates } from './views-here.js';

const MIN_VIEWS = 3;
const OPTIONS = 3;

/** Which thing appears first in a sequence of images, and in which order several do (docs/spec.md §12.4). */
export const APPEARANCE: SceneQuestionType = {
  name: 'appearance',
  kind: 'multiview',
  scope: 'scene',
  types: ['appearance_first', 'appearance_order'],
  weight: 2,
  *specs(context) {
    for (const views of sequences(context)) {
      const firsts = new Map<number, number[]>();
      for (const id of nameableIn(...views)) {
        const at = appearsAt(context, views, id);
        if (at === null) continue;
        const list = firsts.get(at);
        if (list) list.push(id);
        else firsts.set(at, [id]);
      }
      for (const members of triples([...firsts.entries()].sort(([a], [b]) => a - b).map(([, ids]) => ids)))
        for (const type of this.types)
          yield questionSpec({ kind: 'multiview', type, objects: { members }, views: viewIds(...views) });
    }
  },
  evaluate(context, spec) {
    const asked = askedSequence(context, spec);
    if ('refused' in asked) return asked;
    const { views, members, overlap } = asked;
    const { geometry } = context.graph;
    const profile = profileOf(geometry, members);
    const gates: Gates = { viewOverlap: overlap };
    const phrases: Record<string, string> = {};
    const order: { id: number; at: number }[] = [];
    for (const id of members) {
      const at = firstAppearance(geometry, viewsOf(views), id, profile);
      if (at === null) return { refused: 'when one of them appears cannot be told' };
      order.push({ id, at });
      namedInSome([views[at]], id, CONSTANTS[profile], gates);
      const phrase = phraseOver(context, views, id);
      if (isRefused(phrase)) return phrase;
      phrases[id] = phrase;
    }
    order.sort((a, b) => a.at - b.at);
    if (order.some(({ at }, i) => i > 0 && at === order[i - 1].at)) return { refused: 'two of them appear together' };
    const ids = [...members].sort((a, b) => a - b);
    const named = (id: number) => `the ${phrases[id]}`;
    const answer =
      spec.type === 'appearance_first'
        ? {
            kind: 'choice' as const,
            options: ids.map((id) => ({ text: named(id), object: id })),
            correct: ids.indexOf(order[0].id),
          }
        : {
            kind: 'choice' as const,
            options: permutations(ids).map((ranks) => ({ text: ranks.map(named).join(', then ') })),
            correct: permutations(ids).findIndex((ranks) => ranks.every((id, k) => id === order[k].id)),
          };
    return {
      verdict: 'T',
      measured: Object.fromEntries(order.map(({ id, at }) => [`first${id}`, at])),
      answer,
      evidence: { gates },
      form: `${spec.type}.choice`,
      profile,
      fill: { n: String(views.length) },
      phrases,
    };
  },
  specOf(record) {
    return specFromRecord(record);
  },
};

const viewsOf = (views: readonly ViewContext[]) => views.map(({ view }) => view);

/** The scene's views in their order, and the other way round. */
function sequences(context: SceneContext): readonly (readonly ViewContext[])[] {
  const all = context.views;
  if (all.length < MIN_VIEWS) return [];
  return [all, [...all].reverse()].filter((views) => overlapOf(views) !== null);
}

/** Least overlap of neighbours in a sequence; null when some hardly overlap. */
function overlapOf(views: readonly ViewContext[]): number | null {
  let least = 1;
  for (let i = 1; i < views.length; i++) {
    const { verdict, measured } = overlapEnough(views[i - 1].view, views[i].view);
    if (verdict !== 'T') return null;
    least = Math.min(least, Number(measured.viewOverlap));
  }
  return least;
}

function appearsAt(context: SceneContext, views: readonly ViewContext[], id: number): number | null {
  const { geometry } = context.graph;
  return firstAppearance(geometry, viewsOf(views), id, profileOf(geometry, [id]));
}

/** Threes that appear in different images, a few of each combination. */
function* triples(groups: readonly (readonly number[])[]): Generator<number[]> {
  for (let i = 0; i < groups.length; i++)
    for (let j = i + 1; j < groups.length; j++)
      for (let k = j + 1; k < groups.length; k++)
        for (const a of groups[i].slice(0, OPTIONS))
          for (const b of groups[j].slice(0, OPTIONS))
            for (const c of groups[k].slice(0, OPTIONS)) yield [a, b, c].sort((p, q) => p - q);
}

function askedSequence(
  context: SceneContext,
  spec: QuestionSpec,
): { readonly views: readonly ViewContext[]; readonly members: readonly number[]; readonly overlap: number } | Refused {
  const views = spec.views.flatMap((id) => context.view(id) ?? []);
  const members = spec.objects.members ?? [];
  if (views.length < MIN_VIEWS || members.length < 2) return { refused: 'it needs three images and two things' };
  const overlap = overlapOf(views);
  return overlap === null ? { refused: 'neighbouring images hardly overlap' } : { views, members, overlap };
}

/** Of up to three. */
function permutations(ids: readonly number[]): number[][] {
  if (ids.length <= 1) return [[...ids]];
  return ids.flatMap((id) => permutations(ids.filter((other) => other !== id)).map((rest) => [id, ...rest]));
}
