import { minAreaRect } from '../geometry/polygon.js';
import { leftOf } from '../geometry/vec3.js';
import { lengthOf } from './interval.js';
import type { ObjectGeometry } from './scene-geometry.js';

/** Sizes of an object as SPEC §7 defines them, metres, as it stands. */
export interface Dimensions {
  readonly height: number;
  /** With a front, its extent from its left to its right; else the shorter side of the footprint's smallest rectangle. */
  readonly width: number;
  /** With a front, its extent from front to back; null without. */
  readonly depth: number | null;
  /** Without a front, the longer side of that rectangle; null with one. */
  readonly length: number | null;
  /** Of round things. */
  readonly diameter: number | null;
}

export function dimensionsOf(object: ObjectGeometry): Dimensions {
  const { height, front } = object;
  if (front !== null) {
    const width = lengthOf(object.support(leftOf(front)));
    return { height, width, depth: lengthOf(object.support(front)), length: null, diameter: null };
  }
  const { length, width } = minAreaRect(object.footprint);
  const round = object.record.symmetry === 'infinite';
  return { height, width, depth: null, length, diameter: round ? length : null };
}
