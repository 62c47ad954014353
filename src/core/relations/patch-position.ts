import { minAreaRect } from '../geometry/polygon.js';
import { ambiguous, judge } from './judge.js';
import { insideBy, patchUnder, type Patch } from './patch.js';
import type { SceneGeometry } from './scene-geometry.js';
import { and, atLeast, atMost, decide, or } from './tolerance.js';
import type { Judgement } from './verdict.js';

// Where on its surface a thing stands (SPEC §4). r: distance of its centre from the boundary over half the width of
// the surface's smallest rectangle, 0 at the edge, 1 in the middle.

const AT_EDGE = 0.2;
const OFF_EDGE = 0.3;
const IN_MIDDLE = 0.7;
const OFF_MIDDLE = 0.6;

export function atEdge(geometry: SceneGeometry, id: number, surfaceId: number): Judgement {
  const place = placeOn(geometry, id, surfaceId);
  if (place === null) return notThere();
  return judge(
    decide(atMost(place.r, AT_EDGE), atLeast(place.r, OFF_EDGE)),
    { ...place },
    'it is not clearly at the edge',
  );
}

export function inMiddle(geometry: SceneGeometry, id: number, surfaceId: number): Judgement {
  const place = placeOn(geometry, id, surfaceId);
  if (place === null) return notThere();
  const verdict = decide(atLeast(place.r, IN_MIDDLE), atMost(place.r, OFF_MIDDLE));
  return judge(verdict, { ...place }, 'it is not clearly in the middle');
}

/** At the edge on two sides: near a long and a short side of the smallest rectangle, which must be near the real edge. */
export function atCorner(geometry: SceneGeometry, id: number, surfaceId: number): Judgement {
  const place = placeOn(geometry, id, surfaceId);
  if (place === null) return notThere();
  const { r, alongLength, alongWidth } = place;
  const trueIf = and(atMost(r, AT_EDGE), atMost(alongLength, AT_EDGE), atMost(alongWidth, AT_EDGE));
  const falseIf = or(atLeast(r, OFF_EDGE), atLeast(alongLength, OFF_EDGE), atLeast(alongWidth, OFF_EDGE));
  return judge(decide(trueIf, falseIf), { ...place }, 'it is not clearly at a corner');
}

interface Place {
  readonly r: number;
  /** The same measure to the nearer end of the rectangle along its length, and across it. */
  readonly alongLength: number;
  readonly alongWidth: number;
}

/** Null when the object does not stand on that surface. */
function placeOn(geometry: SceneGeometry, id: number, surfaceId: number): Place | null {
  const patch = patchUnder(geometry, id);
  if (patch === null || patch.surface.id !== surfaceId) return null;
  const [x, y] = geometry.object(id).center;
  const rect = rectOf(patch);
  const half = rect.width / 2;
  const dx = x - rect.center[0];
  const dy = y - rect.center[1];
  const along = Math.abs(dx * rect.axis[0] + dy * rect.axis[1]);
  const across = Math.abs(dy * rect.axis[0] - dx * rect.axis[1]);
  return {
    r: Math.max(0, insideBy(patch, x, y)) / half,
    alongLength: (rect.length / 2 - along) / half,
    alongWidth: (half - across) / half,
  };
}

const rectOf = (patch: Patch) => minAreaRect(patch.outline);

const notThere = (): Judgement => ambiguous('it does not stand on that surface');
