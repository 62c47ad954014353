import { describe, expect, it } from 'vitest';
import { createRng } from '../random.js';
import { connectedComponents, dilate, distanceToBorder, erode, open3x3 } from './morphology.js';

const rows = (mask: ArrayLike<number>, width: number) =>
  Array.from({ length: mask.length / width }, (_, y) =>
    Array.from({ length: width }, (_, x) => (mask[y * width + x] ? '#' : '.')).join(''),
  );
const parse = (...lines: string[]) => Uint8Array.from(lines.join(''), (c) => (c === '#' ? 1 : 0));

describe('erode, dilate, open', () => {
  const mask = parse('.......', '.###...', '.####..', '.###.#.', '.......');

  it('with a 3 × 3 square', () => {
    expect(rows(erode(mask, 7, 5, 1), 7)).toEqual(['.......', '.......', '..#....', '.......', '.......']);
    expect(rows(dilate(mask, 7, 5, 1), 7)).toEqual(['#####..', '######.', '#######', '#######', '#######']);
    expect(rows(open3x3(mask, 7, 5), 7)).toEqual(['.......', '.###...', '.###...', '.###...', '.......']);
  });

  it('with a disc, which leaves out corners', () => {
    expect(rows(dilate(parse('.....', '.....', '..#..', '.....', '.....'), 5, 5, 2, 'disc'), 5)).toEqual([
      '..#..',
      '.###.',
      '#####',
      '.###.',
      '..#..',
    ]);
  });

  it('takes what is outside the image for not set', () => {
    expect(rows(erode(new Uint8Array(12).fill(1), 4, 3, 1), 4)).toEqual(['....', '.##.', '....']);
    expect(rows(erode(new Uint8Array(12).fill(1), 4, 3, 1, 'disc'), 4)).toEqual(['....', '.##.', '....']);
    expect(dilate(new Uint8Array(12), 4, 3, 2, 'disc')).toEqual(new Uint8Array(12));
  });

  for (let seed = 0; seed < 60; seed++) {
    it(`equals asking every neighbour, seed ${seed}`, () => {
      const rng = createRng(seed);
      const [w, h] = [1 + rng.int(18), 1 + rng.int(18)];
      const share = rng.next();
      const random = Uint8Array.from({ length: w * h }, () => (rng.next() < share ? 1 : 0));
      const at = (x: number, y: number) => (x >= 0 && y >= 0 && x < w && y < h ? random[y * w + x] : 0);
      const radius = 1 + rng.int(3);
      for (const shape of ['square', 'disc'] as const) {
        const near = (x: number, y: number) => {
          const values: number[] = [];
          for (let dy = -radius; dy <= radius; dy++) {
            for (let dx = -radius; dx <= radius; dx++) {
              if (shape === 'square' || dx * dx + dy * dy <= radius * radius) values.push(at(x + dx, y + dy));
            }
          }
          return values;
        };
        const every = (f: (values: number[]) => number) =>
          Uint8Array.from({ length: w * h }, (_, i) => f(near(i % w, Math.floor(i / w))));
        expect(erode(random, w, h, radius, shape)).toEqual(every((v) => Math.min(...v)));
        expect(dilate(random, w, h, radius, shape)).toEqual(every((v) => Math.max(...v)));
      }
      const distances = distanceToBorder(random, w, h);
      distances.forEach((d, i) => {
        let least = Infinity;
        for (let y = -1; y <= h; y++) {
          for (let x = -1; x <= w; x++)
            if (at(x, y) === 0) least = Math.min(least, Math.hypot(x - (i % w), y - Math.floor(i / w)));
        }
        expect(d).toBeCloseTo(least, 12);
      });
    });
  }
});

describe('connectedComponents', () => {
  const mask = parse('#..#', '.#.#', '...#');

  it('by sides, in reading order', () => {
    const { labels, areas } = connectedComponents(mask, 4, 3);
    expect([...labels]).toEqual([1, 0, 0, 2, 0, 3, 0, 2, 0, 0, 0, 2]);
    expect(areas).toEqual([1, 3, 1]);
  });

  it('by sides and corners', () => {
    expect(connectedComponents(mask, 4, 3, 8).areas).toEqual([2, 3]);
  });
});
