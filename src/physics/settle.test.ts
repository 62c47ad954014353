import { describe, expect, it } from 'vitest';
import { fromAxisAngle, fromYaw, rotate } from '../core/geometry/quat.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { createRng } from '../core/random.js';
import type { SceneSpec } from '../core/scene/scene-spec.js';
import { settledSceneSchema, type SettledScene } from '../core/scene/settled-scene.js';
import { createPhysics } from './settle.js';
import { ball, bowl, box, cylinder, floor, testSpec, type TestObject } from './test-specs.js';

function settle(objects: readonly TestObject[], extra: Partial<SceneSpec> = {}) {
  const { spec, meshes } = testSpec(objects, extra);
  return createPhysics(meshes).settle(spec);
}

function settled(objects: readonly TestObject[], extra: Partial<SceneSpec> = {}): SettledScene {
  const result = settle(objects, extra);
  if (!result.ok) throw new Error(`${result.fault.reason}: ${result.fault.detail}`);
  return result.value;
}

function faultOf(objects: readonly TestObject[], extra: Partial<SceneSpec> = {}) {
  const result = settle(objects, extra);
  return result.ok ? null : result.fault;
}

const objectOf = (scene: SettledScene, id: number) => scene.objects.find((o) => o.id === id)!;
const supportOf = (scene: SettledScene, a: number, b: number) =>
  scene.contacts.filter((c) => c.a === a && c.b === b).reduce((sum, c) => sum + c.share, 0);

/** A table of 0.8 m height and 1 × 1 m, as one heavy block. */
const table = (id: number, on: number): TestObject => ({
  id,
  shape: box(1, 1, 0.8),
  at: [0, 0, 0.0005],
  mass: 30,
  on,
  name: 'table',
});

