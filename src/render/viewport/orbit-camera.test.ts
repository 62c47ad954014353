import { expect, test } from 'vitest';
import { project, unitPixelRay } from '../../core/camera/pinhole.js';
import { add, distance, scale, type Vec3 } from '../../core/geometry/vec3.js';
import {
  eyeOfOrbit,
  flown,
  framed,
  lookedRound,
  meetsLevel,
  nearestHeight,
  orbited,
  orbitFromView,
  orbitView,
  panned,
  zoomed,
  type OrbitCamera,
} from './orbit-camera.js';

const CAMERA: OrbitCamera = { target: [0.2, -0.1, 0.75], yaw: -1.1, pitch: 0.5, distance: 1.6 };

function near(a: Vec3, b: Vec3): void {
  expect(distance(a, b)).toBeLessThan(1e-9);
}

test('the target is in the middle of the picture', () => {
  const { u, v, depth } = project(orbitView(CAMERA, 800, 600), CAMERA.target);
  expect(u).toBeCloseTo(400);
  expect(v).toBeCloseTo(300);
  expect(depth).toBeCloseTo(CAMERA.distance);
});

test('a pan by so many pixels moves what is at the target by as many', () => {
  const { u, v } = project(orbitView(panned(CAMERA, 30, -20, 600), 800, 600), CAMERA.target);
  expect(u).toBeCloseTo(430);
  expect(v).toBeCloseTo(280);
});

test('looking round keeps the eye where it is; flying moves it', () => {
  near(eyeOfOrbit(lookedRound(CAMERA, 0.3, -0.2)), eyeOfOrbit(CAMERA));
  near(eyeOfOrbit(flown(CAMERA, [0, 0.5, 0])), add(eyeOfOrbit(CAMERA), [0, 0, 0.5]));
});

test('zoom and pitch have ends', () => {
  expect(zoomed(CAMERA, 1e-9).distance).toBe(0.08);
  expect(orbited(CAMERA, 0, 9).pitch).toBeLessThan(Math.PI / 2);
});

test('a framed ball is inside of the picture, wide or tall', () => {
  for (const [width, height] of [
    [800, 400],
    [400, 800],
  ]) {
    const view = orbitView(framed(CAMERA, [1, 2, 3], 0.5, width / height), width, height);
    for (const side of [
      [0.5, 0, 0],
      [0, 0.5, 0],
      [0, 0, 0.5],
    ] as const) {
      for (const sign of [-1, 1]) {
        const { u, v } = project(view, add([1, 2, 3], scale(side, sign)));
        expect(u).toBeGreaterThan(0);
        expect(u).toBeLessThan(width);
        expect(v).toBeGreaterThan(0);
        expect(v).toBeLessThan(height);
      }
    }
  }
});

test('an orbit taken over from a view looks from the same place in the same direction', () => {
  const view = orbitView(CAMERA, 640, 480);
  const taken = orbitFromView(view, CAMERA.distance);
  near(taken.target, CAMERA.target);
  near(eyeOfOrbit(taken), eyeOfOrbit(CAMERA));
});

test('a drag over a level and along a vertical', () => {
  const view = orbitView(CAMERA, 640, 480);
  const on: Vec3 = [0.3, 0.1, 0.7];
  const { u, v } = project(view, on);
  const ray = unitPixelRay(view, u, v);
  const t = meetsLevel(ray.origin, ray.direction, 0.7) as number;
  near(add(ray.origin, scale(ray.direction, t)), on);
  expect(nearestHeight([0.3, 0.1, 0.2], ray.origin, ray.direction)).toBeCloseTo(0.7, 9);
  expect(meetsLevel(ray.origin, ray.direction, 99)).toBeNull();
});
