import { against } from '../../relations/against.js';
import { ambiguous } from '../../relations/judge.js';
import { and, or } from '../../relations/tolerance.js';
import type { Judgement, Verdict } from '../../relations/verdict.js';
import type { ViewContext } from '../view-context.js';
import { relationFamily } from './relation-family.js';

/** Is A against a wall: against any of them (SPEC §4)? */
export const AGAINST = relationFamily({
  name: 'against',
  types: ['against'],
  weight: 0.6,
  *guesses({ graph: { geometry }, referents }) {
    if (wallsOf({ geometry }).length === 0) return;
    for (const { id } of referents) {
      const onFloor = geometry.contactsOf(id).some(({ a, b }) => a === id && geometry.object(b).record.structure);
      if (onFloor) yield { ids: [id], stratum: '' };
    }
  },
  judge: ({ graph }, _, [id]) => againstAWall(graph, id),
});

function againstAWall({ geometry }: ViewContext['graph'], id: number): Judgement {
  const walls = wallsOf({ geometry });
  if (walls.length === 0) return ambiguous('there is no wall');
  let some: Verdict = 'F';
  let none: Verdict = 'T';
  let nearest = Infinity;
  for (const wall of walls) {
    const { verdict, measured } = against(geometry, id, wall);
    some = or(some, verdict);
    none = and(none, verdict === 'F' ? 'T' : 'F');
    nearest = Math.min(nearest, Number(measured['distance']));
  }
  const verdict = some === 'T' ? 'T' : none === 'T' ? 'F' : 'A';
  const measured = { distance: nearest };
  return verdict === 'A'
    ? ambiguous('it is neither at a wall nor well off all of them', measured)
    : { verdict, measured };
}

const wallsOf = ({ geometry }: Pick<ViewContext['graph'], 'geometry'>): number[] =>
  geometry.objects.filter(({ record }) => record.category === 'wall').map(({ record }) => record.id);
