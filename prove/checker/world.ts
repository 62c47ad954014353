import type { Convex } from './hull3.ts';
import type { Nearest } from './triangle.ts';
import type { Mesh, Tree } from './tree.ts';
import type { ContactRecord, ObjectRecord, SceneRecord, SurfaceRecord } from './types.ts';
import type { Polygon, Vec2 } from './polygon.ts';
import type { Pose, Vec3 } from './vec.ts';
import { convexFrom, moved } from './hull3.ts';
import { area, convexHull, intersectionArea } from './polygon.ts';
import { buildTree, treeDistance, trianglesOf, vertexAt } from './tree.ts';
import { add, angleDeg, dot, horizontal, mul, rotate, transform, unit, Z } from './vec.ts';

// A settled scene in the world frame, with the quantities SPEC §1 defines.

export interface Interval {
  readonly min: number;
  readonly max: number;
}

export const length = (i: Interval): number => i.max - i.min;
export const middle = (i: Interval): number => (i.min + i.max) / 2;

/** |I∩J| / min(len I, len J). */
export function overlap(i: Interval, j: Interval): number {
  const shared = Math.max(0, Math.min(i.max, j.max) - Math.max(i.min, j.min));
  const shorter = Math.min(length(i), length(j));
  return shorter > 0 ? shared / shorter : i.min <= j.max && j.min <= i.max ? 1 : 0;
}

/** One solid at a pose: a scene's object, or an object tried elsewhere. */
export interface Shape {
  readonly vertices: readonly Vec3[];
  /** c_O: middle of the box along the object's own axes. */
  readonly center: Vec3;
  readonly halfExtents: Vec3;
  readonly massCenter: Vec3;
  readonly footprint: Polygon;
  readonly lo: Vec3;
  readonly hi: Vec3;
  tree(): Tree;
  parts(): readonly Convex[];
}

export interface Body extends Shape {
  readonly id: number;
  readonly record: ObjectRecord;
  /** Horizontal unit vector, or null: no front, or tilted by more than 30°. */
  readonly front: Vec3 | null;
  readonly up: Vec3;
  /** The same object elsewhere. */
  at(pose: Pose): Shape;
  /** Cavity mesh in world, null where it has none. */
  cavity(): Tree | null;
}

export interface World {
  readonly record: SceneRecord;
  readonly bodies: readonly Body[];
  body(id: number): Body;
  has(id: number): boolean;
  distance(a: number, b: number): Nearest;
  foot(a: number, b: number): number;
  readonly contacts: readonly ContactRecord[];
  readonly surfaces: readonly SurfaceRecord[];
  /** What predicates wish to remember: `between:3:4:5` and the like. */
  readonly memory: Map<string, unknown>;
}

export const support = (shape: Shape, d: Vec3): Interval => {
  let min = Infinity;
  let max = -Infinity;
  for (const v of shape.vertices) {
    const h = dot(v, d);
    if (h < min) min = h;
    if (h > max) max = h;
  }
  return { min, max };
};

/** What directions in the plane need of a solid. */
export interface Outline {
  readonly center: Vec3;
  readonly footprint: Polygon;
}

/** S_O(d) of a horizontal d: the footprint's corners are the extreme vertices. */
export function flatSupport(outline: Outline, d: Vec3): Interval {
  let min = Infinity;
  let max = -Infinity;
  for (const v of outline.footprint) {
    const h = v[0] * d[0] + v[1] * d[1];
    if (h < min) min = h;
    if (h > max) max = h;
  }
  return { min, max };
}

/** area(F_A ∩ F_B) / smaller area. */
export const footOverlap = (a: Polygon, b: Polygon): number => {
  const smaller = Math.min(area(a), area(b));
  return smaller > 0 ? intersectionArea(a, b) / smaller : 0;
};

/** Larger axis-aligned side of the footprint. */
export const footSide = (s: Shape): number => Math.max(s.hi[0] - s.lo[0], s.hi[1] - s.lo[1]);
export const diagonal = (s: Shape): number => 2 * Math.hypot(...s.halfExtents);
export const largestExtent = (s: Shape): number => 2 * Math.max(...s.halfExtents);

/** Contacts count as upward within 30° of +Z. */
export const isUpward = (c: ContactRecord): boolean => angleDeg(c.normal, Z) <= 30 + 1e-6;

const hulls = new Map<string, Convex>();

function partOf(vertices: readonly Vec3[]): Convex {
  const key = JSON.stringify(vertices);
  const known = hulls.get(key) ?? convexFrom(vertices);
  hulls.set(key, known);
  return known;
}

const memo = <T>(make: () => T): (() => T) => {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
};

