import { directlyOnAsked, on, stacked, stackOf, supports } from '../../relations/on.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import type { ViewContext } from '../view-context.js';
import { someAreSeen } from './as-seen.js';
import { relationFamily, type Guess } from './relation-family.js';
import type { Role } from './question-type.js';

/** Is A on B, directly or through what carries it; does B carry A (SPEC §4)? */
export const SUPPORT = relationFamily({
  name: 'support',
  types: ['on', 'directly_on', 'supports'],
  weight: 2,
  *guesses(context, type) {
    for (const { ids, stratum } of carriedPairs(context))
      yield { ids: type === 'supports' ? [ids[1], ids[0]] : ids, stratum };
  },
  levels(type, ids) {
    const [carried, carrier] = type === 'supports' ? [ids[1], ids[0]] : ids;
    return ids.map((id): Role => (id === carrier ? asSupport(carrier) : { id: carried, level: 'target' }));
  },
  judge({ graph: { geometry } }, type, [a, b]) {
    if (type === 'on') return on(geometry, a, b);
    return type === 'supports' ? supports(geometry, a, b) : directlyOnAsked(geometry, a, b);
  },
  pairs: true,
  placeTells: true,
});

/** Is A on something that is itself on another thing? */
export const STACKED = relationFamily({
  name: 'stacked',
  types: ['stacked'],
  weight: 0.4,
  *guesses({ graph: { geometry }, referents }) {
    for (const { id } of referents) {
      const { verdict } = stacked(geometry, id);
      if (verdict !== 'A') yield { ids: [id], stratum: verdict };
    }
  },
  forbidden(context, _, [a]) {
    const carrier = stackOf(context.graph.geometry, a)?.[1];
    return carrier === undefined || someAreSeen(context, [carrier], 'support') ? null : 'what carries it is hidden';
  },
  judge: ({ graph }, _, [a]) => stacked(graph.geometry, a),
  placeTells: true,
});

/** What carries or holds needs little to be seen, and does not decide the profile (SPEC §2). */
export const asSupport = (id: number): Role => ({ id, level: 'support', aside: true });

/** Pairs (carried, carrier): those that touch one another's chain, the wrong way round, and things that carry something else. */
function* carriedPairs({ graph: { geometry }, holders, referents }: ViewContext): Generator<Guess> {
  const carriers = new Map(referents.map(({ id }) => [id, ancestors(geometry, id)]));
  const carrying = new Set([...carriers.values()].flatMap((all) => [...all]));
  for (const { id: a } of referents) {
    const below = carriers.get(a) ?? new Set();
    for (const { id: b } of holders) {
      if (a === b) continue;
      if (below.has(b)) yield { ids: [a, b], stratum: 'carried' };
      else if (ancestors(geometry, b).has(a)) yield { ids: [a, b], stratum: 'reversed' };
      else if (geometry.footprintOverlap(a, b) > 0) yield { ids: [a, b], stratum: 'aligned' };
      else if (carrying.has(b)) yield { ids: [a, b], stratum: 'elsewhere' };
    }
  }
}

/** All that carries an object, by the contacts alone. */
function ancestors(geometry: SceneGeometry, id: number): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { a, b, share } of geometry.contactsOf(next)) {
      if (a !== next || share <= 0 || found.has(b)) continue;
      found.add(b);
      open.push(b);
    }
  }
  return found;
}
