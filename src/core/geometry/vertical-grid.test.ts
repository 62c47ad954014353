import { expect, test } from 'vitest';
import { createRng } from '../random.js';
import { buildBoxTree, raycastAll, type BoxTree } from './box-tree.js';
import { boxMesh, moved, prismMesh, randomPose, randomSoup, sphereMesh } from './test-meshes.js';
import { UP } from './vec3.js';
import { walkVertical } from './vertical-grid.js';

function heights(tree: BoxTree, x: number, y: number, z: number): number[] {
  const found: number[] = [];
  walkVertical(tree, x, y, z, (distance) => found.push(distance));
  return found.sort((a, b) => a - b);
}

test('finds what rays straight up find, to the last bit', () => {
  const rng = createRng(3).fork('vertical');
  const shapes = [
    boxMesh([1, 0.6, 0.3]),
    sphereMesh(0.5, 9, 14),
    prismMesh(6, 0.4, 0.5),
    randomSoup(rng, 60, 0.4, 0.6),
  ];
  for (let round = 0; round < 40; round++) {
    const shape = shapes[round % shapes.length];
    const { positions, indices } = round < 8 ? shape : moved(shape, randomPose(rng, 0.5));
    const tree = buildBoxTree(positions, indices);
    for (let k = 0; k < 200; k++) {
      const [x, y] = [rng.range(-1.2, 1.2), rng.range(-1.2, 1.2)];
      const z = k % 3 === 0 ? 0 : -2;
      expect(heights(tree, x, y, z)).toEqual(raycastAll(tree, [x, y, z], UP));
    }
  }
});

test('finds every triangle at an edge or a corner of a box, and nothing beside it', () => {
  const { positions, indices } = boxMesh([1, 1, 1]);
  const tree = buildBoxTree(positions, indices);
  for (const x of [-0.5, 0, 0.5])
    for (const y of [-0.5, 0.2, 0.5]) expect(heights(tree, x, y, -2)).toEqual(raycastAll(tree, [x, y, -2], UP));
  expect(heights(tree, 0.50001, 0, -2)).toEqual([]);
});
