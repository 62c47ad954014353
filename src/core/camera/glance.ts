import { raycast } from '../geometry/box-tree.js';
import { bounds } from '../geometry/mesh.js';
import { add, scale, sub, type Vec3 } from '../geometry/vec3.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import { eyeOf, pixelRay, project, type CameraView } from './pinhole.js';

/** Rays across the image; enough to tell what a view shows, few enough to look at many. */
const COLUMNS = 32;
/** A point seen from elsewhere is the same point when the ray to it ends this near to it, share of its distance. */
const SAME_POINT = 0.005;

/** A view in a few hundred rays: what a camera would see, before anything is drawn. */
export interface Glance {
  readonly view: CameraView;
  /** [columns * rows] object ids, 0 for nothing. */
  readonly ids: Uint16Array;
  /** Where each ray ends, world; null for nothing. */
  readonly points: readonly (Vec3 | null)[];
  /** Distance from the eye to the nearest surface met, metres. */
  readonly nearest: number;
}

export function glance(geometry: SceneGeometry, view: CameraView): Glance {
  const { width, height } = view.intrinsics;
  const rows = Math.max(1, Math.round((COLUMNS * height) / width));
  const ids = new Uint16Array(COLUMNS * rows);
  const points: (Vec3 | null)[] = [];
  let nearest = Infinity;
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < COLUMNS; i++) {
      const { origin, direction } = pixelRay(view, ((i + 0.5) * width) / COLUMNS, ((j + 0.5) * height) / rows);
      const hit = firstHit(geometry, origin, direction);
      ids[points.length] = hit?.id ?? 0;
      points.push(hit && add(origin, scale(direction, hit.distance)));
      if (hit) nearest = Math.min(nearest, hit.distance * Math.hypot(...direction));
    }
  }
  return { view, ids, points, nearest };
}

/** Share of a glance's rays that meet an object of which `test` is true; rays into nothing count as `nothing` says. */
export function shareOf(seen: Glance, test: (id: number) => boolean, nothing = false): number {
  let count = 0;
  for (const id of seen.ids) if (id === 0 ? nothing : test(id)) count++;
  return count / seen.ids.length;
}

/** Part of what `from` shows that `other` shows too: the points that lie in its image with nothing before them. */
export function sharedByGlance(geometry: SceneGeometry, from: Glance, other: CameraView): number {
  const eye = eyeOf(other);
  const { width, height } = other.intrinsics;
  let [seen, shared] = [0, 0];
  for (const point of from.points) {
    if (!point) continue;
    seen++;
    const { u, v, depth } = project(other, point);
    if (!(depth > 0 && u >= 0 && v >= 0 && u < width && v < height)) continue;
    const hit = firstHit(geometry, eye, sub(point, eye));
    if (!hit || hit.distance >= 1 - SAME_POINT) shared++;
  }
  return seen === 0 ? 0 : shared / seen;
}

interface Boxed {
  readonly object: ObjectGeometry;
  readonly box: Float64Array;
}

const boxes = new WeakMap<SceneGeometry, readonly Boxed[]>();

/** First object a ray meets; distance in units of the direction's length. */
function firstHit(geometry: SceneGeometry, origin: Vec3, direction: Vec3): { id: number; distance: number } | null {
  let boxed = boxes.get(geometry);
  if (!boxed) {
    boxed = geometry.objects.map((object) => {
      const { min, max } = bounds(object.vertices);
      return { object, box: Float64Array.of(...min, ...max) };
    });
    boxes.set(geometry, boxed);
  }
  let best: { id: number; distance: number } | null = null;
  const entries: { entry: number; object: ObjectGeometry }[] = [];
  for (const { object, box } of boxed) {
    const entry = entryOf(box, origin, direction);
    if (entry < Infinity) entries.push({ entry, object });
  }
  entries.sort((a, b) => a.entry - b.entry);
  for (const { entry, object } of entries) {
    if (best && entry > best.distance) break;
    const hit = raycast(object.tree, origin, direction, best?.distance ?? Infinity);
    if (hit && (!best || hit.distance < best.distance)) best = { id: object.record.id, distance: hit.distance };
  }
  return best;
}

/** Where a ray enters a box; Infinity when it misses. */
function entryOf(box: Float64Array, origin: Vec3, direction: Vec3): number {
  let enter = 0;
  let leave = Infinity;
  for (let k = 0; k < 3; k++) {
    const inverse = 1 / direction[k];
    const a = (box[k] - origin[k]) * inverse;
    const b = (box[k + 3] - origin[k]) * inverse;
    // A ray along the box's side gives 0 × ∞; the other axes decide then.
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter <= leave ? enter : Infinity;
}
