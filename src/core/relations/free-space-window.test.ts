import { describe, expect, test } from 'vitest';
import { pointInPolygon, polygonArea } from '../geometry/polygon.js';
import { createRng } from '../random.js';
import { convexSubset } from './free-space-convex.js';
import { spreadPixels } from './free-space-points.js';
import { toImage } from '../masks/testing/window-image.js';
import { borderSteps, windowAround, type MaskWindow } from './free-space-window.js';

const [W, H] = [40, 30];

/** Rectangles and discs put together. */
function blob(seed: number): { pixels: number[]; mask: MaskWindow } {
  const rng = createRng(seed);
  const bits = new Uint8Array(W * H);
  for (let n = 0; n < 3; n++) {
    const [u, v, r, a] = [rng.range(8, 32), rng.range(8, 22), rng.range(3, 9), rng.range(0.4, 2)];
    for (let y = 0; y < H; y++) {
      for (let x = 0; x < W; x++) if (((x - u) / a) ** 2 + (y - v) ** 2 < r * r) bits[y * W + x] = 1;
    }
  }
  const pixels = [...bits.keys()].filter((i) => bits[i] === 1);
  return { pixels, mask: windowAround(pixels, pixels.length, W) };
}

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed);

test('a window holds its pixels and has an empty border', () => {
  const mask = windowAround([5 * W + 7, 6 * W + 9], 2, W);
  expect([mask.left, mask.top, mask.width, mask.height]).toEqual([6, 4, 5, 4]);
  const image = toImage(mask, W, H);
  expect([...image.keys()].filter((i) => image[i])).toEqual([5 * W + 7, 6 * W + 9]);
});

describe.each(SEEDS)('seed %i', (seed) => {
  const { pixels, mask } = blob(seed);
  const image = toImage(mask, W, H);
  const isSet = (u: number, v: number) => u >= 0 && v >= 0 && u < W && v < H && image[v * W + u] === 1;

  test('steps to the border are those of a king', () => {
    const steps = borderSteps(mask);
    for (let v = 0; v < mask.height; v++) {
      for (let u = 0; u < mask.width; u++) {
        let n = 0;
        const ring = (r: number) => {
          for (let dv = -r; dv <= r; dv++) {
            for (let du = -r; du <= r; du++) if (!isSet(u + mask.left + du, v + mask.top + dv)) return false;
          }
          return true;
        };
        while (ring(n)) n++;
        expect(steps[v * mask.width + u]).toBe(n);
      }
    }
  });

  test('points keep off the border and far from each other', () => {
    const points = spreadPixels(mask, 10);
    expect(new Set(points.map(String)).size).toBe(points.length);
    for (const [u, v] of points) {
      for (let dv = -2; dv <= 2; dv++) for (let du = -2; du <= 2; du++) expect(isSet(u + du, v + dv)).toBe(true);
    }
    // Of farthest points each next one is no further from those before than the last was.
    const gaps = points
      .slice(1)
      .map(([u, v], i) => Math.min(...points.slice(0, i + 1).map(([a, b]) => Math.hypot(a - u, b - v))));
    for (let i = 1; i < gaps.length; i++) expect(gaps[i]).toBeLessThanOrEqual(gaps[i - 1]);
  });

  test('the convex subset is convex, within the mask, and not small', () => {
    const polygon = convexSubset(mask);
    // v points down: counter-clockwise to the eye is negative here.
    expect(polygonArea(polygon)).toBeLessThan(-0.3 * Math.PI * 9);
    for (let i = 0; i < polygon.length; i++) {
      const [a, b, c] = [polygon[i], polygon[(i + 1) % polygon.length], polygon[(i + 2) % polygon.length]];
      expect((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])).toBeLessThan(1e-9);
    }
    const set = new Set(pixels);
    let inside = 0;
    for (let v = 0; v < H; v++) {
      for (let u = 0; u < W; u++) {
        for (const [du, dv] of [
          [0.01, 0.01],
          [0.99, 0.01],
          [0.5, 0.5],
          [0.01, 0.99],
          [0.99, 0.99],
        ]) {
          if (!pointInPolygon([u + du, v + dv], polygon)) continue;
          inside++;
          expect(set.has(v * W + u)).toBe(true);
        }
      }
    }
    expect(inside / 5).toBeGreaterThan(0.2 * pixels.length);
  });
});

test('an empty mask gives nothing', () => {
  const empty = windowAround([], 0, W);
  expect(spreadPixels(empty, 10)).toEqual([]);
  expect(convexSubset(empty)).toEqual([]);
});
