import { calibrate } from './calibration.js';
import { circularReport } from './circular.js';
import type {
  BoxReport,
  ItemScore,
  NumberReport,
  PointReport,
  ScoreGroup,
  ScoreItem,
  ScoreReport,
  Slice,
} from './score-report.js';
import { rateOf } from './wilson.js';

/** Dimensions in the order reports show them; others follow by name. */
const DIMENSIONS =
  'kind type frame answer ego margin views distance visibility size pitch rig split profile label'.split(' ');

/**
 * Everything said about a set of scores at once.
 *
 * @param items those that were asked and more
 * @param scores any order; choices asked in several rotations have one score each
 */
export function reportOf(items: readonly ScoreItem[], scores: readonly ItemScore[], profile: string): ScoreReport {
  const byId = new Map(items.map((item) => [item.id, item]));
  const plain = scores.filter((s) => s.rotation === 0);
  const of = (score: ItemScore): ScoreItem => byId.get(score.item) as ScoreItem;
  const ofKind = (kind: ScoreItem['answer']['kind']) => plain.filter((s) => of(s).answer.kind === kind);
  const faults: Record<string, number> = {};
  for (const { fault } of scores) if (fault) faults[fault.reason] = (faults[fault.reason] ?? 0) + 1;
  return {
    schema: 'vantage/scores@1',
    profile,
    overall: groupOf(plain),
    slices: slicesOf(plain, of),
    numbers: numberReport(ofKind('number')),
    points: pointReport(ofKind('points')),
    boxes2d: boxReport(ofKind('box2d')),
    boxes3d: boxReport(ofKind('box3d')),
    calibration: calibrate(
      plain.flatMap((score) => {
        const { answer } = of(score);
        return score.pYes !== null && answer.kind === 'yes-no' ? [{ pYes: score.pYes, isYes: answer.value }] : [];
      }),
    ),
    circular: circularReport(scores, of),
    faults,
    items: scores,
  };
}

export function groupOf(scores: readonly ItemScore[]): ScoreGroup {
  const compared = scores.filter((s) => s.robospatial !== null);
  return {
    n: scores.length,
    accuracy: rateOf(scores, (s) => s.outcome === 'right'),
    unparsable: rateOf(scores, (s) => s.outcome === 'unparsable'),
    noReply: rateOf(scores, (s) => s.outcome === 'no-reply'),
    meanScore: mean(scores.map((s) => s.score)),
    robospatial: compared.length === 0 ? null : rateOf(compared, (s) => s.robospatial === true),
  };
}

function slicesOf(scores: readonly ItemScore[], of: (score: ItemScore) => ScoreItem): Slice[] {
  const groups = new Map<string, Map<string, ItemScore[]>>();
  for (const score of scores) {
    for (const [dimension, value] of Object.entries(of(score).facets)) {
      const values = groups.get(dimension) ?? new Map<string, ItemScore[]>();
      groups.set(dimension, values);
      const list = values.get(value);
      if (list) list.push(score);
      else values.set(value, [score]);
    }
  }
  const rank = (dimension: string) => {
    const at = DIMENSIONS.indexOf(dimension);
    return at === -1 ? DIMENSIONS.length : at;
  };
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .flatMap(([dimension, values]) =>
      [...values]
        .sort(([a], [b]) => bandStart(a) - bandStart(b) || (a < b ? -1 : 1))
        .map(([value, list]) => ({ dimension, value, group: groupOf(list) })),
    );
}

/** Bands in the order of their numbers: "<1" before "1–2" before "≥2". */
function bandStart(value: string): number {
  const number = /\d+(?:\.\d+)?/.exec(value);
  if (number === null) return 0;
  const start = Number(number[0]);
  return value.startsWith('<') ? start - 1e-6 : start + (value.startsWith('≥') ? 1e-6 : 0);
}

function numberReport(scores: readonly ItemScore[]): NumberReport | null {
  if (scores.length === 0) return null;
  return {
    validNumber: rateOf(scores, (s) => s.parsed !== null),
    within10: rateOf(scores, (s) => s.measures.within10 === true),
    within25: rateOf(scores, (s) => s.measures.within25 === true),
    within50to200: rateOf(scores, (s) => s.measures.within50to200 === true),
    meanMra: mean(scores.map((s) => s.measures.mra ?? 0)),
  };
}

function pointReport(scores: readonly ItemScore[]): PointReport | null {
  if (scores.length === 0) return null;
  return {
    meanShare: mean(scores.map((s) => s.score)),
    firstPoint: rateOf(scores, (s) => s.measures.firstPointInMask === true),
  };
}

function boxReport(scores: readonly ItemScore[]): BoxReport | null {
  if (scores.length === 0) return null;
  const iou = (s: ItemScore) => s.measures.iou ?? 0;
  return {
    meanIou: mean(scores.map(iou)),
    atQuarter: rateOf(scores, (s) => iou(s) >= 0.25),
    atHalf: rateOf(scores, (s) => iou(s) >= 0.5),
  };
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length;
