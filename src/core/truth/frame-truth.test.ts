import { expect, test } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import { drawView, lookAt, testGeometry } from '../relations/test-scene.js';
import { frameTruth } from './frame-truth.js';
import { seenView } from './seen-view.js';

// The camera stands at the origin and looks along +Y; fx = 100, so a metre at 1 m is 100 px.
const INTRINSICS = { width: 100, height: 80, fx: 100, fy: 100, cx: 50, cy: 40 };
const CAMERA = lookAt([0, 0, 0], [0, 1, 0], INTRINSICS);

/** A card that faces the camera at distance y: its front face is at y. */
const card = (id: number, x: number, y: number, z: number, width: number, height: number) => ({
  id,
  center: [x, y + 0.0005, z] as Vec3,
  size: [width, 0.001, height] as Vec3,
});

test('a card in full view', () => {
  const geometry = testGeometry({ objects: [card(1, 0.1, 1, 0.05, 0.2, 0.1)] });
  const { ids } = drawView(geometry, CAMERA);
  const [truth] = frameTruth(geometry, CAMERA, ids).objects;
  // x from 0 to 0.2: pixels 50 … 69; z from 0 to 0.1: rows 30 … 39.
  expect(truth).toMatchObject({ id: 1, visiblePixels: 200, amodalPixels: 200, visibleFraction: 1, truncation: 0 });
  expect(truth.box).toEqual([50, 30, 70, 40]);
  expect(truth.amodalBox).toEqual([50, 30, 70, 40]);
  expect(truth.centroid).toEqual([60, 35]);
  expect(truth.obbInCamera.center[2]).toBeCloseTo(1.0005, 9);
});

test('a card half behind another, and one half out of the image', () => {
  const geometry = testGeometry({
    objects: [card(1, 0, 1, 0, 0.2, 0.2), card(2, 0.05, 0.5, 0, 0.1, 0.4), card(3, 0.5, 1, 0.2, 0.2, 0.1)],
  });
  const { ids } = drawView(geometry, CAMERA);
  const [behind, before, cut] = frameTruth(geometry, CAMERA, ids).objects;
  // The nearer card spans pixels 50 … 69, so only 40 … 49 of the farther one's 40 … 59 are seen.
  expect(before.visibleFraction).toBe(1);
  expect(behind).toMatchObject({ visiblePixels: 200, amodalPixels: 400, visibleFraction: 0.5, box: [40, 30, 50, 50] });
  expect(cut).toMatchObject({ visiblePixels: 100, amodalPixels: 200, truncation: 0.5, visibleFraction: 0.5 });
  expect(cut.amodalBox).toEqual([90, 15, 110, 25]);
});

test('what is behind the camera or too small to cover a pixel centre is left out; what is hidden is not', () => {
  const geometry = testGeometry({
    objects: [
      card(1, 0, -1, 0, 1, 1),
      card(2, 0, 1, 0, 0.001, 0.001),
      card(3, 0, 1, 0, 0.5, 0.5),
      card(4, 0, 2, 0, 0.1, 0.1),
    ],
  });
  const { ids } = drawView(geometry, CAMERA);
  const { objects } = frameTruth(geometry, CAMERA, ids);
  expect(objects.map((truth) => truth.id)).toEqual([3, 4]);
  expect(objects[1]).toMatchObject({ visiblePixels: 0, visibleFraction: 0, box: null, centroid: null });
});

test('a silhouette drawn a pixel too wide does not make more than all of it visible', () => {
  const geometry = testGeometry({ objects: [card(1, 0.1, 1, 0.05, 0.2, 0.1)] });
  const { ids } = drawView(geometry, CAMERA);
  ids[35 * 100 + 70] = 1;
  const [truth] = frameTruth(geometry, CAMERA, ids).objects;
  expect(truth.visiblePixels).toBe(201);
  expect(truth.visibleFraction).toBe(1);
});

test('ids of another size than the image are refused', () => {
  const geometry = testGeometry({ objects: [card(1, 0, 1, 0, 0.1, 0.1)] });
  expect(() => frameTruth(geometry, CAMERA, new Uint16Array(10))).toThrow(RangeError);
});

test('stored depth steps become metres, 0 nothing', () => {
  const geometry = testGeometry({ objects: [card(1, 0, 1, 0, 0.1, 0.1)] });
  const { record, ids } = drawView(geometry, CAMERA);
  const steps = new Uint16Array(ids.length);
  steps[7] = 12345;
  const view = seenView(record, ids, steps);
  expect(view.depth[7]).toBeCloseTo(1.2345, 12);
  expect(view.depth[8]).toBe(Infinity);
  expect(() => seenView(record, ids, new Uint16Array(1))).toThrow(RangeError);
});
