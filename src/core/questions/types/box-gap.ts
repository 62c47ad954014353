import type { ObjectGeometry } from '../../relations/scene-geometry.js';

const X = [1, 0, 0] as const;
const Y = [0, 1, 0] as const;

/** Distance of the axis-aligned boxes of two objects: a lower bound of the distance of their meshes, at no cost. */
export function boxGap(a: ObjectGeometry, b: ObjectGeometry): number {
  const gap = (p: { min: number; max: number }, q: { min: number; max: number }) =>
    Math.max(0, p.min - q.max, q.min - p.max);
  return Math.hypot(gap(a.support(X), b.support(X)), gap(a.support(Y), b.support(Y)), gap(a.vertical, b.vertical));
}
