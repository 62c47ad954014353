import { describe, expect, it } from 'vitest';
import { questionsSchema } from '../scene/recipe/questions.js';
import { lookAt, standsOn, testGraph } from '../relations/test-scene.js';
import { askScene } from './ask-scene.js';
import type { Lexicon } from './lexicon.js';
import { createSceneContext } from './scene-context.js';
import { surveyKey, surveyScene } from './survey-scene.js';
import { questionSpec } from './question-spec.js';

const LEXICON: Lexicon = {
  version: 'test',
  nouns: { slab: ['table'], mug: ['mug'], jar: ['jar'], can: ['can'] },
  hypernyms: {},
  colours: { red: [45, 60, 40] },
};
const RULES = questionsSchema.parse({ perView: 20, mix: { configuration: 1 } });

/** A table with a mug and a jar a hand apart, the can almost in front of both, and a second can that shows too little. */
const world = (mugX = -0.2) =>
  testGraph(
    {
      objects: [
        { id: 1, category: 'slab', name: 'table', center: [0, 0, 0.78], size: [1.2, 0.8, 0.04], fixed: true },
        { id: 2, category: 'mug', name: 'mug', center: [mugX, 0, 0.85], size: [0.08, 0.08, 0.1] },
        { id: 3, category: 'jar', name: 'jar', center: [0.2, 0, 0.86], size: [0.1, 0.1, 0.12] },
        { id: 4, category: 'can', name: 'can', center: [0.21, -0.06, 0.85], size: [0.06, 0.06, 0.1] },
        { id: 5, category: 'can', name: 'can', center: [0.2, 0.3, 0.82], size: [0.05, 0.05, 0.04] },
      ],
      contacts: [2, 3, 4, 5].map((id) => standsOn(id, 1, [0, 0, 0.8])),
    },
    [lookAt([0, -1.4, 1.4], [0, 0, 0.8], { width: 320, height: 240, fx: 300, fy: 300, cx: 160, cy: 120 })],
  );

describe('surveyScene', () => {
  it('holds everything askScene asks, and each question once', () => {
    const graph = world();
    const questions = [...surveyScene(createSceneContext(graph, LEXICON), RULES)].flatMap((item) =>
      item.type === 'question' ? [item.question] : [],
    );
    const keys = questions.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const asked = questions.flatMap(({ result }) =>
      'candidate' in result && result.candidate.record.evidence.verdict !== 'A' ? [result.candidate.key] : [],
    );
    expect(asked.toSorted()).toEqual(
      askScene(graph, RULES, LEXICON)
        .map(({ candidate }) => candidate.key)
        .toSorted(),
    );
    expect(asked.length).toBeGreaterThan(10);
  });

  it('says what is too close to call, and which objects have no name', () => {
    const items = [...surveyScene(createSceneContext(world(), LEXICON), RULES)];
    const close = items.some(
      (item) =>
        item.type === 'question' &&
        item.question.spec.type === 'left' &&
        'candidate' in item.question.result &&
        item.question.result.candidate.record.evidence.verdict === 'A',
    );
    expect(close).toBe(true);
    expect(items.some((item) => item.type === 'unnamed' && item.unnamed.object === 5)).toBe(true);
  });

  it('asks earlier questions again, whatever they say now, and leaves out those of things that are gone', () => {
    const spec = questionSpec({
      kind: 'configuration',
      type: 'left',
      frame: { kind: 'ego' },
      objects: { subject: 2, reference: 3 },
    });
    const gone = questionSpec({ kind: 'configuration', type: 'near', objects: { subject: 2, reference: 99 } });
    const context = createSceneContext(world(0.45), LEXICON);
    const view = 'test-v0';
    const [first, second] = surveyScene(context, RULES, [
      { view, spec },
      { view, spec: gone },
    ]);
    expect(first.type === 'question' && first.question.key).toBe(surveyKey(view, spec));
    expect(
      first.type === 'question' &&
        'candidate' in first.question.result &&
        first.question.result.candidate.record.answerText,
    ).toBe('No');
    expect(second.type === 'question' && second.question.spec.objects.reference).not.toBe(99);
  });
});
