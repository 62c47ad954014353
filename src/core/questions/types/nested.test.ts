import { describe, expect, it } from 'vitest';
import { evaluateQuestion } from '../evaluate-question.js';
import { questionSpec, type ProgramStep, type QuestionSpec } from '../question-spec.js';
import { createSceneContext } from '../scene-context.js';
import { GRID, GRID_LEXICON, GRID_WORLD } from '../testing/grid-world.js';
import { ENGLISH } from '../language/english.js';
import { questionRecordSchema } from '../question-record.js';
import { replaySteps } from '../steps/replay-steps.js';
import { verifyQuestion } from '../verify-question.js';
import { wordQuestion } from '../word-question.js';
import { relationOf } from './choose-relation.js';
import { NESTED } from './nested.js';

const [view] = createSceneContext(GRID_WORLD, GRID_LEXICON).views;
const EGO = { kind: 'ego' } as const;
const { jar, clock, redMug, book, can, bowl, blueMug, plate, vase } = GRID;
const ego = (op: string, reference: number): ProgramStep => ({ op, args: [reference], frame: EGO });
const which = (members: number[], program: ProgramStep[], params: QuestionSpec['params'] = { noun: 'object' }) =>
  evaluateQuestion(
    view,
    questionSpec({ kind: 'reasoning', type: 'nested', form: 'which', objects: { members }, params, program }),
  );
const solutionOf = (result: ReturnType<typeof which>) =>
  'refused' in result ? result.refused : result.candidate.record.evidence.measured['solution'];

describe('nested references', () => {
  it('find the one thing of which both hold', () => {
    // Left of the bowl and in front of the clock: the book is, the jar and the vase are one of the two.
    expect(solutionOf(which([jar, book, vase], [ego('left', bowl), ego('front', clock)]))).toBe(book);
    expect(solutionOf(which([jar, book, can], [ego('left', bowl), ego('front', clock)]))).toBe(
      'more than one of them is',
    );
    expect(solutionOf(which([jar, redMug], [ego('left', bowl), ego('front', clock)]))).toBe('none of them is');
    expect(solutionOf(which([jar, book, bowl], [ego('left', bowl), ego('front', clock)]))).toContain('named');
    // In front of the clock and left of it, the blue mug is 63° off: nobody should say.
    expect(solutionOf(which([book, blueMug], [ego('left', clock), ego('front', redMug)]))).toBe('too close to call');
  });

  it('are refused where a relation could be dropped', () => {
    // Of the jar and the book, only the book is in front of the clock: that it is left of the bowl adds nothing.
    expect(solutionOf(which([jar, book], [ego('left', bowl), ego('front', clock)]))).toBe(
      'one of its relations could be dropped',
    );
  });

  it('reach through a reference that a relation singles out', () => {
    const through = (outer: ProgramStep, members: number[], narrowing: ProgramStep) =>
      solutionOf(which(members, [outer, narrowing], { noun: 'object', chain: 'mug' }));
    // The mug in front of the can is the blue one. The book is behind it, the plate is not.
    expect(through(ego('behind', blueMug), [book, plate], ego('front', can))).toBe(book);
    expect(through(ego('behind', redMug), [book, plate], ego('front', can))).toContain('does not single out');
    expect(through(ego('behind', blueMug), [book, bowl, plate], ego('front', can))).toMatch(/more than one|too close/);
    // In front of either mug there is no jar, and the clock neither: which mug is meant does not matter.
    expect(through(ego('behind', blueMug), [jar, plate], ego('front', redMug))).not.toBe(jar);
  });

  it('are all unique, decided for every candidate, and need each of their relations', () => {
    let built = 0;
    const forms = new Set<string>();
    for (const spec of NESTED.specs(view)) {
      const result = evaluateQuestion(view, spec);
      if ('refused' in result) continue;
      built++;
      const { record, form } = result.candidate;
      forms.add(`${form} ${spec.program.length}`);
      const solution = Number(record.evidence.measured['solution']);
      const conditions = spec.params['chain'] === undefined ? spec.program : spec.program.slice(0, -1);
      const candidates = record.objects.members ?? [];
      const truths = candidates.map((id) =>
        conditions.map(({ op, args, frame }) => relationOf(view, op, frame, id, args[0]).verdict),
      );
      expect(truths.flat()).not.toContain('A');
      expect(candidates.filter((_, i) => truths[i].every((v) => v === 'T'))).toEqual([solution]);
      for (const dropped of conditions.length > 1 ? conditions.keys() : [])
        expect(truths.filter((t) => t.every((v, i) => i === dropped || v === 'T')).length).toBeGreaterThan(1);
      const asked = wordQuestion(ENGLISH, result.candidate, 'q', {
        wording: ENGLISH.forms.get(form)?.wordings[0].id ?? '',
        style: 'chainOfThought',
        units: 'metric',
        rounding: 'digits',
        order: record.answer.kind === 'choice' ? record.answer.options.map((_, i) => i) : null,
      });
      expect(asked.style).toBe(record.answer.kind === 'choice' ? 'chainOfThought' : 'short');
      expect(replaySteps(GRID_WORLD, asked)).toBeNull();
      expect(
        verifyQuestion(GRID_WORLD, GRID_LEXICON, questionRecordSchema.parse(JSON.parse(JSON.stringify(asked)))),
      ).toBeNull();
      expect(NESTED.specOf({ ...record, id: 'q', template: '', text: '' })).toMatchObject({
        program: spec.program,
        form: spec.form,
      });
    }
    expect(built).toBeGreaterThan(30);
    expect([...forms].sort()).toEqual([
      'nested.chain.point 2',
      'nested.chain.which 2',
      'nested.chain.which 3',
      'nested.point 2',
      'nested.which 2',
    ]);
  });
});
