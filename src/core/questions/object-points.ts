import { unproject } from '../camera/pinhole.js';
import { spreadPixels } from '../relations/free-space-points.js';
import { windowAround } from '../relations/free-space-window.js';
import type { SeenView } from '../relations/scene-graph.js';
import { pixelsOf } from '../relations/seen-pixels.js';
import { POINT_COUNT, regionOf } from './points-answer.js';
import type { Answer } from './question-record.js';
import type { Refused } from './types/question-type.js';

type ObjectPoints = Extract<Answer, { kind: 'points' }> | Refused;

/** Of a view, for as long as it lives: several questions point at one thing. */
const known = new WeakMap<SeenView, Map<number, ObjectPoints>>();

/**
 * Points on an object: its visible mask, and points spread over that, index-aligned in pixels, as shares of the image and
 * in world (each pixel centre at the stored depth). Refused when the mask is too narrow to point into.
 */
export function objectPoints(view: SeenView, id: number): ObjectPoints {
  let own = known.get(view);
  if (!own) known.set(view, (own = new Map()));
  let found = own.get(id);
  if (!found) own.set(id, (found = computeObjectPoints(view, id)));
  return found;
}

function computeObjectPoints(view: SeenView, id: number): ObjectPoints {
  const { width, height } = view.record.intrinsics;
  const own = pixelsOf(view, id);
  const window = windowAround(own, own.length, width);
  const spread = spreadPixels(window, POINT_COUNT);
  if (spread.length < POINT_COUNT) return { refused: 'what is visible of it is too narrow to point at' };
  const depths = spread.map(([u, v]) => view.depth[v * width + u]);
  if (depths.some((depth) => !Number.isFinite(depth))) return { refused: 'part of it is beyond the range of depth' };
  const pixels = spread.map(([u, v]): [number, number] => [u + 0.5, v + 0.5]);
  return {
    kind: 'points',
    pixels,
    normalised: pixels.map(([u, v]): [number, number] => [u / width, v / height]),
    world: pixels.map(([u, v], i) => unproject(view.record, u, v, depths[i])),
    ...regionOf(window, width, height),
  };
}
