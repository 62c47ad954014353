import { expect, it } from 'vitest';
import { createAssetShelf } from '../assets/shelf.js';
import { buildAsset } from '../assets/library.js';
import { lookAt, standsOn, testGeometry, type TestObject } from '../relations/test-scene.js';
import { armInScene } from './arm-in-scene.js';
import { standArm } from './stand-arm.js';

// A room's floor, a low table in its middle with two things on it, a wall close behind the table.

const FLOOR: TestObject = {
  id: 1,
  center: [0, 0, -0.05],
  size: [4, 4, 0.1],
  structure: true,
  fixed: true,
  name: 'floor',
};
const TABLE: TestObject = { id: 2, center: [0, 0, 0.2], size: [0.8, 0.6, 0.4], mass: 20, fixed: true, name: 'table' };
const WALL: TestObject = { id: 3, center: [0, 0.5, 1], size: [4, 0.1, 2], structure: true, fixed: true, name: 'wall' };
const CUP: TestObject = { id: 4, center: [-0.1, 0, 0.45], size: [0.08, 0.08, 0.1], name: 'cup' };
const CAN: TestObject = { id: 5, center: [0.15, -0.1, 0.45], size: [0.06, 0.06, 0.1], name: 'can' };

const corners = [
  [-0.4, -0.3, 0.4],
  [0.4, -0.3, 0.4],
  [0.4, 0.3, 0.4],
  [-0.4, 0.3, 0.4],
] as const;
const surfaces = [{ id: 1, owner: 2, normal: [0, 0, 1] as const, outline: corners, holes: [] }];
const contacts = [standsOn(4, 2, [-0.1, 0, 0.4]), standsOn(5, 2, [0.15, -0.1, 0.4])];
const camera = lookAt([0, -1.5, 1.2], [0, 0, 0.4], { width: 160, height: 120, fx: 150, fy: 150, cx: 80, cy: 60 });
const newShelf = () =>
  createAssetShelf(buildAsset, (model) => ({ mesh: model.asset.replace('/', '-').padEnd(64, '0'), cavity: null }));
const isMovable = (id: number) => id > 3;

const stand = (objects: readonly TestObject[]) => {
  const geometry = testGeometry({ objects, surfaces, contacts });
  return { stood: standArm(geometry, newShelf(), [camera], isMovable) };
};

it('stands beside the table, its foot at the height of the top, looking at the things, and in nothing', () => {
  const { stood } = stand([FLOOR, TABLE, WALL, CUP, CAN]);
  if (!stood.ok) throw new Error(stood.fault.detail);
  const { arm, scene } = stood.value;
  const [x, y, z] = arm.worldFromBase.position;
  expect(z).toBeCloseTo(0.4, 9);
  expect(Math.abs(x) > 0.4 || y < -0.3).toBe(true);
  expect(y).toBeLessThan(0.45);
  // Not between the camera and the things.
  expect(Math.abs(Math.atan2(x - 0.025, -(y + 0.05)))).toBeGreaterThan((35 * Math.PI) / 180);
  const base = scene.objects.at(-1);
  expect(base).toMatchObject({ id: 6, category: 'robot-base', fixed: true });
  const { center, halfExtents } = base?.obb ?? { center: [0, 0, 0], halfExtents: [0, 0, 0] };
  expect(center[2] - halfExtents[2]).toBeCloseTo(0, 5);
  const [things, heading] = [
    [0.025 - x, -0.05 - y],
    [
      1 - 2 * arm.worldFromBase.orientation[2] ** 2,
      2 * arm.worldFromBase.orientation[2] * arm.worldFromBase.orientation[3],
    ],
  ];
  const ahead = (things[0] * heading[0] + things[1] * heading[1]) / Math.hypot(...things);
  expect(ahead).toBeCloseTo(1, 6);
});

it('is found again in a stored scene', () => {
  const { stood } = stand([FLOOR, TABLE, WALL, CUP, CAN]);
  if (!stood.ok) throw new Error(stood.fault.detail);
  const found = armInScene(stood.value.scene, newShelf());
  expect(found?.ids).toEqual(stood.value.arm.ids);
  stood.value.arm.worldFromBase.position.forEach((v, k) => expect(found?.worldFromBase.position[k]).toBeCloseTo(v, 9));
});

it('says so where there is no room', () => {
  const shut: TestObject = {
    id: 6,
    center: [0, -1.2, 1],
    size: [4, 1.6, 2],
    structure: true,
    fixed: true,
    name: 'block',
  };
  const left: TestObject = { ...shut, id: 7, center: [-1.3, 0, 1], size: [1.6, 4, 2] };
  const right: TestObject = { ...shut, id: 8, center: [1.3, 0, 1], size: [1.6, 4, 2] };
  const { stood } = stand([FLOOR, TABLE, WALL, CUP, CAN, shut, left, right]);
  expect(stood).toMatchObject({ ok: false, fault: { reason: 'no-arm' } });
});
