import { separationBelow } from '../geometry/convex.js';
import { bounds } from '../geometry/mesh.js';
import { conjugate, rotate } from '../geometry/quat.js';
import { length, sub, type Vec3 } from '../geometry/vec3.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';

/** SPEC §1: deepest penetration of a settled scene, metres. */
export const MAX_PENETRATION = { tabletop: 0.0005, room: 0.001 } as const;
const EXACT = 1e-6;

/**
 * A stored scene against its meshes: boxes, shares of support, penetration.
 *
 * @returns one sentence for each contradiction
 */
export function checkScene(geometry: SceneGeometry): string[] {
  const problems: string[] = [];
  for (const object of geometry.objects) {
    const expected = boxOf(object);
    if (
      length(sub(expected.center, object.record.obb.center)) > EXACT ||
      length(sub(expected.halfExtents, object.record.obb.halfExtents)) > EXACT
    ) {
      problems.push(`the OBB of object ${object.record.id} is not that of its mesh.`);
    }
  }
  const upward = new Map<number, number>();
  for (const contact of geometry.scene.contacts) upward.set(contact.a, (upward.get(contact.a) ?? 0) + contact.share);
  for (const { record } of geometry.objects) {
    const total = upward.get(record.id);
    if (!record.structure && (total === undefined || Math.abs(total - 1) > 1e-6)) {
      problems.push(`the upward support of object ${record.id} sums to ${total ?? 0}, not 1.`);
    }
  }
  const limit = MAX_PENETRATION[geometry.scene.profile];
  for (const [i, a] of geometry.objects.entries()) {
    for (const b of geometry.objects.slice(i + 1)) {
      if (a.record.structure && b.record.structure) continue;
      const depth = penetration(a, b);
      if (depth > limit + EXACT)
        problems.push(`objects ${a.record.id} and ${b.record.id} penetrate by ${(depth * 1000).toFixed(2)} mm.`);
    }
  }
  return problems;
}

function boxOf({ vertices, record }: ObjectGeometry): { center: Vec3; halfExtents: Vec3 } {
  const local = new Float64Array(vertices.length);
  const inverse = conjugate(record.worldFromObject.orientation);
  const p = record.worldFromObject.position;
  for (let i = 0; i < vertices.length; i += 3)
    local.set(rotate(inverse, [vertices[i] - p[0], vertices[i + 1] - p[1], vertices[i + 2] - p[2]]), i);
  const { min, max } = bounds(local);
  const middle: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  const turned = rotate(record.worldFromObject.orientation, middle);
  return {
    center: [turned[0] + p[0], turned[1] + p[1], turned[2] + p[2]],
    halfExtents: [(max[0] - min[0]) / 2, (max[1] - min[1]) / 2, (max[2] - min[2]) / 2],
  };
}

/** Deepest overlap of two objects' convex parts; 0 when apart. */
function penetration(a: ObjectGeometry, b: ObjectGeometry): number {
  let depth = 0;
  for (const partA of a.convexParts)
    for (const partB of b.convexParts) depth = Math.max(depth, -separationBelow(partA, partB, 0));
  return depth;
}
