import { overlapOf } from '../relations/interval.js';
import type { Candidate } from './candidate.js';
import type { QuestionRecord } from './question-record.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import { truthOf } from '../relations/seen-pixels.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import type { Refused } from './types/question-type.js';

// What is true and passes all gates, and is not asked all the same: people who read such questions beside their pictures
// could not find what they speak of, or did not agree. A choice among what may be asked: verification does not look here.

type Told = Candidate['record'];

/** What shows less than this share of itself, and that with a shorter side below so many pixels, is hardly found. */
const PLAIN_SHARE = 0.6;
const PLAIN_SIDE_PX = 20;

/** Which way a thing faces is not seen where more than this share of it is outside the image. */
const FACING_CUT = 0.2;
/** Nor whereabouts on a surface it stands where its foot is: so little may be cut off. */
const FOOT_CUT = 0.02;

/** Gates by which a thing must be seen itself; a support or what a container holds need not. */
const SEEN_ITSELF: ReadonlySet<unknown> = new Set(['name', 'metric', 'target']);

/** A hollow no deeper than this share of its width holds things "in" it to some and "on" it to others: a tray. */
const SHALLOW = 1 / 6;

/** Nobody tells 160° from 170°. */
const LARGEST_ANGLE_DEG = 150;

/** A box turned by a quarter has its sides parallel to those of another as well. */
const NEAR_A_QUARTER_DEG = 70;

/** What is no higher than this share of its length lies as it should: a book, a banana. Hollow things are known by their hollow. */
const FLAT = 0.4;

/** In a row, of two things one before the other so much that the narrower is within the wider, none is the first. */
const WITHIN = 0.75;

/** A candidate, refused where it is not plain to see. */
export function ifPlain<R extends { readonly candidate: Candidate } | Refused>(
  graph: SceneGraph,
  result: R,
): R | Refused {
  if ('refused' in result) return result;
  const refused = whyNotPlain(graph, result.candidate.record);
  return refused === null ? result : { refused };
}

function whyNotPlain(graph: SceneGraph, record: Told): string | null {
  if (Object.values(record.evidence.gates).some(isLittleAndSmall))
    return 'what is visible of one of them is too little and too small';
  if (framesOf(record).some((id) => isCut(record, id, FACING_CUT))) return 'which way it faces is hardly seen';
  return RULES[record.type]?.(record, graph) ?? null;
}

/** Why a question of a type is not plain. */
type Rule = (record: Told, graph: SceneGraph) => string | null;

const inside: Rule = ({ objects: { reference } }, { geometry }) =>
  reference !== undefined && isShallow(geometry, reference) ? 'some would say on it, some in it' : null;

const onSurface: Rule = (record) =>
  record.objects.subject !== undefined && isCut(record, record.objects.subject, FOOT_CUT)
    ? 'where it stands is hardly seen'
    : null;

const posture: Rule = ({ objects: { subject } }, { geometry }) =>
  subject !== undefined && isFlat(geometry.object(subject)) ? 'it lies as it should' : null;

const larger: Rule = (record, { geometry }) =>
  biggerPairs(record).some(([a, b]) => largestFace(geometry.object(a)) < largestFace(geometry.object(b)))
    ? 'what takes up less space looks larger'
    : null;

const RULES: Readonly<Record<string, Rule>> = {
  inside,
  fully_inside: inside,
  at_edge: onSurface,
  in_middle: onSurface,
  at_corner: onSurface,
  upright: posture,
  lying: posture,
  upside_down: posture,
  bigger: larger,
  biggest: larger,
  smallest: larger,
  parallel: ({ evidence: { verdict, measured } }) =>
    verdict === 'F' && Number(measured['phiDeg']) > NEAR_A_QUARTER_DEG ? 'they are turned by about a quarter' : null,
  camera_angle: ({ answer }) =>
    answer.kind === 'number' && answer.value > LARGEST_ANGLE_DEG ? 'the camera turned nearly round' : null,
  ordinal: (record, graph) => (standsBeforeAnother(record, graph) ? 'one of them stands before another' : null),
};

function isLittleAndSmall(gate: QuestionRecord['evidence']['gates'][string]): boolean {
  if (typeof gate !== 'object' || gate === null || !SEEN_ITSELF.has(gate['level'])) return false;
  return Number(gate['visibleFraction']) < PLAIN_SHARE && Number(gate['side']) < PLAIN_SIDE_PX;
}

/** Whether too little of a thing shows, or too much of it is outside the image. */
function isCut({ evidence: { gates } }: Told, id: number, most: number): boolean {
  const gate = gates[id];
  if (typeof gate !== 'object' || gate === null) return false;
  return Number(gate['visibleFraction']) < PLAIN_SHARE || Number(gate['truncation']) > most;
}

/** In whose own frames it is asked. */
const framesOf = ({ frame, evidence: { steps } }: Told): readonly number[] =>
  [frame, ...steps.map((step) => step.frame)].flatMap((own) => (own?.kind === 'object' ? [own.object] : []));

function isShallow(geometry: SceneGeometry, id: number): boolean {
  const { cavity } = geometry.object(id);
  if (cavity === null) return false;
  const { min, max } = cavity.tree.bounds;
  return max[2] - min[2] <= SHALLOW * Math.min(max[0] - min[0], max[1] - min[1]);
}

function isFlat({ record, cavity }: ObjectGeometry): boolean {
  const { halfExtents } = record.obb;
  const alongUp = halfExtents.reduce((sum, half, axis) => sum + half * Math.abs(record.up[axis]), 0);
  return cavity === null && alongUp <= FLAT * Math.max(...halfExtents);
}

/** Pairs of which the first is said to take up more space than the second. */
function biggerPairs({ answer, objects: { subject, reference, members = [] }, type }: Told): readonly number[][] {
  if (answer.kind === 'yes-no' && subject !== undefined && reference !== undefined)
    return [answer.value ? [subject, reference] : [reference, subject]];
  if (answer.kind !== 'choice') return [];
  const chosen = answer.options[answer.correct].object;
  if (chosen === undefined) return [];
  const others = members.filter((id) => id !== chosen);
  return others.map((id) => (type === 'smallest' ? [id, chosen] : [chosen, id]));
}

/** Area of the largest side of its box, over four. */
function largestFace({ record }: ObjectGeometry): number {
  const [, b, c] = [...record.obb.halfExtents].sort((x, y) => x - y);
  return b * c;
}

function standsBeforeAnother({ views, objects: { members = [] } }: Told, graph: SceneGraph): boolean {
  const view = graph.views.find(({ record: { id } }) => id === views[0]);
  const spans = members.flatMap((id) => {
    const box = view && truthOf(view, id)?.box;
    return box ? [{ min: box[0], max: box[2] }] : [];
  });
  return spans.some((a, i) => spans.slice(i + 1).some((b) => overlapOf(a, b) >= WITHIN));
}
