import { project } from '../camera/pinhole.js';
import { pointMeshDistance } from '../geometry/mesh-distance.js';
import { isInsideMesh } from '../geometry/point-in-mesh.js';
import { transformPoint } from '../geometry/pose.js';
import { add, scale, UP, type Vec3 } from '../geometry/vec3.js';
import { CONSTANTS } from '../relations/constants.js';
import { frameDirection, type Direction, type FrameRef } from '../relations/frames.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SceneGraph, SeenView } from '../relations/scene-graph.js';
import type { Profile } from '../scene/settled-scene.js';

// Points in the air (SPEC §5, docs/spec.md §13.5).

export interface AirPointQuestion {
  readonly graph: SceneGraph;
  readonly view: SeenView;
  /** B */
  readonly anchor: number;
  /** Null for straight up. */
  readonly frame: FrameRef | null;
  readonly direction: Direction | 'up';
  /** δ, metres. */
  readonly displacement: number;
  readonly profile: Profile;
}

export interface AirPoint {
  readonly world: Vec3;
  /** Camera frame. */
  readonly camera: Vec3;
  readonly pixel: readonly [number, number];
  /** Free radius around it, up to where it was looked for. */
  readonly clearance: number;
  /** How much further away the picture's surface is there. */
  readonly depthBehind: number;
}

/** Part of the image's border that is left out (SPEC §5). */
const BORDER_SHARE = 0.01;
const DEPTH_SLACK = 0.005;
const DEPTH_SLACK_SHARE = 0.01;

/** An answer is right within this, metres or share of the displacement (docs/spec.md §13.5). */
export const airTolerance = (displacement: number): number => Math.max(0.03, 0.25 * displacement);

/** c_B + δ d, if it is free and the camera looks through it; else why not. */
export function airPoint(question: AirPointQuestion): AirPoint | { readonly reason: string } {
  const { graph, view, anchor, frame, direction, displacement, profile } = question;
  let d: Vec3 = UP;
  if (direction !== 'up') {
    if (frame === null) return { reason: 'a side needs a frame' };
    const vector = frameDirection(graph, view, frame, direction);
    if ('reason' in vector) return vector;
    d = vector.d;
  }
  const world = add(graph.geometry.object(anchor).center, scale(d, displacement));
  const { u, v, depth } = project(view.record, world);
  const { width, height } = view.record.intrinsics;
  const [du, dv] = [BORDER_SHARE * width, BORDER_SHARE * height];
  if (!(depth > 0.05 && u >= du && v >= dv && u < width - du && v < height - dv))
    return { reason: 'it is outside the picture' };
  const behind = view.depth[Math.floor(v) * width + Math.floor(u)] - depth;
  if (!(behind > Math.max(DEPTH_SLACK, DEPTH_SLACK_SHARE * depth))) return { reason: 'something hides it' };
  const radius = CONSTANTS[profile].clearRadius;
  const clearance = clearanceAt(graph.geometry, world, radius + 0.01);
  if (!(clearance > radius + 1e-6)) return { reason: 'it is not free there' };
  return {
    world,
    camera: transformPoint(view.record.cameraFromWorld, world),
    pixel: [u, v],
    clearance,
    depthBehind: Number.isFinite(behind) ? behind : 0,
  };
}

/** Distance to the nearest mesh, at most `limit`; 0 inside a solid. */
export function clearanceAt(geometry: SceneGeometry, p: Vec3, limit: number): number {
  let least = limit;
  for (const { tree, record } of geometry.objects) {
    const { min, max } = tree.bounds;
    if ([0, 1, 2].some((k) => p[k] < min[k] - least || p[k] > max[k] + least)) continue;
    least = Math.min(least, pointMeshDistance(tree, p, least).distance);
    if (record.solid && isInsideMesh(tree, p)) return 0;
  }
  return least;
}
