import { leaning, lying, upright, upsideDown } from '../../relations/posture.js';
import type { ViewContext } from '../view-context.js';
import { relationFamily } from './relation-family.js';

/** Sides of a box within this of each other are those of a ball or a die: nobody could say whether it is upright. */
const ALIKE = 0.9;

/** Does A stand upright, lie on its side, stand upside down (SPEC §4)? */
export const POSTURE = relationFamily({
  name: 'posture',
  types: ['upright', 'lying', 'upside_down'],
  weight: 0.6,
  *guesses(context, type) {
    for (const { id } of context.referents) {
      const { verdict } = judge(context, type, [id]);
      if (verdict !== 'A') yield { ids: [id], stratum: verdict };
    }
  },
  forbidden({ graph }, _, [id]) {
    const [x, y, z] = graph.geometry.object(id).record.obb.halfExtents;
    const isRound = Math.min(x, y, z) >= ALIKE * Math.max(x, y, z);
    return isRound ? 'it is alike from all sides' : null;
  },
  judge,
});

/** Does A lean against B (SPEC §4)? */
export const LEANING = relationFamily({
  name: 'leaning',
  types: ['leaning'],
  weight: 0.4,
  *guesses({ graph: { geometry }, referents }) {
    const named = new Set(referents.map(({ id }) => id));
    for (const { a, b, share } of geometry.scene.contacts)
      if (share === 0 && named.has(a) && named.has(b))
        for (const ids of [
          [a, b],
          [b, a],
        ])
          yield { ids, stratum: 'contact' };
  },
  levels: () => ['target', 'target'],
  judge: ({ graph }, _, [a, b]) => leaning(graph.geometry, a, b),
});

function judge({ graph: { geometry } }: ViewContext, type: string, [id]: readonly number[]) {
  if (type === 'upright') return upright(geometry, id);
  return type === 'lying' ? lying(geometry, id) : upsideDown(geometry, id);
}
