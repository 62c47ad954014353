import { borderSteps } from '../relations/free-space-window.js';
import type { SeenView } from '../relations/scene-graph.js';
import { pixelsOf, truthOf } from '../relations/seen-pixels.js';

/** A mark is this far from the border of what is visible of its object, pixels (docs/spec.md §12.3). */
const MIN_INSET = 4;

/**
 * The pixel that best marks an object in a view: deepest inside its visible mask, of equals the first in row order.
 *
 * @returns its centre [u, v], or null when nothing of the object lies that deep
 */
export function markOf(view: SeenView, id: number): Mark | null {
  let known = marks.get(view);
  if (!known) marks.set(view, (known = new Map()));
  let mark = known.get(id);
  if (mark === undefined) known.set(id, (mark = deepest(view, id)));
  return mark;
}

type Mark = readonly [number, number];

const marks = new WeakMap<SeenView, Map<number, Mark | null>>();

function deepest(view: SeenView, id: number): Mark | null {
  const box = truthOf(view, id)?.box;
  if (!box) return null;
  const [x0, y0, x1, y1] = box;
  const [width, height] = [x1 - x0, y1 - y0];
  const bits = new Uint8Array(width * height);
  const { width: imageWidth } = view.record.intrinsics;
  for (const pixel of pixelsOf(view, id)) {
    const [u, v] = [pixel % imageWidth, Math.floor(pixel / imageWidth)];
    bits[(v - y0) * width + u - x0] = 1;
  }
  const steps = borderSteps({ left: x0, top: y0, width, height, bits });
  let best = 0;
  for (let k = 1; k < steps.length; k++) if (steps[k] > steps[best]) best = k;
  if (steps[best] <= MIN_INSET) return null;
  return [x0 + (best % width) + 0.5, y0 + Math.floor(best / width) + 0.5];
}

/** The object a point of a view lies on; 0 outside the image or on nothing. */
export function objectAt(view: SeenView, [u, v]: readonly [number, number]): number {
  const { width, height } = view.record.intrinsics;
  const [x, y] = [Math.floor(u), Math.floor(v)];
  return x >= 0 && y >= 0 && x < width && y < height ? view.ids[y * width + x] : 0;
}
