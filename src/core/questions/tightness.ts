import { convexHull, minAreaRect } from '../geometry/polygon.js';
import { frameDirection, type Direction, type FrameRef } from '../relations/frames.js';
import { patchUnder } from '../relations/patch.js';
import type { ViewContext } from './view-context.js';

/**
 * A guess, for choosing which fits to evaluate: how much of an object's narrower side the surface leaves beyond the
 * reference in that direction. Below 1 the edge alone forbids it; "no" is rare elsewhere on ordinary tables.
 *
 * @returns room over need; Infinity where nothing can be said
 */
export function roomOverNeed(
  context: ViewContext,
  subject: number,
  reference: number,
  frame: FrameRef,
  direction: Direction,
): number {
  const { graph, view } = context;
  const patch = patchUnder(graph.geometry, reference);
  const vector = frameDirection(graph, view, frame, direction);
  if (patch === null || 'reason' in vector) return Infinity;
  const { d } = vector;
  const anchor = graph.geometry.object(reference);
  const from = anchor.support(d).max;
  const ends = patch.outline.map(([x, y]) => x * d[0] + y * d[1]);
  const room = Math.max(...ends) - from;
  const need = minAreaRect(graph.geometry.object(subject).footprint).width;
  return room / Math.max(1e-6, need);
}

/** An object wider than this share of the surface's narrower side is out of the question, and nobody would ask. */
const MAX_WIDTH_SHARE = 0.7;

/** Whether anyone would think of putting the object there: not a stool on a side table, not a box on a plate. */
export function isPlausibleFit({ graph: { geometry } }: ViewContext, subject: number, reference: number): boolean {
  const patch = patchUnder(geometry, reference);
  if (patch === null) return false;
  const standsOnFloor = geometry
    .contactsOf(subject)
    .some(({ a, b }) => a === subject && geometry.object(b).record.structure);
  if (standsOnFloor && !geometry.object(patch.surface.owner).record.structure) return false;
  const width = minAreaRect(geometry.object(subject).footprint).width;
  return width <= MAX_WIDTH_SHARE * minAreaRect(convexHull(patch.outline)).width;
}
