import type { Vec3 } from './vec.ts';
import { add, cross, dot, mul, norm, sub } from './vec.ts';

// Exact queries between points, segments and triangles.

export type Triangle = readonly [Vec3, Vec3, Vec3];
export interface Nearest {
  readonly distance: number;
  readonly a: Vec3;
  readonly b: Vec3;
}

const clamp01 = (t: number): number => Math.max(0, Math.min(1, t));

/** Nearest point of a triangle; the regions of Ericson, Real-Time Collision Detection, 5.1.5. */
export function closestOnTriangle(p: Vec3, [a, b, c]: Triangle): Vec3 {
  const [ab, ac, ap] = [sub(b, a), sub(c, a), sub(p, a)];
  const [d1, d2] = [dot(ab, ap), dot(ac, ap)];
  if (d1 <= 0 && d2 <= 0) return a;
  const bp = sub(p, b);
  const [d3, d4] = [dot(ab, bp), dot(ac, bp)];
  if (d3 >= 0 && d4 <= d3) return b;
  const vc = d1 * d4 - d3 * d2;
  if (vc <= 0 && d1 >= 0 && d3 <= 0) return add(a, mul(ab, d1 === d3 ? 0 : d1 / (d1 - d3)));
  const cp = sub(p, c);
  const [d5, d6] = [dot(ab, cp), dot(ac, cp)];
  if (d6 >= 0 && d5 <= d6) return c;
  const vb = d5 * d2 - d1 * d6;
  if (vb <= 0 && d2 >= 0 && d6 <= 0) return add(a, mul(ac, d2 === d6 ? 0 : d2 / (d2 - d6)));
  const va = d3 * d6 - d5 * d4;
  if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
    const w = d4 - d3 + (d5 - d6);
    return add(b, mul(sub(c, b), w === 0 ? 0 : (d4 - d3) / w));
  }
  const sum = va + vb + vc;
  return add(a, add(mul(ab, vb / sum), mul(ac, vc / sum)));
}

/** Nearest points of two segments. */
function segments(p1: Vec3, q1: Vec3, p2: Vec3, q2: Vec3): Nearest {
  const [d1, d2, r] = [sub(q1, p1), sub(q2, p2), sub(p1, p2)];
  const [a, e, f] = [dot(d1, d1), dot(d2, d2), dot(d2, r)];
  let s = 0;
  let t = 0;
  if (a <= 1e-24 && e <= 1e-24) [s, t] = [0, 0];
  else if (a <= 1e-24) t = clamp01(f / e);
  else {
    const c = dot(d1, r);
    if (e <= 1e-24) s = clamp01(-c / a);
    else {
      const b = dot(d1, d2);
      const denominator = a * e - b * b;
      s = denominator > 1e-18 * a * e ? clamp01((b * f - c * e) / denominator) : 0;
      t = (b * s + f) / e;
      if (t < 0) {
        t = 0;
        s = clamp01(-c / a);
      } else if (t > 1) {
        t = 1;
        s = clamp01((b - c) / a);
      }
    }
  }
  const [x, y] = [add(p1, mul(d1, s)), add(p2, mul(d2, t))];
  return { distance: norm(sub(x, y)), a: x, b: y };
}

/** Parameter of the ray origin + t * direction where it meets the triangle (either side), or null. */
export function rayTriangle(origin: Vec3, direction: Vec3, [a, b, c]: Triangle): number | null {
  const [e1, e2] = [sub(b, a), sub(c, a)];
  const p = cross(direction, e2);
  const det = dot(e1, p);
  if (det === 0) return null;
  const s = sub(origin, a);
  const u = dot(s, p) / det;
  if (u < 0 || u > 1) return null;
  const q = cross(s, e1);
  const v = dot(direction, q) / det;
  if (v < 0 || u + v > 1) return null;
  return dot(e2, q) / det;
}

/** Exact distance of two triangles, 0 if they meet: six corners against faces, nine pairs of edges, six piercings. */
export function triangleDistance(s: Triangle, t: Triangle): Nearest {
  for (let i = 0; i < 3; i++) {
    const edge = sub(s[(i + 1) % 3], s[i]);
    const hit = rayTriangle(s[i], edge, t);
    if (hit !== null && hit >= 0 && hit <= 1) {
      const p = add(s[i], mul(edge, hit));
      return { distance: 0, a: p, b: p };
    }
    const other = sub(t[(i + 1) % 3], t[i]);
    const back = rayTriangle(t[i], other, s);
    if (back !== null && back >= 0 && back <= 1) {
      const p = add(t[i], mul(other, back));
      return { distance: 0, a: p, b: p };
    }
  }
  let best: Nearest = { distance: Infinity, a: s[0], b: t[0] };
  for (let i = 0; i < 3; i++) {
    const onT = closestOnTriangle(s[i], t);
    const d = norm(sub(s[i], onT));
    if (d < best.distance) best = { distance: d, a: s[i], b: onT };
    const onS = closestOnTriangle(t[i], s);
    const e = norm(sub(t[i], onS));
    if (e < best.distance) best = { distance: e, a: onS, b: t[i] };
    for (let k = 0; k < 3; k++) {
      const found = segments(s[i], s[(i + 1) % 3], t[k], t[(k + 1) % 3]);
      if (found.distance < best.distance) best = found;
    }
  }
  return best;
}
