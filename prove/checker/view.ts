import type { Amodal, Drawn } from './raster.ts';
import type { Box, ViewRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { World } from './world.ts';
import { amodal, draw } from './raster.ts';
import { add, inverse, mul, rotate, sub, transform } from './vec.ts';

// One view as its stored files show it: ids and depth decoded from the PNGs, everything else counted afresh.

export interface Seen {
  readonly pixels: number;
  /** Pixel borders. */
  readonly box: Box;
  readonly centroid: readonly [number, number];
  /** Median of the stored depth over the visible pixels, metres. */
  readonly medianDepth: number;
  /** From the eye to the nearest visible point. */
  readonly nearest: number;
}

export interface View {
  readonly record: ViewRecord;
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly eye: Vec3;
  /** Camera axes in world: right, down, forward. */
  readonly axes: readonly [Vec3, Vec3, Vec3];
  readonly ids: Uint16Array;
  /** Metres along the camera's axis, 0 where nothing was hit. */
  readonly depth: Float64Array;
  seen(id: number): Seen | null;
  amodal(id: number): Amodal;
  /** What an ideal camera sees. */
  drawn(): Drawn;
  toCamera(p: Vec3): Vec3;
  /** Image point of a camera-frame point. */
  project(p: Vec3): readonly [number, number];
  /** Direction in world of the ray through an image point, 1 along the camera's axis. */
  ray(u: number, v: number): Vec3;
}

export function viewOf(record: ViewRecord, world: World, ids: Uint16Array, stored: Uint16Array): View {
  const { width, height, fx, fy, cx, cy } = record.intrinsics;
  const worldFromCamera = inverse(record.cameraFromWorld);
  const depth = Float64Array.from(stored, (value) => value * record.depthUnit);
  const stats = tally(width, height, ids, depth, record);
  const amodals = new Map<number, Amodal>();
  let ideal: Drawn | null = null;
  return {
    record,
    id: record.id,
    width,
    height,
    eye: worldFromCamera.position,
    axes: [
      rotate(worldFromCamera.orientation, [1, 0, 0]),
      rotate(worldFromCamera.orientation, [0, 1, 0]),
      rotate(worldFromCamera.orientation, [0, 0, 1]),
    ],
    ids,
    depth,
    seen: (id) => stats.get(id) ?? null,
    amodal(id) {
      const known = amodals.get(id) ?? amodal(world.body(id).tree(), record.cameraFromWorld, record.intrinsics);
      amodals.set(id, known);
      return known;
    },
    drawn() {
      ideal ??= draw(
        world.bodies.map((b) => ({ id: b.id, tree: b.tree() })),
        record.cameraFromWorld,
        record.intrinsics,
      );
      return ideal;
    },
    toCamera: (p) => transform(record.cameraFromWorld, p),
    project: ([x, y, z]) => [(fx * x) / z + cx, (fy * y) / z + cy],
    ray: (u, v) => rotate(worldFromCamera.orientation, [(u - cx) / fx, (v - cy) / fy, 1]),
  };
}

function tally(
  width: number,
  height: number,
  ids: Uint16Array,
  depth: Float64Array,
  record: ViewRecord,
): Map<number, Seen> {
  const { fx, fy, cx, cy } = record.intrinsics;
  const raw = new Map<number, { n: number; u: number; v: number; box: number[]; depths: number[]; nearest: number }>();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const id = ids[y * width + x];
      if (id === 0) continue;
      let s = raw.get(id);
      if (!s) raw.set(id, (s = { n: 0, u: 0, v: 0, box: [x, y, x + 1, y + 1], depths: [], nearest: Infinity }));
      s.n++;
      s.u += x + 0.5;
      s.v += y + 0.5;
      s.box[0] = Math.min(s.box[0], x);
      s.box[1] = Math.min(s.box[1], y);
      s.box[2] = Math.max(s.box[2], x + 1);
      s.box[3] = Math.max(s.box[3], y + 1);
      const d = depth[y * width + x];
      if (d > 0) {
        s.depths.push(d);
        s.nearest = Math.min(s.nearest, d * Math.hypot((x + 0.5 - cx) / fx, (y + 0.5 - cy) / fy, 1));
      }
    }
  return new Map(
    [...raw].map(([id, s]) => {
      s.depths.sort((a, b) => a - b);
      const half = s.depths.length >> 1;
      const medianDepth = s.depths.length % 2 ? s.depths[half] : (s.depths[half - 1] + s.depths[half]) / 2;
      return [
        id,
        {
          pixels: s.n,
          box: s.box as unknown as Box,
          centroid: [s.u / s.n, s.v / s.n],
          medianDepth,
          nearest: s.nearest,
        },
      ];
    }),
  );
}

/** Where the ray through an image point meets the plane through `point` with `normal`; null when behind. */
export function onPlane(view: View, u: number, v: number, point: Vec3, normal: Vec3): Vec3 | null {
  const direction = view.ray(u, v);
  const along = direction[0] * normal[0] + direction[1] * normal[1] + direction[2] * normal[2];
  if (along === 0) return null;
  const gap = sub(point, view.eye);
  const t = (gap[0] * normal[0] + gap[1] * normal[1] + gap[2] * normal[2]) / along;
  return t > 0 ? add(view.eye, mul(direction, t)) : null;
}
