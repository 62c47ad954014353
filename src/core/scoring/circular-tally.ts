import type { CircularReport, ItemScore } from './score-report.js';
import { wilsonRate } from './wilson.js';

/**
 * Choices asked once for each rotation of their options (CircularEval of MMBench, arXiv 2307.06281): right counts only
 * what is right in all of them. Items without every rotation are left out.
 */
export class CircularTally {
  private questions = 0;
  private plain = 0;
  private circular = 0;
  private readonly chosenPlaces: number[] = [];

  /**
   * @param options how many the item has
   * @param scores all of the item's
   */
  add(options: number, scores: readonly ItemScore[]): void {
    if (scores.length !== options) return;
    this.questions++;
    if (scores.some((s) => s.rotation === 0 && s.outcome === 'right')) this.plain++;
    if (scores.every((s) => s.outcome === 'right')) this.circular++;
    for (const { parsed } of scores) {
      if (parsed?.kind === 'choice') this.chosenPlaces[parsed.index] = (this.chosenPlaces[parsed.index] ?? 0) + 1;
    }
  }

  /** @returns null when no item was asked in every rotation */
  report(): CircularReport | null {
    const { questions } = this;
    if (questions === 0) return null;
    return {
      questions,
      plain: wilsonRate(this.plain, questions),
      circular: wilsonRate(this.circular, questions),
      chosenPlaces: Array.from(this.chosenPlaces, (n) => n ?? 0),
    };
  }
}
