import { expect, test } from 'vitest';
import { CONSTANTS } from './constants.js';
import { gate, mayBePaired, minPixelsOf } from './gates.js';
import type { SeenView } from './scene-graph.js';
import { testGeometry } from './test-scene.js';

const geometry = testGeometry({
  objects: [
    { id: 1, center: [0, 1, 0] },
    { id: 2, center: [0, 3, 0] },
    { id: 3, center: [0, 1, 0], parent: 1 },
    { id: 4, center: [0, 1, 0], parent: 1 },
    { id: 5, center: [0, 1, 0], held: true },
  ],
});
const { tabletop } = CONSTANTS;

/** A camera at the origin that claims to see `id` as told. */
function viewOf(id: number, seen: Partial<SeenView['record']['objects'][number]>, width = 640, height = 480): SeenView {
  const record: SeenView['record'] = {
    schema: 'vantage/view@1',
    id: 'v',
    scene: 's',
    intrinsics: { width, height, fx: 600, fy: 600, cx: width / 2, cy: height / 2 },
    cameraFromWorld: { position: [0, 0, 0], orientation: [0, 0, 0, 1] },
    depthUnit: 0.0001,
    objects: [
      {
        id,
        visiblePixels: 900,
        amodalPixels: 900,
        visibleFraction: 1,
        truncation: 0,
        box: [100, 100, 130, 130],
        amodalBox: [100, 100, 130, 130],
        centroid: [115, 115],
        obbInCamera: geometry.object(id).record.obb,
        ...seen,
      },
    ],
  };
  return { record, ids: new Uint16Array(width * height), depth: new Float64Array(width * height) };
}

test('name: enough pixels, enough of it, not too thin, not cut, not the whole picture', () => {
  const passes = (seen: Parameters<typeof viewOf>[1]) => gate(geometry, viewOf(1, seen), 1, 'name', tabletop).passed;
  expect(passes({})).toBe(true);
  expect(passes({ visiblePixels: 151 })).toBe(true);
  expect(passes({ visiblePixels: 149 })).toBe(false);
  expect(passes({ visibleFraction: 0.33 })).toBe(true);
  expect(passes({ visibleFraction: 0.31 })).toBe(false);
  expect(passes({ box: [0, 0, 13, 80] })).toBe(true);
  expect(passes({ box: [0, 0, 12, 80] })).toBe(false);
  expect(passes({ truncation: 0.37 })).toBe(true);
  expect(passes({ truncation: 0.39 })).toBe(false);
  expect(passes({ visiblePixels: 0.59 * 640 * 480 })).toBe(false);
  expect(passes({ visiblePixels: 0.57 * 640 * 480 })).toBe(true);
  expect(passes({ box: null, visiblePixels: 0 })).toBe(false);
});

test('a support only needs its pixels, contents may be more hidden, targets and metrics less', () => {
  const level = (seen: Parameters<typeof viewOf>[1]) =>
    (['support', 'content', 'name', 'target', 'metric'] as const).filter(
      (one) => gate(geometry, viewOf(1, seen), 1, one, tabletop).passed,
    );
  expect(level({})).toEqual(['support', 'content', 'name', 'target', 'metric']);
  expect(level({ visibleFraction: 0.45 })).toEqual(['support', 'content', 'name', 'target']);
  expect(level({ visibleFraction: 0.35 })).toEqual(['support', 'content', 'name']);
  expect(level({ visibleFraction: 0.2 })).toEqual(['support', 'content']);
  expect(level({ truncation: 0.2 })).toEqual(['support', 'content', 'name', 'target']);
  expect(level({ visibleFraction: 0.05, truncation: 0.9, visiblePixels: 0.9 * 640 * 480 })).toEqual(['support']);
});

test('metric questions end at D_max, held things are not asked about', () => {
  expect(gate(geometry, viewOf(2, {}), 2, 'metric', tabletop)).toMatchObject({
    passed: false,
    measured: { distance: 3 },
  });
  expect(gate(geometry, viewOf(2, {}), 2, 'metric', CONSTANTS.room).passed).toBe(true);
  expect(gate(geometry, viewOf(5, {}), 5, 'name', tabletop).reason).toBe('it is held');
});

test('N_min scales with the area of the image', () => {
  expect(minPixelsOf(viewOf(1, {}), 150)).toBe(150);
  expect(minPixelsOf(viewOf(1, {}, 320, 240), 150)).toBe(37.5);
});

test('parts of one thing are not paired', () => {
  expect(mayBePaired(geometry, 1, 2)).toBe(true);
  expect(mayBePaired(geometry, 1, 1)).toBe(false);
  expect(mayBePaired(geometry, 3, 1)).toBe(false);
  expect(mayBePaired(geometry, 1, 3)).toBe(false);
  expect(mayBePaired(geometry, 3, 4)).toBe(false);
});
