import type { MaskWindow } from './mask-window.js';

/**
 * Run lengths of a mask as COCO writes them: pixels column by column, the first run counts zeros.
 *
 * `counts` is a list of run lengths ("uncompressed") or COCO's compressed string.
 */
export interface Rle {
  /** [height, width] */
  readonly size: readonly [number, number];
  readonly counts: string | readonly number[];
}

/** As written by us: always the compressed string. */
export interface CompressedRle extends Rle {
  readonly counts: string;
}

/**
 * @param mask [height * width] row-major, non-zero where set
 * @returns the same bytes as pycocotools' `mask.encode`
 */
export function encodeRle(mask: Uint8Array, width: number, height: number): CompressedRle {
  return { size: [height, width], counts: compressCounts(runLengths(mask, width, height)) };
}

/**
 * The same of an image that is empty outside a window, without laying the window out in it.
 *
 * @param window `bits` row-major, its top-left pixel at (left, top); what of it lies outside the image is cut off
 */
export function encodeRleWindow(window: MaskWindow, width: number, height: number): CompressedRle {
  const counts: number[] = [];
  let value = 0;
  let run = 0;
  const first = Math.max(0, -window.top);
  const end = Math.min(window.height, height - window.top);
  for (let x = 0; x < width; x++) {
    const column = x - window.left;
    if (column < 0 || column >= window.width || first >= end) {
      if (value === 0) run += height;
      else {
        counts.push(run);
        value = 0;
        run = height;
      }
      continue;
    }
    const take = (bit: number, length: number) => {
      if (length === 0) return;
      if (bit !== value) {
        counts.push(run);
        run = 0;
        value = bit;
      }
      run += length;
    };
    take(0, window.top + first);
    for (let y = first; y < end; y++) take(window.bits[y * window.width + column] === 0 ? 0 : 1, 1);
    take(0, height - window.top - end);
  }
  counts.push(run);
  return { size: [height, width], counts: compressCounts(counts) };
}

/** Run lengths, column-major, zeros first. @param mask [height * width] row-major */
export function runLengths(mask: Uint8Array, width: number, height: number): number[] {
  if (mask.length !== width * height) {
    throw new RangeError(`A mask of ${width} × ${height} has ${width * height} pixels, got ${mask.length}.`);
  }
  const counts: number[] = [];
  let value = 0;
  let run = 0;
  for (let x = 0; x < width; x++) {
    for (let i = x; i < mask.length; i += width) {
      const bit = mask[i] === 0 ? 0 : 1;
      if (bit !== value) {
        counts.push(run);
        run = 0;
        value = bit;
      }
      run++;
    }
  }
  counts.push(run);
  return counts;
}

/**
 * @returns [height * width] row-major, 0 or 1
 * @throws RangeError when the runs do not fill the size, or the string is not one of COCO's
 */
export function decodeRle(rle: Rle): Uint8Array {
  const [height, width] = rle.size;
  const counts = rleCounts(rle);
  const mask = new Uint8Array(width * height);
  let at = 0;
  for (let k = 0; k < counts.length; k++) {
    const end = at + counts[k];
    if (!(counts[k] >= 0 && end <= mask.length)) {
      throw new RangeError(`Run ${k} of an RLE of ${width} × ${height} is ${counts[k]} long and does not fit.`);
    }
    if (k % 2 === 1) {
      let x = Math.floor(at / height);
      let y = at - x * height;
      for (let n = counts[k]; n > 0; n--) {
        mask[y * width + x] = 1;
        if (++y === height) {
          y = 0;
          x++;
        }
      }
    }
    at = end;
  }
  if (at !== mask.length) throw new RangeError(`The runs of an RLE of ${width} × ${height} sum to ${at} pixels.`);
  return mask;
}

/** Pixels set, without decoding. */
export function rleArea(rle: Rle): number {
  const counts = rleCounts(rle);
  return counts.reduce((sum, n, k) => (k % 2 === 1 ? sum + n : sum), 0);
}

/** From the fourth run on the difference to the run two before is written, in little-endian groups of five bits. */
export function compressCounts(counts: readonly number[]): string {
  let text = '';
  for (let k = 0; k < counts.length; k++) {
    let x = k > 2 ? counts[k] - counts[k - 2] : counts[k];
    let more = true;
    while (more) {
      let group = x & 0x1f;
      x >>= 5;
      more = (group & 0x10) !== 0 ? x !== -1 : x !== 0;
      if (more) group |= 0x20;
      text += String.fromCharCode(group + 48);
    }
  }
  return text;
}

/** Run lengths, column-major, zeros first, whichever way they are written. */
export const rleCounts = ({ counts }: Rle): readonly number[] =>
  typeof counts === 'string' ? expandCounts(counts) : counts;

function expandCounts(text: string): number[] {
  const counts: number[] = [];
  for (let at = 0; at < text.length;) {
    let x = 0;
    let shift = 0;
    let more = true;
    while (more) {
      const group = text.charCodeAt(at++) - 48;
      if (!(group >= 0 && group < 64) || shift > 30)
        throw new RangeError(`Not a compressed RLE: "${text.slice(0, 40)}".`);
      x |= (group & 0x1f) << shift;
      more = (group & 0x20) !== 0;
      shift += 5;
      if (!more && (group & 0x10) !== 0) x |= -1 << shift;
    }
    counts.push(counts.length > 2 ? x + counts[counts.length - 2] : x);
  }
  return counts;
}
