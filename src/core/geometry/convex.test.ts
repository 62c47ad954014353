import Module from 'manifold-3d';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../random.js';
import {
  buildConvexBody,
  containsPoint,
  convexVolume,
  separation,
  separationBelow,
  transformConvexBody,
  type ConvexBody,
} from './convex.js';
import { IDENTITY_POSE, type Pose } from './pose.js';
import { fromAxisAngle, fromYaw } from './quat.js';
import { boxMesh, prismMesh, randomPose } from './test-meshes.js';
import { add, cross, dot, length, scale, sub, type Vec3 } from './vec3.js';

const box = (size: Vec3, center?: Vec3) => buildConvexBody(boxMesh(size, center).positions);
const prism = (sides: number, radius: number, height: number) =>
  buildConvexBody(prismMesh(sides, radius, height).positions);
const at = (x: number, y: number, z: number): Pose => ({ ...IDENTITY_POSE, position: [x, y, z] });

/** Bodies as collision parts have them: boxes, boards, prisms, many-sided cylinders, wedges, free hulls, in float32. */
function randomBody(rng: Rng): ConvexBody {
  const size = (): number => rng.range(0.02, 0.5);
  const kind = rng.int(5);
  if (kind === 0) return box([size(), size(), size()]);
  if (kind === 1) return box([size(), size(), 0.003]);
  if (kind === 2)
    return buildConvexBody(Float64Array.from(Float32Array.from(prismMesh(3 + rng.int(10), size(), size()).positions)));
  if (kind === 3) return buildConvexBody(Float64Array.from(Float32Array.from(prismMesh(24, size(), size()).positions)));
  return buildConvexBody(
    Array.from({ length: 4 + rng.int(30) }, (): Vec3 => [
      rng.range(-0.2, 0.2),
      rng.range(-0.3, 0.3),
      rng.range(-0.1, 0.1),
    ]),
  );
}

describe('buildConvexBody', () => {
  it('merges the triangles of a box into six faces', () => {
    const body = box([2, 4, 6]);
    expect(body.vertices.length / 3).toBe(8);
    expect(body.faces).toHaveLength(6);
    expect(body.edges.length / 2).toBe(12);
    expect(body.normals.length / 3).toBe(3);
    expect(body.inradius).toBe(1);
    expect(convexVolume(body)).toBeCloseTo(48, 12);
  });

  it('drops repeated, inner and mid-edge points', () => {
    const points = [...boxMesh([1, 1, 1]).positions, 0, 0, 0, 0.5, 0.5, 0, 0.5, 0, 0, 0.5, 0.5, 0.5, 0.1, -0.2, 0.5];
    const body = buildConvexBody(Float64Array.from(points));
    expect(body.vertices.length / 3).toBe(8);
    expect(body.faces.map((f) => f.length)).toEqual([4, 4, 4, 4, 4, 4]);
  });

  for (const sides of [3, 6, 24, 48]) {
    it(`makes ${sides + 2} faces of a ${sides}-sided cylinder rounded to float32 and tilted`, () => {
      const flat = Float64Array.from(Float32Array.from(prismMesh(sides, 0.04, 0.1).positions));
      const body = buildConvexBody(
        transformConvexBody(
          { position: [1, 2, 0.7], orientation: fromAxisAngle([1, 2, 3], 0.7) },
          buildConvexBody(flat),
        ).vertices,
      );
      expect(body.faces.map((f) => f.length).sort((a, b) => a - b)).toEqual(
        [...Array.from({ length: sides }, () => 4), sides, sides].sort((a, b) => a - b),
      );
      expect(body.edges.length / 2).toBe(3 * sides);
      expect(convexVolume(body)).toBeCloseTo(0.5 * sides * 0.04 ** 2 * Math.sin((2 * Math.PI) / sides) * 0.1, 9);
    });
  }

  for (let seed = 0; seed < 80; seed++) {
    it(`is a closed polyhedron around all points, seed ${seed}`, () => {
      const rng = createRng(seed);
      const points = Array.from({ length: 4 + rng.int(196) }, (): Vec3 => {
        const p: Vec3 = [rng.normal(), rng.normal(), rng.normal()];
        // On a sphere, in a ball, or on a coarse lattice with many coplanar and collinear points.
        if (seed % 3 === 0) return scale(p, 0.1 / length(p));
        return seed % 3 === 1 ? scale(p, 0.1) : [0.05 * rng.int(4), 0.05 * rng.int(4), 0.05 * rng.int(5)];
      });
      if (seed % 3 === 2) points.push([0, 0, 0], [0.15, 0, 0], [0, 0.15, 0], [0, 0, 0.2]);
      const body = buildConvexBody(points);
      for (const p of points) expect(containsPoint(body, p, 1e-12)).toBe(true);
      const count = body.vertices.length / 3;
      expect(count - body.edges.length / 2 + body.faces.length).toBe(2);
      // Every edge is walked once each way.
      const walked = new Set(body.faces.flatMap((f) => f.map((v, i) => `${v} ${f[(i + 1) % f.length]}`)));
      expect(walked.size).toBe(body.edges.length);
      body.faces.forEach((face, f) => {
        for (const v of face) {
          const [x, y, z] = body.vertices.subarray(3 * v, 3 * v + 3);
          expect(body.planes[4 * f] * x + body.planes[4 * f + 1] * y + body.planes[4 * f + 2] * z).toBeCloseTo(
            body.planes[4 * f + 3],
            7,
          );
        }
      });
    });
  }

  it('refuses points without volume', () => {
    expect(() => buildConvexBody([[0, 0, 0], [1, 0, 0], [0, 1, 0]])).toThrow(/four/); // prettier-ignore
    expect(() => buildConvexBody([[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0]])).toThrow(/volume/); // prettier-ignore
    expect(() => buildConvexBody([[0, 0, 0], [1, 0, 0], [2, 0, 0], [3, 0, 0]])).toThrow(/volume/); // prettier-ignore
  });
});

