import { buildBoxTree, raycast, type BoxTree } from '../../geometry/box-tree.js';
import type { TriangleMesh } from '../../geometry/mesh.js';
import { pointInPolygon, polygonArea, type Polygon, type Vec2 } from '../../geometry/polygon.js';
import type { Vec3 } from '../../geometry/vec3.js';
import type { LocalSurface } from '../asset.js';
import { weld } from './weld.js';

/** Triangles this close to level can carry, cosine of 2°: a patch must lie on one horizontal plane within `FLAT`. */
const LEVEL = Math.cos((2 * Math.PI) / 180);
/** Height spread of a patch, metres: an exported surface lies on its mesh within a millimetre (SPEC §5). */
const FLAT = 0.001;
/** Least area of a patch, m²: (5 cm)², SPEC §5. */
const MIN_AREA = 0.0025;
/** A patch with less room above it than this carries nothing, metres. */
const MIN_CLEARANCE = 0.03;
/** Where the room above is measured: corners pulled in to the middle by these shares. */
const PROBES = [0, 0.5, 0.9];

/**
 * Support surfaces of a mesh that nobody annotated: connected level patches with their holes and the free height above.
 *
 * @param mesh object frame, +Z up, triangles facing outward
 * @returns lowest first; outlines lie on vertices of the mesh
 */
export function findSurfaces(mesh: TriangleMesh): LocalSurface[] {
  const tree = buildBoxTree(Float64Array.from(mesh.positions), mesh.indices);
  return levelPatches(mesh)
    .flatMap((triangles) => outlinesOf(mesh, triangles))
    .filter(({ outline, holes }) => areaOf(outline) - holes.reduce((sum, hole) => sum + areaOf(hole), 0) >= MIN_AREA)
    .map((surface): LocalSurface => ({ ...surface, normal: [0, 0, 1], clearance: clearanceAbove(tree, surface) }))
    .filter((surface) => surface.clearance >= MIN_CLEARANCE)
    .sort((a, b) => a.outline[0][2] - b.outline[0][2]);
}

interface Outline {
  readonly outline: readonly Vec3[];
  readonly holes: readonly (readonly Vec3[])[];
}

const flat = (loop: readonly Vec3[]): Polygon => loop.map(([x, y]): Vec2 => [x, y]);
const areaOf = (loop: readonly Vec3[]): number => Math.abs(polygonArea(flat(loop)));

