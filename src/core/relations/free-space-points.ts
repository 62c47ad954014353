import type { Vec2 } from '../geometry/polygon.js';
import { borderSteps, type MaskWindow } from './free-space-window.js';

/** Points are this far from the mask's border, in pixels: all of the 5×5 pixels around them is in the mask. */
const INSET_STEPS = 3;

/**
 * Farthest-point sampling in the image (SPEC §5): first the pixel nearest to the middle of the eroded mask, then
 * always the one furthest from all chosen before; of equals the first in row order.
 *
 * @returns pixel columns and rows in the image; fewer than `count` when the eroded mask has no more
 */
export function spreadPixels(mask: MaskWindow, count: number): readonly Vec2[] {
  const steps = borderSteps(mask);
  const us: number[] = [];
  const vs: number[] = [];
  let [sumU, sumV] = [0, 0];
  for (let v = 0; v < mask.height; v++) {
    for (let u = 0; u < mask.width; u++) {
      if (steps[v * mask.width + u] < INSET_STEPS) continue;
      us.push(u);
      vs.push(v);
      sumU += u;
      sumV += v;
    }
  }
  const n = us.length;
  if (n === 0) return [];
  const squared = new Float64Array(n).fill(Infinity);
  let next = nearestTo(us, vs, sumU / n, sumV / n);
  const chosen: Vec2[] = [];
  while (chosen.length < count) {
    const [u, v] = [us[next], vs[next]];
    chosen.push([u + mask.left, v + mask.top]);
    let furthest = 0;
    for (let i = 0; i < n; i++) {
      const d = (us[i] - u) * (us[i] - u) + (vs[i] - v) * (vs[i] - v);
      if (d < squared[i]) squared[i] = d;
      if (squared[i] > furthest) {
        furthest = squared[i];
        next = i;
      }
    }
    // Every pixel is chosen.
    if (furthest === 0) break;
  }
  return chosen;
}

function nearestTo(us: readonly number[], vs: readonly number[], u: number, v: number): number {
  let best = 0;
  let nearest = Infinity;
  for (let i = 0; i < us.length; i++) {
    const d = (us[i] - u) * (us[i] - u) + (vs[i] - v) * (vs[i] - v);
    if (d < nearest) {
      nearest = d;
      best = i;
    }
  }
  return best;
}
