import { bigger, closer, taller, VOLUME_RATIO, wider } from '../../relations/compare.js';
import { hashString } from '../../random.js';
import { closerToCamera } from '../../relations/closer.js';
import { hullVolume } from '../../relations/hull-volume.js';
import { distance } from '../../geometry/vec3.js';
import { and, atLeast, decide, not } from '../../relations/tolerance.js';
import { judge as judged } from '../../relations/judge.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import type { Judgement } from '../../relations/verdict.js';
import type { ViewContext } from '../view-context.js';
import { orderedPairs, relationFamily } from './relation-family.js';

/** Is A taller, wider, bigger than B (SPEC §7)? Both must be seen whole: sizes are judged by what is seen. */
export const SIZE_COMPARISON = relationFamily({
  name: 'size-comparison',
  types: ['taller', 'wider', 'bigger'],
  weight: 1.5,
  *guesses(context, type) {
    for (const ids of orderedPairs(context)) {
      const { verdict } = compareSizes(context, type, ids);
      if (verdict !== 'A') yield { ids, stratum: verdict };
    }
  },
  levels: () => ['metric', 'metric'],
  judge: compareSizes,
});

/** Is A closer to the camera than B, or to C than B is; is it farther (SPEC §3.5 and §7)? */
export const DISTANCE_ORDER = relationFamily({
  name: 'distance-order',
  types: ['closer', 'farther'],
  weight: 1.5,
  ego: (ids) => ids.length === 2,
  plainForm: (type) => `${type}.to`,
  *guesses(context, type) {
    for (const ids of orderedPairs(context)) {
      const { verdict } = nearerToCamera(context, type, ids);
      if (verdict !== 'A') yield { ids, stratum: `camera ${verdict}` };
    }
    for (const { id: to } of context.referents) {
      for (const [near, far] of nearAndFar(context, to)) {
        yield { ids: type === 'closer' ? [near, far, to] : [far, near, to], stratum: 'third T' };
        yield { ids: type === 'closer' ? [far, near, to] : [near, far, to], stratum: 'third F' };
      }
    }
  },
  judge: (context, type, ids) => (ids.length === 2 ? nearerToCamera : closerToThird)(context, type, ids),
});

/** Pairs of which one is plainly nearer to a third thing, by the centres: two of its neighbours, each with another. */
function* nearAndFar({ graph: { geometry }, referents }: ViewContext, to: number) {
  const { center } = geometry.object(to);
  const row = referents
    .filter(({ id }) => id !== to)
    .map(({ id }) => ({ id, away: distance(geometry.object(id).center, center) }))
    .sort((a, b) => a.away - b.away || a.id - b.id);
  for (const near of row.slice(0, 2)) {
    const others = row.filter(({ away }) => away >= near.away * DISTANCE_RATIO);
    if (others.length > 0) yield [near.id, others[hashString(`${to} ${near.id}`) % others.length].id] as const;
  }
}

export function compareSizes({ graph: { geometry } }: ViewContext, type: string, [a, b]: readonly number[]): Judgement {
  if (type === 'taller') return taller(geometry, a, b);
  if (type === 'wider') return wider(geometry, a, b);
  if (type === 'bigger') return biggerEitherWay(geometry, a, b);
  throw new RangeError(`"${type}" compares no sizes.`);
}

/** By the boxes (SPEC §7) and by the convex hulls alike: most of a lamp's box is air, and few would call it the bigger. */
function biggerEitherWay(geometry: SceneGeometry, a: number, b: number): Judgement {
  const byBox = bigger(geometry, a, b);
  if (byBox.verdict === 'A') return byBox;
  const [p, q] = [hullVolume(geometry, a), hullVolume(geometry, b)];
  const byHull = decide(atLeast(p, q * VOLUME_RATIO), atLeast(q, p * VOLUME_RATIO));
  const verdict = byHull === byBox.verdict ? byHull : 'A';
  return judged(verdict, { ...byBox.measured, hullRatio: p / q }, 'their boxes and what fills them say otherwise');
}

/** SPEC §3.5's own margins and §7's ratio of distances are two readings: only what both say is said. */
export function nearerToCamera({ graph, view }: ViewContext, type: string, [p, q]: readonly number[]): Judgement {
  const [a, b] = type === 'closer' ? [p, q] : [q, p];
  const byMargin = closerToCamera(view, a, b);
  const byRatio = closer(graph, view, a, b, 'camera');
  const verdict = decide(and(byMargin.verdict, byRatio.verdict), and(not(byMargin.verdict), not(byRatio.verdict)));
  return judged(verdict, { ...byMargin.measured, ...byRatio.measured }, 'they are about as far from the camera');
}

const DISTANCE_RATIO = 1.2;
/** Up to this gap two things touch, and only centres could be compared (SPEC §7). */
const APART = 0.015;

/** Is A closer to C than B is? By the gaps and by the centres alike: the question does not say which. */
export function closerToThird(context: ViewContext, type: string, [p, q, to]: readonly number[]): Judgement {
  const { geometry } = context.graph;
  const [a, b] = type === 'closer' ? [p, q] : [q, p];
  const bySurface = closer(context.graph, context.view, a, b, to);
  const dA = distance(geometry.object(a).center, geometry.object(to).center);
  const dB = distance(geometry.object(b).center, geometry.object(to).center);
  const byCenter = decide(atLeast(dB, dA * DISTANCE_RATIO), atLeast(dA, dB * DISTANCE_RATIO));
  const apart = [a, b].every((id) => geometry.surfaceDistance(id, to).distance > APART);
  const verdict = apart ? decide(and(bySurface.verdict, byCenter), and(not(bySurface.verdict), not(byCenter))) : 'A';
  return judged(verdict, { ...bySurface.measured, centerA: dA, centerB: dB }, 'they are about as far from it');
}
