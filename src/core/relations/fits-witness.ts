import { buildBoxTree, type BoxTree } from '../geometry/box-tree.js';
import { clipConvexBody, clipMeshHalfSpace } from '../geometry/clip.js';
import { transformConvexBody, type ConvexBody } from '../geometry/convex.js';
import { meshDistance } from '../geometry/mesh-distance.js';
import { isInsideMesh } from '../geometry/point-in-mesh.js';
import { transformPoints } from '../geometry/pose.js';
import { fromYaw } from '../geometry/quat.js';
import { separationBelow } from '../geometry/separation.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { Obstacle } from './fits-obstacles.js';
import { motionTo, type MovingObject } from './fits-moving.js';
import type { ObjectGeometry } from './scene-geometry.js';

const DOWN: Vec3 = [0, 0, -1];

// A candidate found on the lattice is confirmed here with exact distances, on the convex parts and on the meshes.

/** Comparisons keep this distance from their limits (SPEC, page 1). */
const GUARD = 1e-6;

/** Whether all parts of the moved object keep `clearance` from all parts of the obstacles. */
export function partsKeepClear(
  moving: MovingObject,
  obstacles: readonly Obstacle[],
  x: number,
  y: number,
  turn: number,
  clearance: number,
): boolean {
  const pose = { position: [x, y, 0] as Vec3, orientation: fromYaw(turn) };
  const own = moving.parts.map((part) => transformConvexBody(pose, part));
  const limit = clearance + GUARD;
  for (const obstacle of obstacles) {
    for (const part of standingParts(obstacle)) {
      for (const body of own) if (separationBelow(body, part, 2 * limit) < limit) return false;
    }
  }
  return true;
}

const cutParts = new WeakMap<Obstacle, readonly ConvexBody[]>();

/** An obstacle's parts, cut off at the height below which it does not count. */
function standingParts(obstacle: Obstacle): readonly ConvexBody[] {
  if (obstacle.floor === -Infinity) return obstacle.parts;
  let parts = cutParts.get(obstacle);
  if (!parts) {
    parts = obstacle.parts.flatMap((part) => clipConvexBody(part, DOWN, -obstacle.floor) ?? []);
    cutParts.set(obstacle, parts);
  }
  return parts;
}

/** The mesh as moved, world. */
export function posedTree(moving: MovingObject, x: number, y: number, floor: number, yaw: number): BoxTree {
  const { vertices, indices } = moving.object;
  return buildBoxTree(transformPoints(motionTo(moving, x, y, floor, yaw), vertices), indices);
}

/**
 * Whether the moved mesh keeps `clearance` from the meshes of the obstacles, and neither is inside the other.
 *
 * @param ownerFloor world height from which the surface's owner counts
 */
export function meshKeepsClear(
  moving: MovingObject,
  posed: BoxTree,
  obstacles: readonly Obstacle[],
  clearance: number,
  ownerFloor: number,
): boolean {
  const limit = clearance + GUARD;
  for (const { object, isOwner } of obstacles) {
    const tree = isOwner ? treeAbove(object, ownerFloor) : object.tree;
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
