import { describe, expect, it } from 'vitest';
import { createRng } from '../random.js';
import { connectedComponents } from './morphology.js';
import { maskToRings, ringsToMask, type Ring } from './rings.js';

const picture = (...rows: string[]) => ({
  mask: Uint8Array.from(rows.join('').split(''), (c) => (c === '#' ? 1 : 0)),
  width: rows[0].length,
  height: rows.length,
});

/** Shoelace sum in (u, v): negative for what runs counter-clockwise on the screen. */
const shoelace = (ring: Ring) =>
  ring.reduce((sum, [u, v], i) => {
    const [u2, v2] = ring[(i + 1) % ring.length];
    return sum + (u * v2 - u2 * v) / 2;
  }, 0);

describe('maskToRings', () => {
  it('walks a pixel down, right, up, left', () => {
    const { mask, width, height } = picture('...', '.#.', '...');
    expect(maskToRings(mask, width, height)).toEqual([[[1, 1], [1, 2], [2, 2], [2, 1]]]); // prettier-ignore
  });

  it('keeps diagonal pixels apart', () => {
    const { mask, width, height } = picture('#.', '.#');
    const rings = maskToRings(mask, width, height);
    expect(rings.map((r) => r.length)).toEqual([4, 4]);
    expect(ringsToMask(rings, width, height)).toEqual(mask);
  });

  it('gives holes the other way, each after its outer ring', () => {
    const { mask, width, height } = picture('###.###', '#.#.#.#', '###.###');
    expect(maskToRings(mask, width, height).map(shoelace)).toEqual([-9, 1, -9, 1]);
  });

  it('of an empty mask is none', () => {
    expect(maskToRings(new Uint8Array(6), 3, 2)).toEqual([]);
    expect(ringsToMask([], 3, 2)).toEqual(new Uint8Array(6));
  });

  for (let seed = 0; seed < 100; seed++) {
    it(`filled again is the mask, seed ${seed}`, () => {
      const rng = createRng(seed);
      const [w, h] = [1 + rng.int(24), 1 + rng.int(24)];
      const share = rng.range(0.1, 0.95);
      const mask = Uint8Array.from({ length: w * h }, () => (rng.next() < share ? 1 : 0));
      const rings = maskToRings(mask, w, h);
      expect(ringsToMask(rings, w, h)).toEqual(mask);
      const areas = rings.map(shoelace);
      expect(areas.reduce((sum, a) => sum - a, 0)).toBe(mask.reduce((sum, v) => sum + v, 0));
      expect(areas.filter((a) => a < 0)).toHaveLength(connectedComponents(mask, w, h).areas.length);
      for (const ring of rings) {
        // No corner lies on a straight side, and sides are along the axes.
        ring.forEach(([u, v], i) => {
          const [[u0, v0], [u1, v1]] = [ring.at(i - 1) as Ring[number], ring[(i + 1) % ring.length]];
          expect([u === u0, v === v0].sort()).toEqual([false, true]);
          expect(u === u0).toBe(v === v1);
          expect(u === u1).toBe(v === v0);
        });
      }
    });
  }
});

describe('ringsToMask', () => {
  it('asks pixel centres, also of slanted sides and beyond the image', () => {
    const { mask } = picture('#...', '##..', '###.');
    expect(ringsToMask([[[0, 0], [0, 3], [3.4, 3]]], 4, 3)).toEqual(mask); // prettier-ignore
    expect(ringsToMask([[[-9, -9], [-9, 9], [2, 9], [2, -9]]], 4, 3)).toEqual(picture('##..', '##..', '##..').mask); // prettier-ignore
  });
});
