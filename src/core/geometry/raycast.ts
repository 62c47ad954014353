import type { BoxTree } from './box-tree.js';
import type { Vec3 } from './vec3.js';

export interface RayHit {
  /** In units of the direction's length. */
  readonly distance: number;
  /** Index into `indices` / 3. */
  readonly triangle: number;
}

/** Slack of the ray tests, relative: rays through an edge or along a flat box must not slip between triangles. */
const RAY_SLACK = 1e-12;

/**
 * The first triangle a ray meets; both faces count, and so do edges.
 *
 * @param direction any length but zero
 * @param maxDistance hits further than this, in units of |direction|, are not looked for
 */
export function raycast(tree: BoxTree, origin: Vec3, direction: Vec3, maxDistance = Infinity): RayHit | null {
  let distance = maxDistance;
  let triangle = -1;
  walkRay(tree, origin, direction, maxDistance, (t, slot) => {
    // Of equal distances the lowest triangle wins, whatever the order of the walk.
    if (t < distance || (t === distance && (triangle < 0 || tree.triangles[slot] < triangle))) {
      distance = t;
      triangle = tree.triangles[slot];
    }
    return distance;
  });
  return triangle < 0 ? null : { distance, triangle };
}

/** Distances of all triangles a ray meets, sorted; one at a shared edge comes once for each triangle there. */
export function raycastAll(tree: BoxTree, origin: Vec3, direction: Vec3): number[] {
  const result: number[] = [];
  walkRay(tree, origin, direction, Infinity, (t) => {
    result.push(t);
    return Infinity;
  });
  return result.sort((a, b) => a - b);
}

const rayStack = new Int32Array(256);

/** Calls `visit` with each hit's distance and slot; it returns the distance beyond which no more hits are wanted. */
export function walkRay(
  tree: BoxTree,
  origin: Vec3,
  direction: Vec3,
  maxDistance: number,
  visit: (distance: number, slot: number) => number,
): void {
  const { boxes, links, corners } = tree;
  const [ox, oy, oz] = origin;
  const [dx, dy, dz] = direction;
  if (dx === 0 && dy === 0 && dz === 1 && maxDistance === Infinity) return walkUp(tree, ox, oy, oz, visit);
  let limit = maxDistance;
  let top = 0;
  rayStack[top++] = 0;
  while (top > 0) {
    const node = rayStack[--top];
    if (!rayMeetsBox(boxes, 6 * node, origin, direction, limit)) continue;
    const count = links[2 * node + 1];
    if (count === 0) {
      // The child on the side the ray comes from is walked first, so that later ones can be skipped.
      const left = node + 1;
      const right = links[2 * node];
      let along = 0;
      for (let k = 0; k < 3; k++) {
        along +=
          direction[k] *
          (boxes[6 * right + k] + boxes[6 * right + 3 + k] - boxes[6 * left + k] - boxes[6 * left + 3 + k]);
      }
      rayStack[top++] = along >= 0 ? right : left;
      rayStack[top++] = along >= 0 ? left : right;
      continue;
    }
    const first = links[2 * node];
    for (let slot = first; slot < first + count; slot++) {
      const c = 9 * slot;
      // Möller & Trumbore (1997).
      const e1x = corners[c + 3] - corners[c];
      const e1y = corners[c + 4] - corners[c + 1];
      const e1z = corners[c + 5] - corners[c + 2];
      const e2x = corners[c + 6] - corners[c];
      const e2y = corners[c + 7] - corners[c + 1];
      const e2z = corners[c + 8] - corners[c + 2];
      const px = dy * e2z - dz * e2y;
      const py = dz * e2x - dx * e2z;
      const pz = dx * e2y - dy * e2x;
      const det = e1x * px + e1y * py + e1z * pz;
      if (det === 0) continue;
      const inv = 1 / det;
      const sx = ox - corners[c];
      const sy = oy - corners[c + 1];
      const sz = oz - corners[c + 2];
      const u = (sx * px + sy * py + sz * pz) * inv;
      if (!(u >= -RAY_SLACK && u <= 1 + RAY_SLACK)) continue;
      const qx = sy * e1z - sz * e1y;
      const qy = sz * e1x - sx * e1z;
      const qz = sx * e1y - sy * e1x;
      const v = (dx * qx + dy * qy + dz * qz) * inv;
      if (!(v >= -RAY_SLACK && u + v <= 1 + RAY_SLACK)) continue;
      const t = (e2x * qx + e2y * qy + e2z * qz) * inv;
      if (t >= 0 && t <= limit) limit = visit(t, slot);
    }
  }
}

