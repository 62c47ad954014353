import type { Attempt, EpisodeRecord } from './rollout-record.js';

// Looks at an episode's scene: one before the first attempt, one after everything that moved something.

/** Names of views: the n-th look at the scene, by the k-th camera. */
export const VIEW_NAME = /^look-(\d+)-v(\d+)$/;

export const viewName = (look: number, camera: number): string => `look-${look}-v${camera}`;

/** The look that an attempt was made from: that of the attempt before it, where that one moved nothing. */
export const lookOf = ({ asked }: Pick<Attempt, 'asked'>): number => Number(VIEW_NAME.exec(asked[0].views[0])?.[1]);

/** How many looks an episode has, the last one at its end included. */
export function lookCount({ task, attempts, events }: Pick<EpisodeRecord, 'task' | 'attempts' | 'events'>): number {
  const last = attempts.at(-1);
  if (task === null) return 0;
  if (last === undefined) return 1;
  const disturbed = events.some(({ afterAttempt }) => afterAttempt === attempts.length - 1);
  return lookOf(last) + 1 + (last.motion === null ? 0 : 1) + (disturbed ? 1 : 0);
}
