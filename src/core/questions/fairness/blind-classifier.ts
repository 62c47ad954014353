import { hashString } from '../../random.js';
import { FEATURE_SPACE } from './blind-features.js';

// A classifier that never sees an image (SPEC §9.3). What it gets right beyond chance can be had from words alone.

/** A question as the classifier sees it: one list of features for each answer it could have. */
export interface BlindSample {
  /** Names the question; with `scene`, decides order and fold, so that the result is the same on every machine. */
  readonly key: string;
  /** Questions of one scene stay in one fold: they share objects and phrases. */
  readonly scene: string;
  /**
   * Yes/no: one list of features, of the question. Choice: one list an option.
   */
  readonly features: readonly Int32Array[];
  /** Yes/no: 1 yes, 0 no. Choice: index of the right option. */
  readonly label: number;
}

/** What the classifier made of a question it was not trained on. */
export interface BlindGuess {
  readonly key: string;
  /** Probability it gave to the right answer. */
  readonly confidence: number;
  readonly correct: boolean;
  /** What guessing would get right: 1 over the number of answers. */
  readonly chance: number;
}

export const FOLDS = 5;
const EPOCHS = 6;
const RATE = 0.15;
/** Keeps words seen once from being learnt by heart. */
const L2 = 1e-4;

/**
 * Logistic regression over sparse features (conditional logit for choices), trained with AdaGrad in a fixed order and
 * tested on the fold it did not see, for each of five folds by scene.
 *
 * @returns one guess a sample, in their order
 */
export function blindGuesses(samples: readonly BlindSample[]): BlindGuess[] {
  const order = samples.map((_, i) => i).sort((a, b) => rank(samples[a]) - rank(samples[b]) || compare(samples, a, b));
  const foldOf = samples.map(({ scene }) => hashString(scene, FOLDS) % FOLDS);
  const guesses: BlindGuess[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = trained(
      samples,
      order.filter((i) => foldOf[i] !== fold),
    );
    for (const i of order) if (foldOf[i] === fold) guesses[i] = guess(model, samples[i]);
  }
  return guesses;
}

/**
 * The same classifier trained on one list and tested on another. In folds it can be far below chance: each wording is
 * dealt as many yes as no, so what a fold has too many of the others have too few of. The splits have no wording in
 * common and are balanced each by itself: between them it shows what words give away without that bias.
 */
export function blindTransfer(train: readonly BlindSample[], test: readonly BlindSample[]): BlindGuess[] {
  const samples = [...train].sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1));
  const model = trained(samples, [...samples.keys()]);
  return test.map((sample) => guess(model, sample));
}

const rank = ({ key }: BlindSample): number => hashString(key);
const compare = (samples: readonly BlindSample[], a: number, b: number): number =>
  samples[a].key < samples[b].key ? -1 : 1;

interface Model {
  readonly weights: Float64Array;
  readonly squares: Float64Array;
}

/** Weights are the mean of those after each epoch from this one on: one order of the samples must not decide. */
const FIRST_KEPT = 2;

/** @param order of the first epoch; each of the others has an order of its own */
function trained(samples: readonly BlindSample[], order: readonly number[]): Model {
  const model = { weights: new Float64Array(FEATURE_SPACE), squares: new Float64Array(FEATURE_SPACE) };
  const mean = new Float64Array(FEATURE_SPACE);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const i of epoch === 0 ? order : shuffled(samples, order, epoch)) step(model, samples[i]);
    if (epoch >= FIRST_KEPT) for (const [f, weight] of model.weights.entries()) mean[f] += weight;
  }
  for (let f = 0; f < FEATURE_SPACE; f++) mean[f] /= EPOCHS - FIRST_KEPT;
  return { ...model, weights: mean };
}

/** An order for each epoch, by hashes: the same on every machine. */
function shuffled(samples: readonly BlindSample[], order: readonly number[], epoch: number): number[] {
  const rankOf = new Map(order.map((i) => [i, hashString(samples[i].key, epoch)]));
  return [...order].sort((i, j) => (rankOf.get(i) ?? 0) - (rankOf.get(j) ?? 0) || compare(samples, i, j));
}

function step(model: Model, sample: BlindSample): void {
  const p = probabilities(model, sample);
  for (const [k, features] of sample.features.entries()) {
    const isRight = sample.features.length === 1 ? sample.label : k === sample.label ? 1 : 0;
    nudge(model, features, p[k] - isRight);
  }
}

function nudge({ weights, squares }: Model, features: Int32Array, error: number): void {
  for (const f of features) {
    const gradient = error + L2 * weights[f];
    squares[f] += gradient * gradient;
    weights[f] -= (RATE * gradient) / Math.sqrt(squares[f] + 1e-8);
  }
}

/** Yes/no: [P(yes)]. Choice: P of each option. */
function probabilities({ weights }: Model, { features }: BlindSample): number[] {
  const scores = features.map((list) => list.reduce((sum, f) => sum + weights[f], 0));
  if (scores.length === 1) return [1 / (1 + Math.exp(-scores[0]))];
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((sum, x) => sum + x, 0);
  return powers.map((x) => x / total);
}

function guess(model: Model, sample: BlindSample): BlindGuess {
  const p = probabilities(model, sample);
  if (p.length === 1) {
    const confidence = sample.label === 1 ? p[0] : 1 - p[0];
    return { key: sample.key, confidence, correct: confidence > 0.5, chance: 0.5 };
  }
  const best = p.indexOf(Math.max(...p));
  return { key: sample.key, confidence: p[sample.label], correct: best === sample.label, chance: 1 / p.length };
}

export interface BlindScore {
  readonly n: number;
  readonly accuracy: number;
  readonly chance: number;
}

export function blindScore(guesses: readonly BlindGuess[]): BlindScore {
  const n = guesses.length;
  if (n === 0) return { n, accuracy: 0, chance: 0 };
  const sum = (pick: (guess: BlindGuess) => number) => guesses.reduce((total, guess) => total + pick(guess), 0);
  return { n, accuracy: sum(({ correct }) => (correct ? 1 : 0)) / n, chance: sum(({ chance }) => chance) / n };
}
