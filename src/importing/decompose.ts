import type { Manifold } from 'manifold-3d';
import { cross, dot, sub, type Vec3 } from '../core/geometry/vec3.js';
import { cornersOfHull } from './solids.js';

/** A piece whose hull sticks out of it by less than this share of the solid's longest side is convex enough. */
const CONVEX_ENOUGH = 0.008;
/** Of two cuts that leave equal hulls, the one nearer the middle is taken: weight of the halves' difference. */
const EVENNESS = 0.05;
/** Where along an axis a piece may be cut, shares of its length. */
const CUTS = [0.2, 0.35, 0.5, 0.65, 0.8];
/** Upright planes through the whole solid's axis, so many in a half turn: they part vases and bowls into wedges. */
const WEDGES = 16;
/** Planes of faces beside a concave edge part an L or a chair exactly; so many of the longest are tried. */
const FACE_CUTS = 10;
/** What is left of the rounding of cuts, share of the whole: too thin to collide with. */
const SLIVER = 1e-4;
/** Halves below this share of the piece are not worth a part of their own. */
const MIN_PART = 0.01;

interface Piece {
  readonly solid: Manifold;
  /** About how far its hull sticks out of it, metres. */
  readonly depth: number;
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
  const { min, max } = solid.boundingBox();
  const axis: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, 0];
  const longest = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  const finished: Manifold[] = [];
  const open: Piece[] = [];
  const add = (parts: readonly Manifold[]) => {
    for (const part of parts) {
      if (part.volume() > SLIVER * whole) open.push(pieceOf(part));
      else part.delete();
    }
  };
  add(solid.decompose());
  while (open.length > 0) {
    open.sort((a, b) => b.depth - a.depth);
    const worst = open.shift() as Piece;
    const full = finished.length + open.length + 1 >= mostParts;
    const halves = full || worst.depth <= CONVEX_ENOUGH * longest ? null : bestCut(worst.solid, axis);
    if (halves === null) {
      finished.push(worst.solid);
      continue;
    }
    worst.solid.delete();
    for (const half of halves) {
      add(half.decompose());
      half.delete();
    }
  }
  const parts = finished.map(cornersOfHull);
  for (const piece of finished) piece.delete();
  return parts;
}

/**
 * The side of a cube as large as what the hull adds, less where the hull adds little to the piece. Volume alone lets thin
 * rings through, whose hulls close the whole hollow; volume by area does too.
 */
function pieceOf(solid: Manifold): Piece {
  const volume = solid.volume();
  const excess = Math.max(0, hullVolume(solid) - volume);
  return { solid, depth: Math.cbrt(excess) * Math.min(1, excess / volume) };
}

function hullVolume(solid: Manifold): number {
  const hull = solid.hull();
  const volume = hull.volume();
  hull.delete();
  return volume;
}

function bestCut(solid: Manifold, axis: Vec3): readonly [Manifold, Manifold] | null {
  const whole = solid.volume();
  let best: readonly [Manifold, Manifold] | null = null;
  let bestCost = Infinity;
  for (const { normal, offset } of candidateCuts(solid, axis)) {
    const halves = solid.splitByPlane(normal, offset);
    const [a, b] = halves.map((half) => half.volume());
    const cost =
      Math.min(a, b) > MIN_PART * whole
        ? hullVolume(halves[0]) + hullVolume(halves[1]) + EVENNESS * Math.abs(a - b)
        : Infinity;
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

function candidateCuts(solid: Manifold, centre: Vec3): Cut[] {
  const { min, max } = solid.boundingBox();
  const cuts: Cut[] = [];
  for (let axis = 0; axis < 3; axis++) {
    const normal: Vec3 = [axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0];
    for (const share of CUTS) cuts.push({ normal, offset: min[axis] + share * (max[axis] - min[axis]) });
  }
  for (let k = 0; k < WEDGES; k++) {
    const angle = (Math.PI * k) / WEDGES;
    const normal: Vec3 = [Math.cos(angle), Math.sin(angle), 0];
    cuts.push({ normal, offset: dot(normal, centre) });
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
