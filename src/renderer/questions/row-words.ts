import { withMinus } from '../../core/minus-sign.js';
import { ENGLISH } from '../../core/questions/language/english.js';
import { objectsNeeded } from '../../core/questions/question-spec.js';
import { relationText } from '../../core/questions/relation-text.js';
import type { ItemScore } from '../../core/scoring/score-report.js';
import type { Answer } from '../../core/questions/question-record.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { typeName } from '../../core/questions/type-name.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import type { ScoredReply } from './model-replies.js';

/** What a row comes to. `ambiguous`: too close to call. `refused`: a gate, a name or a frame fails. */
export type RowStatus = 'asked' | 'ambiguous' | 'refused';

export const statusOf = ({ record }: QuestionRow): RowStatus =>
  record === null ? 'refused' : record.evidence.verdict === 'A' ? 'ambiguous' : 'asked';

/** The answer in a word or two, as the list shows it. */
export function answerWord(row: QuestionRow): string {
  const { record } = row;
  if (record === null) return 'not asked';
  if (record.evidence.verdict === 'A') return 'ambiguous';
  return shortAnswer(record.answer);
}

function shortAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'yes-no':
      return answer.value ? 'YES' : 'NO';
    case 'number':
      return withMinus(numberWord(answer.value, answer.unit));
    case 'choice':
      return answer.options[answer.correct].text;
    case 'points':
      return counted(answer.pixels.length, 'point');
    case 'points3d':
      return counted(answer.points.length, '3D point');
    case 'box2d':
      return '2D box';
    case 'box3d':
      return '3D box';
    case 'trace':
      return counted(answer.pixels.length, 'waypoint');
    case 'grasp':
      return counted(answer.grasps.length, 'grasp');
    case 'text':
      return answer.value;
  }
}

function numberWord(value: number, unit: string): string {
  const rounded = Math.abs(value) < 1 ? Number(value.toPrecision(2)) : Math.round(100 * value) / 100;
  if (unit === 'm' && Math.abs(value) < 1) return `${Math.round(1000 * value) / 10} cm`;
  return unit === '' ? `${rounded}` : `${rounded} ${unit}`;
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** "red mug"; of structure and of what is gone the plain name. */
export function objectName(scene: SettledScene | null, id: number): string {
  const object = scene?.objects.find((candidate) => candidate.id === id);
  if (!object) return `object ${id}`;
  return object.structure ? object.name : `${object.attributes.colour} ${object.name}`;
}

/** The question's text; of a refused one, which has none, what it is about. */
export function rowText(row: QuestionRow, scene: SettledScene | null): string {
  if (row.record) return row.record.text;
  const { spec } = row;
  const names = [...new Set(objectsNeeded(spec))].map((id) => objectName(scene, id));
  const anchor = scene?.anchor.text ?? '';
  if (spec.direction !== null && names.length > 0)
    return `${typeWord(spec.type)} ${spec.direction} of the ${names.at(-1)}${names.length > 1 ? `: the ${names[0]}` : ''}`;
  if (names.length === 0) return typeWord(spec.type);
  return relationText(ENGLISH, spec.type, spec.frame?.kind ?? null, names, anchor);
}

/** "free_space" as "Free space". */
export function typeWord(type: string): string {
  const words = typeName(type);
  return words[0].toUpperCase() + words.slice(1);
}

/** Whose left and front are meant, in the words of the lists. */
export const FRAME_WORDS = { ego: 'camera', world: 'world', object: 'object' } as const;

export const frameWord = ({ spec }: QuestionRow): string | null =>
  spec.frame === null ? null : FRAME_WORDS[spec.frame.kind];

/** "http://host#qwen" as "qwen", a folder as its last part. */
export const modelName = (name: string): string => name.split(/[#/\\]/).findLast((part) => part !== '') ?? name;

/** Of questions that were not put to the model. */
export const NOT_PUT = 'Not asked yet';

/** How a reply came out, in the words of lists. */
export const OUTCOME_WORDS: Readonly<Record<ItemScore['outcome'], string>> = {
  right: 'right',
  wrong: 'wrong',
  unparsable: 'cannot be read',
  'no-reply': 'no reply',
};

/** How a model's reply came out, in a word or two. */
export const modelWord = (replied: ScoredReply | null): string =>
  replied === null ? NOT_PUT : OUTCOME_WORDS[replied.score.outcome];

/** "000000-000-v1" as "v1". */
export const viewWord = (id: string): string => id.slice(id.lastIndexOf('-') + 1);
