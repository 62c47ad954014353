import type { ViewRecord } from '../../camera/view-record.js';
import type { SettledScene } from '../../scene/settled-scene.js';
import type { QuestionRecord } from '../question-record.js';

/** A guess from the layout of the image, as SPEC §9.6 counts them. */
export interface Heuristic {
  /** depth: what is lower in the image is nearer. size: what covers more of the image is larger. */
  readonly kind: 'depth' | 'size';
  /** Whether the guess would be wrong: the nearer object is the higher one, the larger covers less. */
  readonly counter: boolean;
  /** Whether SPEC holds the share of counter-examples to a least value here; elsewhere it is reported. */
  readonly quota: boolean;
}

/** Least share of questions for which the guess is wrong, where `quota` is set (SPEC §9.6). */
export const COUNTER_QUOTA: Readonly<Record<Heuristic['kind'], number>> = { depth: 0.25, size: 0.15 };

const DEPTH = new Set(['front', 'behind', 'closer', 'farther']);
const SIZE = new Set(['taller', 'wider', 'bigger']);
/** What puts things on a table at two heights. */
const RISERS = new Set(['desk-shelf', 'shelf-rack', 'wall-shelf']);

/** @returns null for questions that neither guess is about, or that do not compare two objects */
export function heuristicOf(
  {
    type,
    frame,
    objects,
    evidence,
    profile,
  }: Pick<QuestionRecord, 'type' | 'frame' | 'objects' | 'evidence' | 'profile'>,
  view: ViewRecord,
  scene: Pick<SettledScene, 'objects'>,
): Heuristic | null {
  const { subject, reference, second } = objects;
  if (subject === undefined || reference === undefined || second !== undefined) return null;
  const [a, b] = [subject, reference].map((id) => view.objects.find((truth) => truth.id === id));
  if (!a?.centroid || !b?.centroid) return null;
  if (DEPTH.has(type) && frame?.kind === 'ego') {
    const away = (truth: typeof a) => Math.hypot(...truth.obbInCamera.center);
    const [near, far] = away(a) < away(b) ? [a, b] : [b, a];
    const quota = profile === 'room' || scene.objects.some(({ category }) => RISERS.has(category));
    return { kind: 'depth', counter: (near.centroid?.[1] ?? 0) < (far.centroid?.[1] ?? 0), quota };
  }
  const { a: sizeA, b: sizeB } = evidence.measured;
  if (!SIZE.has(type) || typeof sizeA !== 'number' || typeof sizeB !== 'number') return null;
  return { kind: 'size', counter: sizeA > sizeB !== a.visiblePixels > b.visiblePixels, quota: true };
}
