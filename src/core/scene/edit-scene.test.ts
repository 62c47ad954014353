import { describe, expect, it } from 'vitest';
import { fromYaw, IDENTITY } from '../geometry/quat.js';
import { standsOn, testGeometry } from '../relations/test-scene.js';
import {
  addObject,
  carriedBy,
  duplicateObject,
  moveObject,
  placedAt,
  removeObject,
  specOfEdited,
  type NewObject,
} from './edit-scene.js';
import type { Surface } from './settled-scene.js';

const square = (half: number, z: number): Surface['outline'] => [
  [-half, -half, z],
  [half, -half, z],
  [half, half, z],
  [-half, half, z],
];

/** A floor; on it a table; on that a tray with an apple, and a mug. */
const { scene } = testGeometry({
  objects: [
    { id: 1, name: 'floor', center: [0, 0, -0.05], size: [4, 4, 0.1], fixed: true, structure: true },
    { id: 2, name: 'table', center: [0, 0, 0.4], size: [1, 1, 0.8] },
    { id: 3, name: 'tray', center: [0, 0, 0.81], size: [0.3, 0.3, 0.02] },
    { id: 4, name: 'apple', center: [0, 0.05, 0.86], size: [0.08, 0.08, 0.08] },
    { id: 7, name: 'mug', center: [0.4, 0, 0.85], size: [0.1, 0.1, 0.1] },
  ],
  surfaces: [
    { id: 1, owner: 2, normal: [0, 0, 1], outline: square(0.5, 0.8), holes: [] },
    { id: 5, owner: 3, normal: [0, 0, 1], outline: square(0.15, 0.82), holes: [] },
  ],
  contacts: [
    standsOn(2, 1, [0, 0, 0]),
    standsOn(3, 2, [0, 0, 0.8]),
    standsOn(4, 3, [0, 0.05, 0.82]),
    standsOn(7, 2, [0.4, 0, 0.8]),
  ],
  anchor: {
    origin: [0, 0, 0.81],
    heading: [1, 0, 0],
    text: 'facing from the tray to the mug',
    by: { kind: 'objects', objects: [3, 7] },
  },
});
const find = (id: number, where = scene) => where.objects.find((object) => object.id === id);

describe('moving', () => {
  it('takes along what rests on the object, and what rests on that', () => {
    expect(carriedBy(scene, 2)).toEqual([3, 4, 7]);
    expect(carriedBy(scene, 3)).toEqual([4]);
    expect(carriedBy(scene, 7)).toEqual([]);
  });

  it('moves boxes and surfaces rigidly, turns what is carried about the object', () => {
    const tray = find(3);
    if (!tray) throw new Error('no tray');
    const { position } = tray.worldFromObject;
    const moved = moveObject(scene, 3, {
      position: [position[0] - 0.2, 0, position[2]],
      orientation: fromYaw(Math.PI / 2),
    });
    const [x, y, z] = find(4, moved)?.obb.center ?? [0, 0, 0];
    expect(x).toBeCloseTo(-0.25, 9);
    expect(y).toBeCloseTo(0, 9);
    expect(z).toBeCloseTo(0.86, 9);
    const corner = moved.surfaces.find(({ id }) => id === 5)?.outline[0] ?? [0, 0, 0];
    expect(corner[0]).toBeCloseTo(-0.05, 9);
    expect(corner[1]).toBeCloseTo(-0.15, 9);
    expect(find(7, moved)).toBe(find(7));
    // It slid on the table with what it carries: all that stands on something still does.
    const point = moved.contacts.find(({ a, b }) => a === 4 && b === 3)?.point ?? [0, 0, 0];
    expect(point[0]).toBeCloseTo(-0.25, 9);
    expect(point[1]).toBeCloseTo(0, 9);
    expect(moved.contacts).toHaveLength(scene.contacts.length);
  });

  it('reads the world frame again from the objects that show it', () => {
    const mug = find(7);
    if (!mug) throw new Error('no mug');
    const pose = { position: [0, 0.4, mug.worldFromObject.position[2]], orientation: IDENTITY } as const;
    const { heading } = moveObject(scene, 7, pose).anchor;
    expect(heading[0]).toBeCloseTo(0, 9);
    expect(heading[1]).toBeCloseTo(1, 9);
  });
});

describe('removing', () => {
  it('leaves nothing of the object behind', () => {
    const removed = removeObject({ ...scene, anchor: { ...scene.anchor, by: { kind: 'camera', objects: [] } } }, 3);
    if (!removed.ok) throw new Error(removed.fault.detail);
    const { objects, surfaces, contacts } = removed.value;
    expect(objects.map(({ id }) => id)).toEqual([1, 2, 4, 7]);
    expect(surfaces.map(({ id }) => id)).toEqual([1]);
    // The apple hangs in the air: it is not said to stand on anything.
    expect(contacts.map(({ a, b }) => [a, b])).toEqual([
      [2, 1],
      [7, 2],
    ]);
  });

  it('keeps what the scene needs, and says why', () => {
    const building = removeObject(scene, 1);
    expect(building.ok ? '' : building.fault.detail).toContain('part of the building');
    const anchor = removeObject(scene, 7);
    expect(anchor.ok ? '' : anchor.fault.detail).toContain('facing from the tray to the mug');
  });
});

describe('adding', () => {
  it('gives ids that nothing has', () => {
    const copy = duplicateObject(scene, 3, { position: [0.3, 0.3, 0.8], orientation: IDENTITY });
    expect(copy.id).toBe(8);
    expect(copy.scene.surfaces.at(-1)).toMatchObject({ id: 6, owner: 8 });
    expect(find(8, copy.scene)?.obb.center).toEqual([0.3, 0.3, 0.8]);
    expect(addObject(copy.scene, { object: scene.objects[0], surfaces: [] }).id).toBe(9);
  });

  it('places a new object with its box and surfaces', () => {
    const [{ id: _id, ...object }] = scene.objects;
    const made: NewObject = {
      object: { ...object, worldFromObject: { position: [0, 0, 0], orientation: IDENTITY } },
      surfaces: [{ normal: [0, 0, 1], outline: square(0.1, 0.2), holes: [] }],
    };
    const placed = placedAt(made, { position: [1, 0, 0.5], orientation: fromYaw(Math.PI) });
    expect(placed.object.obb.center[0]).toBeCloseTo(1 - made.object.obb.center[0], 9);
    expect(placed.surfaces[0].outline[0][0]).toBeCloseTo(1.1, 9);
    expect(placed.surfaces[0].outline[0][2]).toBeCloseTo(0.7, 9);
  });
});

it('is ready to settle with nothing meant to stand anywhere', () => {
  const spec = specOfEdited(scene);
  expect(spec.intendedSupport).toEqual({});
  expect(spec.free).toEqual([2, 3, 4, 7]);
  expect('contacts' in spec || 'settle' in spec || 'obb' in spec.objects[0]).toBe(false);
});
