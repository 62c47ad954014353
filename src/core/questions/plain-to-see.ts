import type { Candidate } from './candidate.js';
import type { QuestionRecord } from './question-record.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { Refused } from './types/question-type.js';

// What is true and passes all gates, and is not asked all the same: people who read such questions beside their pictures
// could not find what they speak of, or did not agree. A choice among what may be asked: verification does not look here.

/** What shows less than this share of itself, and that with a shorter side below so many pixels, is hardly found. */
const PLAIN_SHARE = 0.6;
const PLAIN_SIDE_PX = 20;

/** Gates by which a thing must be seen itself; a support or what a container holds need not. */
const SEEN_ITSELF: ReadonlySet<unknown> = new Set(['name', 'metric', 'target']);

/** A hollow no deeper than this share of its width holds things "in" it to some and "on" it to others: a tray. */
const SHALLOW = 1 / 6;

/** Nobody tells 160° from 170°. */
const LARGEST_ANGLE_DEG = 150;

/** A candidate, refused where it is not plain to see. */
export function ifPlain<R extends { readonly candidate: Candidate } | Refused>(
  { geometry }: Pick<SceneGraph, 'geometry'>,
  result: R,
): R | Refused {
  if ('refused' in result) return result;
  const refused = whyNotPlain(geometry, result.candidate.record);
  return refused === null ? result : { refused };
}

function whyNotPlain(geometry: SceneGeometry, record: Candidate['record']): string | null {
  const { type, answer, objects } = record;
  if (Object.values(record.evidence.gates).some(isLittleAndSmall))
    return 'what is visible of one of them is too little and too small';
  if ((type === 'inside' || type === 'fully_inside') && objects.reference !== undefined)
    return isShallow(geometry, objects.reference) ? 'some would say on it, some in it' : null;
  if (type === 'camera_angle' && answer.kind === 'number' && answer.value > LARGEST_ANGLE_DEG)
    return 'the camera turned nearly round';
  return null;
}

function isLittleAndSmall(gate: QuestionRecord['evidence']['gates'][string]): boolean {
  if (typeof gate !== 'object' || gate === null || !SEEN_ITSELF.has(gate['level'])) return false;
  return Number(gate['visibleFraction']) < PLAIN_SHARE && Number(gate['side']) < PLAIN_SIDE_PX;
}

function isShallow(geometry: SceneGeometry, id: number): boolean {
  const { cavity } = geometry.object(id);
  if (cavity === null) return false;
  const { min, max } = cavity.tree.bounds;
  return max[2] - min[2] <= SHALLOW * Math.min(max[0] - min[0], max[1] - min[1]);
}
