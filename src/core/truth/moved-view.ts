import type { ObjectTruth } from '../camera/view-record.js';
import { coverMesh } from '../geometry/coverage-raster.js';
import { invert, transformPoints } from '../geometry/pose.js';
import { rotate } from '../geometry/quat.js';
import { raycast } from '../geometry/raycast.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import { AMODAL_NEAR, frameTruth } from './frame-truth.js';

/** Most rays for one object: beyond it a ray stands for a square of pixels. */
const MOST_RAYS = 2500;

/**
 * A view after objects moved, without drawing it: what it would show is worked out from the last picture by casting rays
 * at the pixels those objects left and came to. Which pixels they cover is exact, depth and what hides them are as
 * coarse as the squares. For a look while something is dragged; a picture decides in the end.
 *
 * @param geometry the scene as it is now
 * @param moved ids of what is elsewhere than in the picture
 * @param mostRays for one object
 */
export function movedView(
  seen: SeenView,
  geometry: SceneGeometry,
  moved: ReadonlySet<number>,
  mostRays = MOST_RAYS,
): SeenView {
  if (moved.size === 0) return seen;
  const background = withoutObjects(seen, geometry, moved, mostRays);
  const ids = background.ids.slice();
  const depth = background.depth.slice();
  const { intrinsics, cameraFromWorld } = seen.record;
  const { width } = intrinsics;
  const rays = raysOf(seen);
  for (const id of moved) {
    const object = geometry.object(id);
    const positions = transformPoints(cameraFromWorld, object.vertices);
    const { mask, box } = coverMesh(positions, object.indices, intrinsics, { near: AMODAL_NEAR, mask: true });
    if (!mask || !box) continue;
    const covered: number[] = [];
    const [u0, v0, u1, v1] = [
      Math.max(0, box[0]),
      Math.max(0, box[1]),
      Math.min(width, box[2]),
      Math.min(intrinsics.height, box[3]),
    ];
    for (let v = v0; v < v1; v++)
      for (let u = u0; u < u1; u++) if (mask[v * width + u] === 1) covered.push(v * width + u);
    castAt(covered, width, mostRays, rays, [object], (pixel, hit) => {
      if (hit.depth >= depth[pixel]) return;
      depth[pixel] = hit.depth;
      ids[pixel] = id;
    });
  }
  const before = new Map(seen.record.objects.map((truth) => [truth.id, truth]));
  const unmoved = new Map<number, ObjectTruth | null>();
  for (const { record } of geometry.objects)
    if (!moved.has(record.id)) unmoved.set(record.id, before.get(record.id) ?? null);
  const { objects } = frameTruth(geometry, seen.record, ids, unmoved);
  return { record: { ...seen.record, objects }, ids, depth };
}

interface Pixels {
  readonly ids: Uint16Array;
  readonly depth: Float64Array;
}

/** Pictures without what is being dragged, kept as long as their view: a drag asks for the same one again and again. */
const emptied = new WeakMap<SeenView, { readonly key: string; readonly pixels: Pixels }>();

function withoutObjects(seen: SeenView, geometry: SceneGeometry, moved: ReadonlySet<number>, mostRays: number): Pixels {
  const key = [...moved].sort((a, b) => a - b).join(' ');
  const known = emptied.get(seen);
  if (known?.key === key) return known.pixels;
  const ids = seen.ids.slice();
  const depth = seen.depth.slice();
  const left: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    if (!moved.has(ids[i])) continue;
    left.push(i);
    ids[i] = 0;
    depth[i] = Infinity;
  }
  const inView = new Set(seen.record.objects.map(({ id }) => id));
  const others = geometry.objects.filter(({ record }) => inView.has(record.id) && !moved.has(record.id));
  castAt(left, seen.record.intrinsics.width, mostRays, raysOf(seen), others, (pixel, hit) => {
    ids[pixel] = hit.id;
    depth[pixel] = hit.depth;
  });
  const pixels = { ids, depth };
  emptied.set(seen, { key, pixels });
  return pixels;
}

interface Hit {
  readonly id: number;
  /** Along camera +Z. */
  readonly depth: number;
}

/** Rays through pixel centres whose direction has a camera-z of one: distances along them are depths. */
function raysOf({ record: { intrinsics, cameraFromWorld } }: SeenView) {
  const { fx, fy, cx, cy } = intrinsics;
  const { position, orientation } = invert(cameraFromWorld);
  return {
    origin: position,
    direction: (u: number, v: number): Vec3 => rotate(orientation, [(u + 0.5 - cx) / fx, (v + 0.5 - cy) / fy, 1]),
  };
}

/** Tells the nearest of some objects at each pixel; pixels where there is none are passed over. */
function castAt(
  pixels: readonly number[],
  width: number,
  mostRays: number,
  rays: ReturnType<typeof raysOf>,
  objects: readonly ObjectGeometry[],
  found: (pixel: number, hit: Hit) => void,
): void {
  const step = Math.max(1, Math.ceil(Math.sqrt(pixels.length / mostRays)));
  const bySquare = new Map<number, Hit | null>();
  for (const pixel of pixels) {
    const u = pixel % width;
    const v = (pixel - u) / width;
    const square = Math.floor(v / step) * width + Math.floor(u / step);
    // The first pixel of a square that is asked about speaks for all of it.
    let hit = bySquare.get(square);
    if (hit === undefined) bySquare.set(square, (hit = nearest(rays.origin, rays.direction(u, v), objects)));
    if (hit) found(pixel, hit);
  }
}

function nearest(origin: Vec3, direction: Vec3, objects: readonly ObjectGeometry[]): Hit | null {
  let best: Hit | null = null;
  for (const object of objects) {
    const hit = raycast(object.tree, origin, direction, best?.depth ?? Infinity);
    if (hit !== null && (best === null || hit.distance < best.depth))
      best = { id: object.record.id, depth: hit.distance };
  }
  return best;
}
