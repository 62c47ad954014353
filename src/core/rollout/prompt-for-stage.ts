import type { ModelProfile } from '../models/profile.js';
import { POINTS_WANTED } from '../models/points-wanted.js';
import { promptFor, type Prompt } from '../models/prompt.js';
import type { Task } from '../tasks/task.js';
import { fillPhrase, ROLLOUT_WORDS } from './rollout-words.js';

/**
 * What the model is asked for: the thing to pick up, or the place for it.
 *
 * @param images how many are shown
 * @param again whether an attempt was made before
 */
export function promptForStage(
  task: Pick<Task, 'text' | 'steps'>,
  stage: 'object' | 'place',
  images: number,
  again: boolean,
  profile: ModelProfile,
): Prompt {
  const words = ROLLOUT_WORDS;
  const question = stage === 'place' ? words.place : task.steps.length > 1 ? words.objectNext : words.object;
  const parts = [
    ...(images > 1 ? [fillPhrase(words.images, { n: String(images) })] : []),
    ...(again ? [words.retry] : []),
    fillPhrase(question, { task: task.text }),
  ];
  return promptFor({ text: parts.join('\n'), answer: POINTS_WANTED }, profile);
}
