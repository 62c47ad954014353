import { chainOfThought, type Derivation } from './chain-of-thought.js';
import { hashString } from '../../random.js';
import type { Answer } from '../question-record.js';
import { fillWording, type Fill } from './fill-wording.js';
import { listed } from './grammar.js';
import type { Form, Language } from './language.js';
import { STYLES, type AnswerStyle } from './language-file.js';
import { quantityText, unitOf, type Dimension, type Rounding, type UnitSystem } from './quantity-text.js';

/** How an answer is to be given. */
export interface Manner {
  readonly style: AnswerStyle;
  readonly units: UnitSystem;
  readonly rounding: Rounding;
}

export interface Expressed {
  /** The answer as given, a number's unit and rounding filled in. */
  readonly answer: Answer;
  readonly answerText: string;
  /** The style asked for, or "short" where the form has no such style. */
  readonly style: AnswerStyle;
  /** What is added to the question so that it is answered this way; "" when nothing need be. */
  readonly instruction: string;
}

interface Asked {
  /** Names the question: chooses among sentences and instructions. */
  readonly key: string;
  readonly fill: Fill;
  readonly answer: Answer;
  /** The answer in its shortest form, for kinds that have but one. */
  readonly answerText: string;
  /** The steps it follows from; without them, nothing is reasoned aloud. */
  readonly derivation?: Derivation;
}

/** Styles that answers of a form can be given in, "short" first. @param isDerived whether there are steps that can be told */
export const stylesOf = (language: Language, form: Form, isDerived: boolean): readonly AnswerStyle[] =>
  STYLES.filter((style) => style === 'short' || language.styles[style][form.answer] !== undefined).filter((style) => {
    if (style === 'chainOfThought') return isDerived;
    return style !== 'sentence' || ['yes', 'value'].some((key) => (form.answers[key] ?? []).length > 0);
  });

/** Renders a question's answer from its record: no sentence says what the record does not. */
export function expressAnswer(language: Language, form: Form, asked: Asked, manner: Manner): Expressed {
  // An answer of another kind than the form's says that there is none: ambiguous, or cannot be told.
  const isOwn = asked.answer.kind === form.answer;
  const thought = asked.derivation ? chainOfThought(language, asked.derivation) : null;
  const canBe = (wanted: AnswerStyle) => stylesOf(language, form, thought !== null).includes(wanted);
  const style = isOwn && canBe(manner.style) ? manner.style : 'short';
  const answer = withUnit(asked.answer, manner);
  const choose = <T>(list: readonly T[], salt: number): T => list[hashString(asked.key, salt) % list.length];
  const plain = shortText(language, form, asked, answer, choose(language.about, SALT.about));
  const added = isOwn
    ? (language.styles[style][hasUnit(answer) ? form.answer : 'count'] ?? language.styles[style][form.answer])
    : undefined;
  const instruction = [optionsOf(language, asked, answer, style), added ? choose(added, SALT.instruction) : '']
    .filter((line) => line !== '')
    .join(style === 'choice' ? '\n' : ' ');
  return { answer, style, instruction, answerText: textIn(style) };

  function textIn(wanted: AnswerStyle): string {
    switch (wanted) {
      case 'short':
        return plain;
      case 'sentence': {
        const key = answer.kind === 'yes-no' ? (answer.value ? 'yes' : 'no') : 'value';
        return fillWording(language, choose(form.answers[key], SALT.sentence), { ...asked.fill, value: plain });
      }
      case 'json':
        return JSON.stringify(jsonOf(answer, plain));
      case 'choice':
        return letter(correctOf(asked, answer));
      case 'chainOfThought':
        return language.steps.answer
          .replace('{steps}', () => (thought ?? []).join(' '))
          .replace('{answer}', () => plain);
    }
  }
}

const SALT = { about: 1, instruction: 2, sentence: 3, letters: 4 } as const;

const letter = (index: number): string => String.fromCharCode(65 + index);

/** Whether "yes" comes first of the two letters: as often as not, whatever the answer. */
const yesFirst = ({ key }: Asked): boolean => hashString(key, SALT.letters) % 2 === 0;

