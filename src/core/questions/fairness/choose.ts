import type { Language } from '../language/language.js';
import type { SpeechRules } from '../language/speech.js';
import { balance, type Entry } from './balance.js';
import { deal, type Dealt } from './deal.js';
import { pruneBlind, type BlindFinding } from './prune-blind.js';
import { isHeldOutCombination } from './question-facts.js';

export interface ChoosingRules {
  /** Most questions of a view, by kind. */
  perView(view: string): Readonly<Record<string, number>>;
  readonly speech: SpeechRules;
  readonly language: Language;
}

/** A set as chosen, and what had to be done for it. */
export interface Choice {
  /** How each question that is asked is put into words, by candidate key. */
  readonly chosen: ReadonlyMap<string, Dealt>;
  readonly candidates: number;
  /** Candidates taken away because words alone gave them away. */
  readonly pruned: number;
  /** What a blind classifier got right before pruning, and what it gets right of the set. */
  readonly blind: { readonly before: BlindFinding; readonly after: BlindFinding };
}

/** Which of all candidates of a set are asked, and in what words (SPEC §9). A pure function of the set of entries. */
export function chooseQuestions(entries: readonly Entry[], rules: ChoosingRules): Choice {
  const { speech, language } = rules;
  const allowed = entries.filter(({ split, combination }) => split !== 'train' || !isHeldOutCombination(combination));
  const { chosen, pruned, first, last } = pruneBlind(allowed, language, (left) => {
    const kept = balance(left, (view) => rules.perView(view));
    return deal(
      left.filter(({ key }) => kept.has(key)),
      language,
      speech,
    );
  });
  return { chosen, candidates: entries.length, pruned, blind: { before: first, after: last } };
}
