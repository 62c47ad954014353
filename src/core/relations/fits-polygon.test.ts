import { describe, expect, test } from 'vitest';
import { buildConvexBody } from '../geometry/convex.js';
import { convexHull, polygonArea, type Vec2 } from '../geometry/polygon.js';
import type { Vec3 } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import { makeLattice, mark, VALID, BY_COLLISION } from './fits-lattice.js';
import { cutBy, discPolygon, extentAlong, flatArea, flatten, hullOf, minkowskiSum, mirrored, sectionOf, turned, type FlatPolygon } from './fits-polygon.js'; // prettier-ignore
import { coreSections, slabSections, wholeFootprint } from './fits-sections.js';
import { boxMesh, joinMeshes, shifted, testGeometry } from './test-scene.js';

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);

function randomPolygon(seed: string, count: number): FlatPolygon {
  const rng = createRng(seed);
  return flatten(convexHull(Array.from({ length: count }, (): Vec2 => [rng.range(-1, 1), rng.range(-1, 1)])));
}

const corners = (p: FlatPolygon): Vec2[] =>
  Array.from({ length: p.length / 2 }, (_, i): Vec2 => [p[2 * i], p[2 * i + 1]]);

const SQUARE = Float64Array.of(0, 0, 1, 0, 1, 1, 0, 1);

describe.each(SEEDS)('seed %i', (seed) => {
  const a = randomPolygon(`a${seed}`, 3 + (seed % 7));
  const b = randomPolygon(`b${seed}`, 1 + (seed % 5));

  test('a Minkowski sum is the hull of all sums', () => {
    const sum = minkowskiSum(a, b);
    const all = convexHull(corners(a).flatMap(([x, y]) => corners(b).map(([u, v]): Vec2 => [x + u, y + v])));
    expect(flatArea(sum)).toBeCloseTo(polygonArea(all), 9);
    for (let k = 0; k < 12; k++) {
      const [c, s] = [Math.cos(k), Math.sin(k)];
      expect(extentAlong(sum, c, s)).toBeCloseTo(extentAlong(flatten(all), c, s), 9);
    }
  });

  test('a lattice is marked where a convex polygon is', () => {
    const polygon = turned(a, 0.8, 0.6, 0.2, -0.1);
    const lattice = makeLattice(0.11, -1.2, -1.3, 1.4, 1.1);
    const count = mark(lattice, polygon, VALID, BY_COLLISION);
    let expected = 0;
    lattice.codes.forEach((code, k) => {
      const x = ((k % lattice.columns) + lattice.firstColumn) * lattice.step;
      const y = (Math.floor(k / lattice.columns) + lattice.firstRow) * lattice.step;
      let inside = true;
      for (let i = 0, j = polygon.length - 2; i < polygon.length; j = i, i += 2) {
        if ((polygon[i] - polygon[j]) * (y - polygon[j + 1]) < (polygon[i + 1] - polygon[j + 1]) * (x - polygon[j]))
          inside = false;
      }
      expect(code === BY_COLLISION).toBe(inside);
      if (inside) expected++;
    });
    expect(count).toBe(expected);
  });
});

test('sums with points and segments', () => {
  expect([...minkowskiSum(SQUARE, Float64Array.of(2, 3))]).toEqual([2, 3, 3, 3, 3, 4, 2, 4]);
  expect(flatArea(minkowskiSum(SQUARE, Float64Array.of(0, 0, 1, 0)))).toBeCloseTo(2, 12);
  expect([...minkowskiSum(Float64Array.of(1, 1), Float64Array.of(2, 3))]).toEqual([3, 4]);
});

