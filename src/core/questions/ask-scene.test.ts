import { describe, expect, it } from 'vitest';
import { lookAt, standsOn, testGraph } from '../relations/test-scene.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import { askAmbiguous } from './ask-ambiguous.js';
import { askScene } from './ask-scene.js';
import { createSceneContext } from './scene-context.js';
import { DIRECTION } from './types/direction.js';
import { balance } from './fairness/balance.js';
import { deal } from './fairness/deal.js';
import { ENGLISH } from './language/english.js';
import { speechSchema } from '../scene/recipe/speech.js';
import type { AskedCandidate } from './ask-scene.js';
import type { Surface } from '../scene/settled-scene.js';
import type { Lexicon } from './lexicon.js';
import type { QuestionRecord } from './question-record.js';
import { questionRecordSchema } from './question-record.js';
import { verifyQuestion } from './verify-question.js';
import { wordQuestion } from './word-question.js';

// A table top with five boxes on it; the tall one faces the camera.

const LEXICON: Lexicon = {
  version: 'test',
  nouns: { slab: ['table'], mug: ['mug'], jar: ['jar'], can: ['can'], clock: ['clock'] },
  hypernyms: {},
  colours: { red: [45, 60, 40], blue: [40, 10, -50] },
};
const RULES = { perView: 40, mix: { configuration: 0.6, context: 0.2, compatibility: 0.2 } };

const JAR_TOP: Surface = {
  id: 2,
  owner: 4,
  normal: [0, 0, 1],
  outline: [
    [-0.05, 0.2, 0.92],
    [0.05, 0.2, 0.92],
    [0.05, 0.3, 0.92],
    [-0.05, 0.3, 0.92],
  ],
  holes: [],
};

/** @param hasTop whether things can be put on the jar */
function world(hasTop = false): SceneGraph {
  const top = 0.8;
  const on = (id: number, x: number, y: number) => standsOn(id, 1, [x, y, top]);
  return testGraph(
    {
      objects: [
        { id: 1, category: 'slab', name: 'table', center: [0, 0, top - 0.02], size: [1.2, 0.8, 0.04], fixed: true },
        {
          id: 2,
          category: 'mug',
          name: 'mug',
          center: [-0.3, 0, top + 0.05],
          size: [0.08, 0.08, 0.1],
          attributes: { colour: 'red', material: 'ceramic' },
          colourLab: [45, 60, 40],
          colourConfidence: 0.95,
        },
        {
          id: 3,
          category: 'mug',
          name: 'mug',
          center: [0.3, 0, top + 0.05],
          size: [0.08, 0.08, 0.1],
          attributes: { colour: 'blue', material: 'ceramic' },
          colourLab: [40, 10, -50],
          colourConfidence: 0.95,
        },
        { id: 4, category: 'jar', name: 'jar', center: [0, 0.25, top + 0.06], size: [0.1, 0.1, 0.12] },
        { id: 5, category: 'can', name: 'can', center: [0, -0.2, top + 0.06], size: [0.07, 0.07, 0.12] },
        {
          id: 6,
          category: 'clock',
          name: 'clock',
          center: [-0.02, 0.02, top + 0.05],
          size: [0.06, 0.12, 0.1],
          yaw: -Math.PI / 2,
          front: [1, 0, 0],
          leftRight: 'facing',
        },
      ],
      contacts: [on(2, -0.3, 0), on(3, 0.3, 0), on(4, 0, 0.25), on(5, 0, -0.2), on(6, -0.02, 0.02)],
      surfaces: [
        {
          id: 1,
          owner: 1,
          normal: [0, 0, 1],
          outline: [
            [-0.6, -0.4, top],
            [0.6, -0.4, top],
            [0.6, 0.4, top],
            [-0.6, 0.4, top],
          ],
          holes: [],
        },
        ...(hasTop ? [JAR_TOP] : []),
      ],
      anchor: {
        origin: [0, 0, top],
        heading: [1, 0, 0],
        text: 'facing from the red mug to the blue mug',
        by: { kind: 'camera', objects: [] },
      },
    },
    [lookAt([0.1, -1.1, 1.5], [0, 0, 0.8])],
  );
}

