import { encodeRleWindow } from '../masks/rle.js';
import { maskToRings } from '../masks/rings.js';
import type { Vec3 } from '../geometry/vec3.js';
import { spreadPixels } from '../relations/free-space-points.js';
import type { MaskWindow } from '../relations/free-space-window.js';
import type { FreeRegion } from '../relations/free-space.js';
import { patchHeight } from '../relations/patch.js';
import type { Answer } from './question-record.js';

/** Points given for a region of free space (SPEC §5). */
export const POINT_COUNT = 10;

type PointsAnswer = Extract<Answer, { kind: 'points' }>;

/**
 * A region as a record holds it: its mask and rings, and points spread over it, index-aligned in pixels, as shares of
 * the image and in world (each pixel centre's ray met with the support).
 *
 * @returns null when the region is too narrow to point into
 */
export function pointsAnswer(region: FreeRegion): PointsAnswer | null {
  const { width, height } = region.patchView.view.record.intrinsics;
  const spread = spreadPixels(region.mask, POINT_COUNT);
  if (spread.length < POINT_COUNT) return null;
  const pixels = spread.map(([u, v]): [number, number] => [u + 0.5, v + 0.5]);
  return {
    kind: 'points',
    pixels,
    normalised: pixels.map(([u, v]): [number, number] => [u / width, v / height]),
    world: spread.map(([u, v]) => worldOf(region, v * width + u)),
    ...regionOf(region.mask, width, height),
  };
}

/** "[(0.461, 0.527), …]" */
export const pointsText = (answer: PointsAnswer): string =>
  `[${answer.normalised.map(([x, y]) => `(${x.toFixed(3)}, ${y.toFixed(3)})`).join(', ')}]`;

/** A region's mask and rings in the image, both from its window: the image around it is empty. */
export const regionOf = (window: MaskWindow, width: number, height: number): Pick<PointsAnswer, 'mask' | 'rings'> => ({
  mask: encodeRleWindow(window, width, height),
  rings: maskToRings(window.bits, window.width, window.height).map((ring) =>
    ring.map(([u, v]): [number, number] => [u + window.left, v + window.top]),
  ),
});

function worldOf({ patchView }: FreeRegion, pixel: number): Vec3 {
  const { pixels, x, y, patch } = patchView;
  let low = 0;
  let high = pixels.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pixels[middle] < pixel) low = middle + 1;
    else high = middle;
  }
  if (pixels[low] !== pixel) throw new Error(`Pixel ${pixel} of the region is not on its patch.`);
  return [x[low], y[low], patchHeight(patch, x[low], y[low])];
}
