import type { Triangle } from './triangle.ts';
import type { Vec3 } from './vec.ts';
import { cross, dot, mul, norm, sub } from './vec.ts';

// Convex parts, found by brute force: every triple of corners whose plane has all others on one side is a face.

export interface Convex {
  readonly vertices: readonly Vec3[];
  /** Outward unit normals of the faces. */
  readonly normals: readonly Vec3[];
  /** Unit directions of the edges, each once up to sign. */
  readonly edges: readonly Vec3[];
  /** Corners of each face, counter-clockwise seen from outside. */
  readonly faces: readonly (readonly number[])[];
}

/** Corners this far outside a plane still count as on it: part corners may have been rounded to float32. */
const FLAT = 1e-7;

const same = (a: Vec3, b: Vec3): boolean => norm(sub(a, b)) < 1e-6;

export function convexFrom(points: readonly Vec3[]): Convex {
  const vertices = points.filter((p, i) => points.findIndex((q) => norm(sub(p, q)) < 1e-9) === i);
  const n = vertices.length;
  const faces: { normal: Vec3; on: Set<number> }[] = [];
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      // All three corners on one known face: nothing new.
      for (let k = j + 1; k < n; k++) {
        if (faces.some((f) => f.on.has(i) && f.on.has(j) && f.on.has(k))) continue;
        const raw = cross(sub(vertices[j], vertices[i]), sub(vertices[k], vertices[i]));
        const length = norm(raw);
        const spread = Math.max(norm(sub(vertices[j], vertices[i])), norm(sub(vertices[k], vertices[i])));
        // Slivers have no trustworthy normal; a real face has better triples.
        if (length < 1e-5 * spread * spread) continue;
        let normal = mul(raw, 1 / length);
        const at = dot(normal, vertices[i]);
        let above = 0;
        let below = 0;
        const on = new Set<number>();
        for (let v = 0; v < n && !(above && below); v++) {
          const h = dot(normal, vertices[v]) - at;
          if (h > FLAT) above++;
          else if (h < -FLAT) below++;
          else on.add(v);
        }
        if (above && below) continue;
        if (above) normal = mul(normal, -1);
        const known = faces.find((f) => same(f.normal, normal));
        if (known) for (const v of on) known.on.add(v);
        else faces.push({ normal, on });
        // A flat part has its plane on both sides.
        if (!above && !below) faces.push({ normal: mul(normal, -1), on });
      }
    }
  const edges: Vec3[] = [];
  for (let f = 0; f < faces.length; f++)
    for (let g = f + 1; g < faces.length; g++) {
      if ([...faces[f].on].filter((v) => faces[g].on.has(v)).length < 2) continue;
      const raw = cross(faces[f].normal, faces[g].normal);
      if (norm(raw) < 1e-9) continue;
      const direction = mul(raw, 1 / norm(raw));
      if (!edges.some((e) => same(e, direction) || same(e, mul(direction, -1)))) edges.push(direction);
    }
  return {
    vertices,
    normals: faces.map((f) => f.normal),
    edges,
    faces: faces.map((f) => around(vertices, f.normal, f.on)),
  };
}

/** The corners of a face in order round its middle. */
function around(vertices: readonly Vec3[], normal: Vec3, on: ReadonlySet<number>): number[] {
  const corners = [...on];
  const middle = mul(
    corners.reduce<Vec3>(
      (sum, v) => [sum[0] + vertices[v][0], sum[1] + vertices[v][1], sum[2] + vertices[v][2]],
      [0, 0, 0],
    ),
    1 / corners.length,
  );
  const right = sub(vertices[corners[0]], middle);
  const up = cross(normal, right);
  const turn = (v: number): number =>
    Math.atan2(dot(sub(vertices[v], middle), up), dot(sub(vertices[v], middle), right));
  return corners.sort((v, w) => turn(v) - turn(w));
}

export function hullTriangles(c: Convex): Triangle[] {
  return c.faces.flatMap((f) =>
    f.slice(2).map((_, i) => [c.vertices[f[0]], c.vertices[f[i + 1]], c.vertices[f[i + 2]]] as const),
  );
}

export function moved(convex: Convex, rotation: (v: Vec3) => Vec3, shift: Vec3): Convex {
  return {
    vertices: convex.vertices.map((v) => {
      const r = rotation(v);
      return [r[0] + shift[0], r[1] + shift[1], r[2] + shift[2]] as const;
    }),
    normals: convex.normals.map(rotation),
    edges: convex.edges.map(rotation),
    faces: convex.faces,
  };
}

/** Every direction that can separate the two: faces of both, and edge against edge. */
export function separatingAxes(a: Convex, b: Convex): Vec3[] {
  const axes: Vec3[] = [...a.normals, ...b.normals.map((n) => mul(n, -1))];
  for (const e of a.edges)
    for (const f of b.edges) {
      const raw = cross(e, f);
      const length = norm(raw);
      if (length < 1e-7) continue;
      axes.push(mul(raw, 1 / length), mul(raw, -1 / length));
    }
  return axes;
}

export const highest = (c: Convex, d: Vec3): number => {
  let best = -Infinity;
  for (const v of c.vertices) best = Math.max(best, dot(v, d));
  return best;
};
export const lowest = (c: Convex, d: Vec3): number => -highest(c, mul(d, -1));

/**
 * Largest gap along any separating axis: negative is minus the penetration depth (exact), positive proves the two are
 * apart (their distance is at least this).
 */
export function axisGap(a: Convex, b: Convex, enough = Infinity): number {
  let best = -Infinity;
  for (const d of separatingAxes(a, b)) {
    best = Math.max(best, lowest(b, d) - highest(a, d));
    if (best >= enough) break;
  }
  return best;
}

const widths = new WeakMap<Convex['faces'], number>();

/** Least width over the directions of faces and edge pairs; the same at every pose, and so remembered. */
export function width(c: Convex): number {
  const known = widths.get(c.faces) ?? Math.min(...separatingAxes(c, c).map((d) => highest(c, d) - lowest(c, d)));
  widths.set(c.faces, known);
  return known;
}
