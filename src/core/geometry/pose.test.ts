import { describe, expect, it } from 'vitest';
import { createRng } from '../random.js';
import { compose, invert, transformDirection, transformPoint, transformPoints } from './pose.js';
import { fromAxisAngle, fromMatrix, fromYaw, multiply, normalizeQuat, rotate, toMatrix } from './quat.js';
import { randomPose } from './test-meshes.js';
import { distance, dot, length, sub, type Vec3 } from './vec3.js';

const near = (a: readonly number[], b: readonly number[], tolerance = 1e-12) =>
  expect(Math.max(...a.map((x, i) => Math.abs(x - b[i])))).toBeLessThan(tolerance);

describe('quaternions', () => {
  it('turn counter-clockwise, xyzw', () => {
    near(rotate(fromYaw(Math.PI / 2), [1, 0, 0]), [0, 1, 0]);
    near(rotate(fromAxisAngle([2, 0, 0], Math.PI / 2), [0, 1, 0]), [0, 0, 1]);
    near(multiply(fromYaw(1), fromYaw(0.5)), fromYaw(1.5));
    expect(() => normalizeQuat([0, 0, 0, 0])).toThrow(RangeError);
  });

  for (let seed = 0; seed < 50; seed++) {
    it(`come back from their matrix, seed ${seed}`, () => {
      const rng = createRng(seed);
      const q = seed < 4 ? fromAxisAngle([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]][seed] as unknown as Vec3, Math.PI) : randomPose(rng, 1).orientation; // prettier-ignore
      const back = fromMatrix(toMatrix(q));
      const sign = Math.sign(q[0] * back[0] + q[1] * back[1] + q[2] * back[2] + q[3] * back[3]);
      near(
        q,
        back.map((x) => sign * x),
      );
      const v: Vec3 = [rng.normal(), rng.normal(), rng.normal()];
      const m = toMatrix(q);
      near(
        rotate(q, v),
        [0, 3, 6].map((r) => m[r] * v[0] + m[r + 1] * v[1] + m[r + 2] * v[2]),
      );
      expect(length(rotate(q, v))).toBeCloseTo(length(v), 12);
    });
  }
});

describe('poses', () => {
  for (let seed = 0; seed < 50; seed++) {
    it(`compose, invert and keep distances, seed ${seed}`, () => {
      const rng = createRng(seed);
      const [aFromB, bFromC] = [randomPose(rng, 3), randomPose(rng, 3)];
      const p: Vec3 = [rng.normal(), rng.normal(), rng.normal()];
      const q: Vec3 = [rng.normal(), rng.normal(), rng.normal()];
      near(transformPoint(compose(aFromB, bFromC), p), transformPoint(aFromB, transformPoint(bFromC, p)));
      near(transformPoint(invert(aFromB), transformPoint(aFromB, p)), p);
      near(transformDirection(aFromB, sub(p, q)), sub(transformPoint(aFromB, p), transformPoint(aFromB, q)));
      expect(distance(transformPoint(aFromB, p), transformPoint(aFromB, q))).toBeCloseTo(distance(p, q), 12);
      expect(dot(transformDirection(aFromB, p), transformDirection(aFromB, q))).toBeCloseTo(dot(p, q), 11);
      near([...transformPoints(aFromB, [...p, ...q])], [...transformPoint(aFromB, p), ...transformPoint(aFromB, q)]);
      near([...transformPoints(aFromB, p, 2)], transformPoint(aFromB, [2 * p[0], 2 * p[1], 2 * p[2]]));
    });
  }
});
