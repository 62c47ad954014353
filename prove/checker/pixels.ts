// Small operations on row-major binary images.

/** Opening with a 3×3 square; outside the image counts as empty. */
export function open3x3(mask: Uint8Array, width: number, height: number): Uint8Array {
  const eroded = new Uint8Array(mask.length);
  const out = new Uint8Array(mask.length);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      let all = 1;
      for (let dy = -1; dy <= 1 && all; dy++)
        for (let dx = -1; dx <= 1 && all; dx++) all = mask[(y + dy) * width + x + dx];
      if (!all) continue;
      eroded[y * width + x] = 1;
      for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) out[(y + dy) * width + x + dx] = 1;
    }
  return out;
}

export const count = (mask: Uint8Array): number => {
  let n = 0;
  for (const m of mask) n += m ? 1 : 0;
  return n;
};

/** Distance in pixels from a pixel's centre to the nearest pixel centre outside the mask, looked for up to `reach`. */
export function depthInMask(
  mask: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  reach: number,
): number {
  let best = reach;
  for (let dy = -Math.ceil(reach); dy <= reach; dy++)
    for (let dx = -Math.ceil(reach); dx <= reach; dx++) {
      const [i, j] = [x + dx, y + dy];
      const inside = i >= 0 && j >= 0 && i < width && j < height && mask[j * width + i];
      if (!inside) best = Math.min(best, Math.hypot(dx, dy));
    }
  return best;
}

/** Even-odd fill of rings in pixel-border coordinates, at pixel centres. */
export function fillRings(
  rings: readonly (readonly (readonly [number, number])[])[],
  width: number,
  height: number,
): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const v = y + 0.5;
    const crossings: number[] = [];
    for (const ring of rings)
      for (let i = 0; i < ring.length; i++) {
        const [p, q] = [ring[i], ring[(i + 1) % ring.length]];
        if (p[1] > v !== q[1] > v) crossings.push(p[0] + ((v - p[1]) / (q[1] - p[1])) * (q[0] - p[0]));
      }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2)
      for (let x = Math.max(0, Math.ceil(crossings[i] - 0.5)); x < width && x + 0.5 < crossings[i + 1]; x++)
        mask[y * width + x] = 1;
  }
  return mask;
}

/** With v pointing down, an outer ring is counter-clockwise as seen when its shoelace sum is negative. */
export function ringArea(ring: readonly (readonly [number, number])[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [p, q] = [ring[i], ring[(i + 1) % ring.length]];
    twice += p[0] * q[1] - q[0] * p[1];
  }
  return twice / 2;
}
