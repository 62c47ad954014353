import { evaluateDirection } from '../../relations/direction.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import { DIRECTIONS, frameForm, frameOf, framesAround, isDirection, pairOf } from './frames-here.js';
import type { ViewQuestionType } from './question-type.js';
import { yesNo } from './yes-no.js';

/** Is A left of, right of, in front of or behind B, in each of the three frames (SPEC §3)? */
export const DIRECTION: ViewQuestionType = {
  name: 'direction',
  kind: 'configuration',
  scope: 'view',
  types: DIRECTIONS,
  weight: 8,
  *specs(context) {
    for (const { id: subject } of context.referents) {
      for (const { id: reference } of context.referents) {
        if (subject === reference) continue;
        for (const type of DIRECTIONS) {
          for (const frame of framesAround(context, reference)) {
            if (frame.kind === 'world' && isAnchorPair(context, subject, reference)) continue;
            yield questionSpec({ kind: 'configuration', type, frame, objects: { subject, reference } });
          }
        }
      }
    }
  },
  stratum(context, spec) {
    const frame = frameOf(spec);
    const { verdict, measured } = judge(context, spec);
    if (verdict === 'A') return null;
    const opposite = verdict === 'F' && Number(measured['delta']) < -Number(measured['margin']);
    let versus = '';
    if (frame.kind !== 'ego') {
      const ego = judge(context, { ...spec, frame: { kind: 'ego' } }).verdict;
      versus = ego === 'A' ? 'none' : ego === verdict ? 'same' : 'differs';
    }
    return `${spec.type} ${frame.kind} ${verdict} ${opposite} ${versus}`;
  },
  roles(_, spec) {
    return pairOf(spec).map((id) => ({ id, level: 'name' }));
  },
  evaluate(context, spec) {
    return yesNo(judge(context, spec));
  },
  form(context, spec) {
    return isDirection(spec.type) ? `${spec.type}.${frameForm(context, frameOf(spec), spec.type)}` : spec.type;
  },
  specOf(record) {
    return record.frame === null ? null : specFromRecord(record);
  },
  pair({ objects: { subject, reference }, type }, category) {
    if (subject === undefined || reference === undefined) return null;
    return `${[category(subject), category(reference)].sort().join(' ')} ${type}`;
  },
};

function judge({ graph, view }: ViewContext, spec: QuestionSpec) {
  const [subject, reference] = pairOf(spec);
  if (!isDirection(spec.type)) throw new RangeError(`"${spec.type}" is no direction.`);
  return evaluateDirection(graph, view, frameOf(spec), spec.type, subject, reference);
}

/** "Facing from the lamp to the clock, is the clock further forward than the lamp?" answers itself. */
function isAnchorPair({ graph }: ViewContext, a: number, b: number): boolean {
  const { objects } = graph.geometry.scene.anchor.by;
  return objects.includes(a) && objects.includes(b);
}
