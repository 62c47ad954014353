import type { ViewRecord } from '../../camera/view-record.js';
import { hashString } from '../../random.js';
import type { SettledScene } from '../../scene/settled-scene.js';
import type { QuestionRecord } from '../question-record.js';
import { isTold } from '../language/chain-of-thought.js';
import { questionTypeOf } from '../types/table.js';
import { heuristicOf, type Heuristic } from './heuristics.js';

/** What the fairness of a set looks at, read off a question's record, its scene and its view. Plain data. */
export interface QuestionFacts {
  readonly scene: string;
  readonly view: string;
  /** The scene that this one is a twin of; null for originals. */
  readonly twinOf: string | null;
  readonly kind: string;
  readonly split: 'train' | 'test' | 'ambiguous';
  /** Type, direction and frame: questions of one topic ask the same. */
  readonly topic: string;
  /** Of yes/no questions the topic: yes and no are equal in number within a group. Null: nothing to balance. */
  readonly group: string | null;
  readonly answer: boolean;
  /** A "no" because the opposite is true (the rest: squarely beside, out of reach …). */
  readonly opposite: boolean;
  /** For world and object frames: whether the camera's own answer differs; null when it has none. */
  readonly egoDiffers: boolean | null;
  /** The two categories without order, and the direction. Null where pairs are not balanced. */
  readonly pair: string | null;
  /** Categories of the subject, the reference and the second. */
  readonly categories: readonly string[];
  /** Of a choice: its options, and which is right in the record's order. Null for other answers. */
  readonly options: {
    readonly count: number;
    readonly correct: number;
    readonly texts: readonly string[];
    readonly categories: readonly (string | null)[];
  } | null;
  /** What one would guess from the image's layout alone, and whether that would be wrong; null where nobody would. */
  readonly heuristic: Heuristic | null;
  /** Of numbers: the value in SI units and its definition. */
  readonly value: { readonly number: number; readonly definition: string } | null;
  /** Relations that a compound question joins; null for others. */
  readonly combination: string | null;
  /** Whether its answer can be given with the steps that it follows from. */
  readonly isDerived: boolean;
}

const HORIZONTAL = new Set(['left', 'right', 'front', 'behind']);
const CONNECTIVES = new Set(['and', 'or', 'not']);

/** @param views of the scene */
export function questionFacts(
  record: Omit<QuestionRecord, 'id' | 'template' | 'text'>,
  scene: SettledScene,
  views: readonly ViewRecord[],
): QuestionFacts {
  const { answer: given, objects } = record;
  const yesNo = given.kind === 'yes-no';
  const answer = given.kind === 'yes-no' && given.value;
  const frame = record.frame?.kind ?? 'any';
  const topic = [record.type, record.direction, frame].filter((part) => part !== null).join(' ');
  const { delta, margin } = record.evidence.measured;
  const ego = record.egoVerdict;
  const category = (id: number) => scene.objects.find((object) => object.id === id)?.category ?? '';
  const view = views.find(({ id }) => id === record.views[0]);
  return {
    scene: record.scene,
    view: record.views[0],
    twinOf: scene.counterfactualOf,
    kind: record.kind,
    split: record.split,
    topic,
    group: yesNo ? topic : null,
    answer,
    opposite:
      HORIZONTAL.has(record.type) &&
      !answer &&
      typeof delta === 'number' &&
      typeof margin === 'number' &&
      delta <= -margin,
    egoDiffers: yesNo && (ego === 'T' || ego === 'F') ? (ego === 'T') !== answer : null,
    pair: yesNo ? (questionTypeOf(record)?.pair?.(record, category) ?? null) : null,
    categories: [objects.subject, objects.reference, objects.second].flatMap((id) =>
      id === undefined ? [] : [category(id)],
    ),
    options:
      given.kind === 'choice'
        ? {
            count: given.options.length,
            correct: given.correct,
            texts: given.options.map(({ text }) => text),
            categories: given.options.map(({ object }) => (object === undefined ? null : category(object))),
          }
        : null,
    heuristic: view ? heuristicOf(record, view, scene) : null,
    value: given.kind === 'number' ? { number: given.value, definition: given.definition } : null,
    combination: combinationOf(record),
    isDerived: isTold({ steps: record.evidence.steps, phrases: record.phrases }),
  };
}

function combinationOf({ kind, evidence: { steps } }: Pick<QuestionRecord, 'kind' | 'evidence'>): string | null {
  if (kind !== 'reasoning') return null;
  const ops = steps.flatMap(({ op, frame }) => (CONNECTIVES.has(op) ? [] : [`${op} ${frame?.kind ?? ''}`.trim()]));
  const distinct = [...new Set(ops)].sort();
  return distinct.length < 2 ? null : distinct.join(' + ');
}

/** One in so many combinations of relations is kept for the test split (SPEC §9.5). */
const HELD_OUT_COMBINATIONS = 5;

export const isHeldOutCombination = (combination: string | null): boolean =>
  combination !== null && hashString(combination) % HELD_OUT_COMBINATIONS === 0;
