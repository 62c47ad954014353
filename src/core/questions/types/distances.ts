import { polygonDistance } from '../../geometry/polygon.js';
import { distance } from '../../geometry/vec3.js';
import { inside } from '../../relations/inside.js';
import { middleOf } from '../../relations/interval.js';
import { on } from '../../relations/on.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import type { ViewContext } from '../view-context.js';
import { quantityFamily } from './quantity-family.js';
import { unorderedPairs } from './relation-family.js';

/** Up to this gap two things touch or might: then only the distance of their centres is asked (SPEC §7). */
const APART = 0.015;

const CENTRES: ReadonlySet<string> = new Set(['dist_center', 'dist_h_center', 'dist_v_center']);

/** Distances between two things, each by its own definition (SPEC §7). */
export const DISTANCES = quantityFamily({
  name: 'distances',
  types: ['dist_closest', 'dist_center', 'dist_h_closest', 'dist_h_center', 'dist_v_gap', 'dist_v_center'],
  weight: 4,
  *tuples(context) {
    for (const ids of unorderedPairs(context)) yield { ids };
  },
  forbidden({ graph: { geometry } }, type, [a, b]) {
    if (CENTRES.has(type)) return null;
    if (geometry.surfaceDistance(a, b).distance < APART) return 'they touch, or nearly';
    const joined = [inside(geometry, a, b), inside(geometry, b, a), on(geometry, a, b), on(geometry, b, a)];
    return joined.some(({ verdict }) => verdict !== 'F') ? 'one is in or on the other' : null;
  },
  measure: ({ graph }, type, [a, b]) => distanceOf(graph.geometry, type, a, b),
});

function distanceOf(geometry: SceneGeometry, type: string, aId: number, bId: number): number {
  const [a, b] = [geometry.object(aId), geometry.object(bId)];
  switch (type) {
    case 'dist_closest':
      return geometry.surfaceDistance(aId, bId).distance;
    case 'dist_center':
      return distance(a.center, b.center);
    case 'dist_h_closest':
      return polygonDistance(a.footprint, b.footprint);
    case 'dist_h_center':
      return Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1]);
    case 'dist_v_gap':
      return Math.max(0, a.vertical.min - b.vertical.max, b.vertical.min - a.vertical.max);
    case 'dist_v_center':
      return verticalCentres({ geometry }, aId, bId);
    default:
      throw new RangeError(`"${type}" is no distance of two things.`);
  }
}

/** Of the OBB centres; the middles of the extents are another reading, so both must agree to the millimetre. */
function verticalCentres({ geometry }: Pick<ViewContext['graph'], 'geometry'>, aId: number, bId: number): number {
  const [a, b] = [geometry.object(aId), geometry.object(bId)];
  const byBox = Math.abs(a.center[2] - b.center[2]);
  const byExtent = Math.abs(middleOf(a.vertical) - middleOf(b.vertical));
  return Math.abs(byBox - byExtent) < 0.001 ? byBox : NaN;
}
