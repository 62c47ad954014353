import { liftBlockers } from '../plans/lift.js';
import { gate } from '../relations/gates.js';
import { CONSTANTS } from '../relations/constants.js';
import { whyNotMoved } from '../relations/fits-setting.js';
import { patchUnder } from '../relations/patch.js';
import { insideAnything } from '../relations/inside.js';
import { angleDeg, UP } from '../geometry/vec3.js';
import { transformDirection } from '../geometry/pose.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';

// What a task may ask to be moved, and what chance chooses from.

/** Larger or heavier things are furniture, metres and kg. */
const MAX_EXTENT = 0.5;
const MAX_MASS = 4;
/** Stands, lies or is upside down within this: it is put down as it is, and must stay so. */
const STABLE_DEG = 5;

/** Whether an object stands free: it can be lifted straight up with nothing on it, and put down as it is. */
export function isMovable(geometry: SceneGeometry, id: number): boolean {
  const object = geometry.object(id);
  const { record } = object;
  if (record.structure || record.fixed || object.largestExtent > MAX_EXTENT || record.mass > MAX_MASS) return false;
  if (geometry.scene.anchor.by.objects.includes(id) || whyNotMoved(geometry, id) !== null) return false;
  const tilt = angleDeg(transformDirection(record.worldFromObject, record.up), UP);
  if (Math.min(tilt, Math.abs(tilt - 90), 180 - tilt) > STABLE_DEG) return false;
  if (patchUnder(geometry, id) === null || insideAnything(geometry, id) !== 'F') return false;
  const { blockers, open } = liftBlockers(geometry, id);
  return blockers.length === 0 && !open;
}

/** What could be meant by "the thing to pick up" in a picture: loose, no stage, seen. In id order. */
export function looseThings(geometry: SceneGeometry, view: SeenView): readonly number[] {
  return geometry.objects
    .filter(
      ({ record, largestExtent }) =>
        !record.structure &&
        !record.fixed &&
        largestExtent <= MAX_EXTENT &&
        !geometry.scene.anchor.by.objects.includes(record.id) &&
        gate(geometry, view, record.id, 'support', CONSTANTS.tabletop).passed,
    )
    .map(({ record }) => record.id);
}
