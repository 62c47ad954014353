import { z } from 'zod';
import type { Pose } from '../geometry/pose.js';
import { compose, invert, transformPoint } from '../geometry/pose.js';
import { distance, type Vec3 } from '../geometry/vec3.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import { vec3Schema } from '../scene/settled-scene.js';
import { distanceTo } from './region-points.js';
import { MAX_COLLATERAL } from './score-placement.js';

// The dense part of the score, as a function of poses alone: what learning by trial and error is fed with. `reward.py`
// beside a run computes the same numbers from the same file.

const id = z.number().int().min(1).max(65535);

export const rewardTaskSchema = z
  .strictObject({
    schema: z.literal('vantage/reward@1'),
    /** What is to be moved, and its middle in its own frame. */
    object: id,
    center: vec3Schema,
    /** Middles of it, world, at which the goal holds. */
    region: z.array(vec3Schema).readonly(),
    /** Distance to the nearest of these at the start, metres. */
    start: z.number().min(0),
    /** What must stay where it is. */
    others: z.array(z.strictObject({ id, position: vec3Schema }).readonly()).readonly(),
    /** Further than this nothing else may move, metres. */
    maxCollateral: z.number(),
    /** At the goal when this near to a place of the region, metres: about what lies between two of them. */
    reached: z.number(),
  })
  .readonly();

export type RewardTask = z.infer<typeof rewardTaskSchema>;

export interface Reward {
  /** To the nearest place where the goal holds, metres. */
  readonly distance: number;
  /** 0 at the start, 1 at the goal; below 0 further away than at the start. */
  readonly progress: number;
  readonly reached: boolean;
  /** Most that anything else moved, metres. */
  readonly collateral: number;
  /** progress, less 1 when something else was moved. */
  readonly reward: number;
}

/** Places of a region are this far from one another at most, metres. */
const REACHED = 0.03;

/** The dense score of one step of an episode. @returns null without a place to go */
export function rewardTask(
  geometry: SceneGeometry,
  object: number,
  allowed: ReadonlySet<number>,
  region: readonly Vec3[],
): RewardTask | null {
  const { record, center } = geometry.object(object);
  const start = distanceTo(region, center);
  if (start === null) return null;
  return {
    schema: 'vantage/reward@1',
    object,
    center: transformPoint(invert(record.worldFromObject), center),
    region: [...region],
    start,
    others: geometry.objects
      .filter((other) => !other.record.fixed && !allowed.has(other.record.id))
      .map((other) => ({ id: other.record.id, position: other.record.worldFromObject.position })),
    maxCollateral: MAX_COLLATERAL,
    reached: REACHED,
  };
}

/** @param poses of objects by id; what is left out is where it was */
export function rewardOf(task: RewardTask, poses: ReadonlyMap<number, Pose>): Reward {
  const pose = poses.get(task.object);
  const away = pose === undefined ? task.start : (distanceTo(task.region, middle(task, pose)) ?? task.start);
  let collateral = 0;
  for (const { id: other, position } of task.others) {
    const now = poses.get(other);
    if (now) collateral = Math.max(collateral, distance(now.position, position));
  }
  const progress = task.start > 1e-9 ? 1 - away / task.start : 1;
  return {
    distance: away,
    progress,
    reached: away <= task.reached,
    collateral,
    reward: progress - (collateral > task.maxCollateral ? 1 : 0),
  };
}

const middle = ({ center }: RewardTask, pose: Pose): Vec3 =>
  compose(pose, { position: center, orientation: [0, 0, 0, 1] }).position;
