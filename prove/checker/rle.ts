import type { RleRecord } from './types.ts';

/** COCO run lengths (column-major, zeros first), as numbers or COCO's compressed string → row-major mask. */
export function decodeRle(rle: RleRecord): Uint8Array {
  const [height, width] = rle.size;
  const counts = typeof rle.counts === 'string' ? decompress(rle.counts) : rle.counts;
  const mask = new Uint8Array(width * height);
  let at = 0;
  counts.forEach((count, i) => {
    if (i % 2) for (let k = at; k < at + count; k++) mask[(k % height) * width + Math.floor(k / height)] = 1;
    at += count;
  });
  if (at !== width * height) throw new Error(`RLE covers ${at} of ${width * height} pixels`);
  return mask;
}

/** Five bits a character from '0' on, bit 6 continues, sign-extended; from the third run on, differences to the run before last. */
function decompress(text: string): number[] {
  const counts: number[] = [];
  for (let i = 0; i < text.length;) {
    let x = 0;
    let shift = 0;
    let more = true;
    while (more) {
      const c = text.charCodeAt(i++) - 48;
      x |= (c & 31) << shift;
      more = (c & 32) !== 0;
      shift += 5;
      if (!more && c & 16) x |= -1 << shift;
    }
    counts.push(counts.length > 2 ? x + counts[counts.length - 2] : x);
  }
  return counts;
}
