import { connectedComponents } from './morphology.js';

/** Corners [u, v] in pixel-border coordinates, last not repeating the first. */
export type Ring = readonly (readonly [number, number])[];

/**
 * The borders of a mask along pixel edges. Outer rings run counter-clockwise as seen in the picture (v points down: the
 * shoelace sum over u, v is negative), holes clockwise. Filling all rings by the even-odd rule gives the mask back
 * exactly. Pixels that touch only at a corner belong to different rings, or to one that passes the corner twice; rings never cross.
 *
 * @param mask [height * width] row-major
 * @returns outer rings in reading order of their first pixel, each followed by its holes in the same order; every
 *   ring starts at its uppermost, then leftmost downward edge
 */
export function maskToRings(mask: Uint8Array, width: number, height: number): Ring[] {
  const { labels, areas } = connectedComponents(mask, width, height);
  const ringsOf: Ring[][] = areas.map(() => []);
  const walked = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      // Every ring goes down somewhere, along the left side of a pixel.
      if (mask[i] === 0 || walked[i] === 1 || (x > 0 && mask[i - 1] !== 0)) continue;
      ringsOf[labels[i] - 1].push(traceRing(mask, width, height, x, y, walked));
    }
  }
  return ringsOf.flat();
}

/**
 * Pixels whose centres the rings enclose by the even-odd rule.
 *
 * @param rings in pixel-border coordinates, whole numbers or not; what is outside the image is cut off
 * @returns [height * width] row-major, 0 or 1
 */
export function ringsToMask(rings: readonly Ring[], width: number, height: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) flipRightOf(mask, width, height, ring[j], ring[i]);
  }
  for (let y = 0; y < height; y++) {
    for (let i = y * width + 1; i < (y + 1) * width; i++) mask[i] ^= mask[i - 1];
  }
  return mask;
}

/** Toggles, in each row whose centre line the side crosses, the first pixel whose centre lies right of it. */
function flipRightOf(
  mask: Uint8Array,
  width: number,
  height: number,
  a: readonly [number, number],
  b: readonly [number, number],
): void {
  const [low, high] = a[1] <= b[1] ? [a, b] : [b, a];
  const first = Math.max(0, Math.ceil(low[1] - 0.5));
  const end = Math.min(height, Math.ceil(high[1] - 0.5));
  for (let y = first; y < end; y++) {
    const u = low[0] + ((y + 0.5 - low[1]) / (high[1] - low[1])) * (high[0] - low[0]);
    const x = Math.max(0, Math.ceil(u - 0.5));
    if (x < width) mask[y * width + x] ^= 1;
  }
}

/** Down, right, up, left: each a left turn from the one before, as seen in the picture. */
const STEP_U = [0, 1, 0, -1];
const STEP_V = [1, 0, -1, 0];
/** Pixels ahead on the left and on the right hand of a walker at a corner, relative to the pixel below right of it. */
const LEFT_U = [0, 0, -1, -1];
const LEFT_V = [0, -1, -1, 0];
const RIGHT_U = [-1, 0, 0, -1];
const RIGHT_V = [0, 0, -1, -1];

/** Walks round with the mask on the left hand, from the top left corner of pixel (x, y) downward. */
function traceRing(mask: Uint8Array, width: number, height: number, x: number, y: number, walked: Uint8Array): Ring {
  const isSet = (u: number, v: number) => u >= 0 && v >= 0 && u < width && v < height && mask[v * width + u] !== 0;
  const ring: [number, number][] = [[x, y]];
  let u = x;
  let v = y;
  let heading = 0;
  for (;;) {
    if (heading === 0) walked[v * width + u] = 1;
    u += STEP_U[heading];
    v += STEP_V[heading];
    let turned = heading;
    // At a corner shared by two diagonal pixels the left turn comes first: stay with the pixel at hand.
    if (!isSet(u + LEFT_U[heading], v + LEFT_V[heading])) turned = (heading + 1) % 4;
    else if (isSet(u + RIGHT_U[heading], v + RIGHT_V[heading])) turned = (heading + 3) % 4;
    if (u === x && v === y && turned === 0) return ring;
    if (turned !== heading) ring.push([u, v]);
    heading = turned;
  }
}
