import { project } from '../camera/pinhole.js';
import { angleDeg, cross, lerp, sub, type Vec3 } from '../geometry/vec3.js';
import { memoObject } from './memo.js';
import type { ObjectGeometry, SceneGeometry } from './scene-geometry.js';
import type { SeenView } from './scene-graph.js';
import { atLeast, share as sampledShare } from './tolerance.js';

/** Faces of the cavity that look along its opening, within this, are its lid: the opening itself. */
const MAX_LID_TILT_DEG = 20;

/** Part of the opening that must be open to view. */
const MIN_SHARE = 0.25;

/** What lies nearer than a point of the opening by more than this hides it: metres, or share of its depth. */
const HIDING_DEPTH = 0.005;
const HIDING_SHARE = 0.01;

/** Samples along each side of a triangle of the lid. */
const STEPS = 6;

/** Gate of inside (SPEC §4): whether one can see into B, past whatever stands before it; A itself hides nothing. */
export function openingIsVisible(geometry: SceneGeometry, view: SeenView, a: number, b: number): boolean {
  const { points, open, behind } = openingSeen(geometry, view, b);
  if (points === 0) return false;
  const shown = open + (behind.get(a) ?? 0);
  return atLeast(shown / points, MIN_SHARE, sampledShare) === 'T';
}

/** What a view shows of an opening. */
interface OpeningSeen {
  readonly points: number;
  /** How many of the points nothing hides. */
  readonly open: number;
  /** How many of the others each object hides, by id. */
  readonly behind: ReadonlyMap<number, number>;
}

const seen = new WeakMap<SeenView, WeakMap<ObjectGeometry, OpeningSeen>>();

function openingSeen(geometry: SceneGeometry, view: SeenView, id: number): OpeningSeen {
  let known = seen.get(view);
  if (!known) seen.set(view, (known = new WeakMap()));
  const object = geometry.object(id);
  let found = known.get(object);
  if (!found) known.set(object, (found = lookAtOpening(view, openingPoints(geometry, id))));
  return found;
}

function lookAtOpening(view: SeenView, points: readonly Vec3[]): OpeningSeen {
  const { width, height } = view.record.intrinsics;
  const behind = new Map<number, number>();
  let open = 0;
  for (const point of points) {
    const { u, v, depth } = project(view.record, point);
    if (!(depth > 0 && u >= 0 && v >= 0 && u < width && v < height)) continue;
    const pixel = Math.floor(v) * width + Math.floor(u);
    const id = view.ids[pixel];
    if (view.depth[pixel] >= depth - Math.max(HIDING_DEPTH, HIDING_SHARE * depth)) open++;
    else behind.set(id, (behind.get(id) ?? 0) + 1);
  }
  return { points: points.length, open, behind };
}

/** Points spread over the opening of an object's cavity, world. */
const openingPoints = memoObject((geometry: SceneGeometry, id: number): readonly Vec3[] => {
  const { cavity } = geometry.object(id);
  if (cavity === null || cavity.opening === null) return [];
  const { vertices, indices, opening } = cavity;
  const corner = (i: number): Vec3 => [vertices[3 * i], vertices[3 * i + 1], vertices[3 * i + 2]];
  const points: Vec3[] = [];
  for (let t = 0; t < indices.length; t += 3) {
    const [p, q, r] = [corner(indices[t]), corner(indices[t + 1]), corner(indices[t + 2])];
    if (angleDeg(cross(sub(q, p), sub(r, p)), opening) > MAX_LID_TILT_DEG) continue;
    for (let i = 0; i < STEPS; i++) {
      for (let j = 0; i + j < STEPS; j++) {
        const rest = 1 - (i + 1 / 3) / STEPS;
        const share = (j + 1 / 3) / STEPS / rest;
        points.push(lerp(p, lerp(q, r, share), rest));
      }
    }
  }
  return points;
});
