import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SceneObject } from '../scene/settled-scene.js';
import { glance, shareOf, type Glance } from './glance.js';
import { project, type CameraView } from './pinhole.js';

/** A view shows at least this many things, or this share of them up to a limit, or all there are. */
const MIN_THINGS = 4;
const MIN_SHARE = 0.3;
const MOST_NEEDED = 5;
/** Up close two make a picture. */
const MIN_THINGS_CLOSE = 2;
/** More wall, ceiling or nothing than this is a picture of a wall. */
const MAX_WALL_SHARE = 0.42;
const MAX_BACKGROUND_SHARE = 0.72;
/** One thing that fills more hides the rest. Supports are a background. */
const MAX_ONE_THING = 0.4;
/** Nearer than this a lens shows a blur, metres. */
const MIN_NEAREST = 0.14;

const BACKGROUND = new Set(['wall', 'ceiling', 'floor']);

/** A view that is worth drawing: what it shows, and how good a picture it makes. */
export interface Composed {
  readonly view: CameraView;
  readonly seen: Glance;
  readonly shown: ReadonlySet<number>;
  readonly score: number;
}

/**
 * Judges a view by casting a few hundred rays: does it show several things, not half a wall, nothing right before the
 * lens?
 *
 * @param close a camera near things, for which few are enough
 * @returns null for a view not worth drawing
 */
export function composeView(
  geometry: SceneGeometry,
  view: CameraView,
  things: readonly SceneObject[],
  close: boolean,
): Composed | null {
  const least = close
    ? MIN_THINGS_CLOSE
    : Math.max(MIN_THINGS, Math.min(MOST_NEEDED, Math.ceil(MIN_SHARE * things.length)));
  const needed = Math.min(things.length, least);
  // Their middles tell most bad views at the cost of a few multiplications.
  if (things.filter((o) => isInImage(view, o)).length < needed) return null;
  const seen = glance(geometry, view);
  if (seen.nearest < MIN_NEAREST) return null;
  const counts = new Map<number, number>();
  for (const id of seen.ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const shown = new Set(things.filter((o) => counts.has(o.id)).map((o) => o.id));
  if (shown.size < needed) return null;
  const category = (id: number) => geometry.object(id).record.category;
  const walls = shareOf(seen, (id) => category(id) === 'wall' || category(id) === 'ceiling', true);
  const background = shareOf(seen, (id) => BACKGROUND.has(category(id)), true);
  if (walls > MAX_WALL_SHARE || background > MAX_BACKGROUND_SHARE) return null;
  const largest = Math.max(
    0,
    ...things.filter((o) => geometry.surfacesOf(o.id).length === 0).map((o) => counts.get(o.id) ?? 0),
  );
  const one = largest / seen.ids.length;
  if (one > MAX_ONE_THING) return null;
  return { view, seen, shown, score: Math.min(1, shown.size / 12) - 0.6 * walls - 0.4 * one };
}

function isInImage(view: CameraView, { obb }: SceneObject): boolean {
  const { u, v, depth } = project(view, obb.center);
  const { width, height } = view.intrinsics;
  return depth > 0.1 && u > 0.02 * width && u < 0.98 * width && v > 0.02 * height && v < 0.98 * height;
}
