import { onlyDifference, wayOf, type Difference } from '../../../multiview/scene-change.js';
import { CONSTANTS } from '../../../relations/constants.js';
import { profileOf } from '../../../relations/profile.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../../question-spec.js';
import type { SceneContext } from '../../scene-context.js';
import type { ViewContext } from '../../view-context.js';
import type { Refused, SceneAnswered, SceneQuestionType } from '../question-type.js';
import { isRefused, namedInSome, phraseOver, viewIds, type Gates } from './views-here.js';

const MAX_OPTIONS = 4;

/** What is different between a scene and its twin, seen by one camera (docs/spec.md §12.8). */
export const CHANGED: SceneQuestionType = {
  name: 'changed',
  kind: 'multiview',
  scope: 'scene',
  types: ['changed', 'changed_way', 'changed_distance'],
  weight: 6,
  *specs(context) {
    for (const [first, second] of twinPairs(context))
      for (const type of this.types) yield questionSpec({ kind: 'multiview', type, views: viewIds(first, second) });
  },
  evaluate(context, spec) {
    const pair = twinPairs(context).find((views) => viewIds(...views).join(' ') === spec.views.join(' '));
    if (!pair || context.original === null) return { refused: 'it needs a scene and its twin, by one camera' };
    const difference = differenceOf(context);
    if (difference === null) return { refused: 'no one thing is different' };
    return spec.type === 'changed'
      ? whatChanged(context, context.original, pair, difference)
      : howItMoved(context, context.original, pair, difference, spec);
  },
  specOf(record) {
    return { ...specFromRecord(record), objects: {} };
  },
};

type Pair = readonly [ViewContext, ViewContext];

/** Each view of the original with the same camera's view of the twin. */
function twinPairs({ original, views }: SceneContext): Pair[] {
  if (original === null) return [];
  const pairs: Pair[] = [];
  original.views.forEach((first, i) => {
    const second = views.at(i);
    if (second && sameCamera(first, second)) pairs.push([first, second]);
  });
  return pairs;
}

const sameCamera = (a: ViewContext, b: ViewContext): boolean =>
  JSON.stringify([a.view.record.cameraFromWorld, a.view.record.intrinsics]) ===
  JSON.stringify([b.view.record.cameraFromWorld, b.view.record.intrinsics]);

const differenceOf = ({ graph, original }: SceneContext): Difference | null =>
  original === null ? null : onlyDifference(original.graph.geometry, graph.geometry);

const changedIds = (difference: Difference): number[] =>
  difference.kind === 'swapped' ? difference.changes.map(({ id }) => id) : [difference.change.id];

/** Named alike before and after, and seen well enough both times. */
function nameBoth(
  context: SceneContext,
  before: SceneContext,
  [first, second]: Pair,
  id: number,
  gates: Gates,
): string | Refused {
  const constants = CONSTANTS[profileOf(context.graph.geometry, [id])];
  if (![first, second].every((view) => namedInSome([view], id, constants, gates)))
    return { refused: 'one of the images shows too little of it' };
  const [was, is] = [phraseOver(before, [first], id), phraseOver(context, [second], id)];
  if (isRefused(was)) return was;
  return was === is ? is : { refused: 'it is called otherwise in the second image' };
}

function whatChanged(
  context: SceneContext,
  before: SceneContext,
  pair: Pair,
  difference: Difference,
): SceneAnswered | Refused {
  if (difference.kind === 'replaced') return { refused: 'what was replaced has two names' };
  const { geometry } = context.graph;
  const changed = changedIds(difference);
  const gates: Gates = {};
  const phrases: Record<string, string> = {};
  for (const id of changed) {
    const phrase = nameBoth(context, before, pair, id, gates);
    if (isRefused(phrase)) return phrase;
    phrases[id] = phrase;
  }
  const near = geometry.object(changed[0]).center;
  const away = (id: number) => Math.hypot(...geometry.object(id).center.map((x, k) => x - near[k]));
  const others = pair[1].referents
    .map(({ id }) => id)
    .filter((id) => !changed.includes(id) && !geometry.object(id).record.fixed)
    .sort((a, b) => away(a) - away(b) || a - b);
  for (const id of others) {
    if (Object.keys(phrases).length >= MAX_OPTIONS) break;
    const phrase = nameBoth(context, before, pair, id, {});
    if (!isRefused(phrase)) phrases[id] = phrase;
  }
  const ids = Object.keys(phrases)
    .map(Number)
    .sort((a, b) => a - b);
  if (ids.length < 3) return { refused: 'there is hardly anything else to choose from' };
  const options =
    difference.kind === 'moved'
      ? ids.map((id) => ({ text: `the ${phrases[id]}`, object: id }))
      : pairsOf(ids).map(([a, b]) => ({ text: `the ${phrases[a]} and the ${phrases[b]}` }));
  const correct =
    difference.kind === 'moved'
      ? ids.indexOf(changed[0])
      : pairsOf(ids).findIndex((two) => two.every((id) => changed.includes(id)));
  return {
    verdict: 'T',
    measured: measuredOf(difference),
    answer: { kind: 'choice', options, correct },
    evidence: { gates },
    form: difference.kind === 'moved' ? 'changed.choice' : 'changed.swapped.choice',
    profile: profileOf(geometry, changed),
    fill: {},
    phrases,
  };
}

const WAYS = [
  ['left', 'to the left'],
  ['right', 'to the right'],
  ['front', 'towards the viewer'],
  ['behind', 'away from the viewer'],
] as const;

function howItMoved(
  context: SceneContext,
  before: SceneContext,
  pair: Pair,
  difference: Difference,
  { type }: QuestionSpec,
): SceneAnswered | Refused {
  if (difference.kind !== 'moved') return { refused: 'no one thing moved' };
  const { change } = difference;
  const gates: Gates = {};
  const phrase = nameBoth(context, before, pair, change.id, gates);
  if (isRefused(phrase)) return phrase;
  const from = before.graph.geometry.object(change.id).center;
  const way = wayOf(pair[0].view, from, change.by);
  if (type === 'changed_way' && way === null) return { refused: 'it went between two directions' };
  return {
    verdict: 'T',
    measured: measuredOf(difference),
    answer:
      type === 'changed_way'
        ? {
            kind: 'choice',
            options: WAYS.map(([direction, text]) => ({ text, direction })),
            correct: WAYS.findIndex(([direction]) => direction === way),
          }
        : { kind: 'number', value: change.displacement, unit: '', definition: 'changed_distance' },
    evidence: { gates },
    form: type === 'changed_way' ? 'changed_way.choice' : type,
    profile: profileOf(context.graph.geometry, [change.id]),
    fill: { A: phrase },
    phrases: { [change.id]: phrase },
  };
}

function measuredOf(difference: Difference) {
  if (difference.kind !== 'swapped') {
    const { displacement, turnDeg } = difference.change;
    return { changed: difference.change.id, displacement, turnDeg };
  }
  const [a, b] = difference.changes;
  return { changed: a.id, changedToo: b.id, displacement: a.displacement, displacementToo: b.displacement };
}

const pairsOf = (ids: readonly number[]): (readonly [number, number])[] =>
  ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const));
