import type { AssetShelf } from '../core/assets/shelf.js';
import { armInScene } from '../core/robot/arm-in-scene.js';
import type { MountedArm } from '../core/robot/mount.js';
import { withLinks, withWholeArm } from '../core/rollout/replay.js';
import type { RecordedFrame } from '../core/rollout/rollout-record.js';
import type { SettledScene } from '../core/scene/settled-scene.js';
import { readLook, readMotion } from '../dataset/rollouts/read-episode.js';
import { createFiledShelf } from './asset-shelf.js';

/** A stored scene of a rollout with the whole arm in it, of which files keep only base and joints. */
export interface WholeLook {
  readonly scene: SettledScene;
  readonly arm: MountedArm | null;
  readonly models: AssetShelf['models'];
}

/** The scene before attempt `look`, or at the end, the arm waiting. */
export async function wholeLook(dir: string, run: string, episode: number, look: number): Promise<WholeLook> {
  const stored = await readLook(dir, run, episode, look);
  const shelf = createFiledShelf();
  const arm = armInScene(stored, shelf);
  return { scene: withWholeArm(stored, arm), arm, models: shelf.models };
}

/** A 30 Hz record in which the links of the arm move too. */
export async function wholeMotion(
  dir: string,
  run: string,
  episode: number,
  name: string,
): Promise<readonly RecordedFrame[]> {
  const frames = await readMotion(dir, run, episode, name);
  const { arm } = await wholeLook(dir, run, episode, 0);
  return withLinks(frames, arm);
}
