import { projectCamera } from '../../core/camera/pinhole.js';
import type { ViewRecord } from '../../core/camera/view-record.js';
import { transformPoint, type Pose } from '../../core/geometry/pose.js';
import type { Vec3 } from '../../core/geometry/vec3.js';

/** Nothing nearer to the camera than this is drawn; as the coverage raster's near plane. */
const NEAR = 0.05;

/** The twelve edges of a box as the data of an SVG path, in pixels of the view; those that reach behind the camera are left out. */
export function boxEdges(cameraFromBox: Pose, halfExtents: Vec3, view: ViewRecord): string {
  const corners = Array.from({ length: 8 }, (_, i): Vec3 => {
    const [x, y, z] = [1, 2, 4].map((bit, axis) => (i & bit ? halfExtents[axis] : -halfExtents[axis]));
    return transformPoint(cameraFromBox, [x, y, z]);
  });
  let path = '';
  for (let a = 0; a < 8; a++) {
    for (const bit of [1, 2, 4]) {
      const b = a ^ bit;
      if (b < a || corners[a][2] < NEAR || corners[b][2] < NEAR) continue;
      const [[u0, v0], [u1, v1]] = [corners[a], corners[b]].map((p) => projectCamera(view.intrinsics, p));
      path += `M${short(u0)} ${short(v0)}L${short(u1)} ${short(v1)}`;
    }
  }
  return path;
}

const short = (value: number): string => String(Math.round(value * 10) / 10);