describe('containsPoint', () => {
  it('knows inside, surface and outside of a moved body', () => {
    const body = transformConvexBody({ position: [1, 0, 0], orientation: fromYaw(Math.PI / 4) }, box([2, 2, 2]));
    expect(containsPoint(body, [1, 0, 0])).toBe(true);
    expect(containsPoint(body, [1 + Math.SQRT2 - 1e-6, 0, 0])).toBe(true);
    expect(containsPoint(body, [1 + Math.SQRT2 + 1e-6, 0, 0])).toBe(false);
    expect(containsPoint(body, [0.1, 0.9, 0])).toBe(false);
  });
});

describe('separation', () => {
  const cube = box([1, 1, 1]);

  it('of cubes, by hand', () => {
    expect(separation(cube, box([1, 1, 1], [3, 0, 0]))).toBeCloseTo(2, 12);
    expect(separation(cube, box([1, 1, 1], [2, 2, 2]))).toBeCloseTo(Math.sqrt(3), 12);
    expect(separation(cube, box([1, 1, 1], [1, 0, 0]))).toBeCloseTo(0, 12);
    expect(separation(cube, box([1, 1, 1], [0.9, 0.2, 0]))).toBeCloseTo(-0.1, 12);
    expect(separation(cube, cube)).toBeCloseTo(-1, 12);
    expect(separation(cube, box([0.2, 0.2, 0.2], [0.1, 0, 0]))).toBeCloseTo(-0.5, 12);
  });

  it('of a corner over a face, and of crossing edges', () => {
    const onEdge = transformConvexBody(
      { position: [0, 0, 1.3], orientation: fromAxisAngle([1, 0, 0], Math.PI / 4) },
      cube,
    );
    expect(separation(cube, onEdge)).toBeCloseTo(1.3 - 0.5 - Math.SQRT1_2, 12);
    const crossing = transformConvexBody(
      { position: [0, 0, 1.2], orientation: fromAxisAngle([1, 0, 0], Math.PI / 4) },
      cube,
    );
    const ridge = transformConvexBody(
      { position: [0, 0, 0], orientation: fromAxisAngle([0, 1, 0], Math.PI / 4) },
      cube,
    );
    expect(separation(ridge, crossing)).toBeCloseTo(1.2 - Math.SQRT2, 12);
  });

  it('keeps its digits at contact', () => {
    const cylinder = prism(48, 0.04, 0.1);
    for (const gap of [1e-3, 1e-6, 1e-8, 1e-10, 0, -1e-10, -1e-8, -1e-6, -1e-3]) {
      expect(
        Math.abs(separation(cylinder, transformConvexBody(at(0.01, 0.02, 0.1 + gap), cylinder)) - gap),
      ).toBeLessThan(1e-12);
      expect(Math.abs(separation(cube, transformConvexBody(at(0.3, 0.2, 1 + gap), cube)) - gap)).toBeLessThan(1e-12);
    }
  });

  for (let seed = 0; seed < 100; seed++) {
    it(`apart equals the nearest features, overlapping the shortest way out, seed ${seed}`, () => {
      const rng = createRng(seed);
      for (let i = 0; i < 10; i++) {
        const a = transformConvexBody(randomPose(rng, 0.2), randomBody(rng));
        const b = transformConvexBody(randomPose(rng, i % 2 ? 0.2 : 0.5), randomBody(rng));
        const s = separation(a, b);
        expect(Math.abs(separation(b, a) - s)).toBeLessThan(1e-9);
        if (s > 0) expect(Math.abs(featureDistance(a, b) - s)).toBeLessThan(1e-9);
        else expect(Math.abs(shortestWayOut(a, b) + s)).toBeLessThan(1e-9);
        const below = separationBelow(a, b, 0.1);
        if (s < 0.1) expect(below).toBe(s);
        else expect(below).toBeGreaterThanOrEqual(0.1);
      }
    });
  }

  it('moves with both bodies and ignores where they are', () => {
    const rng = createRng(5);
    for (let i = 0; i < 50; i++) {
      const [a, b] = [randomBody(rng), transformConvexBody(randomPose(rng, 0.3), randomBody(rng))];
      const pose = { ...randomPose(rng, 20) };
      const both = separation(transformConvexBody(pose, a), transformConvexBody(pose, b));
      expect(Math.abs(both - separation(a, b))).toBeLessThan(1e-9);
    }
  });
});

