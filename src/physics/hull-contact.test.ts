import { describe, expect, it } from 'vitest';
import { buildConvexBody, transformConvexBody } from '../core/geometry/convex.js';
import type { Pose } from '../core/geometry/pose.js';
import { normalizeQuat, toMatrix, IDENTITY } from '../core/geometry/quat.js';
import { separation } from '../core/geometry/separation.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { createRng, type Rng } from '../core/random.js';
import { collideHulls, CONTACT_STRIDE, type ContactBuffer } from './hull-contact.js';
import { createWorldHull, hullOf, moveHull, type WorldHull } from './hull.js';
import { box, cylinder } from './test-specs.js';

const MARGIN = 0.001;

function place(points: readonly Vec3[], pose: Pose): WorldHull {
  const hull = createWorldHull(hullOf(buildConvexBody(points)));
  moveHull(hull, Float64Array.from(toMatrix(pose.orientation)), ...pose.position);
  return hull;
}

function collide(a: WorldHull, b: WorldHull) {
  const buffer: ContactBuffer = { data: new Float64Array(0), count: 0 };
  collideHulls(a, b, MARGIN, buffer);
  return Array.from({ length: buffer.count }, (_, k) => {
    const values = [...buffer.data.subarray(k * CONTACT_STRIDE, (k + 1) * CONTACT_STRIDE)];
    return { onA: values.slice(0, 3), onB: values.slice(3, 6), normal: values.slice(6, 9), gap: values[9] };
  });
}

const upright = (position: Vec3): Pose => ({ position, orientation: IDENTITY });

describe('collideHulls', () => {
  it('gives four corners to a box on a box', () => {
    const lower = place(box(1, 1, 0.1)[0], upright([0, 0, 0]));
    const upper = place(box(0.2, 0.1, 0.1)[0], upright([0.3, 0, 0.0999]));
    const contacts = collide(lower, upper);
    expect(contacts).toHaveLength(4);
    for (const { normal, gap, onB } of contacts) {
      expect(normal).toEqual([0, 0, 1]);
      expect(gap).toBeCloseTo(-0.0001, 12);
      expect(Math.abs(onB[0] - 0.3)).toBeCloseTo(0.1, 12);
      expect(Math.abs(onB[1])).toBeCloseTo(0.05, 12);
    }
  });

  it('turns normals and places round when the bodies are swapped', () => {
    const lower = place(box(1, 1, 0.1)[0], upright([0, 0, 0]));
    const upper = place(cylinder(0.1, 0.1)[0], upright([0, 0, 0.0999]));
    const contacts = collide(upper, lower);
    expect(contacts).toHaveLength(24);
    for (const { normal, onA, onB } of contacts) {
      expect(normal[2]).toBeCloseTo(-1, 12);
      expect(onA[2]).toBeCloseTo(0.0999, 12);
      expect(onB[2]).toBeCloseTo(0.1, 12);
    }
  });

  it('finds the one point where two edges cross', () => {
    // Both turned by 45°: a ridge along x at y = −0.1/√2 and height 0.3/√2, a keel along y at x = 0.1/√2, 0.1/√2 low.
    const eighth = [Math.sin(Math.PI / 8), Math.cos(Math.PI / 8)];
    const ridge = place(box(0.2, 0.2, 0.2)[0], { position: [0, 0, 0], orientation: [eighth[0], 0, 0, eighth[1]] });
    const height = 0.4 * Math.SQRT1_2 - 0.0005;
    const keel = place(box(0.2, 0.2, 0.2)[0], { position: [0, 0, height], orientation: [0, eighth[0], 0, eighth[1]] });
    const contacts = collide(ridge, keel);
    expect(contacts).toHaveLength(1);
    const [{ onA, normal, gap }] = contacts;
    expect(normal[2]).toBeCloseTo(1, 12);
    expect(gap).toBeCloseTo(-0.0005, 12);
    expect(onA[0]).toBeCloseTo(0.1 * Math.SQRT1_2, 12);
    expect(onA[1]).toBeCloseTo(-0.1 * Math.SQRT1_2, 12);
  });

  it.each([1, 2, 3, 4])('agrees with the separation measured by core, seed %d', (seed) => {
    const rng = createRng(seed);
    let touching = 0;
    for (let round = 0; round < 300; round++) {
      const pointsA = randomShape(rng);
      const pointsB = randomShape(rng);
      const poseA = randomPose(rng, 0);
      const poseB = randomPose(rng, 0.16);
      const measured = separation(
        transformConvexBody(poseA, buildConvexBody(pointsA)),
        transformConvexBody(poseB, buildConvexBody(pointsB)),
      );
      const contacts = collide(place(pointsA, poseA), place(pointsB, poseB));
      if (measured > MARGIN) {
        // Gaps across corners are underestimated by separating planes; a point may appear a little early.
        for (const { gap } of contacts) expect(gap).toBeLessThanOrEqual(MARGIN);
      } else if (measured < 0) {
        touching++;
        const deepest = Math.min(...contacts.map((contact) => contact.gap));
        expect(Math.abs(deepest - measured)).toBeLessThan(1.2e-4);
      }
    }
    expect(touching).toBeGreaterThan(20);
  });
});

function randomShape(rng: Rng): readonly Vec3[] {
  if (rng.next() < 0.4) return box(rng.range(0.05, 0.2), rng.range(0.05, 0.2), rng.range(0.05, 0.2))[0];
  if (rng.next() < 0.5) return cylinder(rng.range(0.03, 0.1), rng.range(0.05, 0.2), 12)[0];
  return Array.from({ length: 12 }, (): Vec3 => [rng.range(-0.1, 0.1), rng.range(-0.1, 0.1), rng.range(-0.1, 0.1)]);
}

const randomPose = (rng: Rng, spread: number): Pose => ({
  position: [rng.range(-spread, spread), rng.range(-spread, spread), rng.range(-spread, spread)],
  orientation: normalizeQuat([rng.normal(), rng.normal(), rng.normal(), rng.normal()]),
});
