import { rleCounts, type Rle } from '../masks/rle.js';

/** Truth masks count two pixels wider (SPEC §5): a point on the rim is not a miss. */
export const MASK_MARGIN = 2;

/** A mask that is asked about single pixels: its runs, never decoded. */
export interface MaskRuns {
  readonly width: number;
  readonly height: number;
  /** End of each run, column-major, exclusive; odd entries are set. */
  readonly ends: Int32Array;
}

export function maskRuns(rle: Rle): MaskRuns {
  const counts = rleCounts(rle);
  const ends = new Int32Array(counts.length);
  let at = 0;
  for (let k = 0; k < counts.length; k++) ends[k] = at += counts[k];
  return { width: rle.size[1], height: rle.size[0], ends };
}

/** Whether the pixel that holds (u, v) is set or has a set one at most `margin` away; false outside the image. */
export function maskHolds(mask: MaskRuns, u: number, v: number, margin = MASK_MARGIN): boolean {
  if (!(u >= 0 && v >= 0 && u <= mask.width && v <= mask.height)) return false;
  // The right and the lower border belong to the last pixels.
  const x = Math.min(Math.floor(u), mask.width - 1);
  const y = Math.min(Math.floor(v), mask.height - 1);
  for (let dx = -margin; dx <= margin; dx++) {
    if (x + dx < 0 || x + dx >= mask.width) continue;
    const reach = Math.floor(Math.sqrt(margin * margin - dx * dx));
    const from = (x + dx) * mask.height + Math.max(0, y - reach);
    const to = (x + dx) * mask.height + Math.min(mask.height - 1, y + reach);
    if (anySet(mask.ends, from, to)) return true;
  }
  return false;
}

/** Whether a pixel of [from, to], both inclusive, is in a set run. */
function anySet(ends: Int32Array, from: number, to: number): boolean {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] > from) high = middle;
    else low = middle + 1;
  }
  // Run `low` holds `from`. If it is unset, the next run is set and begins where it ends.
  return (
    low < ends.length && (low % 2 === 1 || (ends[low] <= to && low + 1 < ends.length && ends[low + 1] > ends[low]))
  );
}
