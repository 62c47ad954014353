import { distanceToBoundary, pointInPolygon, type Polygon, type Vec2 } from '../geometry/polygon.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { Surface } from '../scene/settled-scene.js';
import { directlyOn } from './directly-on.js';
import { memoObject } from './memo.js';
import type { SceneGeometry } from './scene-geometry.js';

/** An exported support surface, laid out for tests in the horizontal plane. World. */
export interface Patch {
  readonly surface: Surface;
  /** Counter-clockwise from above. */
  readonly outline: Polygon;
  readonly holes: readonly Polygon[];
  /** Mean of the outline's corners: a point of the patch plane. */
  readonly origin: Vec3;
  readonly normal: Vec3;
  readonly min: Vec2;
  readonly max: Vec2;
  /** Convex and without holes: sets of positions on it are convex polygons. */
  readonly convex: boolean;
  /** Difference of the highest and the lowest corner. */
  readonly spread: number;
}

/** A contact this far from the patch plane, or outside its outline, still is a contact with the patch. */
const CONTACT_SLACK = 0.002;

/** Part of the anchor's upward support that must lie on one patch: as for directly_on. */
const MIN_SHARE = 0.5;

/** SPEC §5: surfaces are upward within this, and no higher at one end than at the other by more than that. */
const MIN_UP = Math.cos((10 * Math.PI) / 180);
const MAX_SPREAD = 0.01;

export function isUpwardSurface({ outline, normal }: Surface): boolean {
  if (outline.length < 3 || normal[2] < MIN_UP) return false;
  const heights = outline.map(([, , z]) => z);
  return Math.max(...heights) - Math.min(...heights) <= MAX_SPREAD;
}

export function buildPatch(surface: Surface): Patch {
  const outline = surface.outline.map(([x, y]): Vec2 => [x, y]);
  const holes = surface.holes.map((hole) => hole.map(([x, y]): Vec2 => [x, y]));
  const n = surface.outline.length;
  let [ox, oy, oz] = [0, 0, 0];
  let [minX, minY, minZ, maxX, maxY, maxZ] = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (const [x, y, z] of surface.outline) {
    ox += x / n;
    oy += y / n;
    oz += z / n;
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    minZ = Math.min(minZ, z);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
    maxZ = Math.max(maxZ, z);
  }
  return {
    surface,
    outline,
    holes,
    origin: [ox, oy, oz],
    normal: surface.normal,
    min: [minX, minY],
    max: [maxX, maxY],
    convex: holes.length === 0 && isConvex(outline),
    spread: maxZ - minZ,
  };
}

/** Height of the patch plane over (x, y). */
export function patchHeight(patch: Patch, x: number, y: number): number {
  const { origin, normal } = patch;
  return origin[2] - (normal[0] * (x - origin[0]) + normal[1] * (y - origin[1])) / normal[2];
}

/** Distance of (x, y) to the nearest edge of the patch or of a hole; negative outside the patch. */
export function insideBy(patch: Patch, x: number, y: number): number {
  const p: Vec2 = [x, y];
  const distance = distanceToBoundary(p, patch.outline, patch.holes);
  return pointInPolygon(p, patch.outline, patch.holes) ? distance : -distance;
}

/**
 * S_B of SPEC §5: the surface on which an object stands, that of its owner which carries the object directly.
 *
 * @returns the patch that carries most of it, at least half; null for things on walls, held, in the air or on no
 * exported surface
 */
export const patchUnder = memoObject((geometry: SceneGeometry, id: number): Patch | null => {
  let best: Patch | null = null;
  let bestShare = 0;
  for (const surface of geometry.scene.surfaces) {
    const { owner } = surface;
    if (owner === id || !isUpwardSurface(surface)) continue;
    const patch = buildPatch(surface);
    const share = shareOn(geometry, id, patch);
    if (share > bestShare && directlyOn(geometry, id, owner).verdict === 'T') {
      best = patch;
      bestShare = share;
    }
  }
  return bestShare >= MIN_SHARE ? best : null;
});

/** Part of an object's upward support that its contacts on this patch carry. */
function shareOn(geometry: SceneGeometry, id: number, patch: Patch): number {
  const object = geometry.object(id);
  if (object.record.fixed && !geometry.contactsOf(id).some((contact) => contact.a === id)) {
    // Physics lists no contacts of what it never moves; where its lowest point stands, it stands.
    const [x, y] = object.center;
    const stands = Math.abs(object.vertical.min - patchHeight(patch, x, y)) <= CONTACT_SLACK;
    return stands && insideBy(patch, x, y) >= 0 ? 1 : 0;
  }
  let share = 0;
  for (const { a, point, share: own } of geometry.contactsBetween(id, patch.surface.owner)) {
    if (a !== id) continue;
    const [x, y, z] = point;
    if (Math.abs(z - patchHeight(patch, x, y)) > CONTACT_SLACK) continue;
    if (insideBy(patch, x, y) >= -CONTACT_SLACK) share += own;
  }
  return share;
}

function isConvex(outline: Polygon): boolean {
  const n = outline.length;
  for (let i = 0; i < n; i++) {
    const [a, b, c] = [outline[i], outline[(i + 1) % n], outline[(i + 2) % n]];
    const turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
    if (turn < -1e-12) return false;
  }
  return true;
}
