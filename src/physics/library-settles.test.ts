import { describe, expect, test } from 'vitest';
import type { AssetModel } from '../core/assets/asset.js';
import { buildAsset, CATEGORIES } from '../core/assets/library.js';
import { buildBoxTree } from '../core/geometry/box-tree.js';
import { bounds, type TriangleMesh } from '../core/geometry/mesh.js';
import { isInsideMesh } from '../core/geometry/point-in-mesh.js';
import { invert, transformPoint } from '../core/geometry/pose.js';
import { IDENTITY, rotate } from '../core/geometry/quat.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import type { ObjectSpec, SceneSpec } from '../core/scene/scene-spec.js';
import { createPhysics } from './settle.js';
import { ball as ballShape, floor, testSpec } from './test-specs.js';

// Every shape of the library in the simulator: put down where arranging puts it, it stays upright and in place; what
// has a cavity that looks up keeps a ball that falls two centimetres onto its floor and rolls.

/** As arranging puts things down, metres above their support. */
const DROP = 0.002;

const SPAWNED = CATEGORIES.filter(({ kind }) => kind !== 'structure');

describe.each(SPAWNED.map(({ id, variants }) => [id, variants] as const))('%s', (id, variants) => {
  // The shapes in between are the same code with other numbers.
  test.each([0, variants - 1])('stands where it is put, shape %i', (variant) => {
    const model = buildAsset(id, variant);
    const settled = settle([[model, [0, 0, DROP], 2]]);
    const { position, orientation } = settled.objects[1].worldFromObject;
    expect(rotate(orientation, [0, 0, 1])[2]).toBeGreaterThan(0.9995);
    expect(Math.hypot(position[0], position[1])).toBeLessThan(0.003);
    expect(Math.abs(position[2])).toBeLessThan(0.002);
  });
});

/** Narrow for any ball of a centimetre and more, or lying open to the side. */
const HOLDERS = SPAWNED.filter(({ id }) => {
  const { cavity, opening } = buildAsset(id, 0);
  return cavity !== null && opening !== null && opening[2] > 0.99;
});

test('the library has things to hold others', () => {
  expect(HOLDERS.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['basket', 'bowl', 'crate', 'mug', 'toolbox', 'storage-bin']),
  );
});

test.each(HOLDERS.map(({ id }) => id))('%s holds a ball', (id) => {
  const model = buildAsset(id, 0);
  const cavity = model.cavity as TriangleMesh;
  const { min, max } = bounds(cavity.positions);
  const radius = Math.min(0.02, 0.2 * Math.min(max[0] - min[0], max[1] - min[1]));
  const middle = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2];
  const { objects } = settle([[model, [0, 0, DROP], 2]], { radius, at: [middle[0], middle[1], min[2] + 0.02] });
  // The test ball's origin is its lowest point.
  const center = transformPoint(objects[2].worldFromObject, [0, 0, radius]);
  const local = transformPoint(invert(objects[1].worldFromObject), center);
  expect(isInsideMesh(buildBoxTree(Float64Array.from(cavity.positions), cavity.indices), local)).toBe(true);
});

function settle(
  models: readonly (readonly [AssetModel, Vec3, number])[],
  drop?: { readonly radius: number; readonly at: Vec3 },
) {
  const base = testSpec([
    floor(1),
    ...(drop ? [{ id: 99, shape: ballShape(drop.radius), at: [0, 0, 0] as Vec3, mass: 0.02 }] : []),
  ]);
  const meshes = new Map<string, TriangleMesh>(base.meshes);
  const [ground, ball] = base.spec.objects;
  const things = models.map(([model, at, id]): ObjectSpec => {
    const mesh = id.toString(16).padStart(64, 'a');
    meshes.set(mesh, model.mesh);
    return {
      ...ground,
      id,
      category: model.category,
      asset: model.asset,
      name: model.category,
      mesh,
      worldFromObject: { position: at, orientation: IDENTITY },
      mass: model.mass,
      massCenter: model.massCenter,
      fixed: false,
      structure: false,
      parts: model.parts,
      friction: model.friction,
    };
  });
  const dropped = drop ? [{ ...ball, id: 3, worldFromObject: { position: drop.at, orientation: IDENTITY } }] : [];
  const spec: SceneSpec = { ...base.spec, objects: [ground, ...things, ...dropped], free: drop ? [3] : [] };
  const result = createPhysics(meshes).settle(spec);
  if (!result.ok) throw new Error(`${result.fault.reason}: ${result.fault.detail}`);
  return result.value;
}
