import { askedForm, type AnswerForm, type AskedQuestion, type Quantity } from './answer-form.js';
import { formWithMarks, withMarks, type MarkedQuestion } from './marks.js';
import type { ModelProfile, ProfilePrompts } from './profile.js';
import type { ModelRequest } from './vision-language-model.js';

/** Of a question record, what a prompt is made from. */
export type PromptQuestion = AskedQuestion & MarkedQuestion;

export interface PromptOptions {
  /** By how many places the options of a choice are shifted to the left. */
  readonly rotation?: number;
  /**
   * Whether the model is told that it may say it cannot tell. One choice for a whole set, true where the set holds
   * questions that cannot be answered: said of these alone it would give them away.
   */
  readonly mayAbstain?: boolean;
  /** [width, height] of each image as stored, in order: for questions that name points of them. */
  readonly imageSizes?: readonly (readonly [number, number])[];
}

export type Prompt = Pick<ModelRequest, 'system' | 'prompt' | 'score' | 'maxTokens'>;

/** Tokens enough for the answer itself with a sentence around it. Models that think aloud need more: the caller's choice. */
const MAX_TOKENS: Readonly<Record<AnswerForm['kind'], number>> = {
  'yes-no': 128,
  number: 128,
  choice: 128,
  points: 1024,
  box2d: 256,
  box3d: 256,
  point3d: 128,
  trace: 1024,
  grasp: 256,
  text: 128,
};

const UNITS: Readonly<Record<Quantity, string>> = {
  length: 'metres',
  area: 'square metres',
  volume: 'cubic metres',
  angle: 'degrees',
  count: '',
  clock: '',
};

const FRAMES = {
  camera: 'the frame of the camera (x to the right, y down, z forward along its axis)',
  world: 'the world frame that the question names (z up)',
} as const;

/** What a model with this profile is asked: the question, and how to write the answer. */
export function promptFor(question: PromptQuestion, profile: ModelProfile, options: PromptOptions = {}): Prompt {
  const sizes = options.imageSizes ?? [];
  const form = formWithMarks(askedForm(question, options.rotation), profile, sizes);
  const { prompts } = profile;
  const asked = fill(prompts[promptKey(form)], {
    question: withMarks(question, profile, sizes),
    options: form.kind === 'choice' ? optionLines(form.options) : '',
    unit: form.kind === 'number' ? UNITS[form.quantity] : '',
    frame: form.kind === 'box3d' || form.kind === 'point3d' ? FRAMES[form.frame] : '',
  });
  return {
    system: prompts.system,
    prompt: options.mayAbstain ? `${asked}\n${prompts.abstain}` : asked,
    score: form.kind === 'yes-no' ? ['Yes', 'No'] : [],
    maxTokens: MAX_TOKENS[form.kind],
  };
}

export const optionLetter = (index: number): string => String.fromCharCode(65 + index);

const optionLines = (options: readonly string[]): string =>
  options.map((text, i) => `${optionLetter(i)}. ${text}`).join('\n');

function promptKey(form: AnswerForm): Exclude<keyof ProfilePrompts, 'system' | 'abstain'> {
  if (form.kind !== 'number') return form.kind;
  return form.quantity === 'count' || form.quantity === 'clock' ? form.quantity : 'number';
}

/** Each slot once, in one pass: a question that holds braces stays as it is. */
const fill = (template: string, slots: Readonly<Record<string, string>>): string =>
  template.replace(/\{(question|options|unit|frame)\}/g, (_, slot: string) => slots[slot]);
