import { facing, facingAway } from '../../relations/facing.js';
import { frameAxes } from '../../relations/frames.js';
import type { ViewContext } from '../view-context.js';
import { relationFamily } from './relation-family.js';

/** Does A face B, or face away from it (SPEC §4)? */
export const FACING = relationFamily({
  name: 'facing',
  types: ['facing', 'facing_away'],
  weight: 1,
  *guesses(context, type) {
    const { geometry } = context.graph;
    for (const { id: a } of context.referents) {
      if (geometry.object(a).front === null) continue;
      for (const { id: b } of context.referents) {
        if (a === b) continue;
        const { verdict } = judge(context, type, [a, b]);
        if (verdict !== 'A') yield { ids: [a, b], stratum: verdict };
      }
    }
  },
  /** As for an object's frame: which way it faces must show. */
  forbidden({ graph, view }, _, [object]) {
    const axes = frameAxes(graph, view, { kind: 'object', object });
    return 'reason' in axes ? axes.reason : null;
  },
  judge,
});

function judge({ graph }: ViewContext, type: string, [a, b]: readonly number[]) {
  return (type === 'facing' ? facing : facingAway)(graph.geometry, a, b);
}
