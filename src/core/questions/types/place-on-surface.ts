import { atCorner, atEdge, inMiddle } from '../../relations/patch-position.js';
import { gate } from '../../relations/gates.js';
import { CONSTANTS } from '../../relations/constants.js';
import { ambiguous } from '../../relations/judge.js';
import { patchUnder } from '../../relations/patch.js';
import type { Judgement } from '../../relations/verdict.js';
import type { ViewContext } from '../view-context.js';
import { relationFamily } from './relation-family.js';

/** Does A stand at the edge, in the middle, at a corner of what it stands on (SPEC §4)? */
export const PLACE_ON_SURFACE = relationFamily({
  name: 'place-on-surface',
  types: ['at_edge', 'in_middle', 'at_corner'],
  weight: 1,
  *guesses(context, type) {
    for (const { id } of context.referents) {
      const { verdict } = judge(context, type, [id]);
      if (verdict !== 'A') yield { ids: [id], stratum: verdict };
    }
  },
  forbidden({ graph: { geometry }, view }, _, [id]) {
    const patch = patchUnder(geometry, id);
    if (patch === null) return 'it stands on no surface with edges';
    const { owner } = patch.surface;
    if (geometry.object(owner).record.structure) return 'the floor has no edge one would speak of';
    const seen = gate(geometry, view, owner, 'support', CONSTANTS.room);
    return seen.passed ? null : 'what it stands on is not visible enough';
  },
  judge,
});

function judge({ graph: { geometry } }: ViewContext, type: string, [id]: readonly number[]): Judgement {
  const patch = patchUnder(geometry, id);
  if (patch === null) return ambiguous('it stands on no surface with edges');
  const predicate = type === 'at_edge' ? atEdge : type === 'in_middle' ? inMiddle : atCorner;
  return predicate(geometry, id, patch.surface.id);
}
