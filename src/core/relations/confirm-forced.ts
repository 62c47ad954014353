import { row } from './alignment.js';
import { between } from './between.js';
import { directlyOn } from './directly-on.js';
import { facing } from './facing.js';
import { inside } from './inside.js';
import { near, nextTo } from './near.js';
import { stacked } from './on.js';
import { atEdge } from './patch-position.js';
import { leaning, lying, upsideDown } from './posture.js';
import { patchUnder } from './patch.js';
import type { SceneGeometry } from './scene-geometry.js';
import { under } from './under.js';
import { assertNever } from '../result.js';
import type { Forced } from '../scene/settled-scene.js';
import type { Verdict } from './verdict.js';

/** Of the relations a scene was arranged to have, those that the predicates of SPEC find true now that it rests. */
export const confirmForced = (geometry: SceneGeometry, forced: readonly Forced[]): Forced[] =>
  forced.filter((relation) => verdictOf(geometry, relation) === 'T');

function verdictOf(geometry: SceneGeometry, { type, objects }: Forced): Verdict {
  const [a, b, c] = objects;
  switch (type) {
    case 'inside':
      return inside(geometry, a, b).verdict;
    case 'on':
      return directlyOn(geometry, a, b).verdict;
    case 'stacked':
      return stacked(geometry, a).verdict;
    case 'under':
      return under(geometry, a, b).verdict;
    case 'between':
      return between(geometry, a, b, c).verdict;
    case 'near':
      return near(geometry, a, b).verdict;
    case 'next_to':
      return nextTo(geometry, a, b).verdict;
    case 'row':
      return row(geometry, [b, a, c]).verdict;
    case 'facing':
      return facing(geometry, a, b).verdict;
    case 'leaning':
      return leaning(geometry, a, b).verdict;
    case 'at_edge':
      return edge(geometry, a);
    case 'lying':
      return lying(geometry, a).verdict;
    case 'upside_down':
      return upsideDown(geometry, a).verdict;
    default:
      return assertNever(type);
  }
}

function edge(geometry: SceneGeometry, id: number): Verdict {
  const patch = patchUnder(geometry, id);
  return patch === null ? 'A' : atEdge(geometry, id, patch.surface.id).verdict;
}
