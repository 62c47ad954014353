import { describe, expect, it } from 'vitest';
import { IDENTITY_POSE, type Pose } from '../geometry/pose.js';
import { fromYaw } from '../geometry/quat.js';
import { testGeometry, type TestObject } from '../relations/test-scene.js';
import { movedCheck } from './score-placement.js';

const box: TestObject = { id: 1, center: [0, 0, 0.05], size: [0.2, 0.1, 0.1], name: 'box' };
const can: TestObject = { id: 2, center: [0.5, 0, 0.05], size: [0.1, 0.1, 0.1], name: 'can', symmetry: 'infinite' };
const before = testGeometry({ objects: [box, can] });

const after = (id: number, change: (pose: Pose) => Pose) =>
  before.withMoved(id, change(before.object(id).record.worldFromObject ?? IDENTITY_POSE));
const check = (id: number, change: (pose: Pose) => Pose, allowed: readonly number[] = []) =>
  movedCheck({ before, after: after(id, change), allowed: new Set(allowed) });

const turned =
  (deg: number) =>
  ({ position }: Pose): Pose => ({ position, orientation: fromYaw((deg * Math.PI) / 180) });
const pushed =
  (x: number) =>
  ({ position: [px, py, pz], orientation }: Pose): Pose => ({ position: [px + x, py, pz], orientation });

describe('movedCheck', () => {
  it('counts how far anything but the object was pushed', () => {
    expect(check(1, pushed(0.009))).toMatchObject({ passed: true, measured: { object: 1 } });
    expect(check(1, pushed(0.011)).passed).toBe(false);
    expect(check(1, pushed(0.011), [1]).passed).toBe(true);
  });

  it('counts what only turned in place, by how far its corners went', () => {
    // Half a diagonal of the footprint is 11.2 cm: a degree is 2 mm there, ten are 2 cm.
    expect(check(1, turned(1)).passed).toBe(true);
    const { passed, measured } = check(1, turned(10));
    expect(passed).toBe(false);
    expect(measured['most']).toBeCloseTo(2 * Math.hypot(0.1, 0.05) * Math.sin((5 * Math.PI) / 180), 6);
  });

  it('does not see what looks the same in every turn', () => {
    expect(check(2, turned(90)).passed).toBe(true);
  });
});
