import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../random.js';
import {
  clipConvex,
  convexHull,
  convexHullOfPositions,
  distanceToBoundary,
  distanceToPolygon,
  intersectionArea,
  minAreaRect,
  pointInPolygon,
  polygonArea,
  polygonCentroid,
  polygonDistance,
  type Polygon,
  type Vec2,
} from './polygon.js';

const rect = (x0: number, y0: number, x1: number, y1: number): Polygon => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];
const unit = rect(0, 0, 1, 1);

const randomHull = (rng: Rng, at: Vec2, size: number) =>
  convexHull(
    Array.from({ length: 3 + rng.int(12) }, (): Vec2 => [
      at[0] + size * rng.range(-1, 1),
      at[1] + size * rng.range(-1, 1),
    ]),
  );

describe('hull and area', () => {
  it('drops inner points and points along a side, counter-clockwise', () => {
    const hull = convexHull([[0, 0], [0.5, 0], [1, 0], [1, 1], [0.5, 0.5], [0, 1], [0, 0.25]]); // prettier-ignore
    expect(hull).toEqual(unit);
    expect(polygonArea(hull)).toBe(1);
    expect(polygonCentroid(hull)).toEqual([0.5, 0.5]);
  });

  it('collapses to a segment or a point', () => {
    expect(convexHull([[0, 0], [2, 2], [1, 1]])).toEqual([[0, 0], [2, 2]]); // prettier-ignore
    expect(convexHull([[3, 1], [3, 1], [3, 1]])).toEqual([[3, 1]]); // prettier-ignore
    expect(convexHull([])).toEqual([]);
    expect(convexHullOfPositions([3, 1, 0, 3, 1, 2])).toEqual([[3, 1]]);
  });

  for (let seed = 0; seed < 50; seed++) {
    it(`footprint of positions equals the hull of their xy, seed ${seed}`, () => {
      const rng = createRng(seed);
      const points = Array.from({ length: 200 }, (): Vec2 => [rng.normal(), Math.round(rng.range(-4, 4)) / 4]);
      const positions = points.flatMap(([x, y]) => [x, y, rng.next()]);
      const hull = convexHull(points);
      expect(convexHullOfPositions(positions)).toEqual(hull);
      for (const p of points) expect(distanceToPolygon(p, hull)).toBeLessThan(1e-12);
    });
  }
});

describe('intersection', () => {
  it('of two squares is their common square', () => {
    expect(intersectionArea(unit, rect(0.5, 0.25, 2, 2))).toBeCloseTo(0.375, 12);
    expect(intersectionArea(unit, rect(2, 0, 3, 1))).toBe(0);
    expect(intersectionArea(unit, rect(1, 0, 3, 1))).toBe(0);
  });

  it('keeps the part of a segment inside', () => {
    const part = clipConvex([[-1, 0.5], [3, 0.5]], unit); // prettier-ignore
    expect(Math.min(...part.map((p) => p[0]))).toBe(0);
    expect(Math.max(...part.map((p) => p[0]))).toBe(1);
  });

  for (let seed = 0; seed < 60; seed++) {
    it(`agrees with counting points, seed ${seed}`, () => {
      const rng = createRng(seed);
      const a = randomHull(rng, [0, 0], 1);
      const b = randomHull(rng, [rng.range(-1, 1), rng.range(-1, 1)], 1);
      let hits = 0;
      const n = 120;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          const p: Vec2 = [-1 + (2 * (i + 0.5)) / n, -1 + (2 * (j + 0.5)) / n];
          if (pointInPolygon(p, a) && pointInPolygon(p, b)) hits++;
        }
      }
      expect(Math.abs(intersectionArea(a, b) - (4 * hits) / (n * n))).toBeLessThan(0.02);
      expect(intersectionArea(b, a)).toBeCloseTo(intersectionArea(a, b), 12);
      // Zero distance exactly when they share something.
      expect(polygonDistance(a, b) === 0).toBe(clipConvex(a, b).length > 0);
    });
  }
});

describe('distance', () => {
  it('to a square with a hole', () => {
    const hole = rect(0.4, 0.4, 0.6, 0.6);
    expect(pointInPolygon([0.5, 0.5], unit, [hole])).toBe(false);
    expect(pointInPolygon([0.2, 0.5], unit, [hole])).toBe(true);
    expect(distanceToBoundary([0.3, 0.5], unit, [hole])).toBeCloseTo(0.1, 12);
    expect(distanceToBoundary([0.1, 0.5], unit, [hole])).toBeCloseTo(0.1, 12);
    expect(distanceToPolygon([2, 2], unit)).toBeCloseTo(Math.SQRT2, 12);
    expect(distanceToPolygon([0.5, 0.5], unit)).toBe(0);
  });

  it('between polygons, segments and points', () => {
    expect(polygonDistance(unit, rect(2, 0.5, 3, 0.6))).toBe(1);
    expect(polygonDistance(unit, rect(0.2, 0.2, 0.3, 0.3))).toBe(0);
    expect(polygonDistance(unit, [[-1, 0.5], [2, 0.5]])).toBe(0); // prettier-ignore
    expect(polygonDistance([[0, 0]], [[3, 4]])).toBe(5);
    expect(polygonDistance(rect(-1, 0.4, 2, 0.6), rect(0.4, -1, 0.6, 2))).toBe(0);
  });
});

describe('minAreaRect', () => {
  for (let seed = 0; seed < 50; seed++) {
    it(`finds a turned rectangle again, seed ${seed}`, () => {
      const rng = createRng(seed);
      const angle = rng.range(-Math.PI, Math.PI);
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const place = (x: number, y: number): Vec2 => [3 + c * x - s * y, -2 + s * x + c * y];
      const points = [place(-1, -0.4), place(1, -0.4), place(1, 0.4), place(-1, 0.4), place(0.3, 0.1)];
      const found = minAreaRect(points);
      expect(found.length).toBeCloseTo(2, 10);
      expect(found.width).toBeCloseTo(0.8, 10);
      expect(found.center[0]).toBeCloseTo(3, 10);
      expect(found.center[1]).toBeCloseTo(-2, 10);
      expect(Math.abs(found.axis[0] * c + found.axis[1] * s)).toBeCloseTo(1, 10);
    });
  }

  it('measures a segment and a point', () => {
    expect(minAreaRect([[0, 0], [0, 2]])).toMatchObject({ length: 2, width: 0, axis: [0, 1] }); // prettier-ignore
    expect(minAreaRect([[1, 1]])).toEqual({ center: [1, 1], axis: [1, 0], length: 0, width: 0 });
  });
});
