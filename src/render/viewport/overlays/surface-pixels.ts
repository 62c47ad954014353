import type { CameraView } from '../../../core/camera/pinhole.js';
import { invert } from '../../../core/geometry/pose.js';
import { rotate } from '../../../core/geometry/quat.js';
import { cross, dot, normalize, scale, sub, type Vec3 } from '../../../core/geometry/vec3.js';
import type { TruthImage } from '../truth-image.js';
import type { SurfaceImage } from './explanation.js';

/** What is no further from the surface's plane is the surface itself, metres. */
const ON_PLANE = 0.003;

/**
 * A surface's image as a view shows it: at every pixel that shows the surface, and not at those of what stands before it.
 *
 * @param view with the intrinsics of `truth`
 */
export function surfacePixels(
  truth: TruthImage,
  view: CameraView,
  image: SurfaceImage,
): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = truth;
  const { fx, fy, cx, cy } = view.intrinsics;
  const eye = invert(view.cameraFromWorld);
  const { origin, u, v } = image;
  const pixels = new Uint8ClampedArray(4 * width * height);
  const out = new Uint32Array(pixels.buffer);
  const colours = new Uint32Array(image.rgba.slice().buffer);
  // Along a normal, a coordinate of the point that a pixel shows is `start + depth * (atCorner + perColumn * column + perRow * row)`.
  const along = (axis: Vec3) => ({
    start: dot(sub(eye.position, origin), axis),
    atCorner: dot(rotate(eye.orientation, [(0.5 - cx) / fx, (0.5 - cy) / fy, 1]), axis),
    perColumn: dot(rotate(eye.orientation, [1 / fx, 0, 0]), axis),
    perRow: dot(rotate(eye.orientation, [0, 1 / fy, 0]), axis),
  });
  const [a, b, n] = [
    along(scale(u, image.width / dot(u, u))),
    along(scale(v, image.height / dot(v, v))),
    along(normalize(cross(u, v))),
  ];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (truth.id(column, row) === 0) continue;
      const depth = truth.depth(column, row);
      const off = n.start + depth * (n.atCorner + n.perColumn * column + n.perRow * row);
      if (off > ON_PLANE || off < -ON_PLANE) continue;
      const i = Math.floor(a.start + depth * (a.atCorner + a.perColumn * column + a.perRow * row));
      const j = Math.floor(b.start + depth * (b.atCorner + b.perColumn * column + b.perRow * row));
      if (i < 0 || j < 0 || i >= image.width || j >= image.height) continue;
      out[row * width + column] = colours[j * image.width + i];
    }
  }
  return pixels;
}