function correctOf(asked: Asked, answer: Answer): number {
  if (answer.kind === 'choice') return answer.correct;
  return answer.kind === 'yes-no' && answer.value === yesFirst(asked) ? 0 : 1;
}

function optionsOf(language: Language, asked: Asked, answer: Answer, style: AnswerStyle): string {
  const texts =
    answer.kind === 'choice'
      ? answer.options.map(({ text }) => text)
      : answer.kind === 'yes-no' && style === 'choice'
        ? yesFirst(asked)
          ? [language.yes, language.no]
          : [language.no, language.yes]
        : [];
  if (texts.length === 0) return '';
  if (style !== 'choice') return language.options.line.replace('{options}', () => listed(language, texts, 'or'));
  return texts
    .map((text, i) => language.options.lettered.replace('{letter}', letter(i)).replace('{option}', () => text))
    .join('\n');
}

function shortText(language: Language, form: Form, { key, fill, answerText }: Asked, answer: Answer, about: string) {
  const value = bareText(language, answer, answerText, about);
  if (answer.kind !== form.answer) return value;
  const [short] = form.answers['short'] ?? [];
  return short === undefined ? value : fillWording(language, short, { ...fill, value, key });
}

function bareText(language: Language, answer: Answer, answerText: string, about: string): string {
  switch (answer.kind) {
    case 'yes-no':
      return answer.value ? language.yes : language.no;
    case 'choice':
      return answer.options[answer.correct].text;
    case 'number': {
      const { number, unit } = quantityIn(answer);
      const sign = language.units[unit]?.sign ?? '';
      const text = sign === '' ? number : `${number} ${sign}`;
      return answer.rounding === 'human' && unit !== '' ? `${about} ${text}` : text;
    }
    default:
      return answerText;
  }
}

function jsonOf(answer: Answer, plain: string): unknown {
  switch (answer.kind) {
    case 'yes-no':
      return { answer: answer.value ? 'yes' : 'no' };
    case 'number': {
      const { number, unit } = quantityIn(answer);
      return unit === '' ? { value: Number(number) } : { value: Number(number), unit };
    }
    case 'points':
      return { points: answer.normalised.map((point) => point.map((x) => Math.round(1000 * x) / 1000)) };
    case 'box2d':
      return { box: answer.box };
    default:
      return { answer: plain };
  }
}

type NumberAnswer = Extract<Answer, { kind: 'number' }>;

/** The unit a number is shown in goes into its record; its value stays in SI units. */
function withUnit(answer: Answer, { units, rounding }: Manner): Answer {
  if (answer.kind !== 'number') return answer;
  const dimension = dimensionOf(answer);
  const unit = unitOf(answer.value, dimension, units).id;
  return { ...answer, unit, ...(unit !== '' && { rounding }) };
}

/** A stored number's text: its unit and rounding say how. */
function quantityIn(answer: NumberAnswer) {
  const system: UnitSystem = answer.unit === 'in' || answer.unit === 'ft' ? 'imperial' : 'metric';
  return quantityText(answer.value, unitOf(answer.value, dimensionOf(answer), system), answer.rounding ?? 'digits');
}

/** Definitions (SPEC §7, §12) whose values are no lengths. */
const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  count: 'count',
  count_views: 'count',
  stack_height: 'count',
  clock: 'hours',
  camera_angle: 'angle',
  volume: 'volume',
};

/** Whether an answer is asked for as one of its kind: a number that counts, or an hour, has no unit to be given. */
const hasUnit = (answer: Answer): boolean => answer.kind !== 'number' || answer.unit !== '';

const dimensionOf = ({ definition }: NumberAnswer): Dimension => DIMENSIONS[definition] ?? 'length';

/** A question as it is put to a model that is to answer in its style. */
export const promptText = ({
  text,
  instruction,
}: {
  readonly text: string;
  readonly instruction?: string | undefined;
}): string =>
  instruction === undefined || instruction === ''
    ? text
    : `${text}${instruction.includes('\n') ? '\n' : ' '}${instruction}`;
