import { distanceToBoundary, pointInPolygon, type Vec2 } from '../geometry/polygon.js';
import { rotate } from '../geometry/quat.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { Obb, SettledScene, Surface } from './settled-scene.js';

/** Places tried lie this far apart, metres: on a floor coarser than on a table. */
const GRID_STEPS = 24;
/** Kept free between things, metres. */
const SPACING = 0.01;

/**
 * Where on a surface an upright round body of this size stands free of everything, as near to its middle as can be.
 *
 * @param radius of the body seen from above @param height of the body
 * @returns a point of the surface; null when there is no room
 */
export function freePlace(scene: SettledScene, surface: Surface, radius: number, height: number): Vec3 | null {
  const outline = surface.outline.map(([x, y]): Vec2 => [x, y]);
  const holes = surface.holes.map((hole) => hole.map(([x, y]): Vec2 => [x, y]));
  const z = Math.max(...surface.outline.map((point) => point[2]));
  const inTheWay = scene.objects
    .filter(({ id }) => id !== surface.owner)
    .map(({ obb }) => obb)
    .filter((box) => spansLevel(box, z + 1e-3, z + height));
  const [xs, ys] = [0, 1].map((k) => outline.map((point) => point[k]));
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const middle: Vec2 = [(x0 + x1) / 2, (y0 + y1) / 2];
  let best: { readonly at: Vec2; readonly away: number } | null = null;
  for (let i = 0; i <= GRID_STEPS; i++) {
    for (let j = 0; j <= GRID_STEPS; j++) {
      const at: Vec2 = [x0 + (i / GRID_STEPS) * (x1 - x0), y0 + (j / GRID_STEPS) * (y1 - y0)];
      const away = Math.hypot(at[0] - middle[0], at[1] - middle[1]);
      if (best && away >= best.away) continue;
      if (!pointInPolygon(at, outline, holes) || distanceToBoundary(at, outline, holes) < radius) continue;
      if (inTheWay.every((box) => distanceToBox(at, box) >= radius + SPACING)) best = { at, away };
    }
  }
  return best && [best.at[0], best.at[1], z];
}

/** Half of a box's height, whatever its attitude. */
const halfHeight = ({ halfExtents, orientation }: Obb): number =>
  [0, 1, 2].reduce((sum, k) => sum + Math.abs(axis({ halfExtents, orientation }, k)[2]), 0);

const spansLevel = (box: Obb, from: number, to: number): boolean =>
  box.center[2] - halfHeight(box) < to && box.center[2] + halfHeight(box) > from;

/** From a point to a box's footprint, that of its three edges seen from above; 0 within. */
function distanceToBox([x, y]: Vec2, box: Obb): number {
  const [ux, uy] = axis(box, 0);
  const length = Math.hypot(ux, uy);
  const along: Vec2 = length > 1e-9 ? [ux / length, uy / length] : [1, 0];
  const reach = (direction: Vec2) =>
    [0, 1, 2].reduce((sum, k) => {
      const edge = axis(box, k);
      return sum + Math.abs(edge[0] * direction[0] + edge[1] * direction[1]);
    }, 0);
  const [dx, dy] = [x - box.center[0], y - box.center[1]];
  const a = Math.max(0, Math.abs(dx * along[0] + dy * along[1]) - reach(along));
  const b = Math.max(0, Math.abs(-dx * along[1] + dy * along[0]) - reach([-along[1], along[0]]));
  return Math.hypot(a, b);
}

const axis = ({ halfExtents, orientation }: Pick<Obb, 'halfExtents' | 'orientation'>, k: number): Vec3 =>
  rotate(orientation, [k === 0 ? halfExtents[0] : 0, k === 1 ? halfExtents[1] : 0, k === 2 ? halfExtents[2] : 0]);