describe('against manifold-3d', () => {
  let wasm: Awaited<ReturnType<typeof Module>>;
  beforeAll(async () => {
    wasm = await Module();
    wasm.setup();
  });

  for (let seed = 0; seed < 40; seed++) {
    it(`same volume and same verdict on overlap, seed ${seed}`, () => {
      const rng = createRng(`manifold ${seed}`);
      const solidOf = (body: ConvexBody) =>
        wasm.Manifold.hull(
          Array.from({ length: body.vertices.length / 3 }, (_, i): [number, number, number] => [
            body.vertices[3 * i],
            body.vertices[3 * i + 1],
            body.vertices[3 * i + 2],
          ]),
        );
      const a = transformConvexBody(randomPose(rng, 0.15), randomBody(rng));
      const b = transformConvexBody(randomPose(rng, 0.15), randomBody(rng));
      expect(Math.abs(solidOf(a).volume() / convexVolume(a) - 1)).toBeLessThan(1e-4);
      const s = separation(a, b);
      if (Math.abs(s) > 1e-4) expect(solidOf(a).intersect(solidOf(b)).volume() > 0).toBe(s < 0);
    });
  }
});

const corner = (body: ConvexBody, i: number): Vec3 => [
  body.vertices[3 * i],
  body.vertices[3 * i + 1],
  body.vertices[3 * i + 2],
];

/** Distance of disjoint bodies by trying every corner against every face and every edge against every edge. */
function featureDistance(a: ConvexBody, b: ConvexBody): number {
  let best = Infinity;
  for (const [p, q] of [
    [a, b],
    [b, a],
  ]) {
    // prettier-ignore
    for (let v = 0; v < p.vertices.length / 3; v++) {
      q.faces.forEach((face, f) => {
        const n: Vec3 = [q.planes[4 * f], q.planes[4 * f + 1], q.planes[4 * f + 2]];
        const h = dot(n, corner(p, v)) - q.planes[4 * f + 3];
        if (h < 0) return;
        const foot = sub(corner(p, v), scale(n, h));
        const inside = face.every((_, i) => {
          const [c, d] = [corner(q, face[i]), corner(q, face[(i + 1) % face.length])];
          return dot(n, cross(sub(d, c), sub(foot, c))) >= 0;
        });
        if (inside) best = Math.min(best, h);
      });
    }
  }
  for (let i = 0; i < a.edges.length; i += 2) {
    for (let j = 0; j < b.edges.length; j += 2) {
      best = Math.min(
        best,
        segmentDistance(
          corner(a, a.edges[i]),
          corner(a, a.edges[i + 1]),
          corner(b, b.edges[j]),
          corner(b, b.edges[j + 1]),
        ),
      );
    }
  }
  return best;
}

function segmentDistance(p: Vec3, p2: Vec3, q: Vec3, q2: Vec3): number {
  const pointTo = (x: Vec3, c: Vec3, d: Vec3) => {
    const e = sub(d, c);
    const t = Math.min(1, Math.max(0, dot(sub(x, c), e) / dot(e, e)));
    return length(sub(x, add(c, scale(e, t))));
  };
  let best = Math.min(pointTo(p, q, q2), pointTo(p2, q, q2), pointTo(q, p, p2), pointTo(q2, p, p2));
  const [u, v, w] = [sub(p2, p), sub(q2, q), sub(p, q)];
  const n = cross(u, v);
  const nn = dot(n, n);
  if (nn > 1e-20 * dot(u, u) * dot(v, v)) {
    const s = dot(cross(v, w), n) / nn;
    const t = dot(cross(u, w), n) / nn;
    if (s >= 0 && s <= 1 && t >= 0 && t <= 1)
      best = Math.min(best, length(sub(add(p, scale(u, s)), add(q, scale(v, t)))));
  }
  return best;
}

/** Penetration depth: the least offset of a face of the Minkowski difference, built as a hull of all corner pairs. */
function shortestWayOut(a: ConvexBody, b: ConvexBody): number {
  let best = Infinity;
  const reach = (body: ConvexBody, d: Vec3) => {
    let max = -Infinity;
    for (let i = 0; i < body.vertices.length / 3; i++) max = Math.max(max, dot(corner(body, i), d));
    return max;
  };
  const tryNormal = (n: Vec3) => {
    for (const d of [n, scale(n, -1)]) best = Math.min(best, reach(a, d) + reach(b, scale(d, -1)));
  };
  for (const body of [a, b]) {
    for (let f = 0; f < body.planes.length; f += 4) tryNormal([body.planes[f], body.planes[f + 1], body.planes[f + 2]]);
  }
  for (let i = 0; i < a.edges.length; i += 2) {
    for (let j = 0; j < b.edges.length; j += 2) {
      const n = cross(
        sub(corner(a, a.edges[i + 1]), corner(a, a.edges[i])),
        sub(corner(b, b.edges[j + 1]), corner(b, b.edges[j])),
      );
      const l = length(n);
      if (l > 1e-9) tryNormal(scale(n, 1 / l));
    }
  }
  return best;
}
