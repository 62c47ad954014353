import { yesRgb, type FlipLayers } from '../../core/plots/flip-layers.js';
import type { FlipVerdict } from '../../core/questions/flip-map.js';
import type { SurfaceImage } from '../../render/viewport/overlays/explanation.js';
import { VERDICT_COLOURS } from '../app/verdict-colours.js';

/** Pixels along a place's side: enough for the hatching of what is ambiguous. */
export const MAP_SCALE = 6;

/** Period and stroke of the hatching, pixels. */
const HATCH = 6;
const STROKE = 3;

const rgb = (hex: string): readonly [number, number, number] => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
];

const COLOURS: Readonly<Record<FlipVerdict, readonly [number, number, number, number]>> = {
  T: [...rgb(VERDICT_COLOURS.T), 205],
  F: [...rgb(VERDICT_COLOURS.F), 205],
  A: [...rgb(VERDICT_COLOURS.A), 205],
  refused: [206, 210, 214, 140],
  blocked: [134, 142, 150, 230],
  off: [0, 0, 0, 0],
};

/** A flip map as a picture, first row at the grid's smallest y. @returns [rows * columns * MAP_SCALE² * 4] */
export function flipPixels(
  { grid, verdicts, yes }: FlipLayers,
  side: 'truth' | 'model',
): Uint8ClampedArray<ArrayBuffer> {
  const width = grid.columns * MAP_SCALE;
  const height = grid.rows * MAP_SCALE;
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = Math.floor(y / MAP_SCALE) * grid.columns + Math.floor(x / MAP_SCALE);
      const to = 4 * (y * width + x);
      const verdict = verdicts[i];
      if (side === 'model' && verdict !== 'blocked' && verdict !== 'off') {
        const p = yes?.[i] ?? null;
        if (p !== null) pixels.set([...yesRgb(p), 220], to);
        continue;
      }
      if (verdict === null) continue;
      pixels.set(COLOURS[verdict], to);
      if (verdict === 'A' && (x + y) % HATCH >= STROKE) pixels[to + 3] = 60;
    }
  }
  return pixels;
}

/** The truth as it lies on the surface in the viewport. */
export function surfaceImage(layers: FlipLayers): SurfaceImage {
  const { origin, step, columns, rows } = layers.grid;
  return {
    origin,
    u: [columns * step, 0, 0],
    v: [0, rows * step, 0],
    width: columns * MAP_SCALE,
    height: rows * MAP_SCALE,
    rgba: flipPixels(layers, 'truth'),
  };
}
