import { scaledConstants, type Constants } from './constants.js';
import type { Profile } from '../scene/settled-scene.js';
import { directlyOn } from './directly-on.js';
import { memoObject } from './memo.js';
import type { SceneGeometry } from './scene-geometry.js';

/** Up to this size, and off the floor, a thing is asked about with tabletop margins. */
const MAX_TABLETOP_EXTENT = 0.5;

/**
 * Which column of SPEC §10 applies to a question.
 *
 * @param ids every object it names but the supporting ones that §2 exempts (the table in "on the table")
 */
export function profileOf(geometry: SceneGeometry, ids: readonly number[]): Profile {
  return ids.every((id) => isTabletop(geometry.settled, id)) ? 'tabletop' : 'room';
}

export const constantsOf = (geometry: SceneGeometry, ids: readonly number[]): Constants =>
  constantsFor(geometry, profileOf(geometry, ids));

/** The constants of a profile, with the margins that a scene is asked with. */
export const constantsFor = ({ marginScale }: Pick<SceneGeometry, 'marginScale'>, profile: Profile): Constants =>
  scaledConstants(profile, marginScale);

const isTabletop = memoObject((geometry: SceneGeometry, id: number): boolean => {
  const object = geometry.object(id);
  if (object.largestExtent > MAX_TABLETOP_EXTENT) return false;
  return !geometry.objects.some(
    ({ record }) =>
      record.category === 'floor' && record.id !== id && directlyOn(geometry, id, record.id).verdict === 'T',
  );
});
