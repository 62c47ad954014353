import type { Mat3, Quat } from '../core/geometry/quat.js';
import { fromMatrix, IDENTITY } from '../core/geometry/quat.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import type { Hull } from './hull.js';

export interface PrincipalInertia {
  /** Moments about the principal axes, kg m². */
  readonly moments: Vec3;
  /** Turns principal axes into the axes of the frame the hulls are given in. */
  readonly axes: Quat;
}

/** Off-diagonal moments below this share of the largest are rounding: the frame's own axes are principal. */
const DIAGONAL = 1e-4;

/**
 * Inertia of hulls that together fill a solid of uniform density, scaled to `mass`. cannon-es keeps a diagonal
 * inertia in body axes, so bodies are set up in their principal axes.
 *
 * @param about point the moments are taken about (the mass centre), in the hulls' frame
 * @throws RangeError when the hulls have no volume
 */
export function principalInertia(hulls: readonly Hull[], mass: number, about: Vec3): PrincipalInertia {
  const m = secondMoments(hulls, about);
  if (!(m.volume > 0)) throw new RangeError(`Hulls of ${m.volume} m³ have no inertia; their faces must turn outward.`);
  const density = mass / m.volume;
  const inertia = [
    [m.yy + m.zz, -m.xy, -m.zx],
    [-m.xy, m.zz + m.xx, -m.yz],
    [-m.zx, -m.yz, m.xx + m.yy],
  ].map((row) => row.map((value) => value * density));
  const largest = Math.max(inertia[0][0], inertia[1][1], inertia[2][2]);
  const off = Math.max(Math.abs(inertia[0][1]), Math.abs(inertia[1][2]), Math.abs(inertia[2][0]));
  const principal: PrincipalInertia =
    off <= DIAGONAL * largest
      ? { moments: [inertia[0][0], inertia[1][1], inertia[2][2]], axes: IDENTITY }
      : diagonalize(inertia);
  // A hull with a hole in it may give negative moments, and the solver would then pump energy in.
  if (!principal.moments.every((moment) => moment > 0)) {
    throw new RangeError(`Moments of inertia ${principal.moments.join(', ')}: the hulls are not closed.`);
  }
  return principal;
}

/** Integrals of 1, x², y², z², xy, yz, zx over the hulls, by tetrahedra from `about` to each face's fan. */
function secondMoments(hulls: readonly Hull[], about: Vec3) {
  const sum = { volume: 0, xx: 0, yy: 0, zz: 0, xy: 0, yz: 0, zx: 0 };
  for (const { points, faceStart, faceVertices } of hulls) {
    const at = (k: number): Vec3 => {
      const v = 3 * faceVertices[k];
      return [points[v] - about[0], points[v + 1] - about[1], points[v + 2] - about[2]];
    };
    for (let f = 0; f + 1 < faceStart.length; f++) {
      const a = at(faceStart[f]);
      for (let k = faceStart[f] + 1; k + 1 < faceStart[f + 1]; k++) {
        const b = at(k);
        const c = at(k + 1);
        const v =
          (a[0] * (b[1] * c[2] - b[2] * c[1]) +
            a[1] * (b[2] * c[0] - b[0] * c[2]) +
            a[2] * (b[0] * c[1] - b[1] * c[0])) /
          6;
        // ∫ p q over a tetrahedron with one corner at the origin: V/20 (Σ p_i q_i + Σ p_i Σ q_i).
        const moment = (i: number, j: number) =>
          (v / 20) * (a[i] * a[j] + b[i] * b[j] + c[i] * c[j] + (a[i] + b[i] + c[i]) * (a[j] + b[j] + c[j]));
        sum.volume += v;
        sum.xx += moment(0, 0);
        sum.yy += moment(1, 1);
        sum.zz += moment(2, 2);
        sum.xy += moment(0, 1);
        sum.yz += moment(1, 2);
        sum.zx += moment(2, 0);
      }
    }
  }
  return sum;
}

/** Cyclic Jacobi rotations on a symmetric 3×3 matrix. */
function diagonalize(symmetric: readonly (readonly number[])[]): PrincipalInertia {
  const a = symmetric.map((row) => [...row]);
  const v = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  for (let round = 0; round < 12; round++) {
    for (const [p, q] of [
      [0, 1],
      [1, 2],
      [0, 2],
    ]) {
      if (a[p][q] === 0) continue;
      const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
      const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
      const c = 1 / Math.sqrt(t * t + 1);
      const s = t * c;
      for (let k = 0; k < 3; k++) [a[k][p], a[k][q]] = [c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]];
      for (let k = 0; k < 3; k++) [a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
      for (let k = 0; k < 3; k++) [v[k][p], v[k][q]] = [c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q]];
    }
  }
  // Jacobi rotations have determinant +1, so the columns of v are a right-handed frame.
  return { moments: [a[0][0], a[1][1], a[2][2]], axes: fromMatrix(v.flat() as unknown as Mat3) };
}
