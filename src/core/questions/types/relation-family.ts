import type { GateLevel } from '../../relations/gates.js';
import type { Judgement } from '../../relations/verdict.js';
import { namedObjects, questionSpec, specFromRecord, type QuestionSpec } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import type { Role, ViewQuestionType } from './question-type.js';
import { yesNo } from './yes-no.js';

/** What a family of yes/no predicates without horizontal direction is made of. */
export interface Relation {
  readonly name: string;
  readonly types: readonly string[];
  readonly weight: number;
  /** Whether the view's own eyes matter (closer, occludes): then records carry the ego frame. */
  ego?(ids: readonly number[]): boolean;
  /** Tuples of objects in SPEC's order that are worth a look, with the stratum they probably belong to. */
  guesses(context: ViewContext, type: string): Iterable<Guess>;
  /** How well each object of a tuple must be seen; absent: all as for being named. */
  levels?(type: string, ids: readonly number[], context: ViewContext): readonly (GateLevel | Role)[];
  /** Why it is not asked whatever the predicate says: a gate of its own (SPEC §4). */
  forbidden?(context: ViewContext, type: string, ids: readonly number[]): string | null;
  judge(context: ViewContext, type: string, ids: readonly number[]): Judgement;
  /** Name of the wordings without a frame, where it is not the type's own. */
  plainForm?(type: string): string;
  /** Balance by ordered categories (on, in, under). */
  readonly pairs?: boolean;
  /** Whether "the mug on the book" says too much about what is asked. */
  readonly placeTells?: boolean;
}

export interface Guess {
  readonly ids: readonly number[];
  readonly stratum: string;
}

/** A family of yes/no questions "does the predicate hold of A (and B, and C)?" */
export function relationFamily(relation: Relation): ViewQuestionType {
  const { name, types, weight } = relation;
  const strata = new WeakMap<QuestionSpec, string>();
  return {
    name,
    kind: 'configuration',
    scope: 'view',
    types,
    weight,
    *specs(context) {
      for (const type of types) {
        for (const { ids, stratum } of relation.guesses(context, type)) {
          const frame = relation.ego?.(ids) ? ({ kind: 'ego' } as const) : null;
          const spec = questionSpec({ kind: 'configuration', type, frame, objects: objectsOf(ids) });
          strata.set(spec, `${type} ${stratum}`);
          yield spec;
        }
      }
    },
    stratum: (_, spec) => strata.get(spec) ?? spec.type,
    roles(context, spec) {
      const ids = namedObjects(spec.objects);
      const levels = relation.levels?.(spec.type, ids, context);
      return ids.map((id, i) => {
        const level = levels?.[i] ?? 'name';
        return typeof level === 'string' ? { id, level } : level;
      });
    },
    evaluate(context, spec) {
      const ids = namedObjects(spec.objects);
      const refused = relation.forbidden?.(context, spec.type, ids) ?? null;
      return refused === null ? yesNo(relation.judge(context, spec.type, ids)) : { refused };
    },
    form: (_, { type, frame }) => (frame === null ? (relation.plainForm?.(type) ?? type) : `${type}.ego`),
    specOf: specFromRecord,
    ...(relation.placeTells && { placeTells: () => true }),
    ...(relation.pairs && {
      pair({ objects: { subject, reference }, type }, category) {
        if (subject === undefined || reference === undefined) return null;
        return `${category(subject)} ${type} ${category(reference)}`;
      },
    }),
  };
}

export const objectsOf = ([subject, reference, second]: readonly number[]): QuestionSpec['objects'] => ({
  subject,
  ...(reference !== undefined && { reference }),
  ...(second !== undefined && { second }),
});

/** Ordered pairs of the objects that can be named. */
export function* orderedPairs({ referents }: Pick<ViewContext, 'referents'>): Generator<readonly [number, number]> {
  for (const { id: a } of referents) for (const { id: b } of referents) if (a !== b) yield [a, b];
}

/** Unordered pairs, the smaller id first or last by turns, so that neither end is always the subject. */
export function* unorderedPairs({ referents }: Pick<ViewContext, 'referents'>): Generator<readonly [number, number]> {
  for (let i = 0; i < referents.length; i++)
    for (let j = 0; j < i; j++) {
      const [a, b] = [referents[i].id, referents[j].id];
      yield (a + b) % 2 === 0 ? [a, b] : [b, a];
    }
}
