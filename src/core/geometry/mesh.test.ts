import { describe, expect, it } from 'vitest';
import { bounds, volumeAndCentroid } from './mesh.js';
import { boxMesh, prismMesh, sphereMesh } from './test-meshes.js';

describe('mesh', () => {
  it('bounds of a box away from the origin', () => {
    expect(bounds(boxMesh([1, 2, 3], [5, 0, -1]).positions)).toEqual({ min: [4.5, -1, -2.5], max: [5.5, 1, 0.5] });
  });

  it('volume and centroid of a box, wherever it is', () => {
    const box = boxMesh([1, 2, 3], [5, -7, 2]);
    const { volume, centroid } = volumeAndCentroid(box.positions, box.indices);
    expect(volume).toBeCloseTo(6, 10);
    [5, -7, 2].forEach((c, k) => expect(centroid[k]).toBeCloseTo(c, 10));
  });

  it('volume of a prism and of a fine ball', () => {
    const prism = prismMesh(6, 1, 2);
    expect(volumeAndCentroid(prism.positions, prism.indices).volume).toBeCloseTo(3 * Math.sqrt(3), 12);
    const ball = sphereMesh(1, 60, 90);
    expect(volumeAndCentroid(ball.positions, ball.indices).volume).toBeCloseTo((4 / 3) * Math.PI, 1);
  });

  it('is negative when faces look inward, and has no centroid without volume', () => {
    const box = boxMesh([1, 1, 1]);
    expect(volumeAndCentroid(box.positions, box.indices.slice().reverse()).volume).toBeCloseTo(-1, 12);
    expect(volumeAndCentroid(box.positions, [0, 1, 2]).centroid.every(Number.isFinite)).toBe(true);
  });
});
