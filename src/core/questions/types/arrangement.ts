import { minAreaRect } from '../../geometry/polygon.js';
import { hashString } from '../../random.js';
import { parallel, row } from '../../relations/alignment.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import { relationFamily, unorderedPairs } from './relation-family.js';

/** Rows of three are looked for among this many things: their number grows with the cube. */
const MOST_REFERENTS = 24;
/** Things further apart than this, times their mean size, are no row one would speak of. */
const MOST_SIZES_APART = 8;

/** Do A, B and C stand in a straight row (SPEC §4)? */
export const ROW = relationFamily({
  name: 'row',
  types: ['row'],
  weight: 0.6,
  *guesses({ graph: { geometry }, referents }) {
    const ids = referents.slice(0, MOST_REFERENTS).map(({ id }) => id);
    for (let i = 0; i < ids.length; i++) {
      for (let j = 0; j < i; j++) {
        let off: number | null = null;
        let first = Infinity;
        for (let k = 0; k < j; k++) {
          const three = [ids[k], ids[j], ids[i]] as const;
          if (spread(three.map((id) => geometry.object(id))) > MOST_SIZES_APART) continue;
          const { verdict } = row(geometry, three);
          if (verdict === 'T') yield { ids: three, stratum: 'T' };
          const order = verdict === 'F' ? hashString(three.join(' ')) : Infinity;
          if (order < first) [off, first] = [ids[k], order];
        }
        if (off !== null) yield { ids: [off, ids[j], ids[i]], stratum: 'F' };
      }
    }
  },
  judge: ({ graph }, _, [a, b, c]) => row(graph.geometry, [a, b, c]),
});

/** Part of its footprint's smallest rectangle that a thing with straight sides fills: an ellipse fills 0.79 of it. */
const STRAIGHT = 0.85;

/** Nobody sees along which way a banana or an oval basket lies. */
function hasStraightSides({ footprint, footprintArea }: SceneGeometry['objects'][number]): boolean {
  const { length, width } = minAreaRect(footprint);
  return footprintArea >= STRAIGHT * length * width;
}

/** Are A and B parallel (SPEC §4)? */
export const PARALLEL = relationFamily({
  name: 'parallel',
  types: ['parallel'],
  weight: 0.6,
  *guesses(context) {
    const { geometry } = context.graph;
    for (const ids of unorderedPairs(context)) {
      if (!ids.every((id) => hasStraightSides(geometry.object(id)))) continue;
      const { verdict } = parallel(geometry, ids[0], ids[1]);
      if (verdict !== 'A') yield { ids, stratum: verdict };
    }
  },
  judge: ({ graph }, _, [a, b]) => parallel(graph.geometry, a, b),
});

/** Largest distance of the centres over the mean footprint. */
function spread(objects: readonly { readonly center: readonly number[]; readonly footprintSide: number }[]): number {
  let away = 0;
  for (const p of objects)
    for (const q of objects) away = Math.max(away, Math.hypot(p.center[0] - q.center[0], p.center[1] - q.center[1]));
  return (away * objects.length) / objects.reduce((sum, { footprintSide }) => sum + footprintSide, 0);
}
