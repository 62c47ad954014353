/** Masks here are [height * width], row-major, non-zero where set; what lies outside the image is not set. */

export type Neighbourhood = 'square' | 'disc';

/**
 * Keeps pixels whose whole neighbourhood is set. Pixels near the image border go: outside is not set.
 *
 * @param radius pixels; a square of radius 1 is 3 × 3, a disc holds centres at most `radius` away
 * @returns 0 or 1 per pixel
 */
export function erode(
  mask: Uint8Array,
  width: number,
  height: number,
  radius: number,
  shape: Neighbourhood = 'square',
): Uint8Array {
  if (shape === 'square')
    return slide(slide(mask, width, height, radius, 'row', true), width, height, radius, 'column', true);
  const squared = squaredDistances(mask, width, height, 0, true);
  return Uint8Array.from(squared, (d) => (d > radius * radius ? 1 : 0));
}

/** Sets every pixel whose neighbourhood holds a set pixel. Parameters as for `erode`. */
export function dilate(
  mask: Uint8Array,
  width: number,
  height: number,
  radius: number,
  shape: Neighbourhood = 'square',
): Uint8Array {
  if (shape === 'square') {
    return slide(slide(mask, width, height, radius, 'row', false), width, height, radius, 'column', false);
  }
  const squared = squaredDistances(mask, width, height, 1, false);
  return Uint8Array.from(squared, (d) => (d <= radius * radius ? 1 : 0));
}

/** Opening with a 3 × 3 square: what is nowhere three pixels wide goes, the rest stays as it was. */
export function open3x3(mask: Uint8Array, width: number, height: number): Uint8Array {
  return dilate(erode(mask, width, height, 1), width, height, 1);
}

/**
 * Distance from each set pixel's centre to the nearest pixel centre that is not set, outside the image included
 * (the Euclidean distance transform, exact); 0 for pixels not set. A pixel at the mask's border has 1: the border line
 * itself is half a pixel nearer.
 */
export function distanceToBorder(mask: Uint8Array, width: number, height: number): Float64Array {
  return Float64Array.from(squaredDistances(mask, width, height, 0, true), Math.sqrt);
}

/**
 * Connected sets of pixels.
 *
 * @returns labels from 1 in reading order of each component's first pixel (0: not set), and the pixels of each label
 */
export function connectedComponents(
  mask: Uint8Array,
  width: number,
  height: number,
  connectivity: 4 | 8 = 4,
): { labels: Int32Array; areas: number[] } {
  const labels = new Int32Array(mask.length);
  const areas: number[] = [];
  const queue = new Int32Array(mask.length);
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || labels[start] !== 0) continue;
    const label = areas.length + 1;
    labels[start] = label;
    queue[0] = start;
    let end = 1;
    for (let next = 0; next < end; next++) {
      const i = queue[next];
      const y = Math.floor(i / width);
      const x = i - y * width;
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
          if (connectivity === 4 && dx !== 0 && dy !== 0) continue;
          const j = i + dy * width + dx;
          if (mask[j] === 0 || labels[j] !== 0) continue;
          labels[j] = label;
          queue[end++] = j;
        }
      }
    }
    areas.push(end);
  }
  return { labels, areas };
}

/** Minimum or maximum over `radius` pixels either way along rows or columns. */
function slide(
  mask: Uint8Array,
  width: number,
  height: number,
  radius: number,
  line: 'row' | 'column',
  all: boolean,
): Uint8Array {
  const reach = Math.floor(radius);
  const [along, across] = line === 'row' ? [width, height] : [height, width];
  const [stride, acrossStride] = line === 'row' ? [1, width] : [width, 1];
  const result = new Uint8Array(mask.length);
  const span = 2 * reach + 1;
  for (let start = 0; start < across; start++) {
    const base = start * acrossStride;
    // Set pixels in the window of each pixel, kept by adding what enters and taking away what leaves.
    let set = 0;
    for (let k = 0; k < Math.min(reach, along); k++) if (mask[base + k * stride] !== 0) set++;
    for (let k = 0; k < along; k++) {
      if (k + reach < along && mask[base + (k + reach) * stride] !== 0) set++;
      if (k - reach - 1 >= 0 && mask[base + (k - reach - 1) * stride] !== 0) set--;
      result[base + k * stride] = (all ? set === span : set > 0) ? 1 : 0;
    }
  }
  return result;
}

/**
 * Squared distance of every pixel centre to the nearest pixel that is set (`wanted` 1) or not set (`wanted` 0), by
 * Meijster, Roerdink & Hesselink (2000): exact, two passes.
 *
 * @param outside whether pixels outside the image are wanted ones
 */
function squaredDistances(
  mask: Uint8Array,
  width: number,
  height: number,
  wanted: 0 | 1,
  outside: boolean,
): Float64Array {
  // Larger than any distance in the image, small enough that its square is exact.
  const far = width + height + 1;
  const vertical = new Int32Array(mask.length);
  for (let x = 0; x < width; x++) {
    let d = outside ? 0 : far;
    for (let i = x; i < mask.length; i += width) {
      d = (mask[i] !== 0) === (wanted === 1) ? 0 : Math.min(far, d + 1);
      vertical[i] = d;
    }
    d = outside ? 0 : far;
    for (let i = mask.length - width + x; i >= 0; i -= width) {
      d = Math.min(vertical[i], d + 1);
      vertical[i] = d;
    }
  }

  const result = new Float64Array(mask.length);
  // Lower envelope of the parabolas (x - k)² + vertical[k]²: their apexes, and where each begins to be the lowest.
  const apex = new Int32Array(width + 2);
  const begins = new Float64Array(width + 2);
  for (let y = 0; y < height; y++) {
    const base = y * width;
    const depth = (k: number): number => {
      if (k < 0 || k >= width) return 0;
      const d = vertical[base + k];
      return d * d;
    };
    let top = -1;
    for (let k = outside ? -1 : 0; k < (outside ? width + 1 : width); k++) {
      let from = -Infinity;
      while (top >= 0) {
        from = (k * k + depth(k) - apex[top] * apex[top] - depth(apex[top])) / (2 * (k - apex[top]));
        if (from > begins[top]) break;
        top--;
      }
      top++;
      apex[top] = k;
      begins[top] = top === 0 ? -Infinity : from;
    }
    for (let x = 0, at = 0; x < width; x++) {
      while (at < top && begins[at + 1] <= x) at++;
      result[base + x] = (x - apex[at]) * (x - apex[at]) + depth(apex[at]);
    }
  }
  return result;
}