/** `walkRay` straight up without a limit, the same to the last bit, in half the time: volumes and covers ask for nothing else. */
function walkUp(
  { boxes, links, corners }: BoxTree,
  ox: number,
  oy: number,
  oz: number,
  visit: (distance: number, slot: number) => number,
): void {
  let limit = Infinity;
  let top = 0;
  rayStack[top++] = 0;
  while (top > 0) {
    const node = rayStack[--top];
    const b = 6 * node;
    if (!reaches(boxes[b] - ox, boxes[b + 3] - ox) || !reaches(boxes[b + 1] - oy, boxes[b + 4] - oy)) continue;
    const low = boxes[b + 2] - oz;
    const high = boxes[b + 5] - oz;
    const slack = RAY_SLACK * (1 + Math.abs(low) + Math.abs(high));
    if (high + slack < 0 || low - slack > limit) continue;
    const first = links[2 * node];
    const count = links[2 * node + 1];
    if (count === 0) {
      rayStack[top++] = first;
      rayStack[top++] = node + 1;
      continue;
    }
    for (let slot = first; slot < first + count; slot++) {
      const t = heightOver(corners, 9 * slot, ox, oy, oz);
      if (t >= 0 && t <= limit) limit = visit(t, slot);
    }
  }
}

/**
 * How far over a point, straight up, a triangle is met; negative where it is below, NaN where it is not met.
 *
 * @param c where its nine coordinates begin
 */
export function heightOver(corners: Float64Array, c: number, ox: number, oy: number, oz: number): number {
  const e1x = corners[c + 3] - corners[c];
  const e1y = corners[c + 4] - corners[c + 1];
  const e2x = corners[c + 6] - corners[c];
  const e2y = corners[c + 7] - corners[c + 1];
  const det = e1y * e2x - e1x * e2y;
  if (det === 0) return NaN;
  const inv = 1 / det;
  const sx = ox - corners[c];
  const sy = oy - corners[c + 1];
  const u = (sy * e2x - sx * e2y) * inv;
  if (!(u >= -RAY_SLACK && u <= 1 + RAY_SLACK)) return NaN;
  const qz = sx * e1y - sy * e1x;
  const v = qz * inv;
  if (!(v >= -RAY_SLACK && u + v <= 1 + RAY_SLACK)) return NaN;
  const e1z = corners[c + 5] - corners[c + 2];
  const e2z = corners[c + 8] - corners[c + 2];
  const sz = oz - corners[c + 2];
  return (e2x * (sy * e1z - sz * e1y) + e2y * (sz * e1x - sx * e1z) + e2z * qz) * inv;
}

const reaches = (low: number, high: number): boolean => {
  const slack = RAY_SLACK * (1 + Math.abs(low) + Math.abs(high));
  return low <= slack && high >= -slack;
};

function rayMeetsBox(boxes: Float64Array, b: number, origin: Vec3, direction: Vec3, limit: number): boolean {
  let near = 0;
  let far = limit;
  for (let k = 0; k < 3; k++) {
    const low = boxes[b + k] - origin[k];
    const high = boxes[b + 3 + k] - origin[k];
    const slack = RAY_SLACK * (1 + Math.abs(low) + Math.abs(high));
    const d = direction[k];
    if (d === 0) {
      if (low > slack || high < -slack) return false;
      continue;
    }
    const inv = 1 / d;
    const t0 = (d > 0 ? low - slack : high + slack) * inv;
    const t1 = (d > 0 ? high + slack : low - slack) * inv;
    if (t0 > near) near = t0;
    if (t1 < far) far = t1;
    if (near > far) return false;
  }
  return true;
}
