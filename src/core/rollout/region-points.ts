import { transformPoint, compose, invert } from '../geometry/pose.js';
import { distance, type Vec3 } from '../geometry/vec3.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { GoalRegion } from '../tasks/goal-region.js';

/** Places kept of a region; a hundred on a table are a few centimetres apart. */
const MOST = 96;

/** Middles of the object at the places of a region, thinned out evenly. World. */
export function regionPoints(geometry: SceneGeometry, id: number, region: GoalRegion): Vec3[] {
  const { record } = geometry.object(id);
  const objectFromWorld = invert(record.worldFromObject);
  const points = region.samples.flatMap(({ plan }) =>
    plan ? [transformPoint(compose(plan.worldFromObject, objectFromWorld), record.obb.center)] : [],
  );
  const step = points.length / Math.min(MOST, points.length);
  return Array.from({ length: Math.min(MOST, points.length) }, (_, k) => points[Math.floor(k * step)]);
}

/** Dense reward: how far a point is from the nearest of some others, metres; null without any. */
export function distanceTo(points: readonly Vec3[], p: Vec3): number | null {
  return points.length === 0 ? null : points.reduce((least, q) => Math.min(least, distance(p, q)), Infinity);
}
