import type { ItemScore, ScoreGroup } from './score-report.js';
import { wilsonRate } from './wilson.js';

/** Rates of a set of scores, counted as they come. */
export class GroupTally {
  private n = 0;
  private right = 0;
  private unparsable = 0;
  private noReply = 0;
  private sum = 0;
  private compared = 0;
  private agreed = 0;

  add({ outcome, score, robospatial }: ItemScore): void {
    this.n++;
    this.sum += score;
    if (outcome === 'right') this.right++;
    else if (outcome === 'unparsable') this.unparsable++;
    else if (outcome === 'no-reply') this.noReply++;
    if (robospatial === null) return;
    this.compared++;
    if (robospatial) this.agreed++;
  }

  group(): ScoreGroup {
    const { n } = this;
    return {
      n,
      accuracy: wilsonRate(this.right, n),
      unparsable: wilsonRate(this.unparsable, n),
      noReply: wilsonRate(this.noReply, n),
      meanScore: n === 0 ? null : this.sum / n,
      robospatial: this.compared === 0 ? null : wilsonRate(this.agreed, this.compared),
    };
  }
}

/** The mean of what was added; null of nothing. */
export class MeanTally {
  private n = 0;
  private sum = 0;

  add(value: number): void {
    this.n++;
    this.sum += value;
  }

  mean(): number | null {
    return this.n === 0 ? null : this.sum / this.n;
  }
}
