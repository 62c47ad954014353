import type { BoxTree } from './box-tree.js';
import { walkRay } from './raycast.js';
import type { Vec3 } from './vec3.js';

/** Odd directions, so that no ray runs along the edges and diagonals that modelled things have. */
const DIRECTIONS: readonly Vec3[] = [
  [0.2113, 0.3419, 0.9157],
  [-0.7331, 0.5477, -0.4031],
];

/**
 * Whether a point is inside a closed mesh that faces outward. Closed parts may overlap each other (a handle that
 * reaches into its cup counts as one solid), and a shell facing inward makes a hollow.
 *
 * Two rays count faces left minus faces entered. Where they disagree (a ray through an edge or a seam) the solid angle
 * of all triangles decides, which costs a walk over the whole mesh.
 *
 * @returns anything for a point on the surface
 */
export function isInsideMesh(tree: BoxTree, p: Vec3): boolean {
  const { min, max } = tree.bounds;
  if (p[0] < min[0] || p[1] < min[1] || p[2] < min[2] || p[0] > max[0] || p[1] > max[1] || p[2] > max[2]) return false;
  const first = facesLeft(tree, p, DIRECTIONS[0]);
  const second = facesLeft(tree, p, DIRECTIONS[1]);
  return first === second ? first > 0 : windingNumber(tree, p) > 0.5;
}

/** Faces a ray leaves through minus those it enters by: how many solids the point is inside. */
function facesLeft(tree: BoxTree, p: Vec3, direction: Vec3): number {
  let sum = 0;
  walkRay(tree, p, direction, Infinity, (_, slot) => {
    const n = 3 * slot;
    const along =
      tree.normals[n] * direction[0] + tree.normals[n + 1] * direction[1] + tree.normals[n + 2] * direction[2];
    sum += Math.sign(along);
    return Infinity;
  });
  return sum;
}

/**
 * Sum of the signed solid angles of all triangles over 4 π (Van Oosterom & Strackee 1983): 1 inside and 0 outside a closed
 * mesh, and in between near the gaps of one that is not.
 */
export function windingNumber(tree: BoxTree, p: Vec3): number {
  const { corners } = tree;
  let sum = 0;
  for (let c = 0; c < corners.length; c += 9) {
    const ax = corners[c] - p[0];
    const ay = corners[c + 1] - p[1];
    const az = corners[c + 2] - p[2];
    const bx = corners[c + 3] - p[0];
    const by = corners[c + 4] - p[1];
    const bz = corners[c + 5] - p[2];
    const cx = corners[c + 6] - p[0];
    const cy = corners[c + 7] - p[1];
    const cz = corners[c + 8] - p[2];
    const a = Math.sqrt(ax * ax + ay * ay + az * az);
    const b = Math.sqrt(bx * bx + by * by + bz * bz);
    const l = Math.sqrt(cx * cx + cy * cy + cz * cz);
    const volume = ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
    const ab = ax * bx + ay * by + az * bz;
    const bc = bx * cx + by * cy + bz * cz;
    const ca = cx * ax + cy * ay + cz * az;
    sum += Math.atan2(volume, a * b * l + ab * l + bc * a + ca * b);
  }
  return sum / (2 * Math.PI);
}
