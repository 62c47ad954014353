import { gapInBand } from '../../relations/gap.js';
import { nothingBetween } from '../../relations/between.js';
import { overlapOf } from '../../relations/interval.js';
import { quantityFamily } from './quantity-family.js';
import { unorderedPairs } from './relation-family.js';

const APART = 0.015;
/** Heights must overlap by this share for a gap to be one between the two. */
const SAME_LEVEL = 0.25;

/** Width of the gap between two things, over their shared height (SPEC §7), with nothing standing in it. */
export const GAP_WIDTH = quantityFamily({
  name: 'gap-width',
  types: ['gap_width'],
  weight: 0.8,
  least: APART,
  *tuples(context) {
    for (const ids of unorderedPairs(context)) yield { ids };
  },
  forbidden({ graph: { geometry } }, _, [b, c]) {
    if (overlapOf(geometry.object(b).vertical, geometry.object(c).vertical) < SAME_LEVEL)
      return 'they are not at one level';
    if (geometry.footprintOverlap(b, c) > 0) return 'one is over the other';
    return nothingBetween(geometry, b, c).verdict === 'T' ? null : 'something reaches into the gap';
  },
  measure({ graph: { geometry } }, _, [b, c]) {
    const [p, q] = [geometry.object(b), geometry.object(c)];
    const low = Math.max(p.vertical.min, q.vertical.min);
    const high = Math.min(p.vertical.max, q.vertical.max);
    return gapInBand(p, q, low, high);
  },
});
