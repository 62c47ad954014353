import { buildBoxTree, type BoxTree } from '../geometry/box-tree.js';
import { clipConvexBody, clipMeshHalfSpace } from '../geometry/clip.js';
import { transformConvexBody, type ConvexBody } from '../geometry/convex.js';
import { meshDistance } from '../geometry/mesh-distance.js';
import { isInsideMesh } from '../geometry/point-in-mesh.js';
import { transformPoints, type Pose } from '../geometry/pose.js';
import { separationBelow } from '../geometry/separation.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { Obstacle } from './fits-obstacles.js';
import type { MovingObject } from './fits-moving.js';
import type { ObjectGeometry } from './scene-geometry.js';

const DOWN: Vec3 = [0, 0, -1];

// A candidate found on the lattice is confirmed here with exact distances, on the convex parts and on the meshes.

/** Comparisons keep this distance from their limits (SPEC, page 1). */
const GUARD = 1e-6;

/**
 * Whether all parts of the moved object keep `clearance` from all parts of the obstacles.
 *
 * @param motion from where the object is
 */
export function partsKeepClear(
  moving: MovingObject,
  motion: Pose,
  obstacles: readonly Obstacle[],
  clearance: number,
): boolean {
  const limit = clearance + GUARD;
  const own = moving.object.convexParts.map((part) => transformConvexBody(motion, part));
  for (const obstacle of obstacles) {
    for (const part of standingParts(obstacle)) {
      for (const body of own) if (separationBelow(body, part, 2 * limit) < limit) return false;
    }
  }
  return true;
}

/** An obstacle's parts, cut off at the height below which it does not count. */
function standingParts({ object, floor }: Obstacle): readonly ConvexBody[] {
  if (floor === -Infinity) return object.convexParts;
  return object.convexParts.flatMap((part) => clipConvexBody(part, DOWN, -floor) ?? []);
}

/** The mesh as moved, world. */
export function posedTree({ object }: Pick<MovingObject, 'object'>, motion: Pose): BoxTree {
  return buildBoxTree(transformPoints(motion, object.vertices), object.indices);
}

/**
 * Whether the moved mesh keeps `clearance` from the meshes of the obstacles, and neither is inside the other.
 */
export function meshKeepsClear(
  moving: MovingObject,
  posed: BoxTree,
  obstacles: readonly Obstacle[],
  clearance: number,
): boolean {
  const limit = clearance + GUARD;
  for (const { object, isOwner, floor } of obstacles) {
    const tree = isOwner ? treeAbove(object, floor) : object.tree;
    if (tree === null) continue;
    if (boxesApart(tree, posed, limit)) continue;
    if (meshDistance(posed, tree, { upperBound: limit }).distance < limit) return false;
    if (object.record.solid && !isOwner && isInsideMesh(object.tree, firstVertex(posed))) return false;
    if (moving.object.record.solid && isInsideMesh(posed, firstVertex(tree))) return false;
  }
  return true;
}

const firstVertex = ({ positions, indices }: BoxTree): Vec3 => {
  const i = 3 * indices[0];
  return [positions[i], positions[i + 1], positions[i + 2]];
};

function boxesApart(a: BoxTree, b: BoxTree, by: number): boolean {
  for (let k = 0; k < 3; k++) {
    if (a.bounds.min[k] > b.bounds.max[k] + by || b.bounds.min[k] > a.bounds.max[k] + by) return true;
  }
  return false;
}

const cutTrees = new WeakMap<ObjectGeometry, Map<number, BoxTree | null>>();

/** The part of an object's mesh at or above a height; null when there is none. */
function treeAbove(object: ObjectGeometry, z: number): BoxTree | null {
  let known = cutTrees.get(object);
  if (!known) cutTrees.set(object, (known = new Map()));
  let tree = known.get(z);
  if (tree === undefined) known.set(z, (tree = cutMesh(object, z)));
  return tree;
}

function cutMesh({ vertices, indices }: ObjectGeometry, z: number): BoxTree | null {
  const cut = clipMeshHalfSpace(vertices, indices, DOWN, -z);
  return cut.indices.length === 0 ? null : buildBoxTree(cut.positions, cut.indices);
}
