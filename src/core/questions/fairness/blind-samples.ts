import type { BlindSample } from './blind-classifier.js';
import { optionFeatures, questionFeatures } from './blind-features.js';
import type { QuestionFacts } from './question-facts.js';

type Facts = Pick<QuestionFacts, 'scene' | 'twinOf' | 'topic' | 'categories' | 'answer' | 'options' | 'group'>;

/**
 * A question as a classifier without eyes sees it.
 *
 * @param text as it is asked
 * @returns null for answers that are neither yes or no nor one of several
 */
export function blindSample(key: string, facts: Facts, text: string): BlindSample | null {
  const { topic, categories, options } = facts;
  // A twin has the things of its original.
  const scene = facts.twinOf ?? facts.scene;
  const question = { group: topic, text, categories };
  if (facts.group !== null) return { key, scene, features: [questionFeatures(question)], label: facts.answer ? 1 : 0 };
  if (options === null) return null;
  const features = options.texts.map((option, place) =>
    optionFeatures(question, { text: option, category: options.categories[place] }, place),
  );
  return { key, scene, features, label: options.correct };
}
