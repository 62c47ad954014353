import type { Tree } from './tree.ts';
import type { Box, Intrinsics } from './types.ts';
import type { Pose, Vec3 } from './vec.ts';
import { cross, dot, sub, transform } from './vec.ts';

// Which pixel centres a mesh covers: triangles clipped at the near plane, projected in float64, filled row by row.
// A centre exactly on an edge counts.

export const NEAR = 0.05;

/** The part of a camera-frame polygon beyond the near plane. */
function beyondNear(corners: readonly Vec3[]): Vec3[] {
  const out: Vec3[] = [];
  for (let i = 0; i < corners.length; i++) {
    const [p, q] = [corners[i], corners[(i + 1) % corners.length]];
    if (p[2] >= NEAR) out.push(p);
    if (p[2] >= NEAR !== q[2] >= NEAR) {
      const t = (NEAR - p[2]) / (q[2] - p[2]);
      out.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]), NEAR]);
    }
  }
  return out;
}

/**
 * Calls `fill(row, first, last)` for each row of pixel centres in [x0, x1) × [y0, y1) that a convex polygon of image points covers.
 */
function rows(
  corners: readonly (readonly [number, number])[],
  [x0, y0, x1, y1]: Box,
  fill: (row: number, first: number, last: number) => void,
): void {
  let top = Infinity;
  let bottom = -Infinity;
  for (const [, v] of corners) {
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  const firstRow = Math.max(y0, Math.ceil(top - 0.5));
  const lastRow = Math.min(y1 - 1, Math.floor(bottom - 0.5));
  for (let row = firstRow; row <= lastRow; row++) {
    const v = row + 0.5;
    let left = Infinity;
    let right = -Infinity;
    for (let i = 0; i < corners.length; i++) {
      const [p, q] = [corners[i], corners[(i + 1) % corners.length]];
      if (Math.min(p[1], q[1]) > v || Math.max(p[1], q[1]) < v) continue;
      if (p[1] === q[1]) {
        left = Math.min(left, p[0], q[0]);
        right = Math.max(right, p[0], q[0]);
        continue;
      }
      const u = p[0] + ((v - p[1]) / (q[1] - p[1])) * (q[0] - p[0]);
      left = Math.min(left, u);
      right = Math.max(right, u);
    }
    const first = Math.max(x0, Math.ceil(left - 0.5));
    const last = Math.min(x1 - 1, Math.floor(right - 0.5));
    if (first <= last) fill(row, first, last);
  }
}

function projected(
  tree: Tree,
  cameraFromWorld: Pose,
  k: Intrinsics,
  each: (image: readonly (readonly [number, number])[], camera: readonly Vec3[]) => void,
): void {
  for (const triangle of tree.triangles) {
    const camera = triangle.map((p) => transform(cameraFromWorld, p));
    const seen = beyondNear(camera);
    if (seen.length < 3) continue;
    each(
      seen.map((p) => [(k.fx * p[0]) / p[2] + k.cx, (k.fy * p[1]) / p[2] + k.cy] as const),
      camera,
    );
  }
}

export interface Amodal {
  readonly pixels: number;
  readonly inImage: number;
  /** Pixel borders, null when nothing is covered. */
  readonly box: Box | null;
  /** Mean of the covered centres; of the whole canvas and of the image alone. */
  readonly centroid: readonly [number, number] | null;
  readonly centroidInImage: readonly [number, number] | null;
  readonly boxInImage: Box | null;
  /** The image's part, row-major. */
  readonly mask: Uint8Array;
}

/** Amodal mask on a canvas of 3× the image, the image in its middle. */
export function amodal(tree: Tree, cameraFromWorld: Pose, k: Intrinsics): Amodal {
  const { width, height } = k;
  const canvas = new Uint8Array(9 * width * height);
  projected(tree, cameraFromWorld, k, (image) =>
    rows(image, [-width, -height, 2 * width, 2 * height], (row, first, last) => {
      const start = (row + height) * 3 * width + width;
      canvas.fill(1, start + first, start + last + 1);
    }),
  );
  const count = (x0: number, y0: number, x1: number, y1: number) => {
    let [n, u, v, left, top, right, bottom] = [0, 0, 0, Infinity, Infinity, -Infinity, -Infinity];
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++)
        if (canvas[(y + height) * 3 * width + width + x]) {
          n++;
          u += x + 0.5;
          v += y + 0.5;
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
    return {
      n,
      box: n ? ([left, top, right + 1, bottom + 1] as const) : null,
      centroid: n ? ([u / n, v / n] as const) : null,
    };
  };
  const whole = count(-width, -height, 2 * width, 2 * height);
  const inside = count(0, 0, width, height);
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    mask.set(canvas.subarray((y + height) * 3 * width + width, (y + height) * 3 * width + 2 * width), y * width);
  return {
    pixels: whole.n,
    inImage: inside.n,
    box: whole.box,
    centroid: whole.centroid,
    centroidInImage: inside.centroid,
    boxInImage: inside.box,
    mask,
  };
}

export interface Drawn {
  /** Id of the nearest surface along each pixel's centre ray, 0 where there is none. */
  readonly ids: Uint16Array;
  /** Its distance along the camera's axis, Infinity where there is none. */
  readonly depth: Float64Array;
}

/** What an ideal camera sees: every pixel's centre ray against every triangle's plane. */
export function draw(
  items: readonly { readonly id: number; readonly tree: Tree }[],
  cameraFromWorld: Pose,
  k: Intrinsics,
): Drawn {
  const { width, height } = k;
  const ids = new Uint16Array(width * height);
  const depth = new Float64Array(width * height).fill(Infinity);
  for (const { id, tree } of items)
    projected(tree, cameraFromWorld, k, (image, [a, b, c]) => {
      const normal = cross(sub(b, a), sub(c, a));
      const offset = dot(normal, a);
      rows(image, [0, 0, width, height], (row, first, last) => {
        const y = (row + 0.5 - k.cy) / k.fy;
        for (let x = first; x <= last; x++) {
          const along = normal[0] * ((x + 0.5 - k.cx) / k.fx) + normal[1] * y + normal[2];
          const z = offset / along;
          const at = row * width + x;
          if (z >= NEAR && z < depth[at]) {
            depth[at] = z;
            ids[at] = id;
          }
        }
      });
    });
  return { ids, depth };
}
