import type { CircularReport, ItemScore, ScoreItem } from './score-report.js';
import { wilsonRate } from './wilson.js';

/**
 * Choices asked once for each rotation of their options (CircularEval of MMBench, arXiv 2307.06281): right counts only
 * what is right in all of them. Items without every rotation are left out.
 *
 * @returns null when no item was asked in every rotation
 */
export function circularReport(
  scores: readonly ItemScore[],
  of: (score: ItemScore) => ScoreItem,
): CircularReport | null {
  const byItem = new Map<string, ItemScore[]>();
  for (const score of scores) {
    if (of(score).answer.kind !== 'choice') continue;
    byItem.set(score.item, [...(byItem.get(score.item) ?? []), score]);
  }
  let questions = 0;
  let plain = 0;
  let circular = 0;
  const chosenPlaces: number[] = [];
  for (const list of byItem.values()) {
    const { answer } = of(list[0]);
    if (answer.kind !== 'choice' || answer.options.length !== list.length) continue;
    questions++;
    if (list.some((s) => s.rotation === 0 && s.outcome === 'right')) plain++;
    if (list.every((s) => s.outcome === 'right')) circular++;
    for (const { parsed } of list) {
      if (parsed?.kind === 'choice') chosenPlaces[parsed.index] = (chosenPlaces[parsed.index] ?? 0) + 1;
    }
  }
  if (questions === 0) return null;
  return {
    questions,
    plain: wilsonRate(plain, questions),
    circular: wilsonRate(circular, questions),
    chosenPlaces: Array.from(chosenPlaces, (n) => n ?? 0),
  };
}
