import { project } from '../camera/pinhole.js';
import type { Vec3 } from '../geometry/vec3.js';
import { judge } from './judge.js';
import type { SceneGeometry } from './scene-geometry.js';
import type { SeenView } from './scene-graph.js';
import { and, atLeast, atMost, decide, or, pixels } from './tolerance.js';
import type { Judgement } from './verdict.js';

const CONTACT = 0.002;
const APART = 0.015;
/** A gap must also be seen as one. */
const APART_PX = 6;

/** What lies nearer than the point by more than this hides it: metres, or share of its depth. */
const HIDING_DEPTH = 0.005;
const HIDING_SHARE = 0.01;

/** touching(A, B) of SPEC §4; false only where the picture shows the gap. */
export function touching(geometry: SceneGeometry, view: SeenView, a: number, b: number): Judgement {
  const listed = geometry.contactsBetween(a, b).length > 0;
  const { distance, pointA, pointB } = geometry.surfaceDistance(a, b);
  const depth = Math.max(project(view.record, pointA).depth, project(view.record, pointB).depth);
  const gapPx = depth > 0 ? (distance * Math.min(view.record.intrinsics.fx, view.record.intrinsics.fy)) / depth : 0;
  const verdict = decide(
    or(listed ? 'T' : 'F', atMost(distance, CONTACT)),
    listed ? 'F' : and(atLeast(distance, APART), atLeast(gapPx, APART_PX, pixels)),
  );
  return judge(verdict, { distance, gapPx, contact: listed }, 'the gap is too narrow to call');
}

/** Gate of touching: the closest points lie in the picture, and no third object hides them. */
export function touchIsVisible(geometry: SceneGeometry, view: SeenView, a: number, b: number): boolean {
  const { pointA, pointB } = geometry.surfaceDistance(a, b);
  return isShown(view, pointA, a, b) && isShown(view, pointB, a, b);
}

function isShown(view: SeenView, point: Vec3, a: number, b: number): boolean {
  const { width, height } = view.record.intrinsics;
  const { u, v, depth } = project(view.record, point);
  if (!(depth > 0 && u >= 0 && v >= 0 && u < width && v < height)) return false;
  const pixel = Math.floor(v) * width + Math.floor(u);
  const id = view.ids[pixel];
  return id === a || id === b || view.depth[pixel] >= depth - Math.max(HIDING_DEPTH, HIDING_SHARE * depth);
}
