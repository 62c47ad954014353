import type { Frame } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { angleDeg, cross, dot, horizontal, negate, sub, unit, Z } from './vec.ts';

// SPEC §3.1: what front and left mean in each frame.

export interface Axes {
  readonly front: Vec3;
  readonly left: Vec3;
}

export type DirectionName = 'left' | 'right' | 'front' | 'behind';
export const DIRECTIONS: readonly DirectionName[] = ['left', 'right', 'front', 'behind'];
export const OPPOSITE = { left: 'right', right: 'left', front: 'behind', behind: 'front' } as const;
export const isDirection = (type: string): type is DirectionName => (DIRECTIONS as readonly string[]).includes(type);

/** The frame's axes, or why it has none. */
export function axesOf(world: World, view: View, frame: Frame, direction: DirectionName): Axes | string {
  const sideways = direction === 'left' || direction === 'right';
  if (frame.kind === 'ego') {
    const [right, , forward] = view.axes;
    if (Math.abs(forward[2]) > Math.cos((20 * Math.PI) / 180) + 1e-9) return 'camera within 20° of the vertical';
    if (Math.abs((Math.asin(Math.max(-1, Math.min(1, right[2]))) * 180) / Math.PI) > 15 + 1e-6)
      return 'camera rolled by more than 15°';
    const f = unit(horizontal(forward));
    return { front: negate(f), left: cross(Z, f) };
  }
  if (frame.kind === 'world') {
    const h = unit(horizontal(world.record.anchor.heading));
    return { front: h, left: cross(Z, h) };
  }
  if (frame.kind !== 'object' || frame.object === undefined || !world.has(frame.object))
    return `frame ${frame.kind} unknown`;
  const body = world.body(frame.object);
  if (!body.record.front) return `object ${body.id} has no front`;
  if (body.record.symmetry !== 1) return `object ${body.id} has symmetry ${body.record.symmetry} and a front`;
  if (!body.front) return `object ${body.id} is tilted by more than 30°`;
  const facing = angleDeg(body.front, sub(view.eye, body.center));
  if (facing > 120 + 1e-6) return `front of ${body.id} turned ${facing.toFixed(1)}° from the camera`;
  if (sideways && body.record.leftRight === 'unsettled') return `left and right of ${body.id} unsettled`;
  const left = cross(Z, body.front);
  return { front: body.front, left: sideways && body.record.leftRight === 'facing' ? negate(left) : left };
}

export function vectorOf(axes: Axes, direction: DirectionName): Vec3 {
  if (direction === 'left') return axes.left;
  if (direction === 'right') return negate(axes.left);
  return direction === 'front' ? axes.front : negate(axes.front);
}

export const isHorizontalUnit = (v: Vec3): boolean => Math.abs(v[2]) < 1e-9 && Math.abs(dot(v, v) - 1) < 1e-6;
