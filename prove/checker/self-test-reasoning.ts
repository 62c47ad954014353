import type { QuestionRecord, StepRecord } from './types.ts';
import { checkQuestion } from './check-question.ts';
import { direction } from './directions.ts';
import { expect } from './expecting.ts';
import { lexicon, question, stage, tableScene } from './made-by-hand.ts';
import { createReport } from './report.ts';

// Derivations and nested references with mistakes made on purpose.

const { world, view } = stage(tableScene());
const faults = (q: QuestionRecord): string[] => {
  const report = createReport();
  checkQuestion(report, world, [view], q, lexicon);
  return report.contradictions.map((c) => c.check);
};
const refuses = (what: string, q: QuestionRecord, check: string): void =>
  expect(
    `${what} is found`,
    faults(q).some((name) => name.includes(check)),
    faults(q).join(', ') || 'nothing found',
  );

const EGO = { kind: 'ego', view: 's-v0' } as const;
const measured = direction(world, view, EGO, 'left', 3, 2, 'tabletop').measured ?? {};
const offset = {
  op: 'offset_left',
  args: [3, 2],
  frame: EGO,
  value: Math.round(1e4 * measured.delta) / 1e4,
  verdict: 'T',
};
const verdict = { op: 'left', args: [3, 2], frame: EGO, value: null, verdict: 'T' };
const derived = (steps: readonly StepRecord[], more: Partial<QuestionRecord> = {}) =>
  question({ evidence: { ...question({}).evidence, measured, steps }, ...more });

expect(
  'a derivation without fault',
  faults(derived([offset, verdict])).length === 0,
  faults(derived([offset, verdict])).join(),
);
refuses('a step with another value', derived([{ ...offset, value: offset.value + 0.01 }, verdict]), 'step offset_left');
refuses(
  'a conclusion that does not follow',
  derived([offset, { ...verdict, verdict: 'F' }]),
  'last step is the answer',
);
const cm = Math.round(100 * offset.value);
const told = (thought: string) =>
  derived([offset, verdict], {
    style: 'chainOfThought',
    answerText: `<think>${thought}</think>\n<answer>Yes</answer>`,
  });
const fair = `The middle of the red mug is ${cm} cm to the left of the middle of the laptop. So the red mug is to the left of the laptop.`;
expect('a chain of thought without fault', faults(told(fair)).length === 0, faults(told(fair)).join());
refuses('a sentence no step backs', told(`${fair} It is also red.`), 'a sentence a step');
refuses("a number that is not the step's", told(fair.replace(`${cm} cm`, `${2 * cm} cm`)), "no number but the step's");
refuses(
  'an answer that is not in the answer',
  told(fair).answerText === ''
    ? derived([])
    : { ...told(fair), answerText: `<think>${fair}</think>\n<answer>No</answer>` },
  'answer text',
);

const nested = (steps: readonly StepRecord[], members: readonly number[], solution: number): QuestionRecord =>
  question({
    kind: 'reasoning',
    type: 'nested',
    frame: null,
    text: 'Which object is to the left of the laptop?',
    objects: { members },
    phrases: {},
    answer: {
      kind: 'choice',
      options: members.map((object) => ({ text: `thing ${object}`, object })),
      correct: members.indexOf(solution),
    },
    answerText: `thing ${solution}`,
    evidence: { ...question({}).evidence, params: { noun: 'object' }, steps },
  });
const left = (id: number, is: string): StepRecord => ({
  op: 'left',
  args: [id, 2],
  frame: EGO,
  value: null,
  verdict: is,
});
refuses('a candidate that no step judges', nested([left(3, 'T')], [3, 4], 3), 'every candidate is judged');
refuses('a solution that is none', nested([left(3, 'T'), left(4, 'T')], [3, 4], 3), 'answer');
refuses(
  'a relation that could be dropped',
  nested([left(4, 'F'), left(4, 'F'), left(3, 'T'), { ...left(3, 'T'), op: 'left' }], [3, 4], 3),
  'needs each relation',
);
