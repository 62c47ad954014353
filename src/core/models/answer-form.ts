import { assertNever } from '../result.js';
import type { Answer } from '../questions/question-record.js';

export type Quantity = 'length' | 'area' | 'volume' | 'angle' | 'count' | 'clock';

/** What kind of answer a question wants, without the answer: all that prompts and the parser may know. */
export type AnswerForm =
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'number'; readonly quantity: Quantity }
  /** Options as shown to the model. */
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'points' }
  | { readonly kind: 'box2d' }
  | { readonly kind: 'box3d'; readonly frame: 'world' | 'camera' }
  | { readonly kind: 'point3d'; readonly frame: 'world' | 'camera' }
  /** Points with depths, in the order passed. */
  | { readonly kind: 'trace' }
  /** The two points where the fingers of a gripper touch. */
  | { readonly kind: 'grasp' }
  | { readonly kind: 'text' };

/** Forms by the names people give them; a quantity stands for its number. */
export const FORM_NAMES: readonly string[] = [
  'yes-no',
  'choice',
  'length',
  'area',
  'volume',
  'angle',
  'count',
  'clock',
  'points',
  'box2d',
  'box3d',
  'point3d',
  'trace',
  'grasp',
  'text',
];

/** @param name one of `FORM_NAMES` @param options of a choice, as shown */
export function formNamed(name: string, options: readonly string[]): AnswerForm {
  switch (name) {
    case 'choice':
      return { kind: 'choice', options };
    case 'box3d':
    case 'point3d':
      return { kind: name, frame: 'camera' };
    case 'yes-no':
    case 'points':
    case 'box2d':
    case 'trace':
    case 'grasp':
    case 'text':
      return { kind: name };
    default:
      return { kind: 'number', quantity: name as Quantity };
  }
}

/** @param rotation by how many places the options of a choice are shifted to the left */
export function answerForm(answer: Answer, rotation = 0): AnswerForm {
  switch (answer.kind) {
    case 'yes-no':
    case 'points':
    case 'box2d':
    case 'trace':
    case 'grasp':
    case 'text':
      return { kind: answer.kind };
    case 'number':
      return { kind: 'number', quantity: quantityOf(answer.definition, answer.unit) };
    case 'choice':
      return {
        kind: 'choice',
        options: rotated(
          answer.options.map((o) => o.text),
          rotation,
        ),
      };
    case 'box3d':
      return { kind: 'box3d', frame: answer.frame };
    case 'points3d':
      return { kind: 'point3d', frame: answer.frame };
    default:
      return assertNever(answer);
  }
}

/** A list shifted to the left: what stood at `by` comes first. */
export function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const k = list.length;
  return list.map((_, i) => list[(i + by) % k]);
}

/** Where the option at `index` of the stored order is shown after a rotation. */
export const shownIndex = (index: number, rotation: number, count: number): number =>
  (((index - rotation) % count) + count) % count;

/** Types of questions that want a number whatever their wording; the rest of what can be unanswerable wants yes or no. */
const MEASURED =
  /^(?:dist|depth|height|width|length|diameter|volume|elevation|gap|camera_(?:distance|angle)|changed_distance)/;

/**
 * What a question asks for by its wording. A question that cannot be answered is asked as if it could, else its
 * prompt would give it away.
 */
export function askedForm(question: AskedQuestion, rotation = 0): AnswerForm {
  const { answer, type, template } = question;
  if (answer.kind !== 'text' || answer.reason === undefined || type === undefined) return answerForm(answer, rotation);
  if (template?.includes('.points') || type === 'point') return { kind: 'points' };
  if (type === 'box2d') return { kind: 'box2d' };
  if (type === 'clock') return { kind: 'number', quantity: 'clock' };
  if (type === 'count' || type === 'stack_height') return { kind: 'number', quantity: 'count' };
  if (MEASURED.test(type)) return { kind: 'number', quantity: quantityOf(type, '') };
  return { kind: 'yes-no' };
}

/** Of a question record, what says how it is asked. */
export interface AskedQuestion {
  readonly answer: Answer;
  readonly type?: string;
  readonly template?: string;
}

function quantityOf(definition: string, unit: string): Quantity {
  if (definition === 'clock') return 'clock';
  if (definition.startsWith('count')) return 'count';
  if (definition.includes('angle') || unit === '°' || unit === 'deg') return 'angle';
  if (definition === 'volume') return 'volume';
  if (definition.includes('area')) return 'area';
  return 'length';
}
