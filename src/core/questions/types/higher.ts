import { higher } from '../../relations/vertical.js';
import { orderedPairs, relationFamily } from './relation-family.js';

/** Is A higher than B (SPEC §3.6), wherever they stand? */
export const HIGHER = relationFamily({
  name: 'higher',
  types: ['higher'],
  weight: 1,
  *guesses(context) {
    for (const ids of orderedPairs(context)) {
      const { verdict } = higher(context.graph.geometry, ids[0], ids[1]);
      if (verdict !== 'A') yield { ids, stratum: verdict };
    }
  },
  judge: ({ graph }, _, [a, b]) => higher(graph.geometry, a, b),
  placeTells: true,
});
