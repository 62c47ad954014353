import { fullyInside, inside } from '../../relations/inside.js';
import { openingIsVisible } from '../../relations/opening-visible.js';
import { under } from '../../relations/under.js';
import { orderedPairs, relationFamily } from './relation-family.js';
import { asSupport } from './support.js';
import { boxGap } from './box-gap.js';

/** Things this near a container are worth asking about. */
const WORTH_A_LOOK = 0.3;

/** Is A inside B, wholly or at all (SPEC §4)? Asked of containers that one can see into. */
export const CONTAINMENT = relationFamily({
  name: 'containment',
  types: ['inside', 'fully_inside'],
  weight: 1,
  *guesses({ graph: { geometry }, holders }) {
    const containers = holders.filter(({ id }) => geometry.object(id).cavity !== null);
    for (const { id: b } of containers) {
      for (const { id: a } of holders) {
        if (a === b) continue;
        const gap = boxGap(geometry.object(a), geometry.object(b));
        if (gap < WORTH_A_LOOK) yield { ids: [a, b], stratum: gap === 0 ? 'at it' : 'near it' };
      }
    }
  },
  levels: (_, [a, b]) => [{ id: a, level: 'content' }, asSupport(b)],
  forbidden: ({ graph, view }, _, [a, b]) =>
    openingIsVisible(graph.geometry, view, a, b) ? null : 'one cannot see into it',
  judge: ({ graph }, type, [a, b]) => (type === 'inside' ? inside : fullyInside)(graph.geometry, a, b),
  pairs: true,
  placeTells: true,
});

/** Is A under B (SPEC §4)? */
export const UNDER = relationFamily({
  name: 'under',
  types: ['under'],
  weight: 0.8,
  *guesses(context) {
    const { geometry } = context.graph;
    const overhanging = new Set<number>();
    for (const [a, b] of orderedPairs({ referents: context.holders })) {
      const [low, high] = [geometry.object(a), geometry.object(b)];
      if (low.vertical.max <= high.vertical.max && geometry.footprintOverlap(a, b) > 0) {
        overhanging.add(b);
        yield { ids: [a, b], stratum: 'below' };
      } else if (low.vertical.min >= high.vertical.min && geometry.footprintOverlap(a, b) > 0) {
        yield { ids: [a, b], stratum: 'over' };
      }
    }
    for (const [a, b] of orderedPairs({ referents: context.holders }))
      if (overhanging.has(b) && geometry.footprintOverlap(a, b) === 0) yield { ids: [a, b], stratum: 'elsewhere' };
  },
  levels: (_, [a, b]) => [{ id: a, level: 'target' }, asSupport(b)],
  judge: ({ graph }, _, [a, b]) => under(graph.geometry, a, b),
  pairs: true,
  placeTells: true,
});
