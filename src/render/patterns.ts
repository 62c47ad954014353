import { createRng } from '../core/random.js';
import { TEXTURES, type Material } from '../core/scene/material.js';

type Texture = Material['texture'];

/** Side of a pattern's image in texels. */
export const PATTERN_SIZE = 512;

/** Patterns that are drawn once over a whole face instead of being repeated: their tile is never used. */
export const WHOLE_FACE: ReadonlySet<Texture> = new Set([
  'print',
  'label',
  'scribble',
  'landscape',
  'abstract',
  'screen',
]);

/** Metres that one repetition of the pattern covers. */
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
  label: 1,
  quilt: 0.045,
  holes: 0.032,
  crust: 0.2,
  pages: 0.06,
  leather: 0.12,
  knit: 0.16,
  linen: 0.16,
  wicker: 0.07,
  stone: 0.3,
  hazard: 0.09,
  scribble: 1,
  landscape: 1,
  abstract: 1,
  screen: 1,
};

/** Linear RGB factor on the material's colour, 1 changes nothing, at most 2; and a factor on its roughness. */
type Texel = readonly [red: number, green: number, blue: number, roughness: number];

/**
 * All patterns, one layer each in the order of TEXTURES: rgb is the factor on the colour, alpha that on the roughness,
 * both halved to fit a byte. Every pattern repeats seamlessly and leaves the mean colour of its material as it is.
 *
 * @returns [layers * PATTERN_SIZE² * 4]
 */
