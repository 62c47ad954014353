import { BufferAttribute, BufferGeometry, Matrix4 } from 'three';
import { MeshBVH } from 'three-mesh-bvh';
import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../random.js';
import { buildBoxTree } from './box-tree.js';
import { buildConvexBody, separation, type ConvexBody } from './convex.js';
import { meshDistance, pointMeshDistance } from './mesh-distance.js';
import { fromAxisAngle } from './quat.js';
import { boxMesh, moved, prismMesh, randomPose, randomSoup, sphereMesh, type TestMesh } from './test-meshes.js';
import { trianglesCloserThan } from './triangle-distance.js';
import { distance, type Vec3 } from './vec3.js';

const treeOf = (mesh: TestMesh) => buildBoxTree(mesh.positions, mesh.indices);

describe('meshDistance', () => {
  it('of boxes, by hand', () => {
    const a = treeOf(boxMesh([1, 1, 1]));
    const apart = meshDistance(a, treeOf(boxMesh([1, 1, 1], [3, 0.2, 0])));
    expect(apart.distance).toBe(2);
    expect(apart.pointA[0]).toBe(0.5);
    expect(apart.pointB[0]).toBe(2.5);
    expect(meshDistance(a, treeOf(boxMesh([1, 1, 1], [2, 2, 2]))).distance).toBeCloseTo(Math.sqrt(3), 14);
    expect(meshDistance(a, treeOf(boxMesh([1, 1, 1], [1, 0.3, 0]))).distance).toBe(0);
    expect(meshDistance(a, treeOf(boxMesh([1, 1, 1], [0.7, 0.3, 0.2]))).distance).toBe(0);
    expect(meshDistance(a, a).distance).toBe(0);
  });

  it('of a box inside a box is that of the surfaces', () => {
    expect(meshDistance(treeOf(boxMesh([1, 1, 1])), treeOf(boxMesh([0.2, 0.2, 0.2]))).distance).toBeCloseTo(0.4, 14);
  });

  it('looks for nothing from the upper bound on', () => {
    const [a, b] = [treeOf(boxMesh([1, 1, 1])), treeOf(boxMesh([1, 1, 1], [3, 0, 0]))];
    expect(meshDistance(a, b, { upperBound: 2 })).toEqual({
      distance: Infinity,
      pointA: [NaN, NaN, NaN],
      pointB: [NaN, NaN, NaN],
    });
    expect(meshDistance(a, b, { upperBound: 2.0001 }).distance).toBe(2);
  });

  for (let seed = 0; seed < 60; seed++) {
    it(`of convex meshes equals the separation of their hulls, seed ${seed}`, () => {
      const rng = createRng(seed);
      const shapes = [
        boxMesh([0.2, 0.4, 0.02]),
        prismMesh(24, 0.1, 0.3),
        sphereMesh(0.2, 10, 14, 1.5),
        boxMesh([0.3, 0.1, 0.1]),
      ];
      const a = moved(rng.pick(shapes), randomPose(rng, 0.4));
      const b = moved(rng.pick(shapes), randomPose(rng, 0.4));
      const apart = separation(buildConvexBody(a.positions), buildConvexBody(b.positions));
      const found = meshDistance(treeOf(a), treeOf(b));
      if (apart > 1e-9) {
        expect(Math.abs(found.distance - apart)).toBeLessThan(1e-9);
        expect(distance(found.pointA, found.pointB)).toBeCloseTo(found.distance, 12);
        expect(pointMeshDistance(treeOf(a), found.pointA).distance).toBeLessThan(1e-12);
        expect(pointMeshDistance(treeOf(b), found.pointB).distance).toBeLessThan(1e-12);
      }
      // Bodies that overlap by less than their thickness cross each other's surface.
      if (apart < -1e-9 && apart > -0.02) expect(found.distance).toBe(0);
    });

    it(`of loose triangles equals the least over all pairs, whatever was asked before, seed ${seed}`, () => {
      const rng = createRng(seed);
      const a = treeOf(randomSoup(rng, 60, 0.1, 0.4));
      const b = treeOf(
        moved(randomSoup(rng, 80, 0.1, 0.4), { position: [seed % 3, 0, 0], orientation: fromAxisAngle([1, 1, 0], 1) }),
      );
      let squared = Infinity;
      for (let s = 0; s < 60; s++) {
        for (let t = 0; t < 80; t++) {
          const d = trianglesCloserThan(a.corners, 9 * s, a.normals, b.corners, 9 * t, b.normals, Infinity);
          squared = Math.min(squared, d);
        }
      }
      const found = meshDistance(a, b);
      expect(found.distance).toBe(Math.sqrt(squared));
      meshDistance(b, a);
      expect(meshDistance(a, b)).toEqual(found);
    });
  }

  for (let seed = 0; seed < 20; seed++) {
    it(`agrees with three-mesh-bvh, seed ${seed}`, () => {
      const rng = createRng(`bvh ${seed}`);
      const a = sphereMesh(0.1, 8, 12, rng.range(0.3, 2));
      const b = moved(sphereMesh(0.2, 6, 9, 0.2), randomPose(rng, 0.5));
      const geometry = ({ positions, indices }: TestMesh) =>
        new BufferGeometry()
          .setAttribute('position', new BufferAttribute(positions, 3))
          .setIndex(new BufferAttribute(indices, 1));
      const [ga, gb] = [geometry(a), geometry(b)];
      const bvh = new MeshBVH(ga);
      gb.boundsTree = new MeshBVH(gb);
      const other = bvh.closestPointToGeometry(gb, new Matrix4());
      const found = meshDistance(treeOf(a), treeOf(b)).distance;
      if (found > 0) expect(Math.abs(found - (other?.distance ?? NaN))).toBeLessThan(1e-6);
      else expect(bvh.intersectsGeometry(gb, new Matrix4())).toBe(true);
    });
  }
});