describe('settle', () => {
  it('brings a box dropped 2 mm to rest where it was put', () => {
    const scene = settled([floor(1), { id: 2, shape: box(0.1, 0.2, 0.05), at: [0.3, -0.2, 0.002], on: 1 }]);
    const { worldFromObject, obb } = objectOf(scene, 2);
    expect(worldFromObject.position[0]).toBeCloseTo(0.3, 4);
    expect(worldFromObject.position[1]).toBeCloseTo(-0.2, 4);
    expect(Math.abs(worldFromObject.position[2])).toBeLessThan(0.0001);
    expect(obb.halfExtents[0]).toBeCloseTo(0.05, 7);
    expect(obb.halfExtents[1]).toBeCloseTo(0.1, 7);
    expect(obb.center[2]).toBeCloseTo(0.025, 3);
    expect(obb.orientation).toEqual(worldFromObject.orientation);
    expect(scene.settle.drift).toBeLessThan(0.0005);
    expect(scene.settle.penetration).toBeLessThan(0.0002);
    expect(settledSceneSchema.parse(scene)).toEqual(scene);
  });

  it('lists four corners that carry a quarter each, normals up', () => {
    const scene = settled([floor(1), { id: 2, shape: box(0.1, 0.2, 0.05), at: [0, 0, 0.001], on: 1 }]);
    expect(scene.contacts).toHaveLength(4);
    for (const { a, b, normal, share, point } of scene.contacts) {
      expect([a, b]).toEqual([2, 1]);
      expect(normal[2]).toBeGreaterThan(0.9999);
      expect(share).toBeCloseTo(0.25, 2);
      expect(Math.abs(point[2])).toBeLessThan(0.0005);
    }
  });

  it('gives each body of a stack to the one below', () => {
    const boxes = [0, 1, 2].map((k): TestObject => ({
      id: 3 + k,
      shape: box(0.1, 0.1, 0.05),
      at: [0.02 * k, 0, 0.801 + 0.0505 * k],
      on: 2 + k,
    }));
    const scene = settled([floor(1), table(2, 1), ...boxes]);
    for (const [a, b] of [
      [2, 1],
      [3, 2],
      [4, 3],
      [5, 4],
    ]) {
      expect(supportOf(scene, a, b)).toBeCloseTo(1, 9);
      expect(supportOf(scene, b, a)).toBe(0);
    }
  });

  it('keeps a ball in a bowl of wedges', () => {
    const scene = settled(
      [
        floor(1),
        { id: 2, shape: bowl(0.05, 0.09, 0.06, 0.006), at: [0, 0, 0.0005], on: 1, mass: 0.3 },
        { id: 3, shape: ball(0.035), at: [0.02, 0, 0.02], on: 2, mass: 0.2 },
      ],
      { free: [3] },
    );
    const { center } = objectOf(scene, 3).obb;
    expect(Math.hypot(center[0], center[1])).toBeLessThan(0.05);
    expect(supportOf(scene, 3, 2)).toBeCloseTo(1, 9);
  });

  it('lets a ball on a table come to rest', () => {
    const scene = settled([floor(1), table(2, 1), { id: 3, shape: ball(0.03), at: [0, 0, 0.802], on: 2, mass: 0.1 }], {
      free: [3],
    });
    expect(supportOf(scene, 3, 2)).toBeCloseTo(1, 9);
    expect(scene.settle.drift).toBeLessThan(0.0005);
  });

  it('lets a book lean on a box, held by friction', () => {
    // Foot at x = 0.08, upper edge on the box's edge: 24° from upright.
    const lean = fromAxisAngle([0, 1, 0], (-24 * Math.PI) / 180);
    const scene = settled(
      [
        floor(1),
        { id: 2, shape: box(0.1, 0.2, 0.12), at: [0, 0, 0.0005], on: 1, mass: 3 },
        {
          id: 3,
          shape: box(0.03, 0.15, 0.2),
          at: [0, 0, 0],
          worldFromObject: { position: [0.119, 0, 0.0063], orientation: lean },
          mass: 0.4,
          on: 1,
        },
      ],
      { free: [3] },
    );
    const up = rotate(objectOf(scene, 3).worldFromObject.orientation, [0, 0, 1]);
    const tiltDeg = (180 / Math.PI) * Math.acos(up[2]);
    expect(tiltDeg).toBeGreaterThan(15);
    expect(tiltDeg).toBeLessThan(40);
    expect(scene.contacts.some((c) => [c.a, c.b].sort().join() === '2,3')).toBe(true);
  });

  it('lists a touching neighbour from the side; shares of both still sum to 1', () => {
    const scene = settled([
      floor(1),
      { id: 2, shape: box(0.1, 0.1, 0.1), at: [0, 0, 0.0005], on: 1 },
      // Leans onto its neighbour: its foot is away from it, its top edge on it.
      {
        id: 3,
        shape: box(0.02, 0.1, 0.15),
        at: [0.0, 0, 0],
        on: 1,
        worldFromObject: { position: [0.09, 0, 0.0035], orientation: fromAxisAngle([0, 1, 0], (-15 * Math.PI) / 180) },
      },
    ]);
    const sides = scene.contacts.filter((c) => [c.a, c.b].sort().join() === '2,3');
    expect(sides.length).toBeGreaterThan(0);
    expect(supportOf(scene, 3, 1)).toBeGreaterThan(0.5);
    expect(supportOf(scene, 3, 1) + supportOf(scene, 3, 2)).toBeCloseTo(1, 9);
    expect(supportOf(scene, 2, 1) + supportOf(scene, 2, 3)).toBeCloseTo(1, 9);
  });

  it('lists the feet of a fixed table in equal shares', () => {
    const scene = settled([floor(1), { ...table(2, 1), at: [0, 0, 0], fixed: true }]);
    expect(scene.contacts.map(({ a, b, share }) => [a, b, share])).toEqual(
      Array.from({ length: 4 }, () => [2, 1, 0.25]),
    );
    expect(objectOf(scene, 2).worldFromObject.position).toEqual([0, 0, 0]);
  });

  it('carries surfaces and the anchor along with what moved', () => {
    const { spec, meshes } = testSpec([
      floor(1),
      { ...table(2, 1), at: [0, 0, 0.002], surfaces: [] } as TestObject,
      {
        id: 3,
        shape: box(0.1, 0.1, 0.1),
        at: [0, 0.3, 0.803],
        on: 2,
        front: [1, 0, 0],
        worldFromObject: { position: [0, 0.3, 0.803], orientation: fromYaw(Math.PI / 2) },
      },
    ]);
    const outline: Vec3[] = [
      [-0.5, -0.5, 0.802],
      [0.5, -0.5, 0.802],
      [0.5, 0.5, 0.802],
      [-0.5, 0.5, 0.802],
    ];
    const result = createPhysics(meshes).settle({
      ...spec,
      surfaces: [{ id: 7, owner: 2, normal: [0, 0, 1], outline, holes: [] }],
      anchor: { origin: [9, 9, 9], heading: [1, 0, 0], text: 'x', by: { kind: 'robot', objects: [3] } },
    });
    if (!result.ok) throw new Error(result.fault.detail);
    const { surfaces, anchor } = result.value;
    expect(surfaces.map((s) => s.id)).toEqual([7]);
    for (const p of surfaces[0].outline) expect(Math.abs(p[2] - 0.8)).toBeLessThan(0.0002);
    expect(anchor.heading[1]).toBeCloseTo(1, 4);
    expect(anchor.origin).toEqual(objectOf(result.value, 3).worldFromObject.position);
  });

  it('says that something fell off the table', () => {
    const fault = faultOf([
      floor(1),
      table(2, 1),
      { id: 3, shape: box(0.1, 0.1, 0.1), at: [0.53, 0, 0.801], on: 2, name: 'cube' },
    ]);
    expect(fault?.reason).toBe('fell');
    expect(fault?.detail).toContain('cube 3');
  });

  it('lets what a hand lets go of land wherever it does', () => {
    const inTheAir = (id: number, x: number, z: number): TestObject => ({
      id,
      shape: box(0.1, 0.1, 0.1),
      at: [x, 0, z],
    });
    const scene = settled([floor(1), table(2, 1), inTheAir(3, 0, 1.05), inTheAir(4, 0.8, 0.9)], { free: [3, 4] });
    expect(supportOf(scene, 3, 2)).toBeCloseTo(1, 2);
    expect(objectOf(scene, 3).obb.center[2]).toBeCloseTo(0.85, 3);
    expect(supportOf(scene, 4, 1)).toBeCloseTo(1, 2);
    expect(objectOf(scene, 4).obb.center[2]).toBeCloseTo(0.05, 3);
  });

  it('says that something fell where there is nothing to land on', () => {
    const pillar: TestObject = { id: 1, shape: box(0.2, 0.2, 0.2), at: [0, 0, 0], fixed: true };
    const cube: TestObject = { id: 2, shape: box(0.1, 0.1, 0.1), at: [0.4, 0, 0.5], name: 'cube' };
    expect(faultOf([pillar, cube], { free: [2] })).toEqual({
      reason: 'fell',
      detail: 'cube 2 fell past everything that it could land on.',
    });
  });

  it('says that two objects were arranged into each other', () => {
    const fault = faultOf([
      floor(1),
      { id: 2, shape: box(0.1, 0.1, 0.1), at: [0, 0, 0.0005], on: 1 },
      { id: 3, shape: box(0.1, 0.1, 0.1), at: [0.05, 0, 0.0005], on: 1 },
    ]);
    expect(fault?.reason).toBe('penetrates');
    expect(fault?.detail).toContain('50.00 mm');
  });

  it('says that something wedged in remains too deep', () => {
    // Two walls leave 99 mm for a box of 100 mm.
    const wall = (id: number, x: number): TestObject => ({
      id,
      shape: box(0.1, 1, 1),
      at: [x, 0, 0],
      fixed: true,
      structure: true,
    });
    const fault = faultOf([
      floor(1),
      wall(2, -0.1),
      wall(3, 0.099),
      { id: 4, shape: box(0.1, 0.1, 0.1), at: [0, 0, 0.0005], on: 1 },
    ]);
    expect(fault?.reason).toBe('penetrates');
  });

  it('says that something tipped over', () => {
    const lean = fromAxisAngle([0, 1, 0], (4 * Math.PI) / 180);
    const fault = faultOf([
      floor(1),
      {
        id: 2,
        shape: box(0.02, 0.3, 0.3),
        at: [0, 0, 0],
        worldFromObject: { position: [0, 0, 0.001], orientation: lean },
        on: 1,
      },
    ]);
    expect(fault?.reason).toBe('tipped-over');
  });

  it('says that something stands on the wrong thing', () => {
    const fault = faultOf([
      floor(1),
      { id: 2, shape: box(0.1, 0.1, 0.01), at: [0, 0, 0.0005], on: 1 },
      { id: 3, shape: box(0.1, 0.1, 0.01), at: [0, 0, 0.011], on: 1 },
    ]);
    expect(fault?.reason).toBe('unsupported');
  });

  it('says that something never came to rest', () => {
    // Nothing stops a frictionless box on a slope of 1 in 200 within the time allowed.
    const slope = fromAxisAngle([0, 1, 0], 0.005);
    const fault = faultOf([
      { ...floor(1), worldFromObject: { position: [0, 0, -0.1], orientation: slope }, friction: 0 },
      {
        id: 2,
        shape: box(0.1, 0.1, 0.05),
        at: [0, 0, 0],
        worldFromObject: { position: [0, 0, 0.0005], orientation: slope },
        on: 1,
        friction: 0,
      },
    ]);
    expect(fault?.reason).toBe('did-not-rest');
  });

  it('writes equal bytes for equal specs, whatever was settled between', () => {
    const rng = createRng(5);
    const objects: TestObject[] = [floor(1), table(2, 1)];
    for (let k = 0; k < 9; k++) {
      const shape = [box(0.1, 0.06, 0.04), cylinder(0.04, 0.1), bowl(0.04, 0.07, 0.05, 0.005)][k % 3];
      const orientation = fromYaw(rng.range(0, 6));
      const position: Vec3 = [0.25 * (k % 3) - 0.25, 0.25 * Math.floor(k / 3) - 0.25, 0.801];
      objects.push({ id: 3 + k, shape, at: position, worldFromObject: { position, orientation }, on: 2 });
    }
    const { spec, meshes } = testSpec(objects);
    const physics = createPhysics(meshes);
    const first = JSON.stringify(physics.settle(spec));
    settled([floor(1), { id: 2, shape: ball(0.05), at: [0, 0, 0.01], on: 1 }], { free: [2] });
    expect(JSON.stringify(physics.settle(spec))).toBe(first);
    expect(JSON.stringify(createPhysics(meshes).settle(structuredClone(spec)))).toBe(first);
  });
});
