import { CONSTANTS } from '../relations/constants.js';
import { gate } from '../relations/gates.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import { truthOf } from '../relations/seen-pixels.js';
import type { Profile } from '../scene/settled-scene.js';

/**
 * When an object first appears in a sequence of views (docs/spec.md §12.4): the index of the first view that shows any
 * of it, provided it passes `name` there. Null where that is open: shown at first too little to be noticed, or never.
 */
export function firstAppearance(
  geometry: SceneGeometry,
  views: readonly SeenView[],
  id: number,
  profile: Profile,
): number | null {
  const first = views.findIndex((view) => pixelsIn(view, id) > 0);
  return first >= 0 && gate(geometry, views[first], id, 'name', CONSTANTS[profile]).passed ? first : null;
}

/** Visible pixels of an object; 0 where the view shows none. */
export const pixelsIn = (view: SeenView, id: number): number => truthOf(view, id)?.visiblePixels ?? 0;
