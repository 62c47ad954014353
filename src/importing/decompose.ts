import type { Manifold } from 'manifold-3d';
import { cross, dot, sub, type Vec3 } from '../core/geometry/vec3.js';
import { cornersOfHull } from './solids.js';

/** A piece whose hull exceeds it by less than this share of the whole solid's volume is convex enough. */
const CONVEX_ENOUGH = 0.004;
/** Of two cuts that leave equal hulls, the one nearer the middle is taken: weight of the halves' difference. */
const EVENNESS = 0.05;
/** Where along an axis a piece may be cut, shares of its length. */
const CUTS = [0.2, 0.35, 0.5, 0.65, 0.8];
/** Diagonal cuts are tried through the middle only: they part rings and bowls. */
const DIAGONALS: readonly Vec3[] = [
  [Math.SQRT1_2, Math.SQRT1_2, 0],
  [Math.SQRT1_2, -Math.SQRT1_2, 0],
];
/** Planes of faces beside a concave edge part an L or a chair exactly; so many of the longest are tried. */
const FACE_CUTS = 10;
/** What is left of the rounding of cuts, share of the whole: too thin to collide with. */
const SLIVER = 1e-4;
/** Halves below this share of the piece are not worth a part of their own. */
const MIN_PART = 0.01;

interface Piece {
  readonly solid: Manifold;
  /** Volume of its hull beyond its own. */
  readonly excess: number;
}

/**
 * Convex parts of a solid: cut by planes, the least convex piece first, each time where the hulls of both sides
 * together become smallest, until all pieces are convex enough. Hulls contain their pieces, so the parts cover the
 * solid; where it is hollow they stick out into the hollow a little. Deterministic.
 *
 * A greedy relative of approximate convex decomposition (Lien & Amato 2007) and of CoACD's cutting planes (Wei et al.
 * 2022), on exact cuts instead of voxels.
 *
 * @returns corners of each part, metres, the solid's frame
 */
export function decompose(solid: Manifold, mostParts: number): Vec3[][] {
  const whole = solid.volume();
  const finished: Manifold[] = [];
  const open: Piece[] = solid.decompose().map((part) => pieceOf(part));
  while (open.length > 0) {
    open.sort((a, b) => b.excess - a.excess);
    const worst = open.shift() as Piece;
    const full = finished.length + open.length + 1 >= mostParts;
    const halves = full || worst.excess <= CONVEX_ENOUGH * whole ? null : bestCut(worst.solid);
    if (halves === null) {
      finished.push(worst.solid);
      continue;
    }
    worst.solid.delete();
    for (const half of halves) {
      for (const part of half.decompose()) open.push(pieceOf(part));
      half.delete();
    }
  }
  const parts = finished.filter((piece) => piece.volume() > SLIVER * whole).map(cornersOfHull);
  for (const piece of finished) piece.delete();
  return parts;
}

function pieceOf(solid: Manifold): Piece {
  return { solid, excess: Math.max(0, hullVolume(solid) - solid.volume()) };
}

function hullVolume(solid: Manifold): number {
  const hull = solid.hull();
  const volume = hull.volume();
  hull.delete();
  return volume;
}

function bestCut(solid: Manifold): readonly [Manifold, Manifold] | null {
  const whole = solid.volume();
  let best: readonly [Manifold, Manifold] | null = null;
  let bestCost = Infinity;
  for (const { normal, offset } of candidateCuts(solid)) {
    const halves = solid.splitByPlane(normal, offset);
    const [a, b] = halves.map((half) => half.volume());
    const cost =
      Math.min(a, b) < MIN_PART * whole
        ? Infinity
        : hullVolume(halves[0]) + hullVolume(halves[1]) + EVENNESS * Math.abs(a - b);
    if (cost < bestCost - 1e-12) {
      best?.[0].delete();
      best?.[1].delete();
      best = [halves[0], halves[1]];
      bestCost = cost;
    } else for (const half of halves) half.delete();
  }
  return best;
}

interface Cut {
  readonly normal: Vec3;
  /** Along the normal, from the origin, metres. */
  readonly offset: number;
}

function candidateCuts(solid: Manifold): Cut[] {
  const { min, max } = solid.boundingBox();
  const cuts: Cut[] = [];
  for (let axis = 0; axis < 3; axis++) {
    const normal: Vec3 = [axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0];
    for (const share of CUTS) cuts.push({ normal, offset: min[axis] + share * (max[axis] - min[axis]) });
  }
  const middle = [0, 1, 2].map((axis) => (min[axis] + max[axis]) / 2);
  for (const normal of DIAGONALS) {
    cuts.push({ normal, offset: normal[0] * middle[0] + normal[1] * middle[1] + normal[2] * middle[2] });
  }
  return [...cuts, ...concaveFaceCuts(solid)];
}

/** Planes of the two faces at each concave edge, those at the longest edges first. */
function concaveFaceCuts(solid: Manifold): Cut[] {
  const { vertProperties, numProp, triVerts } = solid.getMesh();
  const point = (v: number): Vec3 => [
    vertProperties[numProp * v],
    vertProperties[numProp * v + 1],
    vertProperties[numProp * v + 2],
  ];
  const opposite = new Map<string, number>();
  for (let t = 0; t < triVerts.length; t += 3) {
    for (let k = 0; k < 3; k++)
      opposite.set(`${triVerts[t + k]} ${triVerts[t + ((k + 1) % 3)]}`, triVerts[t + ((k + 2) % 3)]);
  }
  const found: { readonly cut: Cut; readonly length: number }[] = [];
  for (let t = 0; t < triVerts.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => point(triVerts[t + k]));
    const area = cross(sub(b, a), sub(c, a));
    const size = Math.hypot(...area);
    if (size === 0) continue;
    const normal: Vec3 = [area[0] / size, area[1] / size, area[2] / size];
    const offset = dot(normal, a);
    for (let k = 0; k < 3; k++) {
      const [u, v] = [triVerts[t + k], triVerts[t + ((k + 1) % 3)]];
      const across = opposite.get(`${v} ${u}`);
      if (across === undefined) continue;
      const edge = Math.hypot(...sub(point(u), point(v)));
      // The neighbour rises above this face's plane: the edge between them is concave.
      if (dot(normal, point(across)) - offset > 0.02 * edge + 1e-6)
        found.push({ cut: { normal, offset }, length: edge });
    }
  }
  found.sort((x, y) => y.length - x.length);
  const kept: Cut[] = [];
  for (const { cut } of found) {
    if (kept.length === FACE_CUTS) break;
    if (
      !kept.some(
        (k) =>
          Math.abs(dot(k.normal, cut.normal)) > 0.999 &&
          Math.abs(k.offset - Math.sign(dot(k.normal, cut.normal)) * cut.offset) < 1e-4,
      )
    )
      kept.push(cut);
  }
  return kept;
}
