import { near } from '../../relations/near.js';
import { nextToAsSeen } from './as-seen.js';
import { boxGap } from './box-gap.js';
import { relationFamily, unorderedPairs } from './relation-family.js';

/** Is A near B; is it next to B (SPEC §4)? */
export const NEARNESS = relationFamily({
  name: 'nearness',
  types: ['near', 'next_to'],
  weight: 1.5,
  *guesses(context) {
    const { geometry } = context.graph;
    for (const ids of unorderedPairs(context)) {
      const [a, b] = ids.map((id) => geometry.object(id));
      const size = (a.footprintSide + b.footprintSide) / 2;
      const gap = boxGap(a, b);
      if (gap <= 0.5 * size) yield { ids, stratum: 'close' };
      else if (gap >= 1.5 * size) yield { ids, stratum: 'far' };
    }
  },
  judge: (context, type, [a, b]) =>
    type === 'near' ? near(context.graph.geometry, a, b) : nextToAsSeen(context, a, b),
});
