import { describe, expect, test } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import type { Surface } from '../scene/settled-scene.js';
import { buildPatch, insideBy, isUpwardSurface, patchHeight, patchUnder } from './patch.js';
import { sectorOf, viewSector, visibleEdge } from './patch-sector.js';
import { tableWorld, TABLE_TOP } from './patch-test-world.js';
import { patchSight, planeSight } from './patch-visibility.js';
import { boxMesh, joinMeshes, lookAt, shifted, standsOn, testGeometry } from './test-scene.js';

const square = (id: number, z: number, half: number, holes: Surface['holes'] = []): Surface => ({
  id,
  owner: 1,
  normal: [0, 0, 1],
  outline: [
    [-half, -half, z],
    [half, -half, z],
    [half, half, z],
    [-half, half, z],
  ],
  holes,
});

test('distances inside an outline with a hole, and the height of a sloping plane', () => {
  const hole: readonly Vec3[] = [[-0.1, -0.1, 1], [-0.1, 0.1, 1], [0.1, 0.1, 1], [0.1, -0.1, 1]]; // prettier-ignore
  const patch = buildPatch(square(1, 1, 0.5, [hole]));
  expect(insideBy(patch, 0.4, 0)).toBeCloseTo(0.1, 12);
  expect(insideBy(patch, 0.2, 0)).toBeCloseTo(0.1, 12);
  expect(insideBy(patch, 0.05, 0)).toBeCloseTo(-0.05, 12);
  expect(insideBy(patch, 0.6, 0)).toBeCloseTo(-0.1, 12);
  expect(patch.convex).toBe(false);
  const sloping = buildPatch({ ...square(1, 0, 0.5), normal: [-0.6, 0, 0.8] });
  expect(patchHeight(sloping, 0.4, 0.3)).toBeCloseTo(0.3, 12);
});

describe('the surface under an object', () => {
  // Two boards of one shelf, 0.4 apart.
  const shelf = joinMeshes(shifted(boxMesh([1, 1, 0.02]), [0, 0, 0.49]), shifted(boxMesh([1, 1, 0.02]), [0, 0, 0.89]));
  const surfaces = [square(1, 0.5, 0.5), square(2, 0.9, 0.5)];
  const world = (z: number, contacts = [standsOn(2, 1, [0, 0, z])]) =>
    testGeometry({
      objects: [
        { id: 1, center: [0, 0, 0.69], mesh: shelf, fixed: true },
        { id: 2, center: [0, 0, z + 0.05], size: [0.1, 0.1, 0.1] },
      ],
      surfaces,
      contacts,
    });

  test('is the board it stands on', () => {
    expect(patchUnder(world(0.5), 2)?.surface.id).toBe(1);
    expect(patchUnder(world(0.9), 2)?.surface.id).toBe(2);
    // Sunk in by as much as settling allows.
    expect(patchUnder(world(0.8995, [standsOn(2, 1, [0, 0, 0.8995])]), 2)?.surface.id).toBe(2);
  });

  test('is none for what hangs, or leans with half its weight elsewhere', () => {
    expect(patchUnder(world(0.7, []), 2)).toBeNull();
    expect(patchUnder(world(0.5, [standsOn(2, 1, [0, 0, 0.5], 0.4), standsOn(2, 3, [0, 0, 0.5], 0.6)]), 2)).toBeNull();
  });

  test('is found for fixed furniture, of which physics lists no contacts', () => {
    const objects = [
      { id: 1, center: [0, 0, -0.05] as Vec3, size: [2, 2, 0.1] as Vec3, fixed: true },
      { id: 2, center: [0, 0, 0.4] as Vec3, size: [0.5, 0.5, 0.8] as Vec3, fixed: true },
    ];
    expect(patchUnder(testGeometry({ objects, surfaces: [square(1, 0, 1)] }), 2)?.surface.id).toBe(1);
  });
});

test('a surface is level within 10°, and no higher at one end than at the other by more than 10 mm', () => {
  const tilted = (deg: number, half: number): Surface => {
    const [s, c] = [Math.sin((deg * Math.PI) / 180), Math.cos((deg * Math.PI) / 180)];
    const flat = square(1, 0, half);
    return { ...flat, normal: [-s, 0, c], outline: flat.outline.map(([x, y]): Vec3 => [c * x, y, s * x]) };
  };
  expect(isUpwardSurface(tilted(0, 1))).toBe(true);
  // 0.09 m · sin 6° = 9.4 mm; 0.11 m · sin 6° = 11.5 mm.
  expect(isUpwardSurface(tilted(6, 0.045))).toBe(true);
  expect(isUpwardSurface(tilted(6, 0.055))).toBe(false);
  expect(isUpwardSurface(tilted(11, 0.02))).toBe(false);
});

describe('what a picture shows of a surface', () => {
  const graph = tableWorld({
    things: [{ id: 2, at: [0, 0], size: [0.1, 0.1, 0.2] }],
    cameras: [lookAt([-1.2, 0, 0.9], [0, 0, TABLE_TOP])],
  });
  const [view] = graph.views;
  const patch = patchUnder(graph.geometry, 2);
  if (patch === null) throw new Error('The box stands on the table.');
  const sight = patchSight(graph.geometry, view, patch);

  test('the surface itself, what is under a thing that is seen, not what a thing hides', () => {
    expect(sight(-0.3, 0)).toBe(true);
    expect(sight(-0.04, 0)).toBe(true);
    expect(sight(0.2, 0)).toBe(false);
    expect(sight(0.2, 0.3)).toBe(true);
    expect(sight(-1.3, 0)).toBe(false);
  });

  test('a sector towards the camera is seen, the one behind the box is not', () => {
    const share = (d: Vec3) => {
      const { samples, visible } = viewSector(patch, sectorOf(graph.geometry.object(2), d), 0.15, 0.005, sight);
      return visible / samples;
    };
    expect(share([-1, 0, 0])).toBeGreaterThan(0.98);
    expect(share([1, 0, 0])).toBeLessThan(0.6);
  });

  test('an edge is seen when nothing hides that the surface ends', () => {
    const flush = (eye: Vec3) => {
      const world = tableWorld({
        things: [{ id: 2, at: [0.55, 0], size: [0.1, 0.1, 0.1] }],
        cameras: [lookAt(eye, [0.5, 0, TABLE_TOP])],
      });
      const own = world.views[0];
      const sector = sectorOf(world.geometry.object(2), [1, 0, 0]);
      return visibleEdge(patch, sector, patchSight(world.geometry, own, patch), planeSight(own, patch));
    };
    expect(flush([1.5, 0, 1])).toBe(1);
    expect(flush([-0.7, 0, 0.9])).toBe(0);
  });
});
