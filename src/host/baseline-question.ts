import type { BaselineQuestion } from '../core/models/baselines/baseline.js';
import type { EvaluationItem } from './evaluation-source.js';

/** Of the random baseline: the same in every evaluation, so that they can be compared. */
export const RANDOM_SEED = 0;

/** What a baseline is told of an item. */
export async function baselineQuestion(item: EvaluationItem, id: string, rotation: number): Promise<BaselineQuestion> {
  const { text, answer, record } = item;
  return { id, text, answer, rotation, imageSizes: await item.sizes(), record };
}
