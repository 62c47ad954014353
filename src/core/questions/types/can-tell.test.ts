import { describe, expect, it } from 'vitest';
import { lookAt, testGraph } from '../../relations/test-scene.js';
import { evaluateQuestion } from '../evaluate-question.js';
import { ENGLISH } from '../language/english.js';
import type { Lexicon } from '../lexicon.js';
import { questionSpec } from '../question-spec.js';
import { createSceneContext } from '../scene-context.js';
import { verifyQuestion } from '../verify-question.js';
import { wordQuestion } from '../word-question.js';
import { CAN_TELL } from './can-tell.js';

// A mug stands behind a screen; a jar and a can beside it, a second can far away. The first view looks over the screen,
// the second from behind it, at its level, the third past all of them. The world's heading goes from the jar to the mug.

const LEXICON: Lexicon = {
  version: 'test',
  nouns: { table: ['table'], mug: ['mug'], jar: ['jar'], can: ['can'], screen: ['screen'] },
  hypernyms: {},
  colours: {},
};
const [MUG, JAR, CAN, SCREEN] = [2, 3, 4, 5];
const TOP = 0.75;
const box = (id: number, category: string, x: number, y: number, side = 0.1, height = 0.1) => ({
  id,
  category,
  name: category,
  center: [x, y, TOP + height / 2] as const,
  size: [side, side, height] as const,
});
const drawn = testGraph(
  {
    objects: [
      { id: 1, category: 'table', name: 'table', center: [0, 0, TOP - 0.02], size: [2, 2, 0.04], fixed: true },
      box(MUG, 'mug', 0, 0.1),
      box(JAR, 'jar', -0.5, 0.1, 0.1, 0.2),
      box(CAN, 'can', 0.5, 0.1),
      { ...box(SCREEN, 'screen', 0, -0.2), size: [0.5, 0.02, 0.3], center: [0, -0.2, TOP + 0.15] },
      box(6, 'can', -0.6, 0.8),
    ],
    anchor: {
      origin: [0, 0, TOP],
      heading: [1, 0, 0],
      text: 'facing from the jar to the mug',
      by: { kind: 'objects', objects: [JAR, MUG] },
    },
  },
  [
    lookAt([0, -1.2, 2.4], [0, 0, TOP]),
    lookAt([0, -2, TOP + 0.15], [0, 0, TOP + 0.1]),
    lookAt([1.1, -1, 1.5], [1.1, 1, TOP]),
  ],
);
const graph = {
  ...drawn,
  views: drawn.views.map((view, i) => ({ ...view, record: { ...view.record, id: `test-v${i}` } })),
};
const views = createSceneContext(graph, LEXICON).views;
const [over, behind, past] = views;
const ask = (
  view: (typeof views)[number],
  relation: string,
  subject: number,
  reference: number,
  frame: 'ego' | 'world' | null = 'ego',
) => {
  const result = evaluateQuestion(
    view,
    questionSpec({
      kind: 'unanswerable',
      type: 'can_tell',
      frame: frame === null ? null : { kind: frame },
      objects: { subject, reference },
      params: { relation },
    }),
  );
  if ('refused' in result) return result.refused;
  const { verdict, measured } = result.candidate.record.evidence;
  return verdict === 'T' ? 'T' : `F ${measured['reason']} ${measured['missing']}`;
};

describe('can it be told', () => {
  it('is yes where both show, no where one is hidden or out of view, in either role', () => {
    expect(ask(over, 'left', JAR, MUG)).toBe('T');
    expect(ask(behind, 'left', JAR, MUG)).toBe(`F hidden ${MUG}`);
    expect(ask(behind, 'taller', MUG, JAR, null)).toBe(`F hidden ${MUG}`);
    expect(ask(past, 'near', SCREEN, JAR, null)).toBe(`F out_of_view ${SCREEN}`);
  });

  it('is no where the world frame has lost one of its ends', () => {
    expect(ask(over, 'front', SCREEN, JAR, 'world')).toBe('T');
    expect(ask(behind, 'front', SCREEN, JAR, 'world')).toBe(`F frame_unreadable ${MUG}`);
  });

  it('is not asked of what is too close to call, half seen, or not the only one of its name', () => {
    // The jar and the mug stand squarely abreast: neither is nearer to the camera, which is a clear no. The jar is 20 cm tall, the mug 10.
    expect(ask(over, 'taller', JAR, MUG, null)).toBe('T');
    expect(ask(over, 'taller', CAN, MUG, null)).toContain('called can');
    expect(ask(past, 'left', CAN, MUG)).toContain('noun alone');
    expect(ask(over, 'bigger', MUG, MUG, null)).toContain('parts of one thing');
  });

  it('offers the same pairs in views that tell and views that do not, and follows from the scene', () => {
    const asked = views.flatMap((view) =>
      [...CAN_TELL.specs(view)].flatMap((spec) => {
        const result = evaluateQuestion(view, spec);
        return 'refused' in result ? [] : [result.candidate];
      }),
    );
    const answers = new Map<string, Set<string>>();
    for (const { record } of asked) {
      const key = `${record.objects.subject} ${record.objects.reference}`;
      answers.set(key, (answers.get(key) ?? new Set()).add(record.evidence.verdict));
      for (const phrase of Object.values(record.phrases)) expect(phrase).not.toContain(' ');
    }
    expect(answers.size).toBeGreaterThan(3);
    expect([...answers.values()].some((both) => both.size === 2)).toBe(true);
    for (const [i, candidate] of asked.entries()) {
      const wording = ENGLISH.forms.get('can_tell')?.wordings[i % 16].id ?? '';
      const record = wordQuestion(ENGLISH, candidate, 'q', {
        wording,
        style: 'sentence',
        units: 'metric',
        rounding: 'digits',
        order: null,
      });
      expect(verifyQuestion(graph, LEXICON, record), record.text).toBeNull();
    }
  });
});
