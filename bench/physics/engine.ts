import type { Pose } from '../../src/core/geometry/pose.js';
import type { Vec3 } from '../../src/core/geometry/vec3.js';

/** Shapes that every engine has: about their own centre, metres. Cylinders stand along z and have 24 sides. */
export type BenchShape =
  | { readonly kind: 'box'; readonly half: Vec3 }
  | { readonly kind: 'cylinder'; readonly radius: number; readonly height: number };

export interface BenchBody {
  readonly shape: BenchShape;
  readonly pose: Pose;
  /** Kilograms; 0 stands still. */
  readonly mass: number;
  readonly friction: number;
  /** Share of motion along each world axis that is let through; then it does not turn either, and has no weight. */
  readonly guided?: Vec3;
}

/** A world of bodies that can be stepped: what the three engines have in common. */
export interface BenchWorld {
  step(): void;
  pose(body: number): Pose;
  setVelocity(body: number, velocity: Vec3): void;
  velocity(body: number): Vec3;
  /** Pushes with this force, newtons, from now on in every step. */
  setForce(body: number, force: Vec3): void;
  dispose(): void;
}

export interface BenchEngine {
  readonly name: string;
  create(bodies: readonly BenchBody[], damped: boolean): BenchWorld;
}

/** Of every engine, seconds. */
export const STEP = 1 / 240;

export const SIDES = 24;

/** Corners of a shape about its centre. */
export function cornersOf(shape: BenchShape): Vec3[] {
  if (shape.kind === 'box') {
    const [x, y, z] = shape.half;
    return [-x, x].flatMap((a) => [-y, y].flatMap((b) => [-z, z].map((c): Vec3 => [a, b, c])));
  }
  return Array.from({ length: SIDES }, (_, k) => (2 * Math.PI * k) / SIDES).flatMap((angle) =>
    [-shape.height / 2, shape.height / 2].map((z): Vec3 => [
      shape.radius * Math.cos(angle),
      shape.radius * Math.sin(angle),
      z,
    ]),
  );
}
