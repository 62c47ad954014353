import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../assets/library.js';
import type { Placement } from '../placement.js';
import { isWalkable } from './walkable.js';

const furniture = CATEGORIES.find((c) => c.kind === 'furniture')!;

/** A block of furniture from (x0, y0) to (x1, y1), as high as a cupboard. */
const block = (x0: number, y0: number, x1: number, y1: number): Placement => ({
  id: 9,
  category: furniture,
  asset: {} as Placement['asset'],
  appearance: {} as Placement['appearance'],
  worldFromObject: { position: [(x0 + x1) / 2, (y0 + y1) / 2, 0], orientation: [0, 0, 0, 1] },
  footprint: [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ],
  bottom: 0,
  top: 1.8,
  support: 1,
  contained: false,
});

describe('a room of 4 × 4 m', () => {
  const half = [2, 2] as const;
  const door = [block(-0.4, 1.95, 0.4, 2.05)];

  it('is walkable when empty, and with a cupboard along a wall', () => {
    expect(isWalkable(half, [], door)).toBe(true);
    expect(isWalkable(half, [block(-2, -1, -1.4, 1)], door)).toBe(true);
  });

  it('is not when a row of cupboards cuts it in two, and is again with a gap of 0.9 m', () => {
    expect(isWalkable(half, [block(-2, -0.3, 2, 0.3)], door)).toBe(false);
    expect(isWalkable(half, [block(-2, -0.3, 1.1, 0.3)], door)).toBe(true);
  });

  it('a gap of 0.4 m is none', () => {
    expect(isWalkable(half, [block(-2, -0.3, 1.6, 0.3)], door)).toBe(false);
  });

  it('is not when its door opens onto a cupboard', () => {
    expect(isWalkable(half, [block(-1, 1, 1, 1.7)], door)).toBe(false);
  });
});
