import { coverMesh } from '../geometry/coverage-raster.js';
import { transformPoints } from '../geometry/pose.js';
import { toMatrix } from '../geometry/quat.js';
import type { Direction } from './frames.js';
import { intervalOverlap } from './interval.js';
import type { SeenView } from './scene-graph.js';
import { truthOf } from './seen-pixels.js';
import { atLeast, atMost, pixels, share } from './tolerance.js';

/** [3 n] corners in world, metres, and [3 m] indices of triangles. */
interface PosedMesh {
  readonly positions: Float64Array;
  readonly indices: Uint32Array;
}

/** SPEC §3.4: least distance of centroids, pixels or share of the image's width; greatest overlap of u-intervals. */
const MIN_PIXELS_APART = 8;
const MIN_WIDTH_SHARE_APART = 0.01;
const IMAGE_APART = 0.25;

/** What is nearer to the camera's plane is cut off amodal masks (SPEC §1). */
const NEAR = 0.05;

/** The amodal mask's canvas reaches this many image sizes beyond the image on each side. */
const CANVAS_MARGIN = 1;

/**
 * U of SPEC §3.4 for a pose that is only imagined: the pose's amodal pixels against the anchor's seen ones.
 *
 * @param posed the mesh as posed, world
 * @returns whether the image surely agrees that it is on this side
 */
export function imageAgrees(view: SeenView, direction: Direction, posed: PosedMesh, anchor: number): boolean {
  const b = truthOf(view, anchor);
  if (!b?.box || !b.centroid) return false;
  const positions = transformPoints(view.record.cameraFromWorld, posed.positions);
  const { intrinsics } = view.record;
  const { box } = coverMesh(positions, posed.indices, intrinsics, { margin: CANVAS_MARGIN, near: NEAR });
  if (box === null) return false;
  const [left, , right] = box;
  if (atMost(intervalOverlap(left, right, b.box[0], b.box[2]), IMAGE_APART, share) !== 'T') return false;
  const margin = Math.max(MIN_PIXELS_APART, MIN_WIDTH_SHARE_APART * intrinsics.width);
  const [middle] = b.centroid;
  const isAhead = (mean: number) =>
    atLeast(direction === 'left' ? middle - mean : mean - middle, margin, pixels) === 'T';
  // Wherever in its box the mean of its columns is, that may decide it already.
  const ends = [left + 0.5, right - 0.5].map(isAhead);
  if (ends[0] === ends[1]) return ends[0];
  return isAhead(meanColumn(positions, posed.indices, intrinsics, box));
}

/** How much an outline may be off: share of its width, and overlap. */
const OUTLINE_MEAN_SLACK = 0.15;
const OUTLINE_OVERLAP_SLACK = 0.1;

/**
 * Whether the test above is worth its price: the same with the pose's upright outline in place of its pixels.
 *
 * @param outline [2 n] footprint as posed, world x and y
 */
export function imageMayAgree(
  view: SeenView,
  direction: Direction,
  outline: Float64Array,
  low: number,
  high: number,
  anchor: number,
): boolean {
  const b = truthOf(view, anchor);
  if (!b?.box || !b.centroid) return false;
  const { fx, cx, width } = view.record.intrinsics;
  const m = toMatrix(view.record.cameraFromWorld.orientation);
  const [tx, , tz] = view.record.cameraFromWorld.position;
  let [min, max] = [Infinity, -Infinity];
  for (let i = 0; i < outline.length; i += 2) {
    for (const z of [low, high]) {
      const depth = m[6] * outline[i] + m[7] * outline[i + 1] + m[8] * z + tz;
      if (depth < NEAR) return true;
      const u = (fx * (m[0] * outline[i] + m[1] * outline[i + 1] + m[2] * z + tx)) / depth + cx;
      min = Math.min(min, u);
      max = Math.max(max, u);
    }
  }
  const middle = (min + max) / 2;
  const ahead = direction === 'left' ? b.centroid[0] - middle : middle - b.centroid[0];
  const margin = Math.max(MIN_PIXELS_APART, MIN_WIDTH_SHARE_APART * width);
  const overlap = intervalOverlap(min, max, b.box[0], b.box[2]);
  return ahead >= margin - OUTLINE_MEAN_SLACK * (max - min) && overlap <= IMAGE_APART + OUTLINE_OVERLAP_SLACK;
}

/** Mean of the columns of an amodal mask, border coordinates. @param box of that mask */
function meanColumn(
  positions: Float64Array,
  indices: Uint32Array,
  intrinsics: SeenView['record']['intrinsics'],
  [left, top, right, bottom]: readonly [number, number, number, number],
): number {
  // The same pixels once more with the box as the image: coverage gives masks of the image only.
  const [width, height] = [right - left, bottom - top];
  const cropped = { ...intrinsics, width, height, cx: intrinsics.cx - left, cy: intrinsics.cy - top };
  const { mask } = coverMesh(positions, indices, cropped, { margin: 0, near: NEAR, mask: true });
  let [count, sum] = [0, 0];
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      if (!mask?.[v * width + u]) continue;
      count++;
      sum += u + 0.5;
    }
  }
  return left + sum / count;
}
