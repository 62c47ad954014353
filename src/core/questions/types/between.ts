import { hashString } from '../../random.js';
import { between } from '../../relations/between.js';
import { constantsOf } from '../../relations/profile.js';
import { overlapOf } from '../../relations/interval.js';
import type { ViewContext } from '../view-context.js';
import { nothingBetweenAsSeen } from './as-seen.js';
import { relationFamily, unorderedPairs, type Guess } from './relation-family.js';

/** A row of three is looked for among this many things: their number grows with the cube. */
const MOST_REFERENTS = 40;

/** Is A between B and C; is there nothing between B and C (SPEC §4)? */
export const BETWEEN = relationFamily({
  name: 'between',
  types: ['between'],
  weight: 1,
  *guesses(context) {
    const some = { referents: context.referents.slice(0, MOST_REFERENTS) };
    for (const ends of unorderedPairs(some)) yield* thirdsOf(context, some.referents, ends);
  },
  judge: ({ graph }, _, [a, b, c]) => between(graph.geometry, a, b, c),
});

export const NOTHING_BETWEEN = relationFamily({
  name: 'nothing-between',
  types: ['nothing_between'],
  weight: 0.6,
  *guesses(context) {
    const { geometry } = context.graph;
    for (const [b, c] of unorderedPairs(context)) {
      const [p, q] = [geometry.object(b), geometry.object(c)];
      if (overlapOf(p.vertical, q.vertical) < 0.25 || geometry.footprintOverlap(b, c) > 0) continue;
      const away = Math.hypot(p.center[0] - q.center[0], p.center[1] - q.center[1]);
      if (away > constantsOf(geometry, [b, c]).betweenDistance) continue;
      const crossed = geometry.objects.some(({ record: { id, structure }, center }) => {
        if (structure || id === b || id === c) return false;
        const { t, rho } = along(p.center, q.center, center);
        return t > 0.15 && t < 0.85 && rho < 0.25;
      });
      yield { ids: [b, c], stratum: crossed ? 'crossed' : 'open' };
    }
  },
  judge: (context, _, [b, c]) => nothingBetweenAsSeen(context, b, c),
});

/** Who may be between two ends, judged by centres alone; and one of those that surely are not. */
function* thirdsOf(
  { graph: { geometry } }: ViewContext,
  referents: ViewContext['referents'],
  [b, c]: readonly [number, number],
): Generator<Guess> {
  const [p, q] = [geometry.object(b).center, geometry.object(c).center];
  const away = Math.hypot(p[0] - q[0], p[1] - q[1]);
  if (away > constantsOf(geometry, [b, c]).betweenDistance) return;
  let off: number | null = null;
  let first = Infinity;
  for (const { id } of referents) {
    if (id === b || id === c) continue;
    const { t, rho } = along(p, q, geometry.object(id).center);
    if (t >= 0.2 && t <= 0.8 && rho <= 0.25) yield { ids: [id, b, c], stratum: 'in line' };
    else if (t <= -0.1 || t >= 1.1 || rho >= 0.5) {
      const order = hashString(`${b} ${c} ${id}`);
      if (order < first) [off, first] = [id, order];
    }
  }
  if (off !== null) yield { ids: [off, b, c], stratum: 'off' };
}

/** Place along the line from p to q, and distance from it as a share of its length. */
function along(p: readonly number[], q: readonly number[], x: readonly number[]): { t: number; rho: number } {
  const [wx, wy] = [q[0] - p[0], q[1] - p[1]];
  const square = wx * wx + wy * wy;
  if (square < 1e-12) return { t: NaN, rho: NaN };
  const [dx, dy] = [x[0] - p[0], x[1] - p[1]];
  return { t: (dx * wx + dy * wy) / square, rho: Math.abs(dx * wy - dy * wx) / square };
}
