import { createRng } from '../core/random.js';
import { TEXTURES, type Material } from '../core/scene/material.js';

type Texture = Material['texture'];

/** Side of a pattern's image in texels. */
export const PATTERN_SIZE = 512;

/** Metres that one repetition of the pattern covers; `print` covers a whole face, its tile is never used. */
export const TILE_SIZE: Readonly<Record<Texture, number>> = {
  plain: 1,
  wood: 0.5,
  planks: 1.2,
  fabric: 0.08,
  ceramic: 0.4,
  metal: 0.3,
  cardboard: 0.25,
  tiles: 0.9,
  plaster: 1.2,
  carpet: 0.35,
  marble: 0.7,
  print: 1,
};

/** Linear RGB factor on the material's colour, 1 changes nothing, at most 2; and a factor on its roughness. */
type Texel = readonly [red: number, green: number, blue: number, roughness: number];

/**
 * All patterns, one layer each in the order of TEXTURES: rgb is the factor on the colour, alpha that on the roughness,
 * both halved to fit a byte. Every pattern repeats seamlessly and leaves the mean colour of its material as it is.
 *
 * @returns [layers * PATTERN_SIZE² * 4]
 */
export function drawPatterns(): Uint8Array {
  const layer = 4 * PATTERN_SIZE * PATTERN_SIZE;
  const result = new Uint8Array(TEXTURES.length * layer);
  TEXTURES.forEach((name, index) => drawPattern(name, result.subarray(index * layer, (index + 1) * layer)));
  return result;
}

function drawPattern(name: Texture, out: Uint8Array): void {
  const texel = PATTERNS[name](noiseSource(name));
  const values = new Float32Array(out.length);
  const mean = [0, 0, 0];
  for (let y = 0, i = 0; y < PATTERN_SIZE; y++) {
    for (let x = 0; x < PATTERN_SIZE; x++, i += 4) {
      const value = texel((x + 0.5) / PATTERN_SIZE, (y + 0.5) / PATTERN_SIZE);
      for (let k = 0; k < 4; k++) values[i + k] = value[k];
      for (let k = 0; k < 3; k++) mean[k] += value[k];
    }
  }
  const count = PATTERN_SIZE * PATTERN_SIZE;
  for (let i = 0; i < out.length; i++) {
    const k = i % 4;
    const factor = k === 3 ? values[i] : (values[i] * count) / mean[k];
    out[i] = Math.max(0, Math.min(255, Math.round(factor * 127.5)));
  }
}

/** Smooth noise on [0, 1)², −1 … 1, repeating; `cellsX` and `cellsY` lattice cells fill the square. */
type Noise = (x: number, y: number, cellsX: number, cellsY: number) => number;

const LATTICE = 256;

function noiseSource(name: string): Noise {
  const rng = createRng(`pattern ${name}`);
  const lattice = Float32Array.from({ length: LATTICE * LATTICE }, () => rng.range(-1, 1));
  return (x, y, cellsX, cellsY) => {
    const px = x * cellsX;
    const py = y * cellsY;
    const ix = Math.floor(px);
    const iy = Math.floor(py);
    const fx = smooth(px - ix);
    const fy = smooth(py - iy);
    const x0 = wrap(ix, cellsX);
    const x1 = wrap(ix + 1, cellsX);
    const y0 = wrap(iy, cellsY) * LATTICE;
    const y1 = wrap(iy + 1, cellsY) * LATTICE;
    const top = lattice[y0 + x0] + (lattice[y0 + x1] - lattice[y0 + x0]) * fx;
    const bottom = lattice[y1 + x0] + (lattice[y1 + x1] - lattice[y1 + x0]) * fx;
    return top + (bottom - top) * fy;
  };
}

const smooth = (t: number) => t * t * t * (t * (6 * t - 15) + 10);
const wrap = (i: number, n: number) => ((i % n) + n) % n;
const step = (low: number, high: number, x: number) => {
  const t = Math.max(0, Math.min(1, (x - low) / (high - low)));
  return t * t * (3 - 2 * t);
};

/** Octaves of noise, each twice as fine and half as strong, about −1 … 1. */
function octaves(noise: Noise, x: number, y: number, cellsX: number, cellsY: number, count: number): number {
  let sum = 0;
  let strength = 0.5;
  for (let k = 0; k < count; k++) {
    const scale = 2 ** k;
    sum += strength * noise(x, y, Math.min(LATTICE, cellsX * scale), Math.min(LATTICE, cellsY * scale));
    strength *= 0.5;
  }
  return sum;
}

const grey = (factor: number, roughness = 1): Texel => [factor, factor, factor, roughness];

/** Growth rings cut lengthwise: bands along u bent by slow noise, with fine pores. `seed` shifts to another board. */
function woodGrain(noise: Noise, u: number, v: number, seed: number): Texel {
  const bend = noise(u, v + seed, 2, 3) * 0.35 + noise(u, v + seed, 4, 12) * 0.08;
  const rings = Math.sin(2 * Math.PI * (v * 9 + bend * 3 + seed));
  const ring = 0.5 + 0.5 * rings;
  const pores = Math.max(0, noise(u, v + seed, 24, 240) - 0.35);
  const tone = noise(u, v + seed, 2, 5) * 0.05;
  const dark = 0.2 * ring * ring + 0.35 * pores - tone;
  return [1 - dark * 0.85, 1 - dark, 1 - dark * 1.15, 1 + 0.15 * ring];
}

