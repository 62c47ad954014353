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
  'text',
];

/** @param name one of `FORM_NAMES` @param options of a choice, as shown */
export function formNamed(name: string, options: readonly string[]): AnswerForm {
  switch (name) {
    case 'choice':
      return { kind: 'choice', options };
    case 'box3d':
      return { kind: 'box3d', frame: 'camera' };
    case 'yes-no':
    case 'points':
    case 'box2d':
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
    // Lists of points with depth, as text until a parser of their own reads them.
    case 'points3d':
    case 'trace':
    case 'grasp':
      return { kind: 'text' };
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

function quantityOf(definition: string, unit: string): Quantity {
  if (definition === 'clock') return 'clock';
  if (definition.startsWith('count')) return 'count';
  if (definition.includes('angle') || unit === '°' || unit === 'deg') return 'angle';
  if (definition === 'volume') return 'volume';
  if (definition.includes('area')) return 'area';
  return 'length';
}
