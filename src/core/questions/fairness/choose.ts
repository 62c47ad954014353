import type { Language } from '../language/language.js';
import type { SpeechRules } from '../language/speech.js';
import { balance, type Entry } from './balance.js';
import { deal, type Dealt } from './deal.js';

export interface ChoosingRules {
  /** Most questions of one view, by kind. */
  readonly perView: Readonly<Record<string, number>>;
  readonly speech: SpeechRules;
  readonly language: Language;
}

/**
 * Which of all candidates of a set are asked, and in what words (SPEC §9). A pure function of the set of entries.
 *
 * @returns by candidate key
 */
export function chooseQuestions(entries: readonly Entry[], rules: ChoosingRules): Map<string, Dealt> {
  const kept = balance(entries, rules.perView);
  return deal(
    entries.filter(({ key }) => kept.has(key)),
    rules.language,
    rules.speech,
  );
}
