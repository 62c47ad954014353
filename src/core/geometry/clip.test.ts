import { describe, expect, it } from 'vitest';
import { createRng } from '../random.js';
import { clipConvexBody, clipMeshHalfSpace, clipMeshToBand } from './clip.js';
import { buildConvexBody, containsPoint, convexVolume } from './convex.js';
import { volumeAndCentroid } from './mesh.js';
import { convexHull, distanceToPolygon, polygonArea, type Vec2 } from './polygon.js';
import { boxMesh, moved, randomPose, randomSoup, sphereMesh } from './test-meshes.js';
import { dot, normalize, type Vec3 } from './vec3.js';

describe('clipMeshToBand', () => {
  it('keeps only the walls of a box cut above its floor and below its top', () => {
    const box = boxMesh([2, 2, 2]);
    const pieces = clipMeshToBand(box.positions, box.indices, -0.5, 0.5);
    expect(pieces).toHaveLength(8);
    expect(pieces.every((p) => p.length === 2)).toBe(true);
    expect(convexHull(pieces.flat())).toEqual([[-1, -1], [1, -1], [1, 1], [-1, 1]]); // prettier-ignore
  });

  it('keeps the faces that lie on the border of the band, and nothing beyond', () => {
    const box = boxMesh([2, 2, 2]);
    const area = (zMin: number, zMax: number) =>
      clipMeshToBand(box.positions, box.indices, zMin, zMax).reduce((sum, p) => sum + polygonArea(p), 0);
    expect(area(0, 1)).toBe(4);
    expect(area(-1, 1)).toBe(8);
    expect(clipMeshToBand(box.positions, box.indices, 1.001, 2)).toEqual([]);
  });

  for (let seed = 0; seed < 50; seed++) {
    it(`holds just the points of the triangles within the band, seed ${seed}`, () => {
      const rng = createRng(seed);
      const { positions, indices } = randomSoup(rng, 1, 0.5, 0.1);
      const [zMin, zMax] = [-0.2, 0.15];
      const pieces = clipMeshToBand(positions, indices, zMin, zMax);
      for (const piece of pieces) expect(piece.length < 3 || polygonArea(piece) > 0).toBe(true);
      for (let i = 0; i < 200; i++) {
        const weights = [rng.next(), rng.next(), rng.next()];
        const sum = weights[0] + weights[1] + weights[2];
        const p = [0, 1, 2].map(
          (k) => (weights[0] * positions[k] + weights[1] * positions[3 + k] + weights[2] * positions[6 + k]) / sum,
        );
        const here: Vec2 = [p[0], p[1]];
        const inside = pieces.some((piece) => distanceToPolygon(here, piece) < 1e-9);
        if (Math.min(Math.abs(p[2] - zMin), Math.abs(p[2] - zMax)) > 1e-6)
          expect(inside).toBe(p[2] > zMin && p[2] < zMax);
      }
    });
  }
});

describe('clipMeshHalfSpace', () => {
  it('halves a box', () => {
    const box = boxMesh([2, 2, 2]);
    const half = clipMeshHalfSpace(box.positions, box.indices, [0, 0, 1], 0);
    // Floor and half of each wall; the open cut goes through the origin and adds no volume.
    expect(volumeAndCentroid(half.positions, half.indices).volume).toBeCloseTo(4, 12);
    expect(Math.max(...half.positions.filter((_, i) => i % 3 === 2))).toBe(0);
    expect(clipMeshHalfSpace(box.positions, box.indices, [0, 0, 1], -1.5).indices).toHaveLength(0);
    expect(clipMeshHalfSpace(box.positions, box.indices, [0, 0, 1], 1).indices).toHaveLength(36);
  });

  for (let seed = 0; seed < 50; seed++) {
    it(`divides the flux of a closed mesh in two, seed ${seed}`, () => {
      const rng = createRng(seed);
      const mesh = moved(sphereMesh(0.5, 7, 9), randomPose(rng, 0.2));
      const normal = normalize([rng.normal(), rng.normal(), rng.normal()]);
      const offset = rng.range(-0.2, 0.2);
      const below = clipMeshHalfSpace(mesh.positions, mesh.indices, normal, offset);
      const above = clipMeshHalfSpace(mesh.positions, mesh.indices, [-normal[0], -normal[1], -normal[2]], -offset);
      const whole = volumeAndCentroid(mesh.positions, mesh.indices).volume;
      const parts =
        volumeAndCentroid(below.positions, below.indices).volume +
        volumeAndCentroid(above.positions, above.indices).volume;
      expect(parts).toBeCloseTo(whole, 12);
      for (let i = 0; i < below.positions.length; i += 3) {
        expect(dot(normal, [below.positions[i], below.positions[i + 1], below.positions[i + 2]])).toBeLessThan(
          offset + 1e-12,
        );
      }
    });
  }
});

describe('clipConvexBody', () => {
  it('cuts, keeps and drops', () => {
    const cube = buildConvexBody(boxMesh([1, 1, 1]).positions);
    expect(convexVolume(clipConvexBody(cube, [0, 0, 1], 0.1) as typeof cube)).toBeCloseTo(0.6, 12);
    expect(clipConvexBody(cube, [0, 0, 1], 0.5)).toBe(cube);
    expect(clipConvexBody(cube, [0, 0, 1], -0.5)).toBeNull();
  });

  for (let seed = 0; seed < 50; seed++) {
    it(`shares the volume between both sides, seed ${seed}`, () => {
      const rng = createRng(seed);
      const body = buildConvexBody(Array.from({ length: 20 }, (): Vec3 => [rng.normal(), rng.normal(), rng.normal()]));
      const normal = normalize([rng.normal(), rng.normal(), rng.normal()]);
      const offset = rng.range(-1, 1);
      const below = clipConvexBody(body, normal, offset);
      const above = clipConvexBody(body, [-normal[0], -normal[1], -normal[2]], -offset);
      expect((below ? convexVolume(below) : 0) + (above ? convexVolume(above) : 0)).toBeCloseTo(convexVolume(body), 9);
      for (let i = 0; i < 50; i++) {
        const p: Vec3 = [rng.normal(), rng.normal(), rng.normal()];
        const inBelow = below !== null && containsPoint(below, p);
        expect(inBelow).toBe(containsPoint(body, p) && dot(normal, p) <= offset);
      }
    });
  }
});
