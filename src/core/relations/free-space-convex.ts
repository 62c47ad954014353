import { polygonArea, type Polygon, type Vec2 } from '../geometry/polygon.js';
import { borderSteps, type MaskWindow } from './free-space-window.js';

/**
 * A large convex polygon within a mask, for benchmarks that take a list of points as the corners of a region.
 *
 * Grown from the pixel furthest from the mask's border: starting with the mask's box, the nearest pixel outside the
 * mask cuts off all beyond it, at a right angle to the line of sight, until none is left inside. No pixel outside the
 * mask shares area with the result.
 *
 * @returns [u, v] in border coordinates of the image, counter-clockwise with v pointing down as RECORDS has rings;
 * empty for an empty mask
 */
export function convexSubset(mask: MaskWindow): Polygon {
  const seed = deepestPixel(mask);
  if (seed === null) return [];
  const { width, height, bits } = mask;
  const [cu, cv] = [seed[0] + 0.5, seed[1] + 0.5];
  let polygon: Polygon = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const outside: number[] = [];
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) if (!bits[v * width + u] && touchesMask(mask, u, v)) outside.push(v * width + u);
  }
  const squared = outside.map((pixel) => {
    const [qu, qv] = nearestOfPixel(pixel % width, Math.floor(pixel / width), cu, cv);
    return (qu - cu) ** 2 + (qv - cv) ** 2;
  });
  const order = outside.map((_, i) => i).sort((a, b) => squared[a] - squared[b] || outside[a] - outside[b]);
  const cuts: { nu: number; nv: number; limit: number }[] = [];
  for (const i of order) {
    const u = outside[i] % width;
    const v = Math.floor(outside[i] / width);
    const [qu, qv] = nearestOfPixel(u, v, cu, cv);
    const [nu, nv] = [qu - cu, qv - cv];
    // Already cut off: the whole pixel lies beyond one of the cuts.
    if (
      cuts.some((cut) => Math.min(u * cut.nu, (u + 1) * cut.nu) + Math.min(v * cut.nv, (v + 1) * cut.nv) >= cut.limit)
    )
      continue;
    const cut = { nu, nv, limit: qu * nu + qv * nv };
    cuts.push(cut);
    polygon = keepBelow(polygon, cut.nu, cut.nv, cut.limit);
  }
  const moved = polygon.map(([u, v]): Vec2 => [u + mask.left, v + mask.top]);
  // With v pointing down, counter-clockwise to the eye is a negative area in (u, v).
  return polygonArea(moved) > 0 ? moved.reverse() : moved;
}

/** Pixel furthest from the mask's border, the first in row order. */
function deepestPixel(mask: MaskWindow): Vec2 | null {
  const steps = borderSteps(mask);
  let best = -1;
  let deepest = 0;
  for (let i = 0; i < steps.length; i++) {
    if (steps[i] <= deepest) continue;
    deepest = steps[i];
    best = i;
  }
  return best < 0 ? null : [best % mask.width, Math.floor(best / mask.width)];
}

/** Whether a pixel outside the mask has a neighbour in it: only those can be nearest. The window's border is empty. */
function touchesMask({ width, height, bits }: MaskWindow, u: number, v: number): boolean {
  for (let dv = -1; dv <= 1; dv++) {
    for (let du = -1; du <= 1; du++) {
      const [x, y] = [u + du, v + dv];
      if (x >= 0 && y >= 0 && x < width && y < height && bits[y * width + x]) return true;
    }
  }
  return false;
}

const nearestOfPixel = (u: number, v: number, cu: number, cv: number): Vec2 => [
  Math.min(u + 1, Math.max(u, cu)),
  Math.min(v + 1, Math.max(v, cv)),
];

function keepBelow(polygon: Polygon, nu: number, nv: number, limit: number): Polygon {
  const result: Vec2[] = [];
  for (let i = 0; i < polygon.length; i++) {
    const p = polygon[i];
    const q = polygon[(i + 1) % polygon.length];
    const sp = limit - (p[0] * nu + p[1] * nv);
    const sq = limit - (q[0] * nu + q[1] * nv);
    if (sp >= 0) result.push(p);
    if ((sp > 0 && sq < 0) || (sp < 0 && sq > 0)) {
      const t = sp / (sp - sq);
      result.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
    }
  }
  return result;
}
