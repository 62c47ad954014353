import { describe, expect, it } from 'vitest';
import { createRng } from '../random.js';
import { buildBoxTree } from './box-tree.js';
import { buildConvexBody, containsPoint } from './convex.js';
import { isInsideMesh, windingNumber } from './point-in-mesh.js';
import { boxMesh, moved, prismMesh, randomPose, sphereMesh, type TestMesh } from './test-meshes.js';
import type { Vec3 } from './vec3.js';

const treeOf = (mesh: TestMesh) => buildBoxTree(mesh.positions, mesh.indices);

const merged = (a: TestMesh, b: TestMesh): TestMesh => ({
  positions: Float64Array.from([...a.positions, ...b.positions]),
  indices: Uint32Array.from([...a.indices, ...b.indices.map((i) => i + a.positions.length / 3)]),
});

const insideOut = (mesh: TestMesh): TestMesh => ({
  positions: mesh.positions,
  indices: mesh.indices.slice().reverse(),
});

describe('isInsideMesh', () => {
  it('a box, also on lines through its edges, corners and diagonals', () => {
    const box = treeOf(boxMesh([2, 2, 2]));
    for (const p of [[0, 0, 0], [0.999, 0.999, 0.999], [-0.5, 0.5, 0.5], [0, 0, -0.9]] as Vec3[]) expect(isInsideMesh(box, p)).toBe(true); // prettier-ignore
    for (const p of [[0, 0, 1.001], [1, 1, 1.1], [-2, 0, 0], [1.001, 1, 1]] as Vec3[]) expect(isInsideMesh(box, p)).toBe(false); // prettier-ignore
  });

  it('one solid of two overlapping closed parts', () => {
    const tree = treeOf(merged(boxMesh([2, 2, 2]), boxMesh([2, 0.4, 0.4], [1, 0, 0])));
    expect(isInsideMesh(tree, [0.5, 0.1, 0])).toBe(true);
    expect(isInsideMesh(tree, [1.5, 0.1, 0])).toBe(true);
    expect(isInsideMesh(tree, [1.5, 0.5, 0])).toBe(false);
  });

  it('the wall of a hollow, not the hollow', () => {
    const tree = treeOf(merged(boxMesh([2, 2, 2]), insideOut(boxMesh([1, 1, 1]))));
    expect(isInsideMesh(tree, [0.1, 0.2, 0])).toBe(false);
    expect(isInsideMesh(tree, [0.7, 0.2, 0.1])).toBe(true);
  });

  it('decides by solid angle when a ray runs through an edge', () => {
    // The corner of this box lies on the first ray from the origin.
    const tree = treeOf(boxMesh([0.2113, 0.3419, 0.9157], [0.2113 * 1.5, 0.3419 * 1.5, 0.9157 * 1.5]));
    expect(isInsideMesh(tree, [0, 0, 0])).toBe(false);
    const around = treeOf(boxMesh([2 * 0.2113, 2 * 0.3419, 2 * 0.9157]));
    expect(isInsideMesh(around, [0, 0, 0])).toBe(true);
  });

  for (let seed = 0; seed < 50; seed++) {
    it(`agrees with the planes of convex meshes, seed ${seed}`, () => {
      const rng = createRng(seed);
      const mesh = moved(
        rng.pick([boxMesh([0.3, 0.6, 0.1]), prismMesh(24, 0.3, 0.4), sphereMesh(0.4, 8, 12)]),
        randomPose(rng, 0.3),
      );
      const body = buildConvexBody(mesh.positions);
      const tree = treeOf(mesh);
      for (let i = 0; i < 100; i++) {
        const p: Vec3 = [rng.range(-0.7, 0.7), rng.range(-0.7, 0.7), rng.range(-0.7, 0.7)];
        if (containsPoint(body, p, 1e-6) !== containsPoint(body, p, -1e-6)) continue;
        expect(isInsideMesh(tree, p)).toBe(containsPoint(body, p));
        expect(windingNumber(tree, p)).toBeCloseTo(containsPoint(body, p) ? 1 : 0, 9);
      }
    });
  }
});