/** What a material looks like at (u, v) of its square; u runs along the grain. */
const PATTERNS: Readonly<Record<Texture, (noise: Noise) => (u: number, v: number) => Texel>> = {
  plain: () => () => grey(1),
  wood: (noise) => (u, v) => woodGrain(noise, u, v, 0),
  planks: (noise) => {
    const rows = 10;
    return (u, v) => {
      const row = Math.floor(v * rows);
      const offset = ((row * 7) % rows) / rows;
      const along = (u + offset) % 1;
      const across = v * rows - row;
      // Two boards a row.
      const board = along < 0.5 ? 0 : 1;
      const seed = (row * 2 + board) * 0.37;
      const [r, g, b, rough] = woodGrain(noise, along, (v * 1.3 + seed) % 1, seed);
      const tone = 1 + 0.16 * noise(row / rows, board / 2 + 0.25, 10, 2);
      const gap = Math.min(across, 1 - across) / rows;
      const end = Math.min(along % 0.5, 0.5 - (along % 0.5));
      const joint = 1 - 0.55 * (1 - step(0.0008, 0.003, Math.min(gap, end)));
      return [r * tone * joint, g * tone * joint, b * tone * joint, rough / joint];
    };
  },
  fabric: (noise) => {
    const threads = 32;
    return (u, v) => {
      const [x, y] = [u * threads, v * threads];
      const over = (Math.floor(x) + Math.floor(y)) % 2 === 0;
      const profile = over ? Math.sin(Math.PI * (y % 1)) : Math.sin(Math.PI * (x % 1));
      const yarn = over ? noise(u, v, 64, 32) : noise(u, v, 32, 64);
      return grey(0.82 + 0.28 * profile + 0.08 * yarn);
    };
  },
  ceramic: (noise) => (u, v) => grey(1 + 0.02 * octaves(noise, u, v, 6, 6, 3)),
  metal: (noise) => (u, v) => {
    const brush = 0.6 * noise(u, v, 3, 256) + 0.4 * noise(u, v, 8, 128);
    return grey(1 + 0.06 * brush, 1 + 0.25 * brush);
  },
  cardboard: (noise) => (u, v) => {
    const flute = Math.sin(2 * Math.PI * v * 40);
    const fibres = octaves(noise, u, v, 60, 20, 2);
    const stain = octaves(noise, u, v, 3, 3, 3);
    const value = 1 + 0.025 * flute + 0.07 * fibres + 0.05 * stain;
    return [value, value * 0.995, value * 0.985, 1];
  },
  tiles: (noise) => {
    const count = 3;
    return (u, v) => {
      const [x, y] = [u * count, v * count];
      const edge = Math.min(x % 1, 1 - (x % 1), y % 1, 1 - (y % 1));
      const joint = 1 - step(0.008, 0.014, edge);
      const tone = 1 + 0.05 * noise(Math.floor(x) / count, Math.floor(y) / count, count, count);
      const cloud = 1 + 0.06 * octaves(noise, u, v, 9, 9, 4);
      return grey(tone * cloud * (1 - 0.4 * joint), 1 + 1.0 * joint);
    };
  },
  plaster: (noise) => (u, v) => {
    const grain = octaves(noise, u, v, 90, 90, 2);
    const cloud = octaves(noise, u, v, 4, 4, 3);
    return grey(1 + 0.035 * grain + 0.03 * cloud);
  },
  carpet: (noise) => (u, v) => {
    const tuft = noise(u, v, 110, 110);
    const pile = octaves(noise, u, v, 12, 12, 3);
    return grey(1 + 0.28 * tuft + 0.12 * pile);
  },
  marble: (noise) => (u, v) => {
    const bend = octaves(noise, u, v, 3, 3, 5);
    const vein = Math.abs(Math.sin(2 * Math.PI * (u + v) + 5 * bend));
    const fine = Math.abs(octaves(noise, u, v, 8, 8, 4));
    const dark = 0.35 * (1 - step(0, 0.3, vein)) + 0.12 * (1 - step(0, 0.12, fine));
    const cloud = 0.05 * octaves(noise, u, v, 4, 4, 3);
    return grey(1 - dark + cloud);
  },
  // A label: a title, a picture and lines of small print, lighter and darker than the wrapping.
  print: (noise) => {
    const bars = [
      { left: 0.12, right: 0.7, low: 0.78, high: 0.88, factor: 1.9 },
      { left: 0.12, right: 0.46, low: 0.68, high: 0.73, factor: 1.9 },
      ...[0.26, 0.215, 0.17, 0.125].map((low, i) => ({
        left: 0.12,
        right: 0.84 - 0.09 * i,
        low,
        high: low + 0.018,
        factor: 0.5,
      })),
    ];
    return (u, v) => {
      const tone = 1 + 0.03 * noise(u, v, 6, 6);
      const x = ((u % 1) + 1) % 1;
      const bar = bars.find(({ left, right, low, high }) => x > left && x < right && v > low && v < high);
      if (bar) return grey(bar.factor * tone);
      if (x > 0.12 && x < 0.88 && v > 0.34 && v < 0.62) {
        const hill = 0.46 + 0.06 * Math.sin(9 * x) + 0.03 * Math.sin(23 * x);
        return grey((v < hill ? 0.7 : 1.55) * tone);
      }
      return grey(tone);
    };
  },
};
