import { touching, touchIsVisible } from '../../relations/touching.js';
import { boxGap } from './box-gap.js';
import type { Role } from './question-type.js';
import { relationFamily } from './relation-family.js';
import { asSupport } from './support.js';
import type { ViewContext } from '../view-context.js';

/** Pairs this close are worth asking about: that a mug does not touch the lamp across the room is no question. */
const WORTH_A_LOOK = 0.15;

/** Do A and B touch (SPEC §4)? */
export const TOUCHING = relationFamily({
  name: 'touching',
  types: ['touching'],
  weight: 1,
  *guesses({ graph: { geometry }, holders, referents }) {
    for (const { id: a } of referents) {
      for (const { id: b } of holders) {
        if (a === b) continue;
        const contacts = geometry.contactsBetween(a, b);
        if (contacts.length > 0) {
          const stands = contacts.some(({ a: carried, share }) => carried === a && share > 0);
          yield { ids: [a, b], stratum: stands ? 'stands' : 'contact' };
        } else if (boxGap(geometry.object(a), geometry.object(b)) < WORTH_A_LOOK)
          yield { ids: [a, b], stratum: 'close' };
      }
    }
  },
  levels: (_, ids, context) => ids.map((id, i) => roleOf(context, id, ids[1 - i])),
  forbidden: ({ graph, view }, _, [a, b]) =>
    touchIsVisible(graph.geometry, view, a, b) ? null : 'where they come closest is not visible',
  judge: ({ graph, view }, _, [a, b]) => touching(graph.geometry, view, a, b),
  placeTells: true,
});

/** The supporting one of the two, if there is one, needs less to be seen. */
function roleOf({ graph: { geometry } }: ViewContext, id: number, other: number): Role {
  const carries = geometry.contactsBetween(id, other).some(({ b, share }) => b === id && share > 0);
  return carries ? asSupport(id) : { id, level: 'target' };
}