describe('trianglesCloserThan', () => {
  for (let seed = 0; seed < 100; seed++) {
    it(`equals the distance of the triangles as convex sets, seed ${seed}`, () => {
      const rng = createRng(seed);
      for (let i = 0; i < 40; i++) {
        const [p, q] = awkwardPair(rng, i % 5);
        const [pn, qn] = [treeOf(p).normals, treeOf(q).normals];
        const found = Math.sqrt(trianglesCloserThan(p.positions, 0, pn, q.positions, 0, qn, Infinity));
        const hull = separation(asBody(p), asBody(q));
        // Without axes to try, `separation` says -Infinity for what intersects (or touches within 1e-9).
        if (hull > 0) expect(Math.abs(found - hull)).toBeLessThan(1e-9);
        else expect(found).toBeLessThan(1e-7);
      }
    });
  }
});

describe('pointMeshDistance', () => {
  it('to faces, edges and corners of a box', () => {
    const box = treeOf(boxMesh([2, 2, 2]));
    expect(pointMeshDistance(box, [0.2, 0.3, 4])).toEqual({ distance: 3, point: [0.2, 0.3, 1] });
    expect(pointMeshDistance(box, [2, 2, 0.5]).point).toEqual([1, 1, 0.5]);
    expect(pointMeshDistance(box, [2, 3, 3]).distance).toBe(3);
    expect(pointMeshDistance(box, [0.2, 0, 0]).distance).toBeCloseTo(0.8, 14);
    expect(pointMeshDistance(box, [0.2, 0.3, 4], 3).distance).toBe(Infinity);
  });
});

/** Free, coplanar, parallel, sharing a corner, and needle-like pairs of triangles. */
function awkwardPair(rng: Rng, kind: number): readonly [TestMesh, TestMesh] {
  const indices = Uint32Array.from([0, 1, 2]);
  const corners = () => Float64Array.from({ length: 9 }, () => rng.range(-1, 1));
  const [p, q] = [corners(), corners()];
  if (kind === 1) for (const k of [2, 5, 8]) p[k] = q[k] = 0.25;
  if (kind === 2) for (let k = 0; k < 9; k++) q[k] = p[k] + [0.3, -0.2, 0.7][k % 3] * (1 + rng.int(2));
  if (kind === 3) q.set(p.subarray(3, 6), 3 * rng.int(3));
  if (kind === 4) for (let k = 0; k < 3; k++) p[6 + k] = p[3 + k] + 1e-6 * rng.range(-1, 1);
  return [
    { positions: p, indices },
    { positions: q, indices },
  ];
}

function asBody({ positions }: TestMesh): ConvexBody {
  const center = [0, 1, 2].map((k) => (positions[k] + positions[3 + k] + positions[6 + k]) / 3) as unknown as Vec3;
  const none = new Float64Array(0);
  const radius = Math.max(
    ...[0, 3, 6].map((k) => distance(center, [positions[k], positions[k + 1], positions[k + 2]])),
  );
  return {
    vertices: positions,
    faces: [],
    edges: new Uint32Array(0),
    planes: none,
    normals: none,
    edgeFaces: new Uint32Array(0),
    edgeDirections: none,
    center,
    radius,
    inradius: 0,
  };
}