export function drawPatterns(): Uint8Array<ArrayBuffer> {
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

/**
 * Flat-sawn board: long arches of growth rings about a slowly wandering pith, fine fibres and pores along the grain.
 * `seed` shifts to another board.
 */
function woodGrain(noise: Noise, u: number, v: number, seed: number): Texel {
  const wander = noise(u, v + seed, 2, 3) * 0.035 + noise(u, v + seed, 3, 9) * 0.012;
  const across = v + wander + seed;
  const rings = Math.sin(2 * Math.PI * (across * 9 + 0.22 * Math.cos(2 * Math.PI * (u + seed))));
  const ring = (0.5 + 0.5 * rings) ** 3;
  const fibre = noise(u, v + seed, 8, 240);
  const pores = Math.max(0, noise(u, v + seed, 20, 250) - 0.4);
  const tone = noise(u, v + seed, 2, 5) * 0.05;
  const dark = 0.09 * ring * (0.6 + 0.4 * noise(u, v + seed, 2, 14)) + 0.05 * fibre + 0.22 * pores - tone;
  return [1 - dark * 0.85, 1 - dark, 1 - dark * 1.15, 1 + 0.12 * ring];
}

/** A bar of a drawn picture: limits in the face's square, and its colour factor. */
interface Bar {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly tone: readonly [number, number, number];
}

/** The colour factor of the last bar that covers the point; null where none does. */
function barAt(bars: readonly Bar[], u: number, v: number): Bar['tone'] | null {
  for (let i = bars.length - 1; i >= 0; i--) {
    const { x, y, tone } = bars[i];
    if (u > x[0] && u < x[1] && v > y[0] && v < y[1]) return tone;
  }
  return null;
}

const fraction = (x: number) => ((x % 1) + 1) % 1;

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
      const heather = 0.05 * octaves(noise, u, v, 4, 4, 3);
      return grey(0.82 + 0.28 * profile + 0.08 * yarn + heather);
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
  // Round a bottle it appears twice: once in front, once behind.
  label: (noise) => {
    const ink = [0.25, 0.22, 0.2] as const;
    const bars: Bar[] = [
      { x: [0.1, 0.9], y: [0.92, 0.945], tone: [1.1, 0.65, 0.3] },
      { x: [0.1, 0.9], y: [0.055, 0.08], tone: [1.1, 0.65, 0.3] },
      { x: [0.22, 0.78], y: [0.66, 0.78], tone: ink },
      { x: [0.3, 0.7], y: [0.56, 0.6], tone: [0.8, 0.2, 0.2] },
      ...[0.3, 0.24, 0.18].map((low, i): Bar => ({
        x: [0.2 + 0.03 * i, 0.8 - 0.03 * i],
        y: [low, low + 0.022],
        tone: [0.45, 0.43, 0.42],
      })),
    ];
    return (u, v) => {
      const x = fraction(u);
      const y = fraction(v);
      const emblem = Math.hypot((x - 0.5) * 1.2, y - 0.44);
      const paper = 1 + 0.02 * noise(u, v, 40, 40);
      const tone = barAt(bars, x, y);
      if (tone) return [tone[0] * paper, tone[1] * paper, tone[2] * paper, 1];
      if (emblem < 0.07 && emblem > 0.045) return [0.9, 0.5, 0.25, 1];
      return grey(paper);
    };
  },
  quilt: () => (u, v) => {
    const [a, b] = [Math.abs(fraction(u + v) - 0.5), Math.abs(fraction(u - v) - 0.5)];
    const seam = Math.min(step(0, 0.1, a), step(0, 0.1, b));
    return grey(0.86 + 0.16 * seam);
  },
  holes: () => (u, v) => {
    const near = (x: number, y: number) => Math.hypot(fraction(u - x) - 0.5, fraction(v - y) - 0.5);
    const r = Math.min(near(0, 0), near(0.5, 0.5));
    const hole = 1 - step(0.17, 0.2, r);
    return grey(1 - 0.88 * hole, 1 + hole);
  },
  crust: (noise) => (u, v) => {
    const patch = octaves(noise, u, v, 4, 4, 4);
    const flour = Math.max(0, octaves(noise, u, v, 30, 30, 3) - 0.15);
    const dark = 0.35 * patch;
    return [1 + dark * 0.8 + flour, 1 + dark + flour, 1 + dark * 1.1 + 1.2 * flour, 1];
  },
  pages: (noise) => (u, v) => grey(0.97 + 0.12 * noise(u, v, 2, 48)),
  leather: (noise) => (u, v) => {
    const grain = Math.abs(noise(u, v, 60, 60)) + 0.6 * Math.abs(noise(u, v, 110, 110));
    return grey(0.9 + 0.22 * Math.min(1, 2 * grain), 1 - 0.15 * grain);
  },
  // Rows of stitches, each a V.
  knit: (noise) => {
    const columns = 10;
    return (u, v) => {
      const x = fraction(u * columns) - 0.5;
      const y = fraction(v * columns * 1.4 + 0.9 * Math.abs(x));
      const profile = Math.sin(Math.PI * y) * Math.cos(Math.PI * (Math.abs(x) - 0.25));
      return grey(0.68 + 0.5 * profile + 0.05 * noise(u, v, 80, 80));
    };
  },
  linen: (noise) => (u, v) => {
    const warp = noise(u, v, 128, 12);
    const weft = noise(u, v, 12, 128);
    return grey(1 + 0.09 * warp + 0.09 * weft + 0.03 * octaves(noise, u, v, 4, 4, 2));
  },
  // Rods woven over and under upright stakes.
  wicker: (noise) => {
    const rows = 6;
    const stakes = 4;
    return (u, v) => {
      const row = Math.floor(v * rows);
      const across = fraction(v * rows);
      const along = u * stakes + (row % 2) * 0.5;
      const bulge = Math.abs(Math.sin(Math.PI * along));
      const round = Math.sin(Math.PI * across);
      const fibre = 0.08 * noise(u, v, 8, 120);
      const shade = 0.3 + 0.75 * round * (0.45 + 0.55 * bulge) + fibre;
      return [shade, shade * 0.98, shade * 0.94, 1];
    };
  },
  stone: (noise) => (u, v) => {
    const speck = noise(u, v, 120, 120);
    const coarse = noise(u, v, 50, 50);
    return grey(1 + 0.35 * Math.max(0, speck) - 0.25 * Math.max(0, coarse));
  },
  hazard: () => (u, v) => (fraction(u + v) < 0.5 ? grey(0.05) : grey(1)),
  // Writing, a box diagram and a curve on a white board.
  scribble: (noise) => {
    const blue = [0.12, 0.25, 0.8] as const;
    const red = [0.85, 0.12, 0.12] as const;
    const words = [0.82, 0.74, 0.66, 0.58].flatMap((y, row) =>
      [0, 1, 2, 3, 4].map((k) => {
        const start = 0.08 + k * 0.075 + 0.012 * ((row * 3 + k * 5) % 4);
        return { start, end: start + 0.034 + 0.008 * ((row + 2 * k) % 4), y, tone: row === 0 ? red : blue };
      }),
    );
    return (u, v) => {
      for (const { start, end, y, tone } of words) {
        if (u < start || u > end) continue;
        const stroke = y + 0.012 * Math.sin(u * 520 + y * 90) * (1 + 0.5 * noise(u, y, 60, 8));
        if (Math.abs(v - stroke) < 0.0055) return [...tone, 1];
      }
      const axisX = Math.abs(v - 0.2) < 0.004 && u > 0.56 && u < 0.92;
      const axisY = Math.abs(u - 0.56) < 0.003 && v > 0.2 && v < 0.56;
      if (axisX || axisY) return grey(0.12);
      const curve = 0.22 + 0.3 * ((u - 0.56) / 0.36) ** 1.7 + 0.015 * Math.sin(40 * u);
      if (u > 0.57 && u < 0.9 && Math.abs(v - curve) < 0.007) return [...red, 1];
      const boxed = (x0: number, x1: number, y0: number, y1: number) =>
        u > x0 && u < x1 && v > y0 && v < y1 && (Math.min(u - x0, x1 - u) < 0.0035 || Math.min(v - y0, y1 - v) < 0.005);
      if (boxed(0.1, 0.22, 0.2, 0.36) || boxed(0.32, 0.44, 0.2, 0.36) || boxed(0.62, 0.86, 0.66, 0.84))
        return [...blue, 1];
      if (u > 0.22 && u < 0.32 && Math.abs(v - 0.28) < 0.004) return [...blue, 1];
      return grey(1 + 0.01 * noise(u, v, 20, 20));
    };
  },
  // Hills, a lake and a sun, in a painter's strokes.
  landscape: (noise) => (u, v) => {
    const stroke = 1 + 0.12 * noise(u, v, 30, 90) + 0.08 * octaves(noise, u, v, 10, 16, 2);
    const far = 0.56 + 0.07 * Math.sin(5 * u + 1) + 0.03 * Math.sin(17 * u);
    const near = 0.38 + 0.05 * Math.sin(4 * u + 3.4) + 0.02 * noise(u, 0.5, 12, 1);
    const paintWith = (r: number, g: number, b: number): Texel => [r * stroke, g * stroke, b * stroke, 1];
    if (v < 0.2 + 0.03 * Math.sin(6 * u)) return paintWith(0.85, 0.75, 0.28);
    if (v < 0.3 + 0.02 * Math.sin(9 * u)) return paintWith(0.45, 0.9, 1.25);
    if (v < near) return paintWith(0.4, 0.75, 0.25);
    if (v < far) return paintWith(0.55, 0.62, 0.8);
    if (Math.hypot((u - 0.72) * 1.3, v - 0.8) < 0.075) return paintWith(1.9, 1.6, 0.7);
    return paintWith(1.15 + 0.5 * (1 - v), 1.15 + 0.3 * (1 - v), 1.35);
  },
  // Blocks and discs of colour.
  abstract: (noise) => {
    const bars: Bar[] = [
      { x: [0.08, 0.44], y: [0.5, 0.92], tone: [1.7, 0.45, 0.3] },
      { x: [0.5, 0.92], y: [0.62, 0.92], tone: [0.3, 0.55, 1.5] },
      { x: [0.3, 0.7], y: [0.24, 0.58], tone: [1.7, 1.45, 0.35] },
      { x: [0.08, 0.24], y: [0.08, 0.4], tone: [0.25, 0.28, 0.3] },
      { x: [0.76, 0.92], y: [0.08, 0.52], tone: [0.4, 1.0, 0.6] },
    ];
    return (u, v) => {
      const stroke = 1 + 0.1 * noise(u, v, 60, 20);
      const disc = Math.hypot(u - 0.62, v - 0.36);
      const tone = disc < 0.13 ? ([0.2, 0.22, 0.25] as const) : barAt(bars, u, v);
      const [r, g, b] = tone ?? [1.75, 1.65, 1.5];
      return [r * stroke, g * stroke, b * stroke, 1];
    };
  },
  // A desktop: windows with text and a chart on a plain ground, a bar below.
  screen: () => {
    const page = [1.9, 1.9, 1.9] as const;
    const ink = [0.35, 0.35, 0.38] as const;
    const bars: Bar[] = [
      { x: [0, 1], y: [0, 0.07], tone: [0.12, 0.14, 0.18] },
      ...[0.03, 0.09, 0.15].map((x): Bar => ({ x: [x, x + 0.035], y: [0.015, 0.055], tone: [0.5, 1.2, 1.9] })),
      { x: [0.07, 0.56], y: [0.16, 0.92], tone: page },
      { x: [0.07, 0.56], y: [0.86, 0.92], tone: [0.25, 0.5, 1.1] },
      ...Array.from({ length: 9 }, (_, i): Bar => ({
        x: [0.11, 0.5 - 0.05 * ((i * 7) % 5)],
        y: [0.79 - 0.065 * i, 0.81 - 0.065 * i],
        tone: ink,
      })),
      { x: [0.6, 0.95], y: [0.4, 0.92], tone: page },
      { x: [0.6, 0.95], y: [0.86, 0.92], tone: [0.3, 0.32, 0.36] },
      ...[0.18, 0.3, 0.24, 0.38, 0.33].map((tall, i): Bar => ({
        x: [0.635 + 0.06 * i, 0.675 + 0.06 * i],
        y: [0.43, 0.43 + tall],
        tone: i % 2 === 0 ? [0.25, 1.0, 0.6] : [1.7, 0.6, 0.2],
      })),
    ];
    return (u, v) => {
      const tone = barAt(bars, u, v) ?? [0.3 + 0.25 * v, 0.55 + 0.3 * u, 0.95];
      return [tone[0], tone[1], tone[2], 1];
    };
  },
};
