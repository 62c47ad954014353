import { describe, expect, it } from 'vitest';
import { evaluateQuestion } from '../evaluate-question.js';
import { questionSpec, type QuestionSpec } from '../question-spec.js';
import { createSceneContext } from '../scene-context.js';
import { GRID, GRID_LEXICON, GRID_WORLD } from '../testing/grid-world.js';
import { COUNT } from './count.js';

const [view] = createSceneContext(GRID_WORLD, GRID_LEXICON).views;
const count = (params: QuestionSpec['params'], part: Partial<QuestionSpec> = {}) => {
  const result = evaluateQuestion(view, questionSpec({ kind: 'count', type: 'count', params, ...part }));
  if ('refused' in result) return result.refused;
  const { answer } = result.candidate.record;
  return answer.kind === 'number' ? answer.value : answer.kind;
};

describe('counts', () => {
  it('count what a noun fits, by wider words too', () => {
    expect(count({ noun: 'mug' })).toBe(2);
    expect(count({ noun: 'container' })).toBe(6);
    expect(count({ noun: 'vase' })).toBe(1);
  });

  it('count by colour, and none of a colour that something else has', () => {
    expect(count({ noun: 'container', colour: 'red' })).toBe(5);
    expect(count({ noun: 'mug', colour: 'blue' })).toBe(1);
    expect(count({ noun: 'gift', colour: 'blue' })).toBe(0);
    expect(count({ noun: 'gift', colour: 'green' })).toContain('no colour of the lexicon');
    expect(count({ noun: 'vase', colour: 'red' })).toContain('of one thing');
  });

  it('count by side', () => {
    const related = (relation: string, reference: number) =>
      count({ noun: 'mug', relation }, { form: relation, frame: { kind: 'ego' }, objects: { reference } });
    // The red mug is at the far right, the blue one at the near left.
    expect(related('behind', GRID.can)).toBe(1);
    expect(related('front', GRID.vase)).toBe(0);
  });

  it('never ask for none of what the scene does not have', () => {
    const lexicon = { ...GRID_LEXICON, nouns: { ...GRID_LEXICON.nouns, spoon: ['spoon'] } };
    const [known] = createSceneContext(GRID_WORLD, lexicon).views;
    const nouns = [...COUNT.specs(known)].map(({ params }) => params['noun']);
    expect(nouns).toContain('mug');
    expect(nouns).not.toContain('spoon');
    const spec = questionSpec({ kind: 'count', type: 'count', params: { noun: 'spoon' } });
    expect(evaluateQuestion(known, spec)).toMatchObject({ refused: 'that there is none needs no picture' });
  });

  it('offer several answers, each in turn', () => {
    const strata = new Set([...COUNT.specs(view)].map((spec) => COUNT.stratum?.(view, spec)));
    for (const stratum of ['1', '2', '3', 'colour 0', 'colour 1', 'colour 3']) expect(strata).toContain(stratum);
  });
});
