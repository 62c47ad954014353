import { unproject } from '../camera/pinhole.js';
import { encodeRle } from '../masks/rle.js';
import { maskToRings } from '../masks/rings.js';
import { spreadPixels } from '../relations/free-space-points.js';
import { windowAround } from '../relations/free-space-window.js';
import type { SeenView } from '../relations/scene-graph.js';
import { pixelsOf } from '../relations/seen-pixels.js';
import { POINT_COUNT } from './points-answer.js';
import type { Answer } from './question-record.js';

/**
 * Points on an object: its visible mask, and points spread over that, index-aligned in pixels, as shares of the image and
 * in world (each pixel centre at the stored depth).
 *
 * @returns null when the mask is too narrow to point into
 */
export function objectPoints(view: SeenView, id: number): Extract<Answer, { kind: 'points' }> | null {
  const { width, height } = view.record.intrinsics;
  const own = pixelsOf(view, id);
  const window = windowAround(own, own.length, width);
  const spread = spreadPixels(window, POINT_COUNT);
  if (spread.length < POINT_COUNT) return null;
  const mask = new Uint8Array(width * height);
  for (const pixel of own) mask[pixel] = 1;
  const pixels = spread.map(([u, v]): [number, number] => [u + 0.5, v + 0.5]);
  return {
    kind: 'points',
    pixels,
    normalised: pixels.map(([u, v]): [number, number] => [u / width, v / height]),
    world: spread.map(([u, v]) => unproject(view.record, u + 0.5, v + 0.5, view.depth[v * width + u])),
    mask: encodeRle(mask, width, height),
    rings: maskToRings(window.bits, window.width, window.height).map((ring) =>
      ring.map(([u, v]): [number, number] => [u + window.left, v + window.top]),
    ),
  };
}
