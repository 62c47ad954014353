import type { Vec3 } from '../../geometry/vec3.js';
import { mapCells, type Cells } from './cell.js';

type Point = readonly [number, number];

/**
 * Flat convex shapes drawn upward. Shapes that share a whole edge share its wall.
 *
 * @param shapes convex, counter-clockwise seen from above
 * @returns one cell per shape, from z = low to z = high
 */
export function prism(shapes: readonly (readonly Point[])[], low: number, high: number, material = 0): Cells {
  return shapes.map((shape) => {
    const at = (z: number) => shape.map(([x, y]): Vec3 => [x, y, z]);
    const [bottom, top] = [at(low), at(high)];
    const walls = shape.map((_, i) => {
      const j = (i + 1) % shape.length;
      return { points: [bottom[i], bottom[j], top[j], top[i]], material };
    });
    return { faces: [{ points: [...bottom].reverse(), material }, { points: top, material }, ...walls] };
  });
}

/**
 * Shapes drawn in the upright plane (x, z) and given width along y: the side view of a thing.
 *
 * @param shapes convex, counter-clockwise with x to the right and z up
 * @param right, left limits along y, right < left
 */
export function sideways(shapes: readonly (readonly Point[])[], right: number, left: number, material = 0): Cells {
  // (x, z, −y) is a turn about x, so orientation is kept.
  return mapCells(prism(shapes, -left, -right, material), ([x, y, z]) => [x, -z, y]);
}
