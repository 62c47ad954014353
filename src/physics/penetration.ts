import { transformConvexBody, type ConvexBody } from '../core/geometry/convex.js';
import type { Pose } from '../core/geometry/pose.js';
import { separationBelow } from '../core/geometry/separation.js';
import type { ObjectSpec } from '../core/scene/scene-spec.js';

/** An object's convex parts where it stands, with a box around each and around all. */
export interface PlacedParts {
  readonly object: ObjectSpec;
  readonly parts: readonly ConvexBody[];
  /** [6] min xyz, max xyz of each part. */
  readonly boxes: readonly Float64Array[];
  readonly box: Float64Array;
}

export interface Overlap {
  /** Metres, ≥ 0. */
  readonly depth: number;
  readonly between: readonly [ObjectSpec, ObjectSpec] | null;
}

/** @param local convex parts in the object's frame */
export function placeParts(object: ObjectSpec, worldFromObject: Pose, local: readonly ConvexBody[]): PlacedParts {
  const parts = local.map((part) => transformConvexBody(worldFromObject, part));
  const boxes = parts.map(({ vertices }) => {
    const box = Float64Array.of(Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity);
    for (let i = 0; i < vertices.length; i++) {
      box[i % 3] = Math.min(box[i % 3], vertices[i]);
      box[3 + (i % 3)] = Math.max(box[3 + (i % 3)], vertices[i]);
    }
    return box;
  });
  const box = Float64Array.of(Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity);
  for (const b of boxes) {
    for (let axis = 0; axis < 3; axis++) {
      box[axis] = Math.min(box[axis], b[axis]);
      box[axis + 3] = Math.max(box[axis + 3], b[axis + 3]);
    }
  }
  return { object, parts, boxes, box };
}

/**
 * Deepest overlap of convex parts of two objects, measured by `core`'s own separation and not by the engine whose
 * work it judges. Pieces of the building may overlap one another (walls meet in corners).
 */
export function deepestOverlap(placed: readonly PlacedParts[]): Overlap {
  let depth = 0;
  let between: Overlap['between'] = null;
  for (let i = 0; i < placed.length; i++) {
    for (let j = i + 1; j < placed.length; j++) {
      const a = placed[i];
      const b = placed[j];
      if ((a.object.structure && b.object.structure) || overlapOfBoxes(a.box, b.box) <= depth) continue;
      const found = overlapOfPair(a, b, depth);
      if (found > depth) {
        depth = found;
        between = [a.object, b.object];
      }
    }
  }
  return { depth, between };
}

/** Deepest overlap of two objects' parts, or `atLeast` when it is no deeper. */
function overlapOfPair(a: PlacedParts, b: PlacedParts, atLeast: number): number {
  let depth = atLeast;
  for (let i = 0; i < a.parts.length; i++) {
    if (overlapOfBoxes(a.boxes[i], b.box) <= depth) continue;
    for (let j = 0; j < b.parts.length; j++) {
      if (overlapOfBoxes(a.boxes[i], b.boxes[j]) <= depth) continue;
      depth = Math.max(depth, -separationBelow(a.parts[i], b.parts[j], 0));
    }
  }
  return depth;
}

/** Least overlap of two boxes along an axis: no hulls inside them overlap deeper. Negative: apart. */
function overlapOfBoxes(a: Float64Array, b: Float64Array): number {
  let least = Infinity;
  for (let axis = 0; axis < 3; axis++) {
    least = Math.min(least, a[axis + 3] - b[axis], b[axis + 3] - a[axis]);
  }
  return least;
}