/** First vertices of triangles, grouped: level triangles that share edges and lie within `FLAT` of the first found. */
function levelPatches({ positions: p, indices }: TriangleMesh): number[][] {
  const same = weld(p);
  const level: number[] = [];
  const byEdge = new Map<string, number[]>();
  const edgesOf = (t: number) =>
    [0, 1, 2].map((k) => {
      const [a, b] = [same[indices[t + k]], same[indices[t + ((k + 1) % 3)]]];
      return a < b ? `${a} ${b}` : `${b} ${a}`;
    });
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [3 * indices[t], 3 * indices[t + 1], 3 * indices[t + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    if (!(nz > 0) || nz < LEVEL * Math.hypot(nx, ny, nz)) continue;
    level.push(t);
    for (const edge of edgesOf(t)) {
      const there = byEdge.get(edge);
      if (there) there.push(t);
      else byEdge.set(edge, [t]);
    }
  }
  const taken = new Set<number>();
  const patches: number[][] = [];
  for (const start of level) {
    if (taken.has(start)) continue;
    const height = p[3 * indices[start] + 2];
    const isNear = (t: number) => [0, 1, 2].every((k) => Math.abs(p[3 * indices[t + k] + 2] - height) <= FLAT / 2);
    if (!isNear(start)) continue;
    const patch: number[] = [];
    const queue = [start];
    taken.add(start);
    for (let t = queue.pop(); t !== undefined; t = queue.pop()) {
      patch.push(t);
      for (const edge of edgesOf(t)) {
        for (const next of byEdge.get(edge) ?? []) {
          if (taken.has(next) || !isNear(next)) continue;
          taken.add(next);
          queue.push(next);
        }
      }
    }
    patches.push(patch);
  }
  return patches;
}

/** Border loops of a patch: outlines counter-clockwise from above, each with the holes inside it, clockwise. */
function outlinesOf({ positions: p, indices }: TriangleMesh, triangles: readonly number[]): Outline[] {
  const same = weld(p);
  const edges = new Map<string, readonly [number, number]>();
  for (const t of triangles) {
    for (let k = 0; k < 3; k++) {
      const [a, b] = [same[indices[t + k]], same[indices[t + ((k + 1) % 3)]]];
      if (!edges.delete(`${b} ${a}`)) edges.set(`${a} ${b}`, [a, b]);
    }
  }
  const point = (v: number): Vec3 => [p[3 * v], p[3 * v + 1], p[3 * v + 2]];
  const loops = chain([...edges.values()], point).map((loop) => withoutStraights(loop.map(point)));
  const outer = loops.filter((loop) => loop.length >= 3 && polygonArea(flat(loop)) > 0);
  const inner = loops.filter((loop) => loop.length >= 3 && polygonArea(flat(loop)) < 0);
  return outer.map((outline) => ({
    outline,
    holes: inner.filter((hole) => pointInPolygon([hole[0][0], hole[0][1]], flat(outline))),
  }));
}

/** Directed edges joined to loops; where several leave a vertex, the one furthest to the right is taken, so loops stay simple. */
function chain(edges: readonly (readonly [number, number])[], point: (v: number) => Vec3): number[][] {
  const leaving = new Map<number, number[]>();
  for (const [a, b] of edges) {
    const there = leaving.get(a);
    if (there) there.push(b);
    else leaving.set(a, [b]);
  }
  const loops: number[][] = [];
  for (const [start] of edges) {
    while ((leaving.get(start)?.length ?? 0) > 0) {
      const loop = [start];
      let at = start;
      let from: number | null = null;
      for (;;) {
        const choices: number[] = leaving.get(at) ?? [];
        if (choices.length === 0) break;
        const next: number = from === null ? choices[0] : rightmost(point(from), point(at), choices, point);
        choices.splice(choices.indexOf(next), 1);
        if (next === start) break;
        loop.push(next);
        from = at;
        at = next;
      }
      loops.push(loop);
    }
  }
  return loops;
}

function rightmost(from: Vec3, at: Vec3, choices: readonly number[], point: (v: number) => Vec3): number {
  const heading = Math.atan2(at[1] - from[1], at[0] - from[0]);
  const turn = (v: number) => {
    const q = point(v);
    const angle = Math.atan2(q[1] - at[1], q[0] - at[0]) - heading;
    return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
  };
  return choices.reduce((best, v) => (turn(v) < turn(best) ? v : best));
}

/** A loop without corners that lie on the line of their neighbours. */
function withoutStraights(loop: readonly Vec3[]): Vec3[] {
  return loop.filter((b, i) => {
    const a = loop[(i + loop.length - 1) % loop.length];
    const c = loop[(i + 1) % loop.length];
    const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
    return Math.abs(ux * vy - uy * vx) > 1e-6 * Math.hypot(ux, uy) * Math.hypot(vx, vy);
  });
}

function clearanceAbove(tree: BoxTree, { outline }: Outline): number {
  const middle = [0, 1].map((k) => outline.reduce((sum, p) => sum + p[k], 0) / outline.length);
  const z = outline[0][2] + FLAT;
  let least = Infinity;
  for (const [x, y] of outline) {
    for (const share of PROBES) {
      const from: Vec3 = [middle[0] + share * (x - middle[0]), middle[1] + share * (y - middle[1]), z];
      least = Math.min(least, raycast(tree, from, [0, 0, 1])?.distance ?? Infinity);
    }
  }
  return least;
}
