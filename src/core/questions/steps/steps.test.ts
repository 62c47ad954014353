import { describe, expect, it } from 'vitest';
import { askScene } from '../ask-scene.js';
import { deal } from '../fairness/deal.js';
import { chainOfThought, dimensionOfStep, isTold } from '../language/chain-of-thought.js';
import { ENGLISH } from '../language/english.js';
import { preciseText, unitOf } from '../language/quantity-text.js';
import { LEXICON, TABLE_WORLD } from '../testing/table-world.js';
import { questionRecordSchema, type QuestionRecord } from '../question-record.js';
import { verifyQuestion } from '../verify-question.js';
import { wordQuestion } from '../word-question.js';
import { speechSchema } from '../../scene/recipe/speech.js';
import { replaySteps } from './replay-steps.js';

const graph = TABLE_WORLD;
const asked = askScene(
  graph,
  {
    perView: 400,
    mix: { configuration: 0.3, metric: 0.2, choice: 0.2, compatibility: 0.06, count: 0.1, reasoning: 0.14 },
  },
  LEXICON,
);
const speech = speechSchema.parse({ styles: { short: 0, sentence: 0, json: 0, choice: 0, chainOfThought: 1 } });
const dealt = deal(
  asked.map(({ entry }) => entry),
  ENGLISH,
  speech,
);
const records: QuestionRecord[] = asked.flatMap(({ candidate }, i) => {
  const one = dealt.get(candidate.key);
  return one ? [wordQuestion(ENGLISH, candidate, `q${i}`, one)] : [];
});
const told = records.filter(({ style }) => style === 'chainOfThought');
const unitFor = (op: string, value: number) => unitOf(value, dimensionOfStep(op), 'metric');
const inUnit = (op: string, value: number) => value / unitFor(op, Math.abs(value)).size;
const textOf = (op: string, value: number) => preciseText(Math.abs(value), unitFor(op, Math.abs(value))).number;
const thoughtOf = ({ answerText }: QuestionRecord) => /^<think>(.*)<\/think>\n<answer>(.*)<\/answer>$/.exec(answerText);

describe('chains of thought', () => {
  it('are told of many types, and of every record whose steps have words', () => {
    const types = new Set(told.map(({ type }) => type));
    for (const type of [
      'left',
      'taller',
      'dist_center',
      'dist_v_gap',
      'clock',
      'fits',
      'count',
      'and',
      'or',
      'direction',
    ])
      expect(types).toContain(type);
    for (const { style, evidence, phrases } of records)
      expect(style === 'chainOfThought').toBe(isTold({ steps: evidence.steps, phrases }));
  });

  it('have a sentence for each step, and no number but its own', () => {
    for (const record of told) {
      const [, thought, answer] = thoughtOf(record) ?? [];
      const { steps } = record.evidence;
      const sentences = thought.split(/(?<=[.]) (?=[A-Z])/);
      expect(sentences, record.answerText).toHaveLength(steps.length);
      sentences.forEach((sentence, i) => {
        const { op, args, value, frame } = steps[i];
        if (frame?.kind === 'world' && op !== 'fits') expect(sentence).toContain(graph.geometry.scene.anchor.text);
        const numbers = sentence.replace("12 o'clock, seen", '').match(/\d+(\.\d+)?/g) ?? [];
        const own = typeof value === 'number' ? textOf(op, value) : null;
        expect(numbers, sentence).toEqual(own === null ? [] : [own]);
        if (own !== null)
          expect(Math.abs(Number(own) - Math.abs(inUnit(op, Number(value))))).toBeLessThanOrEqual(
            0.05 * Math.abs(inUnit(op, Number(value))) + 1e-9,
          );
        // What a step sums up is said of "their middles" or "there": the steps before it name the things.
        const things = /^(and|or|not|clock|dist_center)$/.test(op) ? [] : /^fits$/.test(op) ? args.slice(0, 1) : args;
        for (const id of things) expect(sentence).toContain(record.phrases[id]);
      });
      if (record.answer.kind === 'yes-no') expect(answer).toBe(record.answer.value ? 'Yes' : 'No');
      if (record.answer.kind === 'choice') expect(answer).toBe(record.answer.options[record.answer.correct].text);
    }
  });

  it('are replayed step by step, and derived again', () => {
    for (const record of told) {
      expect(replaySteps(graph, record), record.text).toBeNull();
      expect(verifyQuestion(graph, LEXICON, questionRecordSchema.parse(JSON.parse(JSON.stringify(record))))).toBeNull();
    }
  });

  it('are refuted by any step that is changed', () => {
    for (const record of told) {
      record.evidence.steps.forEach((step, i) => {
        const changed =
          typeof step.value === 'number'
            ? { ...step, value: step.value + 0.01 }
            : { ...step, verdict: step.verdict === 'T' ? ('F' as const) : ('T' as const) };
        const steps = record.evidence.steps.map((own, k) => (k === i ? changed : own));
        const forged = { ...record, evidence: { ...record.evidence, steps } };
        expect(replaySteps(graph, forged), `${record.type} step ${i}`).not.toBeNull();
      });
    }
  });

  it('refuse to speak of what has no phrase, and name a step without words', () => {
    const { evidence, phrases } = told[0];
    const derivation = { steps: evidence.steps, phrases, anchor: 'facing the door', facing: [] };
    expect(chainOfThought(ENGLISH, { ...derivation, phrases: {} })).toBeNull();
    const odd = evidence.steps.map((step) => ({ ...step, op: 'hover', value: 1 }));
    expect(() => chainOfThought(ENGLISH, { ...derivation, steps: odd })).toThrow('"hover"');
  });
});
