import { buildConvexBody, type ConvexBody } from './convex.js';
import { convexHull, polygonArea, type Polygon, type Vec2 } from './polygon.js';
import type { Vec3 } from './vec3.js';

/** Area, in m², below which a projected piece is kept as the segment or point it all but is. */
const NO_AREA = 1e-18;

/** Vertices thinner than this along the cut's normal make no body. */
const NO_THICKNESS = 1e-6;

/**
 * What a mesh covers of the ground between two heights: each triangle cut to the closed band zMin ≤ z ≤ zMax and
 * seen from above.
 *
 * @param positions [3 n], +Z up
 * @param indices [3 m]
 * @returns convex pieces in the order of the triangles, counter-clockwise; a vertical triangle gives a segment, one that
 *   only touches the band a segment or a point
 */
export function clipMeshToBand(positions: Float64Array, indices: Uint32Array, zMin: number, zMax: number): Polygon[] {
  const pieces: Polygon[] = [];
  for (let t = 0; t < indices.length; t += 3) {
    const corners = [0, 1, 2].map((k): Vec3 => {
      const v = 3 * indices[t + k];
      return [positions[v], positions[v + 1], positions[v + 2]];
    });
    const low = Math.min(corners[0][2], corners[1][2], corners[2][2]);
    const high = Math.max(corners[0][2], corners[1][2], corners[2][2]);
    if (low > zMax || high < zMin) continue;
    let loop: readonly Vec3[] = corners;
    if (low < zMin) loop = cutAtHeight(loop, zMin, 1);
    if (high > zMax) loop = cutAtHeight(loop, zMax, -1);
    if (loop.length > 0) pieces.push(seenFromAbove(loop));
  }
  return pieces;
}

/**
 * The part of a mesh where normal · p ≤ offset. The cut is left open.
 *
 * @param normal any length but zero; `offset` is in its units
 * @returns triangles facing as before; a cut edge gets one vertex, whichever triangles share it
 */
export function clipMeshHalfSpace(
  positions: Float64Array,
  indices: Uint32Array,
  normal: Vec3,
  offset: number,
): { positions: Float64Array; indices: Uint32Array } {
  const count = positions.length / 3;
  const height = (v: number): number =>
    normal[0] * positions[3 * v] + normal[1] * positions[3 * v + 1] + normal[2] * positions[3 * v + 2] - offset;
  const out: number[] = [];
  const triangles: number[] = [];
  const places = new Map<number, number>();
  const vertex = (v: number): number => {
    const known = places.get(v);
    if (known !== undefined) return known;
    places.set(v, out.length / 3);
    out.push(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]);
    return out.length / 3 - 1;
  };
  const crossing = (v: number, w: number): number => {
    const [a, b] = v < w ? [v, w] : [w, v];
    const key = count + a * count + b;
    const known = places.get(key);
    if (known !== undefined) return known;
    const t = height(a) / (height(a) - height(b));
    places.set(key, out.length / 3);
    for (let k = 0; k < 3; k++) out.push(positions[3 * a + k] + t * (positions[3 * b + k] - positions[3 * a + k]));
    return out.length / 3 - 1;
  };
  for (let t = 0; t < indices.length; t += 3) {
    const loop: number[] = [];
    let kept = 0;
    for (let k = 0; k < 3; k++) {
      const v = indices[t + k];
      const w = indices[t + ((k + 1) % 3)];
      const hv = height(v);
      const hw = height(w);
      if (hv <= 0) {
        loop.push(vertex(v));
        if (hv < 0) kept++;
      }
      if ((hv < 0 && hw > 0) || (hv > 0 && hw < 0)) loop.push(crossing(v, w));
    }
    // What only touches the plane from beyond is not kept; what lies in it is.
    if (kept === 0 && loop.length < 3) continue;
    for (let k = 1; k + 1 < loop.length; k++) triangles.push(loop[0], loop[k], loop[k + 1]);
  }
  return { positions: Float64Array.from(out), indices: Uint32Array.from(triangles) };
}

/** The part of a convex body where normal · p ≤ offset (unit normal); null when nothing thicker than a micrometre is left. */
export function clipConvexBody(body: ConvexBody, normal: Vec3, offset: number): ConvexBody | null {
  const { vertices, edges } = body;
  const heights: number[] = [];
  for (let v = 0; v < vertices.length; v += 3) {
    heights.push(normal[0] * vertices[v] + normal[1] * vertices[v + 1] + normal[2] * vertices[v + 2] - offset);
  }
  if (Math.max(...heights) <= 0) return body;
  if (Math.min(...heights) > -NO_THICKNESS) return null;
  const points: Vec3[] = [];
  const at = (v: number): Vec3 => [vertices[3 * v], vertices[3 * v + 1], vertices[3 * v + 2]];
  heights.forEach((h, v) => {
    if (h <= 0) points.push(at(v));
  });
  for (let e = 0; e < edges.length; e += 2) {
    const [hv, hw] = [heights[edges[e]], heights[edges[e + 1]]];
    if (!((hv < 0 && hw > 0) || (hv > 0 && hw < 0))) continue;
    const t = hv / (hv - hw);
    const [p, q] = [at(edges[e]), at(edges[e + 1])];
    points.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]), p[2] + t * (q[2] - p[2])]);
  }
  return buildConvexBody(points);
}

/** Keeps z ≥ height (side 1) or z ≤ height (side -1) of a convex loop. */
function cutAtHeight(loop: readonly Vec3[], height: number, side: 1 | -1): Vec3[] {
  const result: Vec3[] = [];
  for (let i = 0; i < loop.length; i++) {
    const p = loop[i];
    const q = loop[(i + 1) % loop.length];
    const hp = side * (p[2] - height);
    const hq = side * (q[2] - height);
    if (hp >= 0) result.push(p);
    if ((hp > 0 && hq < 0) || (hp < 0 && hq > 0)) {
      const t = hp / (hp - hq);
      result.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]), height]);
    }
  }
  return result;
}

function seenFromAbove(loop: readonly Vec3[]): Polygon {
  const flat = loop.map((p): Vec2 => [p[0], p[1]]);
  const area = polygonArea(flat);
  if (area > NO_AREA) return flat;
  return area < -NO_AREA ? flat.reverse() : convexHull(flat);
}
