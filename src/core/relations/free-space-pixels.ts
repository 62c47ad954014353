import { eyeOf } from '../camera/pinhole.js';
import { invert } from '../geometry/pose.js';
import { toMatrix } from '../geometry/quat.js';
import { sub, type Vec3 } from '../geometry/vec3.js';
import type { Constants } from './constants.js';
import { buildClearance, isClear, type Clearance } from './free-space-clearance.js';
import { insideBy, patchHeight, type Patch } from './patch.js';
import { DEPTH_SLACK, DEPTH_SLACK_SHARE } from './patch-visibility.js';
import type { SceneGeometry } from './scene-geometry.js';
import type { SeenView } from './scene-graph.js';

/**
 * What of a patch a view shows as free, whatever the anchor and the direction: conditions 1, 4 and 5 of SPEC §5.
 * Computed once per patch and view.
 */
export interface PatchView {
  readonly view: SeenView;
  readonly patch: Patch;
  /** Row-major indices of the pixels that pass, ascending. */
  readonly pixels: Uint32Array;
  /** World x and y of each: its centre's ray met with the patch plane. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Area of the patch that each pixel covers, m². */
  readonly area: Float64Array;
}

/** Points project at least this share of the image's sides within its border. */
const BORDER_SHARE = 0.01;

/** Surfaces seen more obliquely are not pointed at. */
const MIN_FACING = Math.cos((85 * Math.PI) / 180);

const clearances = new WeakMap<SceneGeometry, Map<string, Clearance>>();
const patchViews = new WeakMap<SeenView, Map<string, PatchView>>();

/** The clearance field of a patch, built when first asked for. `share` scales the cylinder's radius and height. */
export function clearanceOf(geometry: SceneGeometry, patch: Patch, constants: Constants, share: number): Clearance {
  let known = clearances.get(geometry);
  if (!known) clearances.set(geometry, (known = new Map()));
  const [radius, height] = [constants.clearRadius * share, constants.clearHeight * share];
  const key = `${patch.surface.id} ${radius} ${height}`;
  let field = known.get(key);
  if (!field) known.set(key, (field = buildClearance(geometry, patch, radius, height)));
  return field;
}

export function patchView(geometry: SceneGeometry, view: SeenView, patch: Patch, constants: Constants): PatchView {
  let known = patchViews.get(view);
  if (!known) patchViews.set(view, (known = new Map()));
  const key = `${patch.surface.id} ${constants.clearRadius}`;
  let found = known.get(key);
  if (!found) known.set(key, (found = buildPatchView(geometry, view, patch, constants)));
  return found;
}

function buildPatchView(geometry: SceneGeometry, view: SeenView, patch: Patch, constants: Constants): PatchView {
  const { width, height, fx, fy, cx, cy } = view.record.intrinsics;
  const worldFromCamera = invert(view.record.cameraFromWorld);
  const m = toMatrix(worldFromCamera.orientation);
  const eye = eyeOf(view.record);
  const { normal, origin } = patch;
  // A point at depth z behind a pixel is eye + z · ray; on the plane, z = gap / (n · ray).
  const toPlane: Vec3 = sub(origin, eye);
  const gap = normal[0] * toPlane[0] + normal[1] * toPlane[1] + normal[2] * toPlane[2];
  const field = clearanceOf(geometry, patch, constants, 1);
  const radius = constants.clearRadius;

  const pixels: number[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  const areas: number[] = [];
  const u0 = Math.max(1, Math.ceil(BORDER_SHARE * width - 0.5));
  const u1 = Math.min(width - 2, Math.floor((1 - BORDER_SHARE) * width - 0.5));
  const v0 = Math.max(1, Math.ceil(BORDER_SHARE * height - 0.5));
  const v1 = Math.min(height - 2, Math.floor((1 - BORDER_SHARE) * height - 0.5));
  for (let v = v0; v <= v1; v++) {
    const ry = (v + 0.5 - cy) / fy;
    for (let u = u0; u <= u1; u++) {
      const pixel = v * width + u;
      if (!isOwnersNeighbourhood(view.ids, pixel, width, patch.surface.owner)) continue;
      const rx = (u + 0.5 - cx) / fx;
      const dx = m[0] * rx + m[1] * ry + m[2];
      const dy = m[3] * rx + m[4] * ry + m[5];
      const dz = m[6] * rx + m[7] * ry + m[8];
      const facing = -(normal[0] * dx + normal[1] * dy + normal[2] * dz);
      if (facing < MIN_FACING * Math.sqrt(dx * dx + dy * dy + dz * dz)) continue;
      const depth = -gap / facing;
      if (!(depth > 0) || !isDepthNear(view.depth, pixel, width, depth)) continue;
      const x = eye[0] + depth * dx;
      const y = eye[1] + depth * dy;
      if (x < patch.min[0] || y < patch.min[1] || x > patch.max[0] || y > patch.max[1]) continue;
      if (insideBy(patch, x, y) < radius || !isClear(field, x, y)) continue;
      pixels.push(pixel);
      xs.push(x);
      ys.push(y);
      // Solid angle of the pixel over its obliqueness.
      areas.push((depth * depth) / (fx * fy * facing));
    }
  }
  return {
    view,
    patch,
    pixels: Uint32Array.from(pixels),
    x: Float64Array.from(xs),
    y: Float64Array.from(ys),
    area: Float64Array.from(areas),
  };
}

/** World point of the patch plane over (x, y). */
export const patchPoint = (patch: Patch, x: number, y: number): Vec3 => [x, y, patchHeight(patch, x, y)];

function isOwnersNeighbourhood(ids: Uint16Array, pixel: number, width: number, owner: number): boolean {
  for (let p = pixel - width; p <= pixel + width; p += width) {
    if (ids[p - 1] !== owner || ids[p] !== owner || ids[p + 1] !== owner) return false;
  }
  return true;
}

function isDepthNear(depths: Float64Array, pixel: number, width: number, depth: number): boolean {
  const slack = Math.max(DEPTH_SLACK, DEPTH_SLACK_SHARE * depth);
  for (let p = pixel - width; p <= pixel + width; p += width) {
    for (let q = p - 1; q <= p + 1; q++) if (!(Math.abs(depths[q] - depth) <= slack)) return false;
  }
  return true;
}
