import { bounds } from '../core/geometry/mesh.js';
import { compose, invert, transformDirection, transformPoint, type Pose } from '../core/geometry/pose.js';
import { scale, sub, type Vec3 } from '../core/geometry/vec3.js';
import { isUpwardSurface } from '../core/relations/patch.js';
import type { MeshLibrary, ObjectSpec, SceneSpec } from '../core/scene/scene-spec.js';
import type { Obb, SceneObject, Surface } from '../core/scene/settled-scene.js';

/** @throws Error when the library lacks the object's mesh: arranging and settling must share one library */
export function settledObject(object: ObjectSpec, worldFromObject: Pose, meshes: MeshLibrary): SceneObject {
  return { ...object, worldFromObject, obb: obbOf(object, worldFromObject, meshes) };
}

function obbOf(object: ObjectSpec, worldFromObject: Pose, meshes: MeshLibrary): Obb {
  const mesh = meshes.get(object.mesh);
  if (mesh === undefined)
    throw new Error(`No mesh ${object.mesh} for ${object.asset} in the library given to createPhysics.`);
  const { min, max } = bounds(mesh.positions);
  const middle: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  return {
    center: transformPoint(worldFromObject, scale(middle, object.scale)),
    halfExtents: scale(sub(max, min), object.scale / 2),
    orientation: worldFromObject.orientation,
  };
}

/** Surfaces moved with their owners; those that no longer lie level (SPEC §5) are left out. Ids stay. */
export function settledSurfaces(spec: SceneSpec, objects: readonly SceneObject[]): Surface[] {
  const moves = new Map(
    spec.objects.map((object, k) => [object.id, compose(objects[k].worldFromObject, invert(object.worldFromObject))]),
  );
  // Moving a surface by the difference of two equal poses would still change its last bits.
  const fixed = new Set([
    ...spec.objects.filter((object) => object.fixed).map((object) => object.id),
    ...(spec.untouched ?? []),
  ]);
  const result: Surface[] = [];
  for (const surface of spec.surfaces) {
    const move = moves.get(surface.owner);
    if (move === undefined)
      throw new Error(`Surface ${surface.id} belongs to object ${surface.owner}, which is not in the scene.`);
    const moved = fixed.has(surface.owner) ? surface : moveSurface(surface, move);
    if (isUpwardSurface(moved)) result.push(moved);
  }
  return result;
}

/** A surface carried along with its owner. */
export function moveSurface(surface: Surface, move: Pose): Surface {
  const carry = (p: Vec3): Vec3 => transformPoint(move, p);
  return {
    ...surface,
    normal: transformDirection(move, surface.normal),
    outline: surface.outline.map(carry),
    holes: surface.holes.map((hole) => hole.map(carry)),
  };
}
