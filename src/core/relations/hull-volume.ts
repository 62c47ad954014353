import { buildConvexBody, convexVolume } from '../geometry/convex.js';
import { memoObject } from './memo.js';
import type { SceneGeometry } from './scene-geometry.js';

/**
 * Volume of the convex hull of an object's parts, in m³: the room it takes as the eye sees it. A bowl counts as filled,
 * the air in the box of a lamp does not.
 */
export const hullVolume = memoObject((geometry: SceneGeometry, id: number): number =>
  convexVolume(buildConvexBody(geometry.object(id).record.parts.flatMap(({ vertices }) => [...vertices]))),
);
