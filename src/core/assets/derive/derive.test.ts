import { describe, expect, it } from 'vitest';
import { polygonArea, type Vec2 } from '../../geometry/polygon.js';
import { volumeAndCentroid } from '../../geometry/mesh.js';
import type { LocalSurface } from '../asset.js';
import { buildAsset, CATEGORIES } from '../library.js';
import { findCavity } from './find-cavity.js';
import { findSurfaces } from './find-surfaces.js';
import { isClosed } from './is-closed.js';

// The library's own annotations, made by hand, are the oracle of what is derived from a mesh alone.

const areaOf = ({ outline, holes }: LocalSurface) =>
  [outline, ...holes].reduce((sum, loop) => sum + polygonArea(loop.map(([x, y]): Vec2 => [x, y])), 0);

describe('isClosed', () => {
  it.each(CATEGORIES.filter((c) => c.kind !== 'structure').map((c) => c.id))('holds for %s', (id) => {
    const { mesh } = buildAsset(id, 0);
    expect(isClosed(mesh)).toBe(true);
    expect(isClosed({ positions: mesh.positions, indices: mesh.indices.slice(3) })).toBe(false);
  });
});

describe('findSurfaces', () => {
  it.each(['table', 'desk', 'bookshelf', 'coffee-table', 'tv-stand', 'stool'])(
    'finds the surfaces that %s was given',
    (id) => {
      const { mesh, surfaces } = buildAsset(id, 0);
      const found = findSurfaces(mesh);
      for (const own of surfaces) {
        const z = own.outline[0][2];
        const there = found.filter((s) => Math.abs(s.outline[0][2] - z) < 0.001);
        const area = there.reduce((sum, s) => sum + areaOf(s), 0);
        expect(area, `at ${z}`).toBeGreaterThan(0.9 * areaOf(own));
      }
    },
  );

  it('knows the free height between boards', () => {
    const { mesh, surfaces } = buildAsset('bookshelf', 0);
    const found = findSurfaces(mesh);
    for (const own of surfaces.filter((s) => Number.isFinite(s.clearance))) {
      const there = found.find((s) => Math.abs(s.outline[0][2] - own.outline[0][2]) < 0.001);
      expect(Math.abs((there?.clearance ?? 0) - own.clearance)).toBeLessThan(0.005);
    }
  });

  it('finds nothing to stand on where there is nothing', () => {
    for (const id of ['apple', 'banana', 'teddy-bear']) expect(findSurfaces(buildAsset(id, 0).mesh)).toEqual([]);
  });
});

describe('findCavity', () => {
  it.each(['bowl', 'mug'])('fills %s about as its author did', (id) => {
    const { mesh, cavity } = buildAsset(id, 0);
    const found = findCavity(mesh, 0.006);
    const volume = (m: { positions: Float32Array; indices: Uint32Array }) =>
      volumeAndCentroid(m.positions, m.indices).volume;
    expect(found).not.toBeNull();
    expect(isClosed(found!.mesh)).toBe(true);
    expect(volume(found!.mesh) / volume(cavity!)).toBeGreaterThan(0.6);
    expect(volume(found!.mesh) / volume(cavity!)).toBeLessThan(1.25);
    expect(found!.opening).toEqual([0, 0, 1]);
  });

  it('finds none in solid things', () => {
    for (const id of ['book', 'toy-block']) expect(findCavity(buildAsset(id, 0).mesh, 0.005)).toBeNull();
  });
});