/** The object's mesh in its own frame, scale applied. */
export function localVertices(record: ObjectRecord, mesh: Mesh): Vec3[] {
  const list: Vec3[] = [];
  for (let i = 0; i < mesh.vertices.length / 3; i++) list.push(mul(vertexAt(mesh.vertices, i), record.scale));
  return list;
}

/** The object's shape at any pose. */
export function shapeAt(record: ObjectRecord, mesh: Mesh, pose = record.worldFromObject): Shape {
  const local = localVertices(record, mesh);
  const low = [0, 1, 2].map((k) => local.reduce((m, v) => Math.min(m, v[k]), Infinity));
  const high = [0, 1, 2].map((k) => local.reduce((m, v) => Math.max(m, v[k]), -Infinity));
  const vertices = local.map((v) => transform(pose, v));
  const packed = new Float64Array(vertices.flatMap((v) => v));
  const bound = (k: number, pick: (a: number, b: number) => number): number =>
    vertices.reduce((m, v) => pick(m, v[k]), vertices[0][k]);
  return {
    vertices,
    center: transform(pose, [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2]),
    halfExtents: [(high[0] - low[0]) / 2, (high[1] - low[1]) / 2, (high[2] - low[2]) / 2],
    massCenter: transform(pose, record.massCenter),
    footprint: convexHull(vertices.map((v): Vec2 => [v[0], v[1]])),
    lo: [bound(0, Math.min), bound(1, Math.min), bound(2, Math.min)],
    hi: [bound(0, Math.max), bound(1, Math.max), bound(2, Math.max)],
    tree: memo(() => buildTree(trianglesOf({ vertices: packed, indices: mesh.indices }))),
    parts: memo(() =>
      record.parts.map((p) => moved(partOf(p.vertices), (v) => rotate(pose.orientation, v), pose.position)),
    ),
  };
}

export function worldOf(record: SceneRecord, meshOf: (hash: string) => Mesh): World {
  const bodies = record.objects.map((object): Body => {
    const pose = object.worldFromObject;
    const up = unit(rotate(pose.orientation, object.up));
    const front = object.front && rotate(pose.orientation, object.front);
    const flat = front && horizontal(front);
    return {
      ...shapeAt(object, meshOf(object.mesh)),
      id: object.id,
      record: object,
      up,
      front: flat && angleDeg(up, Z) <= 30 ? unit(flat) : null,
      at: (elsewhere) => shapeAt(object, meshOf(object.mesh), elsewhere),
      cavity: memo(() => {
        if (!object.cavity) return null;
        const mesh = meshOf(object.cavity);
        const vertices = new Float64Array(mesh.vertices.length);
        for (let i = 0; i < vertices.length / 3; i++) vertices.set(transform(pose, vertexAt(mesh.vertices, i)), 3 * i);
        return buildTree(trianglesOf({ vertices, indices: mesh.indices }));
      }),
    };
  });
  const byId = new Map(bodies.map((b) => [b.id, b]));
  const body = (id: number): Body => {
    const found = byId.get(id);
    if (!found) throw new Error(`scene ${record.id} has no object ${id}`);
    return found;
  };
  const memory = new Map<string, unknown>();
  const remember = <T>(key: string, make: () => T): T => {
    if (!memory.has(key)) memory.set(key, make());
    return memory.get(key) as T;
  };
  return {
    record,
    bodies,
    body,
    has: (id) => byId.has(id),
    distance: (a, b) =>
      a < b
        ? remember(`d:${a}:${b}`, () => treeDistance(body(a).tree(), body(b).tree()))
        : ((n) => ({ distance: n.distance, a: n.b, b: n.a }))(
            remember(`d:${b}:${a}`, () => treeDistance(body(b).tree(), body(a).tree())),
          ),
    foot: (a, b) =>
      remember(`f:${Math.min(a, b)}:${Math.max(a, b)}`, () => footOverlap(body(a).footprint, body(b).footprint)),
    contacts: record.contacts,
    surfaces: record.surfaces,
    memory,
  };
}

/** Rings of a surface in the plane: outline first. */
export const ringsOf = (s: SurfaceRecord): Polygon[] =>
  [s.outline, ...s.holes].map((ring) => ring.map((p): Vec2 => [p[0], p[1]]));

/** Height of the surface's plane at (x, y). */
export function planeHeight(s: SurfaceRecord, [x, y]: Vec2): number {
  const p = s.outline[0];
  return p[2] - (s.normal[0] * (x - p[0]) + s.normal[1] * (y - p[1])) / s.normal[2];
}

export const lift = (p: Vec3, h: number): Vec3 => add(p, [0, 0, h]);

/** n_sym, where the axis of symmetry is the vertical (within 5 degrees): turned about another, nothing looks alike. */
export const symmetryAsItStands = ({ up, record }: Body): Body['record']['symmetry'] =>
  Math.abs(up[2]) >= Math.cos((5 * Math.PI) / 180) ? record.symmetry : 1;
