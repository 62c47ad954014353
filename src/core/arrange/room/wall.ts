import type { Vec2 } from '../../geometry/polygon.js';

/** A wall seen from inside: its inward normal's yaw, and the half extents along the normal and along the wall. */
export interface Wall {
  readonly inward: number;
  readonly depth: number;
  readonly halfLength: number;
}

/** The four walls of a room of inner half extents; the room's middle is the origin. */
export function wallsOf([hx, hy]: Vec2): Wall[] {
  return [
    { inward: -Math.PI / 2, depth: hy, halfLength: hx },
    { inward: Math.PI / 2, depth: hy, halfLength: hx },
    { inward: Math.PI, depth: hx, halfLength: hy },
    { inward: 0, depth: hx, halfLength: hy },
  ];
}

/** Point `away` from a wall into the room and `along` it from its middle. */
export function besideWall(wall: Wall, away: number, along: number): Vec2 {
  const n: Vec2 = [Math.cos(wall.inward), Math.sin(wall.inward)];
  return [clean(n[0] * (away - wall.depth) - n[1] * along), clean(n[1] * (away - wall.depth) + n[0] * along)];
}

/** Where a point lies along a wall, from the wall's middle. */
export const alongWall = (wall: Wall, [x, y]: Vec2): number => -Math.sin(wall.inward) * x + Math.cos(wall.inward) * y;

/** The wall whose inward normal is nearest to a yaw. */
export const wallFacing = (walls: readonly Wall[], inward: number): Wall =>
  walls.reduce((best, wall) => (turnBetween(wall.inward, inward) < turnBetween(best.inward, inward) ? wall : best));

export const turnBetween = (a: number, b: number): number => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));

/** cos(π / 2) is 6e-17; walls stand straight. */
const clean = (x: number): number => (Math.abs(x) < 1e-9 ? 0 : x);
