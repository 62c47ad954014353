import { unproject, type CameraView } from '../camera/pinhole.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { SeenView } from '../relations/scene-graph.js';

/** Side of the window whose median depth a point is lifted with, pixels. */
export const LIFT_WINDOW = 7;

/** What a point of the picture shows, and where that is. */
export interface LiftedPoint {
  /** Instance at the pixel. */
  readonly id: number;
  /** Along the camera's axis, metres. */
  readonly depth: number;
  /** World, as the camera is believed to stand. */
  readonly world: Vec3;
}

/**
 * A point of the image lifted to 3D: the median depth of a window around its pixel, of those pixels that show the
 * pixel's own instance.
 *
 * @param u, v border coordinates of the view's image
 * @param camera as believed: differs from the view's own where calibration is off
 * @param depth [height * width] as measured, metres; Infinity where nothing was
 * @returns null outside the image, on background, and where no depth was measured
 */
export function liftPoint(
  view: SeenView,
  u: number,
  v: number,
  camera: CameraView = view.record,
  depth: Float64Array = view.depth,
): LiftedPoint | null {
  const { width, height } = view.record.intrinsics;
  const [i, j] = [Math.floor(u), Math.floor(v)];
  if (!(i >= 0 && j >= 0 && i < width && j < height)) return null;
  const id = view.ids[j * width + i];
  if (id === 0) return null;
  const half = (LIFT_WINDOW - 1) / 2;
  const depths: number[] = [];
  for (let y = Math.max(0, j - half); y <= Math.min(height - 1, j + half); y++) {
    for (let x = Math.max(0, i - half); x <= Math.min(width - 1, i + half); x++) {
      const at = y * width + x;
      if (view.ids[at] === id && Number.isFinite(depth[at])) depths.push(depth[at]);
    }
  }
  if (depths.length === 0) return null;
  depths.sort((a, b) => a - b);
  const middle = depths.length >> 1;
  const median = depths.length % 2 === 1 ? depths[middle] : (depths[middle - 1] + depths[middle]) / 2;
  return { id, depth: median, world: unproject(camera, u, v, median) };
}
