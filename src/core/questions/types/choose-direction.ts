import { evaluateDirection } from '../../relations/direction.js';
import { isSideways, type Direction, type FrameRef } from '../../relations/frames.js';
import type { Verdict } from '../../relations/verdict.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import { DIRECTIONS, frameForm, frameOf, framesAround, pairOf } from './frames-here.js';
import type { ViewQuestionType } from './question-type.js';

/** What the four sides are called in each frame. */
const SIDES: Readonly<Record<FrameRef['kind'], Readonly<Record<Direction, string>>>> = {
  ego: {
    left: 'to the left',
    right: 'to the right',
    front: 'in front (nearer to the camera)',
    behind: 'behind (farther from the camera)',
  },
  world: { left: 'to the left', right: 'to the right', front: 'further forward', behind: 'further back' },
  object: { left: 'on its left', right: 'on its right', front: 'in front of it', behind: 'behind it' },
};
const SIDES_FACING = { left: 'to the left', right: 'to the right' } as const;

/** On which side of B is A: exactly one of the four is true, the others false (SPEC §3). */
export const CHOOSE_DIRECTION: ViewQuestionType = {
  name: 'choose-direction',
  kind: 'choice',
  scope: 'view',
  types: ['direction'],
  weight: 1.5,
  *specs(context) {
    const { objects: anchors } = context.graph.geometry.scene.anchor.by;
    for (const { id: subject } of context.referents)
      for (const { id: reference } of context.referents) {
        if (subject === reference) continue;
        for (const frame of framesAround(context, reference)) {
          if (frame.kind === 'world' && anchors.includes(subject) && anchors.includes(reference)) continue;
          yield questionSpec({ kind: 'choice', type: 'direction', frame, objects: { subject, reference } });
        }
      }
  },
  stratum: (_, spec) => frameOf(spec).kind,
  roles: (_, spec) => pairOf(spec).map((id) => ({ id, level: 'name' })),
  evaluate({ graph, view }, spec) {
    const [subject, reference] = pairOf(spec);
    const frame = frameOf(spec);
    const verdicts = DIRECTIONS.map(
      (direction): Verdict => evaluateDirection(graph, view, frame, direction, subject, reference).verdict,
    );
    const correct = verdicts.indexOf('T');
    if (verdicts.includes('A')) return { refused: 'one of the four sides is too close to call' };
    if (correct === -1 || verdicts.lastIndexOf('T') !== correct) return { refused: 'it is not on exactly one side' };
    const facing = frame.kind === 'object' && graph.geometry.object(frame.object).record.leftRight === 'facing';
    return {
      verdict: 'T',
      measured: Object.fromEntries(DIRECTIONS.map((direction, i) => [`verdict ${direction}`, verdicts[i]])),
      answer: {
        kind: 'choice',
        options: DIRECTIONS.map((direction) => ({
          text: facing && isSideways(direction) ? SIDES_FACING[direction as 'left'] : SIDES[frame.kind][direction],
          direction,
        })),
        correct,
      },
    };
  },
  form: (context, spec) => `direction.${frameForm(context, frameOf(spec), 'left')}.choice`,
  specOf: (record) => (record.answer.kind === 'choice' ? specFromRecord(record) : null),
};
