import type { EvidenceStep } from '../question-record.js';
import { clauseText, fillWording, type Fill } from './fill-wording.js';
import type { Language } from './language.js';
import { preciseText, unitOf, type Dimension } from './quantity-text.js';

/** A derivation as a record carries it, with what its sentences need. */
export interface Derivation {
  readonly steps: readonly EvidenceStep[];
  /** How each object is called, by id, without article. */
  readonly phrases: Readonly<Record<string, string>>;
  /** Of the world frame, in words. */
  readonly anchor: string;
  /** Objects whose left and right are said as seen when facing them. */
  readonly facing: readonly number[];
}

/** Derivations of fewer steps say nothing that the answer does not. */
const LEAST_STEPS = 2;

/** Quantities of steps that are no lengths. */
const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  box_volume: 'volume',
  clock_angle: 'angle',
  clock: 'hours',
  poses_tried: 'count',
};

/** What a step's value measures. */
export const dimensionOfStep = (op: string): Dimension =>
  op.startsWith('rejected_') ? 'count' : (DIMENSIONS[op] ?? 'length');

/** Whether a derivation can be told: it has steps, and everything they speak of has a phrase. */
export const isTold = ({ steps, phrases }: Pick<Derivation, 'steps' | 'phrases'>): boolean =>
  steps.length >= LEAST_STEPS &&
  steps.every(({ op, args }) => CONNECTIVES.has(op) || args.every((id) => phrases[id] !== undefined));

/**
 * A derivation in words: one sentence for each step, in their order, with no number but the step's own, to three digits:
 * with two, the difference of two heights would not be the one that is stated. The last step of a derivation that ends in a verdict is told as its conclusion.
 *
 * @returns null where `isTold` says no
 * @throws RangeError for an operation that the language has no sentence for
 */
export function chainOfThought(language: Language, derivation: Derivation): readonly string[] | null {
  if (!isTold(derivation)) return null;
  const { steps, anchor } = derivation;
  if (anchor === '' && steps.some(({ frame }) => frame?.kind === 'world'))
    throw new RangeError('A derivation in the world frame needs the words of its anchor.');
  return steps.map((step, i) => {
    const sentence = sentenceOf(language, derivation, step);
    const concludes = i === steps.length - 1 && step.value === null && steps.slice(0, i).some(isPremise);
    return concludes ? fillWording(language, language.steps.so, { sentence: lowered(sentence) }) : sentence;
  });

  /** Of another kind than the conclusion: the options of a choice all stand side by side. */
  function isPremise({ op, value }: EvidenceStep): boolean {
    return value !== null || (CONNECTIVES.has(steps[steps.length - 1].op) && !CONNECTIVES.has(op));
  }
}

const CONNECTIVES: ReadonlySet<string> = new Set(['and', 'or', 'not']);

function sentenceOf(language: Language, derivation: Derivation, step: EvidenceStep): string {
  const { op, args, value, verdict } = step;
  const fill: Fill = { ...namesOf(derivation, step), anchor: derivation.anchor };
  if (typeof value === 'number') {
    const offset = /^(placed_)?offset_(.*)$/.exec(op);
    const pattern = wordsFor(language.steps.values, offset === null ? op : `${offset[1] ?? ''}offset`);
    if (offset === null) return fillWording(language, pattern, { ...fill, value: valueText(language, op, value) });
    const direction = value < 0 ? OPPOSITE[offset[2]] : offset[2];
    const side = fillWording(
      language,
      wordsFor(language.steps.sides, `${direction}.${frameOf(derivation, step, direction)}`),
      fill,
    );
    return fillWording(language, pattern, {
      ...fill,
      value: valueText(language, op, Math.abs(value)),
      side: lowered(side),
    });
  }
  const own = language.steps.verdicts[args.length === 3 ? `${op}.to` : op];
  const clause = own === undefined ? { clause: clauseText(language, clauseKey(derivation, step), fill) } : {};
  const sentences = own ?? language.steps.verdicts['clause'];
  return fillWording(language, verdict === 'T' ? sentences.T : sentences.F, { ...fill, ...clause });
}

const OPPOSITE: Readonly<Record<string, string>> = { left: 'right', right: 'left', front: 'behind', behind: 'front' };

function wordsFor(table: Readonly<Record<string, string>>, key: string): string {
  const words = table[key];
  if (words === undefined)
    throw new RangeError(`The language has no words for the step "${key}": add them to steps.json.`);
  return words;
}

function namesOf({ phrases }: Derivation, { op, args }: EvidenceStep): Fill {
  if (CONNECTIVES.has(op)) return {};
  return Object.fromEntries(args.map((id, i) => ['ABC'[i], phrases[id]]));
}

/** "ego", "world", "object"; "object-facing" where left and right are said as seen when facing the object. */
function frameOf({ facing }: Derivation, { frame }: EvidenceStep, direction: string): string {
  if (frame === null) return 'ego';
  const sideways = direction === 'left' || direction === 'right';
  return frame.kind === 'object' && sideways && facing.includes(frame.object) ? 'object-facing' : frame.kind;
}

function clauseKey(derivation: Derivation, step: EvidenceStep): string {
  return step.frame === null ? step.op : `${step.op}.${frameOf(derivation, step, step.op)}`;
}

function valueText(language: Language, op: string, value: number): string {
  const dimension = dimensionOfStep(op);
  const { number, unit } = preciseText(value, unitOf(value, dimension, 'metric'));
  const sign = language.units[unit]?.sign ?? '';
  return sign === '' ? number : `${number} ${sign}`;
}

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
