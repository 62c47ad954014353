import { hashString } from '../../random.js';
import { evaluateDirection } from '../../relations/direction.js';
import type { FrameRef } from '../../relations/frames.js';
import { inside } from '../../relations/inside.js';
import { near } from '../../relations/near.js';
import { on } from '../../relations/on.js';
import { openingIsVisible } from '../../relations/opening-visible.js';
import { profileOf } from '../../relations/profile.js';
import { under } from '../../relations/under.js';
import type { Judgement } from '../../relations/verdict.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import { nextToAsSeen } from './as-seen.js';
import { hasOneProfile, MIXED, objectChoice, pickBy } from './choice-options.js';
import { DIRECTIONS, frameForm, framesAround, isDirection } from './frames-here.js';
import type { Role, ViewQuestionType } from './question-type.js';
import { asSupport } from './support.js';

/** Things that a choice offers beside the right one. */
const MOST_WRONG = 3;

const WITHOUT_FRAME = ['on', 'inside', 'under', 'near', 'next_to'] as const;

/** Which of several things is left of B, on it, near it …? One is, the others surely are not (SPEC §3, §4). */
export const CHOOSE_BY_RELATION: ViewQuestionType = {
  name: 'choose-by-relation',
  kind: 'choice',
  scope: 'view',
  types: [...DIRECTIONS, ...WITHOUT_FRAME],
  weight: 3,
  placeTells: ({ type }) => type === 'on' || type === 'inside' || type === 'under',
  *specs(context) {
    for (const { id: reference } of context.referents) {
      for (const frame of framesAround(context, reference)) {
        // One direction for each reference and frame: all of them would be a drill.
        const type = DIRECTIONS[hashString(`${context.view.record.id} ${reference} ${frame.kind}`) % DIRECTIONS.length];
        yield* choiceOf(context, type, frame, reference, context.referents);
      }
      for (const type of ['near', 'next_to']) yield* choiceOf(context, type, null, reference, context.referents);
    }
    for (const { id: reference } of context.holders)
      for (const type of ['on', 'inside', 'under']) yield* choiceOf(context, type, null, reference, context.referents);
  },
  stratum: (_, { type, frame }) => `${type} ${frame?.kind ?? ''}`,
  roles(_, { type, objects: { reference, members } }) {
    if (reference === undefined || members === undefined)
      throw new RangeError('A choice needs options and a reference.');
    const { level, carrier } = levelsOf(type);
    return [...members.map((id): Role => ({ id, level })), carrier ? asSupport(reference) : { id: reference, level }];
  },
  evaluate(context, { type, frame, objects: { reference, members = [] } }, profile) {
    if (reference === undefined) throw new RangeError('A choice needs a reference.');
    const pairs = members.map((id) => profiledPair(type, id, reference));
    if (!hasOneProfile(context.graph.geometry, pairs, profile)) return MIXED;
    let correct: number | null = null;
    const verdicts: Record<string, string> = {};
    for (const id of members) {
      if (type === 'inside' && !openingIsVisible(context.graph.geometry, context.view, id, reference))
        return { refused: 'one cannot see into it' };
      const { verdict, reason } = relationOf(context, type, frame, id, reference);
      if (verdict === 'A') return { refused: reason ?? 'one of them is too close to call' };
      if (verdict === 'T' && correct !== null) return { refused: 'more than one of them is' };
      if (verdict === 'T') correct = id;
      verdicts[`verdict ${id}`] = verdict;
    }
    if (correct === null) return { refused: 'none of them is' };
    return { verdict: 'T', measured: verdicts, answer: objectChoice(context, members, correct) };
  },
  form(context, { type, frame }) {
    return frame !== null && isDirection(type) ? `${type}.${frameForm(context, frame, type)}.which` : `${type}.which`;
  },
  specOf: (record) => (record.answer.kind === 'choice' ? specFromRecord(record) : null),
};

/** A relation of an object to a reference, whichever it is. */
export function relationOf(
  context: ViewContext,
  type: string,
  frame: FrameRef | null,
  a: number,
  b: number,
): Judgement {
  const { graph, view } = context;
  const { geometry } = graph;
  if (isDirection(type) && frame !== null) return evaluateDirection(graph, view, frame, type, a, b);
  switch (type) {
    case 'on':
      return on(geometry, a, b);
    case 'inside':
      return inside(geometry, a, b);
    case 'under':
      return under(geometry, a, b);
    case 'near':
      return near(geometry, a, b);
    case 'next_to':
      return nextToAsSeen(context, a, b);
    default:
      throw new RangeError(`"${type}" is no relation that a choice can ask for.`);
  }
}

/** How well the two ends of a relation must be seen, and whether the second one only carries or holds. */
export function levelsOf(type: string): { readonly level: Role['level']; readonly carrier: boolean } {
  if (type === 'inside') return { level: 'content', carrier: true };
  if (type === 'on' || type === 'under') return { level: 'target', carrier: true };
  return { level: 'name', carrier: false };
}

/** The objects of a pair whose size decides its margins: what only carries or holds stands aside. */
export const profiledPair = (type: string, id: number, reference: number): readonly number[] =>
  levelsOf(type).carrier ? [id] : [id, reference];

/** One thing of which the relation holds, and some of which it does not; nothing where there are none. */
function* choiceOf(
  context: ViewContext,
  type: string,
  frame: FrameRef | null,
  reference: number,
  things: ViewContext['referents'],
): Generator<QuestionSpec> {
  const right: number[] = [];
  const wrong: number[] = [];
  const { cavity } = context.graph.geometry.object(reference);
  if (type === 'inside' && cavity === null) return;
  for (const { id, anchor } of things) {
    if (id === reference || anchor === reference || isSurelyApart(context, type, id, reference)) continue;
    const { verdict } = relationOf(context, type, frame, id, reference);
    if (verdict !== 'A') (verdict === 'T' ? right : wrong).push(id);
  }
  if (right.length === 0 || wrong.length === 0) return;
  const key = `${context.view.record.id} ${type} ${frame?.kind ?? ''} ${reference}`;
  const count = 1 + (hashString(key) % MOST_WRONG);
  const [correct] = pickBy(right, 1, key, String);
  // One profile for all: beside a box on the floor under a table, other things on the floor, not the mugs on it.
  const profile = (id: number) => profileOf(context.graph.geometry, profiledPair(type, id, reference));
  const others = wrong.filter((id) => profile(id) === profile(correct));
  if (others.length === 0) return;
  const members = [correct, ...pickBy(others, count, key, String)].sort((a, b) => a - b);
  yield questionSpec({ kind: 'choice', type, frame, objects: { reference, members } });
}

/** Nearness is measured on the meshes: only neighbours and what is far away by their boxes are worth it. */
function isSurelyApart({ graph: { geometry } }: ViewContext, type: string, a: number, b: number): boolean {
  if (type !== 'near' && type !== 'next_to') return false;
  const [p, q] = [geometry.object(a), geometry.object(b)];
  const away = Math.hypot(p.center[0] - q.center[0], p.center[1] - q.center[1]);
  const size = (p.footprintSide + q.footprintSide) / 2;
  return away > 1.6 * size && away < 4 * size;
}
