import { aimCamera } from '../../core/camera/aim-camera.js';
import { pixelRay, type CameraView } from '../../core/camera/pinhole.js';
import type { ViewRecord } from '../../core/camera/view-record.js';
import type { CapturedFrame } from '../../core/edges.js';
import { compose } from '../../core/geometry/pose.js';
import { normalize, type Vec3 } from '../../core/geometry/vec3.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { viewId } from '../layout.js';
import { TABLE_TOP, type Box } from './box-scene.js';

/** The k-th view of a scene: from the side of the table, a little further round each time. */
export function lookAt(
  scene: string,
  k: number,
  [width, height]: readonly [number, number],
): { id: string; camera: CameraView } {
  const azimuth = -Math.PI / 2 + 0.35 * (k - 0.5);
  const eye: Vec3 = [1.25 * Math.cos(azimuth), 1.25 * Math.sin(azimuth), 1.45];
  const f = width * 0.8;
  const intrinsics = { width, height, fx: f, fy: f, cx: width / 2, cy: height / 2 };
  return { id: viewId(scene, k), camera: aimCamera(eye, [0, 0, TABLE_TOP], intrinsics, 0) };
}

/** What a camera sees of the boxes, by casting a ray through every pixel. */
export function castView(
  view: CameraView,
  id: string,
  scene: SettledScene,
  boxes: readonly Box[],
): { record: ViewRecord; frame: CapturedFrame } {
  const { width, height } = view.intrinsics;
  const depthUnit = 0.0001;
  const rgb = new Uint8Array(3 * width * height);
  const depth = new Uint16Array(width * height);
  const ids = new Uint16Array(width * height);
  const light = normalize([0.4, -0.5, 0.9]);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const ray = pixelRay(view, x + 0.5, y + 0.5);
      const hit = firstHit(boxes, ray.origin, ray.direction);
      const i = y * width + x;
      const shade = hit
        ? 0.45 + 0.55 * Math.max(0, hit.normal[0] * light[0] + hit.normal[1] * light[1] + hit.normal[2] * light[2])
        : 1;
      const colour = hit ? hit.box.rgb : [0.86, 0.88, 0.9];
      for (let c = 0; c < 3; c++) rgb[3 * i + c] = Math.round(255 * Math.min(1, colour[c] * shade));
      if (hit) {
        ids[i] = hit.box.id;
        depth[i] = Math.round(hit.distance / depthUnit);
      }
    }
  }
  const objects = scene.objects.flatMap((object) => {
    const seen = seenPixels(ids, width, object.id);
    if (seen.count === 0) return [];
    const obbInCamera = {
      center: compose(view.cameraFromWorld, { position: object.obb.center, orientation: [0, 0, 0, 1] }).position,
      halfExtents: object.obb.halfExtents,
      orientation: view.cameraFromWorld.orientation,
    };
    const { count, box, centroid } = seen;
    return [
      {
        id: object.id,
        visiblePixels: count,
        amodalPixels: count,
        visibleFraction: 1,
        truncation: 0,
        box,
        amodalBox: box,
        centroid,
        obbInCamera,
      },
    ];
  });
  const record: ViewRecord = { schema: 'vantage/view@1', id, scene: scene.id, ...view, depthUnit, objects };
  return { record, frame: { width, height, rgb, depth, ids, normals: null } };
}

function firstHit(
  boxes: readonly Box[],
  origin: Vec3,
  direction: Vec3,
): { box: Box; distance: number; normal: Vec3 } | null {
  let best: { box: Box; distance: number; normal: Vec3 } | null = null;
  for (const box of boxes) {
    let near = 0;
    let far = Infinity;
    let normal: Vec3 = [0, 0, 0];
    for (let k = 0; k < 3; k++) {
      const t1 = (box.center[k] - box.size[k] / 2 - origin[k]) / direction[k];
      const t2 = (box.center[k] + box.size[k] / 2 - origin[k]) / direction[k];
      if (Math.min(t1, t2) > near) {
        near = Math.min(t1, t2);
        const n: [number, number, number] = [0, 0, 0];
        n[k] = -Math.sign(direction[k]);
        normal = n;
      }
      far = Math.min(far, Math.max(t1, t2));
    }
    if (near < far && near > 0 && (best === null || near < best.distance)) best = { box, distance: near, normal };
  }
  return best;
}

function seenPixels(ids: Uint16Array, width: number, id: number) {
  let count = 0;
  let [x0, y0, x1, y1, sumX, sumY] = [Infinity, Infinity, -Infinity, -Infinity, 0, 0];
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] !== id) continue;
    const x = i % width;
    const y = Math.floor(i / width);
    count++;
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x + 1);
    y1 = Math.max(y1, y + 1);
    sumX += x + 0.5;
    sumY += y + 0.5;
  }
  return { count, box: [x0, y0, x1, y1] as const, centroid: [sumX / count, sumY / count] as const };
}
