import type { FailureClass } from '../../core/rollout/rollout-record.js';

/** What each class of failure means, in a sentence for a tooltip. */
export const FAILURE_WORDS: Readonly<Record<FailureClass, string>> = {
  'model-error': 'The model or its server brought no reply.',
  timeout: 'The model or the robot took longer than it may.',
  parsing: 'The reply holds no point and no refusal that can be read.',
  'wrong-object': 'The model pointed at another object than the one to be moved.',
  surface: 'The place is not on a surface that carries things.',
  'frame-confusion': 'The place would be right in another frame of reference.',
  'wrong-place': 'At the place the relation would not hold.',
  'would-not-fit': 'There is no room at the place, or the right act was to refuse.',
  reach: 'The arm does not get there.',
  collision: 'On the way something was in the way.',
  grasp: 'The gripper could not take the object.',
  physics: 'The object slipped, toppled, or pushed others away.',
};