test('cuts, discs, mirrors and hulls', () => {
  expect(flatArea(cutBy(SQUARE, 1, 0, 0.25))).toBeCloseTo(0.25, 12);
  expect(cutBy(SQUARE, 1, 0, -0.1)).toHaveLength(0);
  expect(flatArea(discPolygon(1, true))).toBeGreaterThan(Math.PI);
  expect(flatArea(discPolygon(1, false))).toBeLessThan(Math.PI);
  expect(extentAlong(mirrored(SQUARE), 1, 0)).toBe(0);
  expect(flatArea(hullOf([SQUARE, Float64Array.of(2, 0.5)]))).toBeCloseTo(1.5, 12);
});

test('sections of a pyramid, as it is, shrunk and grown', () => {
  const points: Vec3[] = [[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0], [0, 0, 1]]; // prettier-ignore
  const pyramid = buildConvexBody(points);
  expect(flatArea(sectionOf(pyramid, 0.5, 0))).toBeCloseTo(1, 9);
  // Faces slope at 45°: moved in by 0.1 they move by 0.1 √2 in the plane.
  expect(flatArea(sectionOf(pyramid, 0.5, 0.1))).toBeCloseTo((1 - 0.2 * Math.SQRT2) ** 2, 9);
  expect(flatArea(sectionOf(pyramid, 0.5, -0.1))).toBeCloseTo((1 + 0.2 * Math.SQRT2) ** 2, 9);
  expect(sectionOf(pyramid, 1.5, 0)).toHaveLength(0);
});

describe('sections of an open box: a base 4 mm thick and four walls of 10 mm', () => {
  const boxes: readonly (readonly [size: Vec3, center: Vec3])[] = [
    [
      [0.1, 0.1, 0.004],
      [0, 0, 0.002],
    ],
    [
      [0.1, 0.01, 0.1],
      [0, 0.045, 0.05],
    ],
    [
      [0.1, 0.01, 0.1],
      [0, -0.045, 0.05],
    ],
    [
      [0.01, 0.1, 0.1],
      [0.045, 0, 0.05],
    ],
    [
      [0.01, 0.1, 0.1],
      [-0.045, 0, 0.05],
    ],
  ];
  const geometry = testGeometry({
    objects: [
      {
        id: 1,
        center: [0, 0, 0.05],
        mesh: joinMeshes(...boxes.map(([size, at]) => shifted(boxMesh(size), at))),
        parts: boxes.map(([size, at]) => {
          const { positions } = shifted(boxMesh(size), at);
          return {
            vertices: Array.from({ length: 8 }, (_, i): Vec3 => [
              positions[3 * i],
              positions[3 * i + 1],
              positions[3 * i + 2],
            ]),
          };
        }),
      },
    ],
  });
  const object = geometry.object(1);
  // Parts are relative to the object's origin, which the test puts at the middle of its bounds less that of the mesh.
  const areas = (sections: readonly FlatPolygon[]) => sections.map((p) => Math.round(flatArea(p) * 1e6));

  test('at its base it is solid, above it is its walls', () => {
    expect(areas(coreSections(object, 0.002, 0))).toEqual([10000]);
    expect(areas(coreSections(object, 0.05, 0))).toEqual([1000, 1000, 1000, 1000]);
  });

  test('shrunk, the base stays at its middle only, and thin walls keep a layer', () => {
    expect(areas(coreSections(object, 0.0035, 0.005))).toEqual([]);
    const base = coreSections(object, 0.002, 0.005);
    expect(base).toHaveLength(1);
    expect(areas(base)[0]).toBeGreaterThan(8000);
    const walls = coreSections(object, 0.05, 0.02);
    expect(walls).toHaveLength(4);
    for (const area of areas(walls)) expect(area).toBeGreaterThan(0);
  });

  test('slabs hold all of it', () => {
    expect(areas(slabSections(object, 0.02, 0.04))).toEqual([1000, 1000, 1000, 1000]);
    expect(slabSections(object, 0.001, 0.02)).toHaveLength(5);
    expect(slabSections(object, 0.2, 0.3)).toHaveLength(0);
    expect(flatArea(wholeFootprint(object))).toBeCloseTo(0.01, 7);
  });
});
