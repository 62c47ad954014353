import { angleDeg, horizontal, negate, sub } from '../geometry/vec3.js';
import { assertNever } from '../result.js';
import { CONSTANTS } from './constants.js';
import { gate } from './gates.js';
import type { SceneGraph, SeenView } from './scene-graph.js';
import { atMost } from './tolerance.js';

/** Readable for questions of either profile: the larger N_min. */
const STRICTER = CONSTANTS.room;

/** Two objects point out a heading when the line between them is this close to it. */
const MAX_LINE_OFF_HEADING_DEG = 5;

/**
 * Whether this view shows (or the question's text says) which way the world frame's heading points (SPEC §3.1);
 * without that no world question is asked of it.
 */
export function worldReadable(
  graph: SceneGraph,
  view: SeenView,
): { readonly ok: boolean; readonly reason: string | null } {
  const { geometry } = graph;
  const { by, heading } = geometry.scene.anchor;
  const refused = (reason: string) => ({ ok: false, reason });
  if (by.kind === 'camera') return { ok: true, reason: null };

  if (by.objects.length === 0) return refused('the anchor names nothing that could be seen');
  for (const id of by.objects) {
    // An edge belongs to a table, which may fill the picture and be half covered: seen as a support is.
    const seen = gate(geometry, view, id, by.kind === 'edge' ? 'support' : 'name', STRICTER);
    if (!seen.passed) return refused(`the ${geometry.object(id).record.name} that gives the heading: ${seen.reason}`);
  }
  switch (by.kind) {
    case 'robot':
    case 'arrow':
    case 'edge':
      return { ok: true, reason: null };
    case 'objects': {
      if (by.objects.length !== 2) return refused('a line needs two objects');
      const [from, to] = by.objects.map((id) => geometry.object(id).center);
      const line = horizontal(sub(to, from));
      const flat = horizontal(heading);
      if (line === null || flat === null) return refused('the line between the two objects is vertical');
      // The text says "from the door to the window"; which one is named first is its business.
      const off = Math.min(angleDeg(line, flat), angleDeg(negate(line), flat));
      if (atMost(off, MAX_LINE_OFF_HEADING_DEG) !== 'T')
        return refused('the line between the two objects is off the heading');
      return { ok: true, reason: null };
    }
    default:
      return assertNever(by.kind);
  }
}
