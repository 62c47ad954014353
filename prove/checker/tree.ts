import type { Nearest, Triangle } from './triangle.ts';
import type { Vec3 } from './vec.ts';
import { closestOnTriangle, rayTriangle, triangleDistance } from './triangle.ts';
import { cross, distance, dot, sub, unit } from './vec.ts';

// A tree of boxes over the triangles of one mesh, and what is asked of it.

export interface Mesh {
  /** Packed xyz. */
  readonly vertices: Float64Array;
  readonly indices: Uint32Array;
}

interface Node {
  readonly lo: Vec3;
  readonly hi: Vec3;
  readonly items: readonly number[] | null;
  readonly children: readonly Node[];
}

export interface Tree {
  readonly triangles: readonly Triangle[];
  readonly root: Node;
}

export const vertexAt = (v: Float64Array, i: number): Vec3 => [v[3 * i], v[3 * i + 1], v[3 * i + 2]];

export function trianglesOf(mesh: Mesh): Triangle[] {
  const list: Triangle[] = [];
  for (let i = 0; i < mesh.indices.length; i += 3)
    list.push([
      vertexAt(mesh.vertices, mesh.indices[i]),
      vertexAt(mesh.vertices, mesh.indices[i + 1]),
      vertexAt(mesh.vertices, mesh.indices[i + 2]),
    ]);
  return list;
}

const low = (list: readonly Triangle[], items: readonly number[], pick: (...x: number[]) => number): Vec3 => {
  const out: number[] = [];
  for (let k = 0; k < 3; k++) {
    let x = list[items[0]][0][k];
    for (const i of items) x = pick(x, list[i][0][k], list[i][1][k], list[i][2][k]);
    out.push(x);
  }
  return out as unknown as Vec3;
};

export function buildTree(triangles: readonly Triangle[]): Tree {
  const build = (items: readonly number[]): Node => {
    const [lo, hi] = [low(triangles, items, Math.min), low(triangles, items, Math.max)];
    if (items.length <= 4) return { lo, hi, items, children: [] };
    const size = sub(hi, lo);
    const axis = size.indexOf(Math.max(...size));
    const middle = (i: number): number => triangles[i][0][axis] + triangles[i][1][axis] + triangles[i][2][axis];
    const sorted = [...items].sort((i, j) => middle(i) - middle(j));
    const half = sorted.length >> 1;
    return { lo, hi, items: null, children: [build(sorted.slice(0, half)), build(sorted.slice(half))] };
  };
  const all = triangles.map((_, i) => i);
  return { triangles, root: all.length ? build(all) : { lo: [1, 1, 1], hi: [0, 0, 0], items: [], children: [] } };
}

const boxGap = (a: Node, b: Node): number => {
  let sum = 0;
  for (let k = 0; k < 3; k++) sum += Math.max(0, a.lo[k] - b.hi[k], b.lo[k] - a.hi[k]) ** 2;
  return Math.sqrt(sum);
};

/** Exact distance of two meshes' surfaces, 0 where triangles meet; nothing further than `bound` is looked at. */
export function treeDistance(a: Tree, b: Tree, bound = Infinity): Nearest {
  let best: Nearest = { distance: bound, a: [NaN, NaN, NaN], b: [NaN, NaN, NaN] };
  const walk = (m: Node, n: Node, gap: number): void => {
    if (gap >= best.distance || best.distance === 0) return;
    if (m.items && n.items) {
      for (const i of m.items)
        for (const j of n.items) {
          const found = triangleDistance(a.triangles[i], b.triangles[j]);
          if (found.distance < best.distance) best = found;
        }
      return;
    }
    const splitM = !m.items && (n.items !== null || distance(m.lo, m.hi) >= distance(n.lo, n.hi));
    const pairs = splitM ? m.children.map((c) => [c, n] as const) : n.children.map((c) => [m, c] as const);
    const ordered = pairs.map(([p, q]) => ({ p, q, gap: boxGap(p, q) })).sort((x, y) => x.gap - y.gap);
    for (const { p, q, gap: g } of ordered) walk(p, q, g);
  };
  walk(a.root, b.root, boxGap(a.root, b.root));
  return best;
}

/** Distance of a point to the mesh's surface; Infinity beyond `bound`. */
export function pointDistance(tree: Tree, p: Vec3, bound = Infinity): number {
  let best = bound;
  let found = false;
  const walk = (n: Node): void => {
    let sum = 0;
    for (let k = 0; k < 3; k++) sum += Math.max(0, n.lo[k] - p[k], p[k] - n.hi[k]) ** 2;
    if (Math.sqrt(sum) > best) return;
    for (const i of n.items ?? []) {
      const d = distance(p, closestOnTriangle(p, tree.triangles[i]));
      if (d <= best) {
        best = d;
        found = true;
      }
    }
    for (const c of n.children) walk(c);
  };
  walk(tree.root);
  return found ? best : Infinity;
}

export interface Hit {
  /** In lengths of the direction. */
  readonly t: number;
  readonly triangle: number;
}

/** Every place where the ray (t ≥ 0) meets the mesh, nearest first. */
export function rayHits(tree: Tree, origin: Vec3, direction: Vec3): Hit[] {
  const hits: Hit[] = [];
  const walk = (n: Node): void => {
    let enter = 0;
    let leave = Infinity;
    for (let k = 0; k < 3; k++) {
      if (direction[k] === 0) {
        if (origin[k] < n.lo[k] - 1e-12 || origin[k] > n.hi[k] + 1e-12) return;
        continue;
      }
      const [s, t] = [(n.lo[k] - origin[k]) / direction[k], (n.hi[k] - origin[k]) / direction[k]];
      enter = Math.max(enter, Math.min(s, t) - 1e-9);
      leave = Math.min(leave, Math.max(s, t) + 1e-9);
    }
    if (enter > leave) return;
    for (const i of n.items ?? []) {
      const t = rayTriangle(origin, direction, tree.triangles[i]);
      if (t !== null && t >= 0) hits.push({ t, triangle: i });
    }
    for (const c of n.children) walk(c);
  };
  walk(tree.root);
  return hits.sort((p, q) => p.t - q.t);
}

// Generic directions, so that rays do not run along edges of things built square.
const RAYS: readonly Vec3[] = [
  [0.6123, 0.3517, 0.7081],
  [-0.4127, 0.7719, -0.4836],
  [0.2718, -0.8137, 0.5139],
];

/** Within a closed mesh (shells may overlap): the signed crossings of rays do not cancel; two of three rays decide. */
export function isInside(tree: Tree, p: Vec3): boolean {
  for (let k = 0; k < 3; k++) if (p[k] < tree.root.lo[k] || p[k] > tree.root.hi[k]) return false;
  let votes = 0;
  for (const ray of RAYS) {
    let winding = 0;
    for (const { triangle } of rayHits(tree, p, ray)) {
      const [a, b, c] = tree.triangles[triangle];
      winding += Math.sign(dot(cross(sub(b, a), sub(c, a)), ray));
    }
    if (winding !== 0) votes++;
  }
  return votes >= 2;
}

export const normalOf = ([a, b, c]: Triangle): Vec3 => unit(cross(sub(b, a), sub(c, a)));
