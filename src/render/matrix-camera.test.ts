import { Vector3, Vector4 } from '@babylonjs/core/Maths/math.vector';
import { expect, test } from 'vitest';
import { project, type CameraView } from '../core/camera/pinhole.js';
import { transformPoint } from '../core/geometry/pose.js';
import { fromAxisAngle } from '../core/geometry/quat.js';
import { scale, type Vec3 } from '../core/geometry/vec3.js';
import { createRng } from '../core/random.js';
import { axesMatrix, orthographicMatrix, projectionMatrix, viewMatrix, worldMatrix } from './matrix-camera.js';

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);

test.each(SEEDS)('matrices put a vertex where the pinhole model does, seed %i', (seed) => {
  const rng = createRng(seed);
  const vec = (): Vec3 => [rng.range(-1, 1), rng.range(-1, 1), rng.range(-1, 1)];
  const view: CameraView = {
    intrinsics: {
      width: 640,
      height: 480,
      fx: rng.range(300, 700),
      fy: rng.range(300, 700),
      cx: rng.range(300, 340),
      cy: rng.range(220, 260),
    },
    cameraFromWorld: {
      position: [rng.range(-1, 1), rng.range(-1, 1), 4],
      orientation: fromAxisAngle(vec(), rng.range(0, 3)),
    },
  };
  const pose = { position: vec(), orientation: fromAxisAngle(vec(), rng.range(0, 3)) };
  const [size, vertex] = [rng.range(0.2, 1.5), vec()];
  const expected = project(view, transformPoint(pose, scale(vertex, size)));

  const matrix = worldMatrix(pose, size)
    .multiply(viewMatrix(view.cameraFromWorld))
    .multiply(projectionMatrix(view.intrinsics));
  const clip = Vector4.TransformCoordinates(new Vector3(...vertex), matrix);
  expect(clip.w).toBeCloseTo(expected.depth, 4);
  expect(((clip.x / clip.w + 1) / 2) * 640).toBeCloseTo(expected.u, 2);
  expect(((1 - clip.y / clip.w) / 2) * 480).toBeCloseTo(expected.v, 2);
});

test('a parallel projection takes its box to the clip cube', () => {
  const matrix = axesMatrix([1, 0, 0], [0, 1, 0], [0, 0, 1]).multiply(orthographicMatrix([-1, 2, -5], [3, 4, -1]));
  const corner = (x: number, y: number, z: number) =>
    Vector3.TransformCoordinates(new Vector3(x, y, z), matrix).asArray();
  // View space looks along −z: the near side is the one with the larger z.
  for (const [k, value] of [-1, -1, -1].entries()) expect(corner(-1, 2, -1)[k]).toBeCloseTo(value, 6);
  for (const [k, value] of [1, 1, 1].entries()) expect(corner(3, 4, -5)[k]).toBeCloseTo(value, 6);
});
