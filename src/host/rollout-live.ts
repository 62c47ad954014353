import { setImmediate } from 'node:timers/promises';
import type { LiveStep } from '../contract/studio/jobs.js';
import type { EpisodeStep } from '../core/rollout/episode-step.js';
import { encodeThumbnail } from '../dataset/images.js';

/** Who is told of the steps of a run while it goes on. */
export interface LiveListener {
  onPicture(name: string, webp: Uint8Array): void;
  onStep(step: LiveStep): void;
}

/** Wider than most models are shown; the record has every pixel. */
const MOST_WIDE = 640;

/** Of several episodes under way, the one that ends next is told of: what is watched does not leap to and fro. */
export class RolloutLive {
  private front = 0;
  private readonly latest = new Map<number, EpisodeStep>();
  private shown: string | null = null;

  /** @param episodes in the order they will end */
  constructor(
    private readonly listener: LiveListener,
    private readonly episodes: readonly number[],
  ) {}

  readonly watch = async (step: EpisodeStep): Promise<void> => {
    this.latest.set(step.episode, step);
    if (step.episode === this.episodes[this.front]) await this.tell(step);
  };

  /** The first of them has ended: the next one is told of. */
  async advance(): Promise<void> {
    this.latest.delete(this.episodes[this.front++]);
    const known = this.latest.get(this.episodes[this.front]);
    if (known) await this.tell(known);
  }

  private async tell(step: EpisodeStep): Promise<void> {
    const { episode, attempt, text, asked, picture, ended } = step;
    const { frame } = picture.view;
    const name = `episode ${episode}, ${picture.name}`;
    const webp = name === this.shown ? null : await encodeThumbnail(frame.rgb, frame, MOST_WIDE);
    // The episode has gone on meanwhile.
    if (this.latest.get(episode) !== step) return;
    if (webp) this.listener.onPicture(name, webp);
    this.shown = name;
    const size = [frame.width, frame.height] as const;
    this.listener.onStep({ episode, attempt, text, asked, picture: name, size, ended });
    // What follows may be a second of physics: whoever listens has a turn before it.
    await setImmediate();
  }
}
