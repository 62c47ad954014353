import { TONE_COLOURS } from './tones.js';
import type { PixelMask } from './explanation.js';
import type { TruthImage } from '../truth-image.js';

/** Pictures made of a view's truth, one pixel each, to be laid over it. */
export type PixelOverlay = 'mask' | 'depth' | 'normals';

/** Golden angle: ids that follow each other get colours far apart. */
const HUE_STEP = 137.508;

export function truthPixels(truth: TruthImage, what: PixelOverlay): ImageData {
  const { width, height } = truth;
  const image = new ImageData(width, height);
  const out = new Uint32Array(image.data.buffer);
  const paint = painterOf(truth, what);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const i = truth.offset(column, row);
      if (truth.raw[i + 1] !== 0) out[row * width + column] = paint(column, row, i);
    }
  }
  return image;
}

/** @returns packed 0xAABBGGRR of a pixel */
function painterOf(truth: TruthImage, what: PixelOverlay): (column: number, row: number, offset: number) => number {
  switch (what) {
    case 'mask': {
      const known = new Map<number, number>();
      return (_column, _row, i) => {
        const id = truth.raw[i + 1];
        let colour = known.get(id);
        if (colour === undefined) known.set(id, (colour = instanceColour(id)));
        return colour;
      };
    }
    case 'depth': {
      const { near, far } = depthRange(truth);
      return (column, row) => {
        const t = Math.min(1, (truth.depth(column, row) - near) / (far - near || 1));
        return packed(turbo(1 - t), 235);
      };
    }
    case 'normals':
      return (_column, _row, i) => (truth.raw[i + 2] & 0xffffff) | (0xeb << 24);
  }
}

/** CSS colour of an object in the instance mask. */
export function instanceCss(id: number): string {
  const [r, g, b] = hsl((id * HUE_STEP) % 360);
  return `rgb(${r}, ${g}, ${b})`;
}

const instanceColour = (id: number): number => packed(hsl((id * HUE_STEP) % 360), 190);

/** Pixels of a mask in its tone, see-through. */
export function maskPixels({ width, height, pixels, tone }: PixelMask): ImageData {
  const image = new ImageData(width, height);
  const out = new Uint32Array(image.data.buffer);
  const hex = Number.parseInt(TONE_COLOURS[tone].slice(1), 16);
  const colour = packed([(hex >> 16) & 255, (hex >> 8) & 255, hex & 255], 130);
  for (let i = 0; i < pixels.length; i++) if (pixels[i] !== 0) out[i] = colour;
  return image;
}

/** Metres of the nearest and of the farthest pixel. */
export function depthRange(truth: TruthImage): { near: number; far: number } {
  let [near, far] = [Infinity, 0];
  for (let row = 0; row < truth.height; row++) {
    for (let column = 0; column < truth.width; column++) {
      if (truth.id(column, row) === 0) continue;
      const depth = truth.depth(column, row);
      near = Math.min(near, depth);
      far = Math.max(far, depth);
    }
  }
  return { near, far };
}

type Rgb = readonly [number, number, number];

const packed = ([r, g, b]: Rgb, alpha: number): number => (r | (g << 8) | (b << 16) | (alpha << 24)) >>> 0;

function hsl(hue: number): Rgb {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (0.55 - 0.32 * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** Polynomial fit of the Turbo colour map (A. Mikhailov, Google, 2019): dark blue at 0, dark red at 1. */
function turbo(x: number): Rgb {
  const poly = (c: readonly number[]) =>
    Math.max(0, Math.min(255, Math.round(255 * c.reduceRight((s, k) => s * x + k, 0))));
  return [
    poly([0.13572138, 4.6153926, -42.66032258, 132.13108234, -152.94239396, 59.28637943]),
    poly([0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604]),
    poly([0.1066733, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973]),
  ];
}
