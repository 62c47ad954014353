import { describe, expect, it } from 'vitest';
import { buildAsset } from '../core/assets/library.js';
import { buildConvexBody, containsPoint, convexVolume } from '../core/geometry/convex.js';
import type { TriangleMesh } from '../core/geometry/mesh.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { decompose } from './decompose.js';
import { reduceCorners } from './reduce-corners.js';
import { solidOf } from './solids.js';

async function partsOf(mesh: TriangleMesh, most = 32) {
  const solid = await solidOf(mesh);
  if (!solid) throw new Error('The mesh is not closed.');
  const volume = solid.volume();
  const bodies = decompose(solid, most).map((corners) => buildConvexBody(corners));
  solid.delete();
  return { bodies, share: bodies.reduce((sum, body) => sum + convexVolume(body), 0) / volume };
}

describe('decompose', () => {
  // Hulls beyond the solid: none where it is made of boxes, some in the hollow of round things.
  it.each([
    ['book', 1.15],
    ['chair', 1.2],
    ['bookshelf', 1.15],
    ['mug', 1.5],
    ['bowl', 1.5],
  ])('fills %s with convex parts of at most %f its volume', async (id, most) => {
    const { mesh } = buildAsset(id, 0);
    const { bodies, share } = await partsOf(mesh);
    expect(bodies.length).toBeLessThanOrEqual(32);
    expect(share).toBeGreaterThan(0.985);
    expect(share).toBeLessThan(most);
    // The parts cover the mesh but for the roundness that is lost with corners.
    for (let i = 0; i < mesh.positions.length; i += 3) {
      const p: Vec3 = [mesh.positions[i], mesh.positions[i + 1], mesh.positions[i + 2]];
      expect(bodies.some((body) => containsPoint(body, p, 0.002))).toBe(true);
    }
  });

  it('gives equal parts for equal meshes', async () => {
    const { mesh } = buildAsset('mug', 1);
    const [a, b] = [await partsOf(mesh), await partsOf(mesh)];
    expect(a.bodies.map((body) => [...body.vertices])).toEqual(b.bodies.map((body) => [...body.vertices]));
  });

  // Cuts along faces that nearly lie in one plane leave sheets without volume: cutting those again never ended.
  it.each([0, 1, 2, 3])('comes to an end for a carton with thin flaps turned by %i quarters', async (quarters) => {
    const { mesh } = buildAsset('box', 0);
    const positions = mesh.positions.slice();
    for (let v = 0; v < positions.length; v += 3) {
      for (let k = 0; k < quarters; k++) [positions[v], positions[v + 1]] = [-positions[v + 1], positions[v]];
    }
    const { bodies, share } = await partsOf({ positions, indices: mesh.indices }, 96);
    expect(bodies.length).toBeLessThan(64);
    expect(share).toBeGreaterThan(0.985);
  });

  it('is null for a mesh with a hole', async () => {
    const { mesh } = buildAsset('book', 0);
    expect(await solidOf({ positions: mesh.positions, indices: mesh.indices.slice(6) })).toBeNull();
  });
});

describe('reduceCorners', () => {
  it('keeps the ring a fine cylinder stands on, thinned to 24', () => {
    const corners: Vec3[] = Array.from({ length: 240 }, (_, k) => [
      Math.cos((Math.PI * k) / 60),
      Math.sin((Math.PI * k) / 60),
      k % 2,
    ]);
    const kept = reduceCorners(corners);
    expect(kept.length).toBeLessThanOrEqual(64);
    expect(kept.filter(([, , z]) => z === 0).length).toBeGreaterThanOrEqual(24);
  });
});
