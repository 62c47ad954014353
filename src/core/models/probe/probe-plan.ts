import type { ModelProfile } from '../profile.js';

// Dots at known places: what a model is shown to find out how it writes points.

/** An image of dots, as pixels. */
export interface ProbeImage {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** [height * width * 3], row-major, top row first. */
  readonly rgb: Uint8Array;
}

export interface ProbeQuestion {
  readonly id: string;
  /** Id of its image. */
  readonly image: string;
  readonly text: string;
  /** Centre of the dot, pixels in border coordinates. */
  readonly place: readonly [number, number];
}

export interface ProbePlan {
  readonly images: readonly ProbeImage[];
  readonly questions: readonly ProbeQuestion[];
}

const COLOURS = [
  ['red', [214, 32, 32]],
  ['blue', [28, 72, 214]],
  ['green', [24, 150, 50]],
  ['black', [16, 16, 16]],
] as const;
const GROUND = 236;

/** Radius of a dot over the shorter side: a dot has to be found, not only in principle. */
const RADIUS = 0.045;

/**
 * Shapes that tell scales apart: neither square nor multiples of the patch sizes in use, one so small that rounding to
 * multiples of 28 or 32 moves points by a tenth, one above a megapixel, which some servers shrink.
 */
const SHAPES = [
  [640, 480],
  [238, 126],
  [480, 720],
  [1024, 400],
  [1440, 1080],
] as const;

/** Shares of width and height; no two alike in x or y, none on the diagonals, so that a swapped axis shows. */
const PLACES = [
  [0.17, 0.64],
  [0.81, 0.22],
  [0.62, 0.86],
  [0.33, 0.12],
] as const;

/** What to show and ask: the profile's own prompts, one dot a question. */
export function probePlan(profile: ModelProfile): ProbePlan {
  const images: ProbeImage[] = [];
  const questions: ProbeQuestion[] = [];
  for (const [k, [width, height]] of SHAPES.entries()) {
    const id = `${width}x${height}`;
    const rgb = new Uint8Array(width * height * 3).fill(GROUND);
    for (const [i, [name, colour]] of COLOURS.entries()) {
      // Every image has the places dealt out differently, and moved a little.
      const [x, y] = PLACES[(i + k) % PLACES.length];
      const place = [width * (x + 0.011 * k), height * (y - 0.009 * k)] as const;
      drawDot(rgb, width, height, place, colour);
      questions.push({ id: `${id}-${name}`, image: id, text: askFor(name, profile), place });
    }
    images.push({ id, width, height, rgb });
  }
  return { images, questions };
}

/** Families that detect rather than answer are given the name of the thing alone. */
const askFor = (colour: string, { notation }: ModelProfile): string =>
  notation === 'loc' || notation === 'loc-underscore'
    ? `${colour} dot`
    : `Point to the center of the ${colour} dot. Give exactly one point.`;

function drawDot(
  rgb: Uint8Array,
  width: number,
  height: number,
  [u, v]: readonly [number, number],
  colour: readonly [number, number, number],
): void {
  const radius = RADIUS * Math.min(width, height);
  for (let y = Math.max(0, Math.floor(v - radius)); y < Math.min(height, v + radius); y++) {
    for (let x = Math.max(0, Math.floor(u - radius)); x < Math.min(width, u + radius); x++) {
      if (Math.hypot(x + 0.5 - u, y + 0.5 - v) <= radius) rgb.set(colour, 3 * (y * width + x));
    }
  }
}
