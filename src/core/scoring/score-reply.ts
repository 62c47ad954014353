import { assertNever } from '../result.js';
import { answerForm, shownIndex, type AnswerForm } from '../models/answer-form.js';
import { formWithMarks } from '../models/marks.js';
import { parseReply } from '../models/parse-reply/parse-reply.js';
import type { ParsedAnswer } from '../models/parse-reply/parsed-answer.js';
import type { ModelProfile } from '../models/profile.js';
import type { Answer } from '../questions/question-record.js';
import { boxIou, boxIou3d } from './box-overlap.js';
import { maskHolds, maskRuns } from './mask-runs.js';
import { robospatialScore } from './robospatial-score.js';
import type { ItemScore, Measures, ScoreItem, StoredReply } from './score-report.js';
import { scoreNumber } from './score-number.js';
import { scoreGrasp, scorePoints3d, scoreTrace } from './score-plan.js';

interface Worth {
  readonly right: boolean;
  readonly score: number;
  readonly measures: Measures;
}

/** IoU from which a box is right: 2D as in referring expression benchmarks, 3D as in SPEC §8 (0.5 beside). */
const IOU_2D = 0.5;
const IOU_3D = 0.25;

/** One reply against one item: what it says, and what that is worth. What cannot be read is wrong, and says why. */
export function scoreReply(item: ScoreItem, reply: StoredReply, profile: ModelProfile): ItemScore {
  const { answer, imageSizes } = item;
  const last = imageSizes[imageSizes.length - 1] ?? [1, 1];
  const common = { item: item.id, rotation: reply.rotation, pYes: yesProbability(answer, reply) };
  const nothing = (outcome: 'unparsable' | 'no-reply', fault: ItemScore['fault']): ItemScore => ({
    ...common,
    outcome,
    score: 0,
    fault,
    parsed: null,
    measures: {},
    robospatial: robospatialScore(answer, reply.text, null, last),
  });
  if (reply.text === null) {
    return nothing('no-reply', reply.fault ?? { reason: 'no-reply', detail: 'The model gave no reply.' });
  }
  // As it was shown: options that are points stood there in the profile's numbers.
  const form = formWithMarks(answerForm(answer, reply.rotation), profile, imageSizes);
  const parsed = parseReply(reply.text, form, profile, imageSizes.length > 0 ? imageSizes : [last]);
  if (!parsed.ok) return nothing('unparsable', parsed.fault);
  const { right, score, measures } = worthOf(item, parsed.value, form, reply.rotation);
  return {
    ...common,
    outcome: right ? 'right' : 'wrong',
    score,
    fault: null,
    parsed: parsed.value,
    measures,
    robospatial: robospatialScore(answer, reply.text, parsed.value, last),
  };
}

function worthOf({ answer, camera }: ScoreItem, given: ParsedAnswer, form: AnswerForm, rotation: number): Worth {
  switch (answer.kind) {
    case 'yes-no':
      return all(given.kind === 'yes-no' && given.value === answer.value);
    case 'choice':
      return all(
        given.kind === 'choice' && given.index === shownIndex(answer.correct, rotation, answer.options.length),
      );
    case 'number':
      return given.kind === 'number' && form.kind === 'number'
        ? scoreNumber(given.value, answer.value, form.quantity)
        : all(false);
    case 'points':
      return given.kind === 'points' ? scorePoints(answer, given.points) : all(false);
    case 'box2d': {
      if (given.kind !== 'box2d') return all(false);
      const iou = boxIou(given.boxes[0], answer.box);
      return { right: iou >= IOU_2D, score: iou, measures: { iou, iouAmodal: boxIou(given.boxes[0], answer.amodal) } };
    }
    case 'box3d': {
      if (given.kind !== 'box3d') return all(false);
      const iou = boxIou3d(given, answer);
      const distance3d = Math.hypot(...given.center.map((c, i) => c - answer.center[i]));
      return { right: iou >= IOU_3D, score: iou, measures: { iou, distance3d } };
    }
    case 'text':
      return all(
        given.kind === 'text' && (answer.reason === undefined ? sameText(given.value, answer.value) : given.abstains),
      );
    case 'points3d':
      return given.kind === 'point3d' ? scorePoints3d(answer, given.points) : all(false);
    case 'trace':
      return given.kind === 'points' ? scoreTrace(answer, given.points, camera ?? null) : all(false);
    case 'grasp':
      return given.kind === 'points' ? scoreGrasp(answer, given.points) : all(false);
    default:
      return assertNever(answer);
  }
}

const all = (right: boolean): Worth => ({ right, score: Number(right), measures: {} });

/** Right is: the first point in the mask. The score is the share of points in it; both with the mask 2 px wider (SPEC §5). */
function scorePoints(
  { mask }: Extract<Answer, { kind: 'points' }>,
  points: readonly { readonly u: number; readonly v: number }[],
): Worth {
  const runs = maskRuns(mask);
  const inside = points.filter(({ u, v }) => maskHolds(runs, u, v)).length;
  const first = maskHolds(runs, points[0].u, points[0].v);
  return {
    right: first,
    score: inside / points.length,
    measures: { points: points.length, pointsInMask: inside, firstPointInMask: first },
  };
}

function yesProbability(answer: Answer, { probabilities }: StoredReply): number | null {
  if (answer.kind !== 'yes-no' || probabilities === null || probabilities.length < 2) return null;
  const [yes, no] = probabilities;
  return yes + no > 0 && Number.isFinite(yes + no) ? yes / (yes + no) : null;
}

const sameText = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:the|a|an)\b/g, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .join(' ');
