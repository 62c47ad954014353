import { describe, expect, it } from 'vitest';
import { createRng } from '../random.js';
import { buildBoxTree, raycast, raycastAll, walkRay, type BoxTree } from './box-tree.js';
import { boxMesh, randomSoup, sphereMesh, type TestMesh } from './test-meshes.js';
import { add, cross, dot, scale, sub, type Vec3 } from './vec3.js';

const treeOf = (mesh: TestMesh) => buildBoxTree(mesh.positions, mesh.indices);

it('meets straight up what it meets in any direction, to the last bit', () => {
  const rng = createRng('up');
  for (const mesh of [boxMesh([1, 1, 1]), sphereMesh(1, 8, 12), randomSoup(createRng(2), 300, 0.4, 1)]) {
    const tree = treeOf(mesh);
    for (let i = 0; i < 200; i++) {
      const origin: Vec3 = [rng.range(-1.1, 1.1), rng.range(-1.1, 1.1), rng.range(-2, 0.5)];
      const general: number[] = [];
      walkRay(tree, origin, [0, 0, 1], 1e9, (t) => {
        general.push(t);
        return 1e9;
      });
      expect(raycastAll(tree, origin, [0, 0, 1])).toEqual(general.sort((p, q) => p - q));
    }
  }
});

describe('buildBoxTree', () => {
  it('holds every triangle once, each within the boxes of all its nodes', () => {
    const tree = treeOf(randomSoup(createRng(1), 500, 0.2, 1));
    expect([...tree.triangles].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i));
    const visit = (node: number): number[] => {
      const count = tree.links[2 * node + 1];
      const first = tree.links[2 * node];
      const slots =
        count > 0 ? Array.from({ length: count }, (_, i) => first + i) : [...visit(node + 1), ...visit(first)];
      const held = slots.every((slot) =>
        Array.from({ length: 9 }, (_, i) => i).every((i) => {
          const c = tree.corners[9 * slot + i];
          const original = tree.positions[3 * tree.indices[3 * tree.triangles[slot] + Math.floor(i / 3)] + (i % 3)];
          return c === original && c >= tree.boxes[6 * node + (i % 3)] && c <= tree.boxes[6 * node + 3 + (i % 3)];
        }),
      );
      expect(held).toBe(true);
      return slots;
    };
    expect(visit(0)).toHaveLength(500);
  });

  it('survives equal triangles and one triangle', () => {
    const one = boxMesh([1, 1, 1]);
    const many = { positions: one.positions, indices: Uint32Array.from({ length: 300 }, (_, i) => one.indices[i % 3]) };
    expect(raycastAll(treeOf(many), [-0.1, -0.1, -2], [0, 0, 1])).toHaveLength(100);
    expect(treeOf({ positions: one.positions, indices: one.indices.slice(0, 3) }).links).toEqual(
      Int32Array.from([0, 1]),
    );
    expect(() => buildBoxTree(one.positions, new Uint32Array(0))).toThrow(RangeError);
  });
});

describe('raycast', () => {
  const box = treeOf(boxMesh([2, 2, 2]));

  it('hits both faces of a box, in units of the direction', () => {
    expect(raycast(box, [0.3, 0.2, 5], [0, 0, -2])?.distance).toBe(2);
    expect(raycast(box, [0.3, 0.2, 0], [0, 0, 1])?.distance).toBe(1);
    expect(raycastAll(box, [0.3, 0.2, 5], [0, 0, -1])).toEqual([4, 6]);
    expect(raycast(box, [0.3, 0.2, 5], [0, 0, -2], 1.9)).toBeNull();
    expect(raycast(box, [3, 0, 5], [0, 0, -1])).toBeNull();
  });

  it('does not slip through edges and corners', () => {
    for (const [x, y] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [-1, 0.5],
      [-1, -1],
      [0.25, 0.25],
    ]) {
      // prettier-ignore
      expect(raycast(box, [x, y, 3], [0, 0, -1])?.distance).toBe(2);
    }
  });

  for (let seed = 0; seed < 50; seed++) {
    it(`agrees with asking every triangle, seed ${seed}`, () => {
      const rng = createRng(seed);
      const tree = treeOf(seed % 2 ? randomSoup(rng, 120, 0.5, 1) : sphereMesh(1, 8, 12));
      for (let i = 0; i < 20; i++) {
        const origin: Vec3 = [rng.range(-2, 2), rng.range(-2, 2), rng.range(-2, 2)];
        const direction: Vec3 = i < 6 ? [[0, 0, -1], [0, 1, 0], [1, 0, 0]][i % 3] as unknown as Vec3 : [rng.normal(), rng.normal(), rng.normal()]; // prettier-ignore
        const all = bruteForce(tree, origin, direction);
        const found = raycastAll(tree, origin, direction);
        expect(found).toHaveLength(all.length);
        found.forEach((t, k) => expect(t).toBeCloseTo(all[k], 9));
        expect(raycast(tree, origin, direction)?.distance ?? null).toBe(found[0] ?? null);
      }
    });
  }
});

/** Plane first, then three edge tests: another road than the tree's. */
function bruteForce(tree: BoxTree, origin: Vec3, direction: Vec3): number[] {
  const hits: number[] = [];
  for (let t = 0; t < tree.indices.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k): Vec3 => {
      const v = 3 * tree.indices[t + k];
      return [tree.positions[v], tree.positions[v + 1], tree.positions[v + 2]];
    });
    const n = cross(sub(b, a), sub(c, a));
    const distance = dot(n, sub(a, origin)) / dot(n, direction);
    const p = add(origin, scale(direction, distance));
    const side = (u: Vec3, v: Vec3) => dot(n, cross(sub(v, u), sub(p, u)));
    if (distance >= 0 && side(a, b) >= 0 && side(b, c) >= 0 && side(c, a) >= 0) hits.push(distance);
  }
  return hits.sort((x, y) => x - y);
}
