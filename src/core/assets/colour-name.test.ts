import { expect, test } from 'vitest';
import type { SurfaceMesh } from '../geometry/mesh.js';
import type { Material } from '../scene/material.js';
import { nameObjectColour } from './colour-name.js';
import { rgbFromHex } from './palette.js';

const paint = (hex: string, extra: Partial<Material> = {}): Material => ({
  name: hex,
  colour: rgbFromHex(hex),
  roughness: 0.5,
  metallic: 0,
  texture: 'plain',
  ...extra,
});
const [red, red2, grey] = [paint('#c1272d'), paint('#b01e28'), paint('#808387')];

/** Right triangles side by side, of these areas, one material each. */
function strip(areas: readonly number[]): SurfaceMesh {
  const positions = areas.flatMap((area, i) => [10 * i, 0, 0, 10 * i + 2 * area, 0, 0, 10 * i, 1, 0]);
  return {
    positions: Float32Array.from(positions),
    normals: Float32Array.from(positions.map((_, i) => (i % 3 === 2 ? 1 : 0))),
    indices: Uint32Array.from(areas.flatMap((_, i) => [3 * i, 3 * i + 1, 3 * i + 2])),
    groups: areas.map((_, i) => ({ start: 3 * i, count: 3, material: i })),
  };
}

test('a thing mostly of one colour has it for sure', () => {
  const plain = nameObjectColour(strip([1]), [red]);
  expect(plain.colour).toBe('red');
  expect(plain.confidence).toBeGreaterThan(0.8);
  expect(nameObjectColour(strip([3, 1]), [red, grey])).toEqual(plain);
});

test('where another colour covers more, confidence falls with the ratio of the areas', () => {
  const sure = nameObjectColour(strip([1]), [red]).confidence;
  expect(nameObjectColour(strip([1, 2]), [red, grey]).confidence).toBeCloseTo(sure / 2, 9);
});

test('two shades of one name count together', () => {
  const sure = nameObjectColour(strip([1]), [red]).confidence;
  expect(nameObjectColour(strip([1, 2, 2.5]), [red, red2, grey]).confidence).toBeCloseTo(sure, 9);
});

test('glass has no colour of its own', () => {
  expect(nameObjectColour(strip([1]), [paint('#c1272d', { opacity: 0.3 })]).confidence).toBe(0);
});
