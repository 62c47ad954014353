import { transformDirection } from '../geometry/pose.js';
import { horizontal, sub } from '../geometry/vec3.js';
import type { Anchor, SceneObject } from './settled-scene.js';

/** The world frame's anchor read again from the objects that make it readable; others stay as arranged. */
export function readAnchor(anchor: Anchor, objects: readonly SceneObject[]): Anchor {
  const named = anchor.by.objects.map((id) => {
    const object = objects.find((o) => o.id === id);
    if (object === undefined) throw new Error(`The anchor names object ${id}, which is not in the scene.`);
    return object;
  });
  if (anchor.by.kind === 'objects' && named.length === 2) {
    const heading = horizontal(sub(named[1].obb.center, named[0].obb.center));
    return heading === null ? anchor : { ...anchor, heading, origin: named[0].obb.center };
  }
  if (anchor.by.kind === 'robot' && named.length === 1 && named[0].front !== null) {
    const { worldFromObject, front } = named[0];
    const heading = horizontal(transformDirection(worldFromObject, front));
    return heading === null ? anchor : { ...anchor, heading, origin: worldFromObject.position };
  }
  return anchor;
}
