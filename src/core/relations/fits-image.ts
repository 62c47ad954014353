import type { BoxTree } from '../geometry/box-tree.js';
import { coverMesh } from '../geometry/coverage-raster.js';
import { transformPoints } from '../geometry/pose.js';
import type { Direction } from './frames.js';
import { intervalOverlap } from './interval.js';
import type { SeenView } from './scene-graph.js';
import { truthOf } from './seen-pixels.js';
import { and, atLeast, atMost, pixels, share } from './tolerance.js';

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
export function imageAgrees(view: SeenView, direction: Direction, posed: BoxTree, anchor: number): boolean {
  const b = truthOf(view, anchor);
  const a = columnsOf(view, posed);
  if (!a || !b?.box || !b.centroid) return false;
  const ahead = direction === 'left' ? b.centroid[0] - a.mean : a.mean - b.centroid[0];
  const margin = Math.max(MIN_PIXELS_APART, MIN_WIDTH_SHARE_APART * view.record.intrinsics.width);
  const overlap = intervalOverlap(a.min, a.max, b.box[0], b.box[2]);
  return and(atLeast(ahead, margin, pixels), atMost(overlap, IMAGE_APART, share)) === 'T';
}

/** Pixel borders and mean of the columns of an amodal mask. */
function columnsOf(view: SeenView, posed: BoxTree): { min: number; max: number; mean: number } | null {
  const { intrinsics, cameraFromWorld } = view.record;
  const positions = transformPoints(cameraFromWorld, posed.positions);
  const { box } = coverMesh(positions, posed.indices, intrinsics, { margin: CANVAS_MARGIN, near: NEAR });
  if (box === null) return null;
  // The same pixels once more with the box as the image: coverage gives masks of the image only.
  const [left, top, right, bottom] = box;
  const [width, height] = [right - left, bottom - top];
  const cropped = { ...intrinsics, width, height, cx: intrinsics.cx - left, cy: intrinsics.cy - top };
  const { mask } = coverMesh(positions, posed.indices, cropped, { margin: 0, near: NEAR, mask: true });
  if (!mask) return null;
  let [count, sum] = [0, 0];
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      if (!mask[v * width + u]) continue;
      count++;
      sum += u + 0.5;
    }
  }
  return { min: left, max: right, mean: left + sum / count };
}
