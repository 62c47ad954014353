import type { Vec3 } from '../../geometry/vec3.js';
import type { Cells } from './cell.js';
import { ellipse, loft } from './loft.js';

type Point = readonly [number, number];

export interface LegSize {
  /** Where it stands and where it ends, middle of the section. */
  readonly foot: Point;
  readonly top: Point;
  /** Heights of its two flat ends. */
  readonly low?: number;
  readonly high: number;
  /** From the axis to the flats, at the foot and at the top. */
  readonly radii: readonly [number, number];
  /** 4: square. */
  readonly sides?: number;
  readonly material?: number;
}

/** A straight leg, tapered and splayed as given, its ends level: one convex cell. */
export function leg({ foot, top, low = 0, high, radii, sides = 12, material = 0 }: LegSize): Cells {
  const ring = ([x, y]: Point, z: number, radius: number) => {
    const r = radius / Math.cos(Math.PI / sides);
    return ellipse([x, y, z], [r, 0, 0], [0, r, 0] as Vec3, sides);
  };
  return loft([ring(foot, low, radii[0]), ring(top, high, radii[1])], { convex: true, material });
}

/**
 * Four equal legs at the corners of a rectangle.
 *
 * @param at half lengths along x and y between the middles of their tops
 * @param splay how much further out the feet stand, along x and y alike
 */
export function fourLegs(at: Point, splay: number, size: Omit<LegSize, 'foot' | 'top'>): Cells[] {
  return [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ].map(([sx, sy]) =>
    leg({ ...size, top: [sx * at[0], sy * at[1]], foot: [sx * (at[0] + splay), sy * (at[1] + splay)] }),
  );
}
