import { hashString } from '../../random.js';

// What can be known of a question without its image: its words, what kind of question it is, and the categories of
// the things it names. As hashed feature numbers for a linear model.

/** Features are hashed into this many places; a power of two. */
export const FEATURE_SPACE = 1 << 18;

/** A question without its image. */
export interface BlindQuestion {
  /** Relation, frame, direction: questions that share it are of one kind. */
  readonly group: string;
  readonly text: string;
  /** Of the subject, the reference, the second …, in that order. */
  readonly categories: readonly string[];
}

/** An option of a choice without its image. */
export interface BlindOption {
  readonly text: string;
  /** Of the object it stands for; null for directions and the like. */
  readonly category: string | null;
}

/** Features of a yes/no question: each word alone and with the kind of question, categories singly and as a pair. */
export function questionFeatures({ group, text, categories }: BlindQuestion): Int32Array {
  const names = [`group ${group}`, `pair ${group} ${categories.join(' ')}`];
  for (const [i, category] of categories.entries()) names.push(`category ${i} ${group} ${category}`);
  for (const word of new Set(wordsOf(text))) names.push(`word ${word}`, `word ${group} ${word}`);
  return hashed(names);
}

/** Features of one option of a choice: its words, category and place, each with the kind of question. */
export function optionFeatures(question: BlindQuestion, option: BlindOption, place: number): Int32Array {
  const { group, categories } = question;
  const names = [`place ${place}`, `place ${group} ${place}`];
  if (option.category !== null) {
    names.push(`option ${option.category}`, `option ${group} ${option.category}`);
    for (const other of categories) names.push(`option ${group} ${option.category} beside ${other}`);
  }
  for (const word of new Set(wordsOf(option.text))) names.push(`word ${word}`, `word ${group} ${word}`);
  return hashed(names);
}

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}'-]+/gu) ?? [];

const hashed = (names: readonly string[]): Int32Array =>
  Int32Array.from(names, (name) => hashString(name) & (FEATURE_SPACE - 1));
