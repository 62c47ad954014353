import { namedObjects, questionSpec, specFromRecord } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import type { FrameRef } from '../../relations/frames.js';
import type { QuestionSpec } from '../question-spec.js';
import type { ViewQuestionType } from './question-type.js';
import { objectsOf } from './relation-family.js';

/** What a family of quantities is made of (SPEC §7). */
export interface Quantities {
  readonly name: string;
  readonly types: readonly string[];
  readonly weight: number;
  /** Objects whose quantity may be asked. */
  tuples(context: ViewContext, type: string): Iterable<{ readonly ids: readonly number[]; readonly frame?: FrameRef }>;
  /** Why the quantity is not defined or not asked here. */
  forbidden?(context: ViewContext, type: string, ids: readonly number[]): string | null;
  /** Metres, m³, hours; NaN where readings of the definition differ. */
  measure(context: ViewContext, type: string, ids: readonly number[], frame: FrameRef | null): number;
  /** Below this the answer would be zero, or noise; default 5 mm. */
  readonly least?: number;
  form?(context: ViewContext, spec: QuestionSpec): string;
}

/** Values are kept to this (SPEC §7). */
const STEP = 1e-4;
const LEAST = 0.005;

/** A family of questions after a number. All things it names must be seen well enough to be measured. */
export function quantityFamily(quantities: Quantities): ViewQuestionType {
  const { name, types, weight, least = LEAST } = quantities;
  return {
    name,
    kind: 'metric',
    scope: 'view',
    types,
    weight,
    *specs(context) {
      for (const type of types)
        for (const { ids, frame = null } of quantities.tuples(context, type))
          yield questionSpec({ kind: 'metric', type, frame, objects: objectsOf(ids) });
    },
    stratum: (_, { type }) => type,
    roles: (_, spec) => namedObjects(spec.objects).map((id) => ({ id, level: 'metric' })),
    evaluate(context, spec) {
      const ids = namedObjects(spec.objects);
      const refused = quantities.forbidden?.(context, spec.type, ids) ?? null;
      if (refused !== null) return { refused };
      const value = quantities.measure(context, spec.type, ids, spec.frame);
      if (!Number.isFinite(value)) return { refused: 'it could be measured in more than one way' };
      if (value < least) return { refused: 'it is too small to ask about' };
      return {
        verdict: 'T',
        measured: { value },
        answer: { kind: 'number', value: Math.round(value / STEP) / (1 / STEP), unit: '', definition: spec.type },
      };
    },
    form: (context, spec) => quantities.form?.(context, spec) ?? (spec.frame === null ? spec.type : `${spec.type}.ego`),
    specOf: (record) => (record.answer.kind === 'number' ? specFromRecord(record) : null),
  };
}
