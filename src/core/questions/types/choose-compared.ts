import { hashString } from '../../random.js';
import { profileOf } from '../../relations/profile.js';
import { higher } from '../../relations/vertical.js';
import type { Judgement } from '../../relations/verdict.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import { hasOneProfile, MIXED, objectChoice, pickBy } from './choice-options.js';
import { closerToThird, compareSizes, nearerToCamera } from './compare.js';
import type { Role, ViewQuestionType } from './question-type.js';
import { unorderedPairs } from './relation-family.js';

/** What each superlative compares, and whether it asks for the other end. */
const SUPERLATIVES: Readonly<Record<string, { readonly by: string; readonly reversed: boolean }>> = {
  tallest: { by: 'taller', reversed: false },
  shortest: { by: 'taller', reversed: true },
  widest: { by: 'wider', reversed: false },
  narrowest: { by: 'wider', reversed: true },
  biggest: { by: 'bigger', reversed: false },
  smallest: { by: 'bigger', reversed: true },
  closest: { by: 'closer', reversed: false },
  farthest: { by: 'farther', reversed: false },
  highest: { by: 'higher', reversed: false },
  lowest: { by: 'higher', reversed: true },
};
const COMPARATIVES = ['taller', 'wider', 'bigger', 'higher', 'closer', 'farther'] as const;

/** Which of two is taller, wider, bigger, higher, closer (SPEC §7)? */
export const CHOOSE_COMPARATIVE = choice('choose-comparative', COMPARATIVES, 2, function* (context, type) {
  for (const pair of unorderedPairs(context)) {
    if (!haveOneProfile(context, ...pair)) continue;
    if (type !== 'higher' || isAhead(context, type, ...pair) || isAhead(context, type, pair[1], pair[0])) yield pair;
  }
});

/** Which of several is the tallest … the closest: it wins against every other one (SPEC §7). */
export const CHOOSE_SUPERLATIVE = choice('choose-superlative', Object.keys(SUPERLATIVES), 2, function* (context, type) {
  const ids = context.referents.map(({ id }) => id);
  for (const id of ids) {
    const key = `${context.view.record.id} ${type} ${id}`;
    const others = 2 + (hashString(key) % 3);
    // Most things of a scene stand at one height: what is plainly the highest is looked for among those that are lower.
    const isRare = type === 'highest' || type === 'lowest';
    const pool = ids.filter(
      (other) => other !== id && haveOneProfile(context, id, other) && (!isRare || isAhead(context, type, id, other)),
    );
    if (pool.length < (isRare ? 2 : others)) continue;
    yield [id, ...pickBy(pool, Math.min(others, pool.length), key, String)];
  }
});

function choice(
  name: string,
  types: readonly string[],
  weight: number,
  groups: (context: ViewContext, type: string) => Iterable<readonly number[]>,
): ViewQuestionType {
  return {
    name,
    kind: 'choice',
    scope: 'view',
    types,
    weight,
    *specs(context) {
      for (const type of types) {
        const isDistance = ['closer', 'farther', 'closest', 'farthest'].includes(type);
        for (const group of groups(context, type)) {
          const members = [...group].sort((a, b) => a - b);
          const frame = isDistance ? ({ kind: 'ego' } as const) : null;
          yield questionSpec({ kind: 'choice', type, frame, objects: { members } });
          if (!isDistance) continue;
          const key = `${context.view.record.id} ${type} ${members.join(' ')}`;
          const [to] = pickBy(
            context.referents.filter(({ id }) => !members.includes(id)),
            1,
            key,
            ({ id }) => String(id),
          );
          if (to) yield questionSpec({ kind: 'choice', type, objects: { reference: to.id, members } });
        }
      }
    },
    stratum: (_, { type, frame }) => `${type} ${frame?.kind ?? ''}`,
    roles(_, spec) {
      const level = sizes.has(comparedBy(spec)) ? 'metric' : 'name';
      const { members = [], reference } = spec.objects;
      return [...members, ...(reference === undefined ? [] : [reference])].map((id): Role => ({ id, level }));
    },
    evaluate(context, spec, profile) {
      const { members = [], reference } = spec.objects;
      const groups = members.map((id) => (reference === undefined ? [id] : [id, reference]));
      if (!hasOneProfile(context.graph.geometry, groups, profile)) return MIXED;
      const winner = members.find((id) =>
        members.every((other) => other === id || beats(context, spec, id, other).verdict === 'T'),
      );
      if (winner === undefined) return { refused: 'none is so plainly ahead of all others' };
      const others = members.filter((id) => id !== winner);
      const measured = Object.fromEntries(
        others.flatMap((id) => {
          const { ratio, delta } = beats(context, spec, winner, id).measured;
          return ratio !== undefined ? [[`ratio ${id}`, ratio]] : delta !== undefined ? [[`delta ${id}`, delta]] : [];
        }),
      );
      return { verdict: 'T', measured, answer: objectChoice(context, members, winner) };
    },
    form(_, { type, frame, objects: { reference } }) {
      if (frame !== null) return `${type}.ego.which`;
      return reference === undefined ? `${type}.which` : `${type}.to.which`;
    },
    specOf: (record) => (record.answer.kind === 'choice' ? specFromRecord(record) : null),
  };
}

const sizes: ReadonlySet<string> = new Set(['taller', 'wider', 'bigger']);

const comparedBy = ({ type }: QuestionSpec): string => SUPERLATIVES[type]?.by ?? type;

/** A sofa among mugs is compared with nothing: margins are those of one profile. */
const haveOneProfile = ({ graph: { geometry } }: ViewContext, a: number, b: number): boolean =>
  profileOf(geometry, [a]) === profileOf(geometry, [b]);

/** Whether the first is plainly higher, or lower, than the second. */
function isAhead({ graph: { geometry } }: ViewContext, type: string, first: number, second: number): boolean {
  const [a, b] = SUPERLATIVES[type]?.reversed ? [second, first] : [first, second];
  return higher(geometry, a, b).verdict === 'T';
}

/** Whether the first is ahead of the second in what the question asks. */
function beats(context: ViewContext, spec: QuestionSpec, first: number, second: number): Judgement {
  const by = comparedBy(spec);
  const pair = SUPERLATIVES[spec.type]?.reversed ? [second, first] : [first, second];
  if (by === 'higher') return higher(context.graph.geometry, pair[0], pair[1]);
  if (sizes.has(by)) return compareSizes(context, by, pair);
  const { reference } = spec.objects;
  return reference === undefined ? nearerToCamera(context, by, pair) : closerToThird(context, by, [...pair, reference]);
}
