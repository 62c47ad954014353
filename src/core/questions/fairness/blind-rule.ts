import { wilsonRate } from '../../scoring/wilson.js';
import { blindScore, type BlindGuess, type BlindScore } from './blind-classifier.js';
import { blindSample } from './blind-samples.js';
import type { AnsweredQuestion } from './check-set.js';
import { guessesOf, transferOf } from './prune-blind.js';

// SPEC §9.3 as a checker applies it, to the set and to each of its relations: what a classifier without images gets
// right, over five folds by scene, and of each split when trained on the other.

/** SPEC's limits: 55 % of yes/no, 5 % over chance of choices. Chance of yes/no is one half: both are 5 % over it. */
const OVER_CHANCE = 0.05;

/**
 * Fewer questions of a relation than this, or of fewer scenes, tell nothing: those of one scene have the same things and
 * are guessed or missed together.
 */
const MIN_QUESTIONS = 60;
const MIN_SCENES = 40;

/** What is guessed of a set, by question id. */
export interface BlindGuesses {
  readonly folds: readonly BlindGuess[];
  /** Every question that is in a split, by a classifier trained on the other split. */
  readonly across: readonly BlindGuess[];
}

export function blindGuessesOf(questions: readonly AnsweredQuestion[]): BlindGuesses {
  const samplesIn = (split: string | null) =>
    questions.flatMap((q) => (split === null || q.split === split ? (blindSample(q.id, q, q.asked) ?? []) : []));
  const folds = guessesOf(samplesIn(null));
  const [train, test] = [samplesIn('train'), samplesIn('test')];
  const [there, back] = [transferOf(train, test), transferOf(test, train)];
  return {
    folds: [...folds.yesNo, ...folds.choice],
    across: [...there.yesNo, ...there.choice, ...back.yesNo, ...back.choice],
  };
}

/**
 * Whether a score is surely over the limit: the whole of its 95 % interval is. A few questions that happen to be
 * guessed are no leak, and a leak is one in however few questions it shows.
 */
export function isTold({ n, accuracy, chance }: BlindScore): boolean {
  const { low } = wilsonRate(Math.round(accuracy * n), n);
  return low !== null && low > chance + OVER_CHANCE;
}

/** @returns one sentence for the set and for each relation that words alone tell */
export function toldByWords(questions: readonly AnsweredQuestion[], { folds, across }: BlindGuesses): string[] {
  const topics = new Map<string, Map<string, string>>();
  const add = (topic: string, { id, scene }: AnsweredQuestion) => {
    const asked = topics.get(topic);
    if (asked) asked.set(id, scene);
    else topics.set(topic, new Map([[id, scene]]));
  };
  for (const question of questions) {
    const { group, options, kind, topic } = question;
    if (group === null && options === null) continue;
    add(group === null ? 'all choices' : 'all yes/no questions', question);
    add(`"${topic}" (${kind}${group === null ? ', choices' : ''})`, question);
  }
  return [...topics].flatMap(([topic, asked]) =>
    [folds, across].flatMap((guesses, i) => {
      const guessed = guesses.filter(({ key }) => asked.has(key));
      const score = blindScore(guessed);
      const scenes = new Set(guessed.map(({ key }) => asked.get(key)));
      if (score.n < MIN_QUESTIONS || scenes.size < MIN_SCENES || !isTold(score)) return [];
      const how = i === 0 ? 'in folds by scene' : 'trained on the other split';
      return [
        `${topic}: without images a classifier (${how}) is right about ${percent(score.accuracy)} of ${score.n} (chance ${percent(score.chance)}).`,
      ];
    }),
  );
}

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