const graph = world();
const asked = askScene(graph, RULES, LEXICON);
const SPEECH = speechSchema.parse({});
function inWords(list: readonly AskedCandidate[]): QuestionRecord[] {
  const dealt = deal(
    list.map(({ entry }) => entry),
    ENGLISH,
    SPEECH,
  );
  return list.flatMap(({ candidate }, i) => {
    const one = dealt.get(candidate.key);
    return one ? wordQuestion(ENGLISH, candidate, `q${i}`, one) : [];
  });
}
const worded = (): QuestionRecord[] => inWords(asked);

describe('askScene', () => {
  it('asks all three kinds in all three frames, in records that pass their schema', () => {
    const kinds = new Set(asked.map(({ candidate }) => candidate.record.kind));
    expect([...kinds].sort()).toEqual(['compatibility', 'configuration', 'context']);
    const frames = new Set(asked.map(({ candidate }) => candidate.record.frame?.kind));
    for (const frame of ['ego', 'world', 'object']) expect(frames).toContain(frame);
    for (const record of worded()) expect(questionRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toBeTruthy();
  });

  it('names the two mugs by their colours and never asks about "the mug"', () => {
    const texts = worded().map(({ text }) => text);
    expect(texts.some((text) => text.includes('the red mug'))).toBe(true);
    for (const text of texts) expect(text).not.toMatch(/the mug/i);
  });

  it('never asks about the table that everything stands on', () => {
    for (const { objects } of worded()) expect([objects.subject, objects.reference]).not.toContain(1);
  });

  it('asks what would fit on top of a thing that has a top, and of no other', () => {
    expect(asked.some(({ candidate }) => candidate.record.type === 'fits_on')).toBe(false);
    const withTop = world(true);
    const records = inWords(askScene(withTop, RULES, LEXICON)).filter(({ type }) => type === 'fits_on');
    expect(records.length).toBeGreaterThan(0);
    expect(records.length).toBeLessThanOrEqual(4);
    for (const record of records) {
      expect(record).toMatchObject({ kind: 'compatibility', frame: null, direction: null, egoVerdict: null });
      expect(record.objects.reference).toBe(4);
      expect(record.evidence.gates['4']).toMatchObject({ level: 'support' });
      expect(record.text).toMatch(/the jar/);
      expect(
        verifyQuestion(withTop, LEXICON, questionRecordSchema.parse(JSON.parse(JSON.stringify(record)))),
      ).toBeNull();
    }
  });

  it('states the anchor in every world question, word for word', () => {
    const inWorld = worded().filter(({ frame }) => frame?.kind === 'world');
    expect(inWorld.length).toBeGreaterThan(3);
    for (const { text } of inWorld) expect(text).toContain(graph.geometry.scene.anchor.text);
  });

  it('is a function of the scene', () => {
    expect(JSON.stringify(askScene(world(), RULES, LEXICON))).toBe(JSON.stringify(asked));
  });

  it('asks only in the frames that a recipe names, and what needs none', () => {
    const inEgo = askScene(world(), { ...RULES, frames: ['ego'] }, LEXICON);
    const frames = new Set(inEgo.map(({ candidate }) => candidate.record.frame?.kind ?? 'none'));
    expect(frames).toEqual(new Set(['ego', 'none']));
    expect(new Set(asked.map(({ candidate }) => candidate.record.frame?.kind ?? 'none'))).toContain('world');
  });

  it('gives entries that balance can use', () => {
    const kept = balance(
      asked.map(({ entry }) => entry),
      () => ({ configuration: 24, context: 8, compatibility: 8 }),
    );
    expect(kept.size).toBeGreaterThan(10);
    expect(kept.size).toBeLessThanOrEqual(40);
  });
});

describe('verifyQuestion', () => {
  it('derives every question again from the scene', () => {
    for (const record of worded()) expect(verifyQuestion(graph, LEXICON, record), record.text).toBeNull();
  });

  it('notices whatever is changed', () => {
    const left = worded().find(({ type, answer }) => type === 'left' && answer.kind === 'yes-no') as QuestionRecord;
    const value = left.answer.kind === 'yes-no' && left.answer.value;
    expect(verifyQuestion(graph, LEXICON, { ...left, answer: { kind: 'yes-no', value: !value } })).toContain(
      '"answer"',
    );
    expect(verifyQuestion(graph, LEXICON, { ...left, text: `${left.text} ` })).toContain('"text"');
    expect(verifyQuestion(graph, LEXICON, { ...left, egoVerdict: 'A' })).toContain('"egoVerdict"');
    expect(verifyQuestion(graph, LEXICON, { ...left, phrases: { ...left.phrases, 2: 'mug' } })).toMatch(/"phrases"/);
    const measured = { ...left.evidence.measured, delta: 7 };
    expect(verifyQuestion(graph, LEXICON, { ...left, evidence: { ...left.evidence, measured } })).toContain(
      '"evidence"',
    );
    expect(verifyQuestion(graph, LEXICON, { ...left, objects: { subject: 2, reference: 99 } })).toContain('object 99');
    const points = worded().find(({ answer }) => answer.kind === 'points') as QuestionRecord;
    if (points.answer.kind !== 'points') throw new Error('no points were asked for');
    const moved = { ...points.answer, pixels: points.answer.pixels.map(([u, v]): [number, number] => [u + 1, v]) };
    expect(verifyQuestion(graph, LEXICON, { ...points, answer: moved })).toContain('"answer"');
  });

  it('refuses what should not have been asked', () => {
    const left = worded().find(({ type, frame }) => type === 'left' && frame?.kind === 'ego') as QuestionRecord;
    // The clock stands squarely before the jar: its left and right of it are too close to call.
    expect(verifyQuestion(graph, LEXICON, { ...left, objects: { subject: 6, reference: 4 } })).toMatch(
      /should not have been asked|should be/,
    );
  });
});

describe('askAmbiguous', () => {
  const list = askAmbiguous(graph, 12, LEXICON);
  const records = inWords(list);

  it('asks what is too close to call, apart from training and test, and says how close', () => {
    expect(records.length).toBeGreaterThan(5);
    for (const record of records) {
      expect(record.evidence.verdict).toBe('A');
      expect(record.split).toBe('ambiguous');
      expect(record.answer).toMatchObject({ kind: 'text', value: 'ambiguous' });
      expect(record.marginRatio).toBeLessThan(1);
      expect(questionRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toBeTruthy();
    }
  });

  it('is derived again like any other, and is none of the questions with answers', () => {
    for (const record of records) expect(verifyQuestion(graph, LEXICON, record), record.text).toBeNull();
    expect(verifyQuestion(graph, LEXICON, { ...records[0], split: 'train' })).toContain('should not have been asked');
    const decided = worded().find(({ type }) => type === 'left') as QuestionRecord;
    expect(verifyQuestion(graph, LEXICON, { ...decided, split: 'ambiguous' })).toContain('clear enough');
  });
});

describe('margin scale', () => {
  const wide: SceneGraph = { ...graph, geometry: graph.geometry.withMarginScale(3) };
  const list = inWords(askScene(wide, RULES, LEXICON));

  it('asks with wider margins, says so, and is derived again from the scene as stored', () => {
    const left = list.find(({ type }) => type === 'left' || type === 'right') as QuestionRecord;
    expect(left.evidence.measured['margin']).toBeCloseTo(0.06, 9);
    for (const record of list) {
      expect(record.evidence.params['marginScale']).toBe(3);
      expect(verifyQuestion(graph, LEXICON, record), record.text).toBeNull();
    }
    const { marginScale: _, ...params } = left.evidence.params;
    const unsaid = { ...left, evidence: { ...left.evidence, params } };
    expect(verifyQuestion(graph, LEXICON, unsaid)).not.toBeNull();
  });

  it('finds fewer things to be clearly on a side with wider margins', () => {
    const yes = (scale: number) => {
      const scaled: SceneGraph = { ...graph, geometry: graph.geometry.withMarginScale(scale) };
      const context = createSceneContext(scaled, LEXICON).views[0];
      return [...DIRECTION.specs(context)].filter((spec) => / T /.test(DIRECTION.stratum?.(context, spec) ?? ''))
        .length;
    };
    expect(yes(0.5)).toBeGreaterThanOrEqual(yes(1));
    expect(yes(1)).toBeGreaterThan(yes(16));
  });
});
