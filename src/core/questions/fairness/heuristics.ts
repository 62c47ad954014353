import type { ViewRecord } from '../../camera/view-record.js';
import type { QuestionRecord } from '../question-record.js';

/** A guess from the layout of the image, as SPEC §9.6 counts them. */
export interface Heuristic {
  /** depth: what is lower in the image is nearer. size: what covers more of the image is larger. */
  readonly kind: 'depth' | 'size';
  /** Whether the guess would be wrong: the nearer object is the higher one, the larger covers less. */
  readonly counter: boolean;
}

const DEPTH = new Set(['front', 'behind', 'closer', 'farther']);
const SIZE = new Set(['taller', 'wider', 'bigger']);

/** @returns null for questions that neither guess is about, or that do not compare two objects */
export function heuristicOf(
  { type, frame, objects, evidence }: Pick<QuestionRecord, 'type' | 'frame' | 'objects' | 'evidence'>,
  view: ViewRecord,
): Heuristic | null {
  const { subject, reference, second } = objects;
  if (subject === undefined || reference === undefined || second !== undefined) return null;
  const [a, b] = [subject, reference].map((id) => view.objects.find((truth) => truth.id === id));
  if (!a?.centroid || !b?.centroid) return null;
  if (DEPTH.has(type) && frame?.kind === 'ego') {
    const away = (truth: typeof a) => Math.hypot(...truth.obbInCamera.center);
    const [near, far] = away(a) < away(b) ? [a, b] : [b, a];
    return { kind: 'depth', counter: (near.centroid?.[1] ?? 0) < (far.centroid?.[1] ?? 0) };
  }
  const { a: sizeA, b: sizeB } = evidence.measured;
  if (!SIZE.has(type) || typeof sizeA !== 'number' || typeof sizeB !== 'number') return null;
  return { kind: 'size', counter: sizeA > sizeB !== a.visiblePixels > b.visiblePixels };
}
