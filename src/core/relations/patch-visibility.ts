import { pointInPolygon } from '../geometry/polygon.js';
import { toMatrix } from '../geometry/quat.js';
import { patchHeight, type Patch } from './patch.js';
import type { SceneGeometry } from './scene-geometry.js';
import type { SeenView } from './scene-graph.js';

/** Tells whether the picture shows what is at (x, y) of a patch. */
export type PatchSight = (x: number, y: number) => boolean;

/** SPEC §5: how far the stored depth may be from that of a surface point, metres or share of its depth. */
export const DEPTH_SLACK = 0.005;
export const DEPTH_SLACK_SHARE = 0.01;

/** Points nearer than this to the camera's plane are not in the picture. */
const MIN_DEPTH = 1e-6;

/**
 * Visibility of surface samples (SPEC §5, F of the yes/no form, and §6): the sample's pixel shows the surface
 * itself, or an object whose footprint contains the sample. A pixel that shows another part of the surface's owner (the
 * shelf board above) says nothing of the sample, so the owner counts only at the sample's depth.
 */
export function patchSight(geometry: SceneGeometry, view: SeenView, patch: Patch): PatchSight {
  const { owner } = patch.surface;
  return lookAtPlane(view, patch, (x, y, pixel, depthHere) => {
    const id = view.ids[pixel];
    if (id === owner) return Math.abs(view.depth[pixel] - depthHere) <= slackAt(depthHere);
    return id !== 0 && pointInPolygon([x, y], geometry.object(id).footprint);
  });
}

/** Whether the picture shows what is at (x, y) of the patch plane, or something behind it. */
export const planeSight = (view: SeenView, patch: Patch): PatchSight =>
  lookAtPlane(view, patch, (_x, _y, pixel, depthHere) => view.depth[pixel] >= depthHere - slackAt(depthHere));

const slackAt = (depth: number): number => Math.max(DEPTH_SLACK, DEPTH_SLACK_SHARE * depth);

function lookAtPlane(
  view: SeenView,
  patch: Patch,
  judge: (x: number, y: number, pixel: number, depth: number) => boolean,
): PatchSight {
  const { width, height, fx, fy, cx, cy } = view.record.intrinsics;
  const m = toMatrix(view.record.cameraFromWorld.orientation);
  const [tx, ty, tz] = view.record.cameraFromWorld.position;
  return (x, y) => {
    const z = patchHeight(patch, x, y);
    const depthHere = m[6] * x + m[7] * y + m[8] * z + tz;
    if (depthHere < MIN_DEPTH) return false;
    const u = Math.floor((fx * (m[0] * x + m[1] * y + m[2] * z + tx)) / depthHere + cx);
    const v = Math.floor((fy * (m[3] * x + m[4] * y + m[5] * z + ty)) / depthHere + cy);
    if (!(u >= 0 && v >= 0 && u < width && v < height)) return false;
    return judge(x, y, v * width + u, depthHere);
  };
}
