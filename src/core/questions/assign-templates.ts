import type { Entry } from './balance.js';

/** Which wording a chosen candidate gets: its turn among the wordings of its form and split. */
export interface TemplateChoice {
  readonly turn: number;
}

/**
 * Deals wordings out in turn, yes and no apart, so that no wording leans to an answer (SPEC §9.1).
 *
 * @returns by candidate key
 */
export function assignTemplates(entries: readonly Entry[]): Map<string, TemplateChoice> {
  const sorted = [...entries].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
  const turns = new Map<string, number>();
  const chosen = new Map<string, TemplateChoice>();
  for (const entry of sorted) {
    const hand = `${entry.form} ${entry.split} ${entry.group === null ? '' : entry.answer}`;
    const turn = turns.get(hand) ?? 0;
    turns.set(hand, turn + 1);
    chosen.set(entry.key, { turn });
  }
  return chosen;
}
