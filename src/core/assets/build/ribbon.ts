import type { Vec3 } from '../../geometry/vec3.js';
import type { Cells } from './cell.js';
import { loft, type Ring } from './loft.js';

/** A cross-section of a ribbon: place along x, full width along y, underside and thickness along z. */
export interface Station {
  readonly x: number;
  readonly width: number;
  readonly z: number;
  readonly thick: number;
  /** Sideways shift of its middle. */
  readonly y?: number;
}

/** A flat bar along x whose width, height and thickness change: cutlery, blades, levers. One cell per piece. */
export function ribbon(stations: readonly Station[], material = 0): Cells {
  return loft(
    stations.map(({ x, width, z, thick, y = 0 }): Ring => {
      const [low, high] = [y - width / 2, y + width / 2];
      return [
        [x, low, z],
        [x, high, z],
        [x, high, z + thick],
        [x, low, z + thick],
      ];
    }),
    { material },
  );
}

type Point = readonly [number, number];

/**
 * A flat ring as convex plates that share their ends, for `prism`: finger holes, ring spanners, fan guards.
 *
 * @param outer, inner half axes
 * @param from, to degrees, counter-clockwise; the whole ring unless given
 */
export function ringShapes(
  center: Point,
  outer: Point,
  inner: Point,
  sides: number,
  from = 0,
  to = from + 360,
): Point[][] {
  const at = (half: Point, i: number): Point => {
    const whole = to - from === 360;
    const angle = ((from + ((to - from) * (whole ? i % sides : i)) / sides) * Math.PI) / 180;
    return [center[0] + half[0] * Math.cos(angle), center[1] + half[1] * Math.sin(angle)];
  };
  return Array.from({ length: sides }, (_, i) => [at(outer, i), at(outer, i + 1), at(inner, i + 1), at(inner, i)]);
}

/** A flat bent bar as convex plates that share their ends, for `prism`. @param widths at each point of the path */
export function stripShapes(path: readonly Point[], widths: readonly number[]): Point[][] {
  const sides = path.map((p, i): [Point, Point] => {
    const before = path[Math.max(0, i - 1)];
    const after = path[Math.min(path.length - 1, i + 1)];
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    const l = Math.hypot(dx, dy);
    const [nx, ny] = [(-dy / l) * (widths[i] / 2), (dx / l) * (widths[i] / 2)];
    return [
      [p[0] - nx, p[1] - ny],
      [p[0] + nx, p[1] + ny],
    ];
  });
  return sides.slice(1).map((side, i) => [sides[i][0], side[0], side[1], sides[i][1]]);
}

/** Corners of a regular polygon, counter-clockwise. */
export const polygonShape = (center: Point, radius: number, sides: number, turnDeg = 0): Point[] =>
  Array.from({ length: sides }, (_, i) => {
    const angle = ((turnDeg + (360 * i) / sides) * Math.PI) / 180;
    return [center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle)];
  });

/** A convex wedge that stands out of a wall facing +X, as a spout's lip: three points on the wall, and its tip. */
export function lip(left: Vec3, right: Vec3, low: Vec3, tip: Vec3, material = 0): Cells {
  return [
    {
      faces: [
        { points: [left, low, right], material },
        { points: [left, right, tip], material },
        { points: [right, low, tip], material },
        { points: [low, left, tip], material },
      ],
    },
  ];
}
