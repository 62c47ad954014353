import { occludes } from '../../relations/occludes.js';
import { nearestVisible, truthOf } from '../../relations/seen-pixels.js';
import { orderedPairs, relationFamily } from './relation-family.js';

/** Does A hide part of B from the camera (SPEC §4)? */
export const OCCLUSION = relationFamily({
  name: 'occlusion',
  types: ['occludes'],
  weight: 1,
  ego: () => true,
  *guesses(context) {
    const { view } = context;
    for (const ids of orderedPairs(context)) {
      const [a, b] = ids.map((id) => truthOf(view, id));
      if (!a?.box || !b?.amodalBox) continue;
      const [p, q] = [a.box, b.amodalBox];
      const meets = p[0] < q[2] && q[0] < p[2] && p[1] < q[3] && q[1] < p[3];
      const nearer = (nearestVisible(view, ids[0]) ?? 0) < (nearestVisible(view, ids[1]) ?? 0);
      // What is apart in the image is no question.
      if (meets) yield { ids, stratum: nearer && b.visibleFraction < 0.95 ? 'before' : 'behind' };
    }
  },
  judge: ({ graph, view }, _, [a, b]) => occludes(graph, view, a, b),
});
