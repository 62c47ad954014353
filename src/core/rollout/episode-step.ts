import type { ObservedView } from '../observe-scene.js';
import type { Asked, Failure } from './rollout-record.js';

/** What goes on in an attempt right now, for whoever watches; nothing of the run depends on it. */
export interface EpisodeStep {
  readonly episode: number;
  /** Counted from 0. */
  readonly attempt: number;
  /** What the robot was told. */
  readonly text: string;
  /** What the model was asked in this attempt so far; the last reply may not be there yet. */
  readonly asked: readonly Pick<Asked, 'stage' | 'prompt' | 'reply' | 'point'>[];
  /** What is looked at, under its name in the record: while the model is asked, the picture that it points in. */
  readonly picture: { readonly name: string; readonly view: ObservedView };
  /** How the attempt ended; null while it goes on. */
  readonly ended: { readonly failure: Failure | null } | null;
}

/** Told of every step; what it does is waited for. */
export type WatchEpisode = (step: EpisodeStep) => Promise<void>;
