import { Camera } from '@babylonjs/core/Cameras/camera';
import { Matrix, Vector3 } from '@babylonjs/core/Maths/math.vector';
import type { Scene } from '@babylonjs/core/scene';
import type { CameraView, Intrinsics } from '../core/camera/pinhole.js';
import { toMatrix } from '../core/geometry/quat.js';
import type { Pose } from '../core/geometry/pose.js';
import type { Vec3 } from '../core/geometry/vec3.js';

/** Surfaces nearer than this are cut away; the coverage raster of core cuts at the same distance. */
const NEAR = 0.05;

/** Further than any room's far corner; with a 24-bit depth buffer 0.03 mm are told apart at 5 m. */
const FAR = 60;

/** A Babylon camera that shows exactly the matrices it is given. */
export class MatrixCamera extends Camera {
  #view = Matrix.Identity();

  constructor(name: string, scene: Scene) {
    super(name, Vector3.Zero(), scene, false);
  }

  override _getViewMatrix(): Matrix {
    return this.#view;
  }

  setMatrices(view: Matrix, projection: Matrix): void {
    this.#view = view;
    this.freezeProjectionMatrix(projection);
    this.getViewMatrix(true);
  }

  setView(view: CameraView): void {
    this.setMatrices(viewMatrix(view.cameraFromWorld), projectionMatrix(view.intrinsics));
  }
}

/**
 * Clip from view for pixel centres at half-integers; GL's view axes (x right, y up, z back).
 * Babylon multiplies row vectors, so the rows below are the columns of the usual notation.
 */
export function projectionMatrix({ width, height, fx, fy, cx, cy }: Intrinsics, near = NEAR, far = FAR): Matrix {
  // prettier-ignore
  return Matrix.FromValues(
    (2 * fx) / width, 0, 0, 0,
    0, (2 * fy) / height, 0, 0,
    1 - (2 * cx) / width, (2 * cy) / height - 1, -(far + near) / (far - near), -1,
    0, 0, (-2 * far * near) / (far - near), 0,
  );
}

/** View from world: OpenCV's camera axes turned to GL's. */
export function viewMatrix({ position: t, orientation }: Pose): Matrix {
  const r = toMatrix(orientation);
  // prettier-ignore
  return Matrix.FromValues(
    r[0], -r[3], -r[6], 0,
    r[1], -r[4], -r[7], 0,
    r[2], -r[5], -r[8], 0,
    t[0], -t[1], -t[2], 1,
  );
}

/** World from object, scale first. */
export function worldMatrix({ position: t, orientation }: Pose, scale: number): Matrix {
  const r = toMatrix(orientation);
  // prettier-ignore
  return Matrix.FromValues(
    r[0] * scale, r[3] * scale, r[6] * scale, 0,
    r[1] * scale, r[4] * scale, r[7] * scale, 0,
    r[2] * scale, r[5] * scale, r[8] * scale, 0,
    t[0], t[1], t[2], 1,
  );
}

/** View along `-back` with `right` to the right, from the world's origin. The axes are orthonormal and right-handed. */
export function axesMatrix(right: Vec3, up: Vec3, back: Vec3): Matrix {
  // prettier-ignore
  return Matrix.FromValues(
    right[0], up[0], back[0], 0,
    right[1], up[1], back[1], 0,
    right[2], up[2], back[2], 0,
    0, 0, 0, 1,
  );
}

/** Parallel projection of the box [min, max] of view coordinates to clip space. */
export function orthographicMatrix(min: Vec3, max: Vec3): Matrix {
  const size: Vec3 = [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
  // prettier-ignore
  return Matrix.FromValues(
    2 / size[0], 0, 0, 0,
    0, 2 / size[1], 0, 0,
    0, 0, -2 / size[2], 0,
    -(max[0] + min[0]) / size[0], -(max[1] + min[1]) / size[1], (max[2] + min[2]) / size[2], 1,
  );
}
