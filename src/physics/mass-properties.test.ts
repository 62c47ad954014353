import { describe, expect, it } from 'vitest';
import { buildConvexBody } from '../core/geometry/convex.js';
import { fromAxisAngle, rotate, toMatrix } from '../core/geometry/quat.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { hullOf } from './hull.js';
import { principalInertia } from './mass-properties.js';
import { box, type PartPoints } from './test-specs.js';

const hulls = (shape: PartPoints) => shape.map((points) => hullOf(buildConvexBody(points)));
const shift = (shape: PartPoints, by: Vec3): PartPoints =>
  shape.map((points) => points.map(([x, y, z]): Vec3 => [x + by[0], y + by[1], z + by[2]]));

describe('principalInertia', () => {
  it('is m/12 (a² + b²) for a box about its middle', () => {
    const { moments, axes } = principalInertia(hulls(box(0.2, 0.3, 0.4)), 6, [0, 0, 0.2]);
    expect(moments[0]).toBeCloseTo(0.5 * (0.09 + 0.16), 12);
    expect(moments[1]).toBeCloseTo(0.5 * (0.04 + 0.16), 12);
    expect(moments[2]).toBeCloseTo(0.5 * (0.04 + 0.09), 12);
    expect(axes).toEqual([0, 0, 0, 1]);
  });

  it('is the same for a box in one part and in two', () => {
    const halves = [...shift(box(0.1, 0.3, 0.4), [-0.05, 0, 0]), ...shift(box(0.1, 0.3, 0.4), [0.05, 0, 0])];
    const whole = principalInertia(hulls(box(0.2, 0.3, 0.4)), 6, [0, 0, 0.2]);
    const split = principalInertia(hulls(halves), 6, [0, 0, 0.2]);
    for (let axis = 0; axis < 3; axis++) expect(split.moments[axis]).toBeCloseTo(whole.moments[axis], 12);
  });

  it('finds the axes of a turned box', () => {
    const turn = fromAxisAngle([1, 2, 3], 0.7);
    const turned = box(0.2, 0.3, 0.4).map((points) => points.map(([x, y, z]) => rotate(turn, [x, y, z - 0.2])));
    const { moments, axes } = principalInertia(hulls(turned), 6, [0, 0, 0]);
    const m = toMatrix(axes);
    // Principal axes come in any order: each is a side of the box, with that side's moment.
    const expected = new Map([
      [0, 0.125],
      [1, 0.1],
      [2, 0.065],
    ]);
    const sides: Vec3[] = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    for (let k = 0; k < 3; k++) {
      const axis: Vec3 = [m[k], m[3 + k], m[6 + k]];
      const along = sides.map((side) => {
        const r = rotate(turn, side);
        return Math.abs(r[0] * axis[0] + r[1] * axis[1] + r[2] * axis[2]);
      });
      const side = along.indexOf(Math.max(...along));
      expect(along[side]).toBeCloseTo(1, 9);
      expect(moments[k]).toBeCloseTo(expected.get(side) ?? NaN, 9);
      expected.delete(side);
    }
  });
});
