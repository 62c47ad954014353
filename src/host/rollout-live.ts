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
  private front: number | null = null;
  private readonly latest = new Map<number, EpisodeStep>();
  private shown: string | null = null;

  /** @param listener null: nobody watches */
  constructor(private readonly listener: LiveListener | null) {}

  readonly watch = async (step: EpisodeStep): Promise<void> => {
    if (this.listener === null) return;
    this.latest.set(step.episode, step);
    this.front ??= step.episode;
    if (step.episode === this.front) await this.tell(step);
  };

  /** An episode has ended: the next one is told of. */
  async advance(ended: number, next: number | undefined): Promise<void> {
    this.latest.delete(ended);
    this.front = next ?? null;
    const known = next === undefined ? undefined : this.latest.get(next);
    if (known) await this.tell(known);
  }

  private async tell({ episode, attempt, text, asked, picture, ended }: EpisodeStep): Promise<void> {
    if (this.listener === null) return;
    const { frame } = picture.view;
    const name = `episode ${episode}, ${picture.name}`;
    if (name !== this.shown) this.listener.onPicture(name, await encodeThumbnail(frame.rgb, frame, MOST_WIDE));
    this.shown = name;
    const size = [frame.width, frame.height] as const;
    this.listener.onStep({ episode, attempt, text, asked, picture: name, size, ended });
    // What follows may be a second of physics: whoever listens has a turn before it.
    await setImmediate();
  }
}
