import { cameraMove, cameraTurn, type MoveDirection, type TurnDirection } from '../../../multiview/camera-motion.js';
import type { Measured } from '../../../relations/verdict.js';
import type { Answer } from '../../question-record.js';
import { questionSpec, specFromRecord } from '../../question-spec.js';
import type { Refused, SceneQuestionType } from '../question-type.js';
import { askedPair, viewIds, viewPairs } from './views-here.js';

/** Which way, and how far, the camera went or turned from the first image to the second (docs/spec.md §12.2). */
export const CAMERA_MOTION: SceneQuestionType = {
  name: 'camera-motion',
  kind: 'multiview',
  scope: 'scene',
  types: ['camera_moved', 'camera_turned', 'camera_distance', 'camera_angle'],
  weight: 3,
  *specs(context) {
    for (const [first, second] of viewPairs(context))
      for (const type of this.types) yield questionSpec({ kind: 'multiview', type, views: viewIds(first, second) });
  },
  stratum(context, { type, views }) {
    const [first, second] = views.map((id) => context.view(id)?.view);
    if (!first || !second) return null;
    if (type === 'camera_moved') return `${type} ${cameraMove(first, second).direction}`;
    return type === 'camera_turned' ? `${type} ${cameraTurn(first, second).direction}` : type;
  },
  evaluate(context, spec) {
    const pair = askedPair(context, spec);
    if ('refused' in pair) return pair;
    const { first, second, overlap } = pair;
    const answered = answer(spec.type, cameraMove(first.view, second.view), cameraTurn(first.view, second.view));
    if ('refused' in answered) return answered;
    return {
      ...answered,
      verdict: 'T',
      evidence: { gates: { viewOverlap: overlap } },
      form: answered.answer.kind === 'choice' ? `${spec.type}.choice` : spec.type,
      profile: context.graph.geometry.scene.profile,
      fill: {},
      phrases: {},
    };
  },
  specOf(record) {
    return specFromRecord(record);
  },
};

const MOVES: readonly (readonly [MoveDirection, string])[] = [
  ['left', 'to the left'],
  ['right', 'to the right'],
  ['forward', 'forward'],
  ['back', 'backward'],
  ['up', 'up'],
  ['down', 'down'],
];

const TURNS: readonly (readonly [TurnDirection, string])[] = [
  ['left', 'to the left'],
  ['right', 'to the right'],
  ['up', 'up'],
  ['down', 'down'],
];

/** Distances and angles less than a direction needs are not worth a number. */
const MIN_DISTANCE = 0.1;
const MIN_ANGLE_DEG = 10;

function answer(
  type: string,
  move: ReturnType<typeof cameraMove>,
  turn: ReturnType<typeof cameraTurn>,
): { readonly answer: Answer; readonly measured: Measured } | Refused {
  switch (type) {
    case 'camera_moved':
      return choice(MOVES, move);
    case 'camera_turned':
      return choice(TURNS, turn);
    case 'camera_distance':
      return number(Number(move.measured.distance), MIN_DISTANCE, type, move.measured);
    default:
      return number(Number(turn.measured.angleDeg), MIN_ANGLE_DEG, type, turn.measured);
  }
}

function choice<D>(
  words: readonly (readonly [D, string])[],
  motion: { readonly direction: D | null; readonly measured: Measured; readonly reason?: string },
): { readonly answer: Answer; readonly measured: Measured } | Refused {
  const correct = words.findIndex(([direction]) => direction === motion.direction);
  if (correct < 0) return { refused: motion.reason ?? 'no one direction stands out' };
  return {
    answer: { kind: 'choice', options: words.map(([, text]) => ({ text })), correct },
    measured: motion.measured,
  };
}

function number(value: number, least: number, definition: string, measured: Measured) {
  if (!(value >= least)) return { refused: 'the camera hardly went anywhere' };
  return { answer: { kind: 'number', value, unit: '', definition } as const, measured };
}
