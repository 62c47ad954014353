import { describe, expect, it } from 'vitest';
import { lookAt, standsOn, testGraph } from '../../relations/test-scene.js';
import { askScene } from '../ask-scene.js';
import { deal } from '../fairness/deal.js';
import { chainOfThought, dimensionOfStep, isTold } from '../language/chain-of-thought.js';
import { ENGLISH } from '../language/english.js';
import { quantityText, unitOf } from '../language/quantity-text.js';
import type { Lexicon } from '../lexicon.js';
import { questionRecordSchema, type QuestionRecord } from '../question-record.js';
import { verifyQuestion } from '../verify-question.js';
import { wordQuestion } from '../word-question.js';
import { speechSchema } from '../../scene/recipe/speech.js';
import { replaySteps } from './replay-steps.js';

// A table on a floor with things of different sizes on it, one on another; a clock with a front; two mugs and two cans.

const LEXICON: Lexicon = {
  version: 'test',
  nouns: {
    slab: ['table'],
    mug: ['mug'],
    jar: ['jar'],
    can: ['can'],
    clock: ['clock'],
    book: ['book'],
    floor: ['floor'],
    box: ['box'],
  },
  hypernyms: {},
  colours: { red: [45, 60, 40], blue: [40, 10, -50] },
};
const TOP = 0.75;
const RED = {
  attributes: { colour: 'red', material: 'ceramic' },
  colourLab: [45, 60, 40],
  colourConfidence: 0.95,
} as const;
const BLUE = {
  attributes: { colour: 'blue', material: 'ceramic' },
  colourLab: [40, 10, -50],
  colourConfidence: 0.95,
} as const;
const graph = testGraph(
  {
    objects: [
      {
        id: 1,
        category: 'floor',
        name: 'floor',
        center: [0, 0, -0.05],
        size: [4, 4, 0.1],
        fixed: true,
        structure: true,
      },
      { id: 2, category: 'slab', name: 'table', center: [0, 0, TOP - 0.02], size: [1.3, 0.9, 0.04], fixed: true },
      { id: 3, category: 'mug', name: 'mug', center: [-0.35, -0.05, TOP + 0.05], size: [0.08, 0.08, 0.1], ...RED },
      { id: 4, category: 'mug', name: 'mug', center: [0.35, 0, TOP + 0.06], size: [0.1, 0.1, 0.12], ...BLUE },
      { id: 5, category: 'jar', name: 'jar', center: [0, 0.25, TOP + 0.1], size: [0.12, 0.12, 0.2] },
      { id: 6, category: 'can', name: 'can', center: [0.02, -0.25, TOP + 0.06], size: [0.07, 0.07, 0.12], ...RED },
      { id: 7, category: 'book', name: 'book', center: [0.42, -0.28, TOP + 0.02], size: [0.2, 0.15, 0.04] },
      { id: 10, category: 'box', name: 'box', center: [0, 0.25, TOP + 0.23], size: [0.08, 0.1, 0.06] },
      { id: 8, category: 'can', name: 'can', center: [0.42, -0.28, TOP + 0.08], size: [0.06, 0.06, 0.08], ...BLUE },
      {
        id: 9,
        category: 'clock',
        name: 'clock',
        center: [-0.1, 0.05, TOP + 0.06],
        size: [0.05, 0.1, 0.12],
        yaw: -Math.PI / 2,
        front: [1, 0, 0],
        leftRight: 'facing',
      },
    ],
    contacts: [
      ...([3, 4, 5, 6, 7, 9] as const).map((id) => {
        const at = {
          3: [-0.35, -0.05],
          4: [0.35, 0],
          5: [0, 0.25],
          6: [0.02, -0.25],
          7: [0.42, -0.28],
          9: [-0.1, 0.05],
        }[id];
        return standsOn(id, 2, [at[0], at[1], TOP]);
      }),
      standsOn(10, 5, [0, 0.25, TOP + 0.2]),
      standsOn(8, 7, [0.42, -0.28, TOP + 0.04]),
    ],
    surfaces: [
      {
        id: 1,
        owner: 2,
        normal: [0, 0, 1],
        outline: [
          [-0.65, -0.45, TOP],
          [0.65, -0.45, TOP],
          [0.65, 0.45, TOP],
          [-0.65, 0.45, TOP],
        ],
        holes: [],
      },
    ],
    anchor: {
      origin: [0, 0, TOP],
      heading: [1, 0, 0],
      text: 'facing from the red mug to the blue mug',
      by: { kind: 'camera', objects: [] },
    },
  },
  [lookAt([0.1, -1.2, 1.6], [0, 0, TOP])],
);

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
const textOf = (op: string, value: number) =>
  quantityText(Math.abs(value), unitFor(op, Math.abs(value)), 'digits').number;
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
        const { op, args, value } = steps[i];
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
    const derivation = { steps: evidence.steps, phrases, anchor: '', facing: [] };
    expect(chainOfThought(ENGLISH, { ...derivation, phrases: {} })).toBeNull();
    const odd = evidence.steps.map((step) => ({ ...step, op: 'hover', value: 1 }));
    expect(() => chainOfThought(ENGLISH, { ...derivation, steps: odd })).toThrow('"hover"');
  });
});
