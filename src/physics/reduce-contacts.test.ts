import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../core/geometry/vec3.js';
import { CONTACT_STRIDE, type ContactBuffer } from './hull-contact.js';
import { reduceContacts } from './reduce-contacts.js';

function bufferOf(points: readonly { at: Vec3; normal: Vec3; gap?: number }[]): ContactBuffer {
  const data = new Float64Array(points.length * CONTACT_STRIDE);
  points.forEach(({ at, normal, gap }, k) => data.set([...at, ...at, ...normal, gap ?? 0], k * CONTACT_STRIDE));
  return { data, count: points.length };
}

const up: Vec3 = [0, 0, 1];
const reduce = (buffer: ContactBuffer): number[] => {
  const chosen: number[] = [];
  reduceContacts(buffer, chosen);
  return chosen;
};

describe('reduceContacts', () => {
  it('keeps the rim of a disc of points and drops its inside', () => {
    const points = [];
    for (let ring = 1; ring <= 4; ring++) {
      for (let k = 0; k < 24; k++) {
        const angle = (2 * Math.PI * k) / 24;
        points.push({ at: [0.01 * ring * Math.cos(angle), 0.01 * ring * Math.sin(angle), 0] as Vec3, normal: up });
      }
    }
    const chosen = reduce(bufferOf(points));
    expect(chosen).toHaveLength(8);
    expect(Math.min(...chosen)).toBeGreaterThanOrEqual(72);
  });

  it('keeps all points of a small patch, but shared corners once', () => {
    const corners: Vec3[] = [
      [0, 0, 0],
      [0.1, 0, 0],
      [0.1, 0.1, 0],
      [0, 0.1, 0],
      [0.05, 0.05, 0],
    ];
    const points = [...corners, ...corners].map((at) => ({ at, normal: up }));
    expect(reduce(bufferOf(points))).toEqual([0, 1, 2, 3, 4]);
  });

  it('keeps the deepest point though it lies inside', () => {
    const points: { at: Vec3; normal: Vec3; gap?: number }[] = Array.from({ length: 24 }, (_, k) => {
      const angle = (2 * Math.PI * k) / 24;
      return { at: [Math.cos(angle), Math.sin(angle), 0], normal: up, gap: 0.0005 };
    });
    points.push({ at: [0, 0, 0], normal: up, gap: -0.0002 });
    expect(reduce(bufferOf(points))).toContain(24);
  });

  it('keeps points of every direction', () => {
    const normals: Vec3[] = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [-1, 0, 0],
    ];
    expect(reduce(bufferOf(normals.map((normal) => ({ at: [0, 0, 0], normal }))))).toEqual([0, 1, 2, 3]);
  });
});
