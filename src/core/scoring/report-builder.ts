import { calibrate } from './calibration.js';
import { CircularTally } from './circular-tally.js';
import { GroupTally, MeanTally } from './group-tally.js';
import type { BoxReport, ItemScore, ScoreItem, ScoreReport, Slice } from './score-report.js';
import { wilsonRate } from './wilson.js';

/** Dimensions in the order reports show them; others follow by name. */
const DIMENSIONS =
  'kind type frame answer ego margin views distance visibility size pitch rig split profile label'.split(' ');

/**
 * Everything said about a set of scores, built an item at a time: what an item brings beyond its scores (masks, boxes)
 * is not kept.
 */
export class ReportBuilder {
  private readonly overall = new GroupTally();
  private readonly slices = new Map<string, Map<string, GroupTally>>();
  private readonly numbers = new NumberTally();
  private readonly points = new PointTally();
  private readonly boxes2d = new BoxTally();
  private readonly boxes3d = new BoxTally();
  private readonly certainties: { pYes: number; isYes: boolean }[] = [];
  private readonly circular = new CircularTally();
  private readonly faults: Record<string, number> = {};
  private readonly items: ItemScore[] = [];

  /** @param keepsScores whether the report lists the items' scores */
  constructor(private readonly keepsScores: boolean) {}

  /**
   * @param scores all that the item has: one, of a choice one for each rotation asked, none where it was not answered
   */
  add({ answer, facets }: ScoreItem, scores: readonly ItemScore[]): void {
    for (const score of scores) {
      if (this.keepsScores) this.items.push(score);
      if (score.fault) this.faults[score.fault.reason] = (this.faults[score.fault.reason] ?? 0) + 1;
    }
    if (answer.kind === 'choice') this.circular.add(answer.options.length, scores);
    // One entry for an item: the unshifted one.
    const plain = scores.find(({ rotation }) => rotation === 0);
    if (!plain) return;
    this.overall.add(plain);
    for (const [dimension, value] of Object.entries(facets)) this.slice(dimension, value).add(plain);
    if (answer.kind === 'number') this.numbers.add(plain);
    else if (answer.kind === 'points') this.points.add(plain);
    else if (answer.kind === 'box2d') this.boxes2d.add(plain);
    else if (answer.kind === 'box3d') this.boxes3d.add(plain);
    else if (answer.kind === 'yes-no' && plain.pYes !== null)
      this.certainties.push({ pYes: plain.pYes, isYes: answer.value });
  }

  /** @param profile its id */
  report(profile: string): ScoreReport {
    return {
      schema: 'vantage/scores@1',
      profile,
      overall: this.overall.group(),
      slices: this.sortedSlices(),
      numbers: this.numbers.report(),
      points: this.points.report(),
      boxes2d: this.boxes2d.report(),
      boxes3d: this.boxes3d.report(),
      calibration: calibrate(this.certainties),
      circular: this.circular.report(),
      faults: this.faults,
      items: this.items,
    };
  }

  private slice(dimension: string, value: string): GroupTally {
    let values = this.slices.get(dimension);
    if (!values) this.slices.set(dimension, (values = new Map()));
    let tally = values.get(value);
    if (!tally) values.set(value, (tally = new GroupTally()));
    return tally;
  }

  private sortedSlices(): Slice[] {
    return [...this.slices]
      .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .flatMap(([dimension, values]) =>
        [...values]
          .sort(([a], [b]) => bandStart(a) - bandStart(b) || (a < b ? -1 : 1))
          .map(([value, tally]) => ({ dimension, value, group: tally.group() })),
      );
  }
}

function rank(dimension: string): number {
  const at = DIMENSIONS.indexOf(dimension);
  return at === -1 ? DIMENSIONS.length : at;
}

/** Bands in the order of their numbers: "<1" before "1–2" before "≥2". */
function bandStart(value: string): number {
  const number = /\d+(?:\.\d+)?/.exec(value);
  if (number === null) return 0;
  const start = Number(number[0]);
  return value.startsWith('<') ? start - 1e-6 : start + (value.startsWith('≥') ? 1e-6 : 0);
}

class NumberTally {
  private n = 0;
  private valid = 0;
  private within10 = 0;
  private within25 = 0;
  private within50to200 = 0;
  private readonly mra = new MeanTally();

  add({ parsed, measures }: ItemScore): void {
    this.n++;
    if (parsed !== null) this.valid++;
    if (measures.within10) this.within10++;
    if (measures.within25) this.within25++;
    if (measures.within50to200) this.within50to200++;
    this.mra.add(measures.mra ?? 0);
  }

  report(): ScoreReport['numbers'] {
    const { n } = this;
    if (n === 0) return null;
    return {
      validNumber: wilsonRate(this.valid, n),
      within10: wilsonRate(this.within10, n),
      within25: wilsonRate(this.within25, n),
      within50to200: wilsonRate(this.within50to200, n),
      meanMra: this.mra.mean(),
    };
  }
}

class PointTally {
  private n = 0;
  private first = 0;
  private readonly share = new MeanTally();

  add({ score, measures }: ItemScore): void {
    this.n++;
    if (measures.firstPointInMask) this.first++;
    this.share.add(score);
  }

  report(): ScoreReport['points'] {
    return this.n === 0 ? null : { meanShare: this.share.mean(), firstPoint: wilsonRate(this.first, this.n) };
  }
}

class BoxTally {
  private n = 0;
  private atQuarter = 0;
  private atHalf = 0;
  private readonly iou = new MeanTally();

  add({ measures }: ItemScore): void {
    const iou = measures.iou ?? 0;
    this.n++;
    this.iou.add(iou);
    if (iou >= 0.25) this.atQuarter++;
    if (iou >= 0.5) this.atHalf++;
  }

  report(): BoxReport | null {
    const { n } = this;
    if (n === 0) return null;
    return { meanIou: this.iou.mean(), atQuarter: wilsonRate(this.atQuarter, n), atHalf: wilsonRate(this.atHalf, n) };
  }
}
