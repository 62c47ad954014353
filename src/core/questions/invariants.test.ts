import { describe, expect, it } from 'vitest';
import type { SceneGraph } from '../relations/scene-graph.js';
import { evaluateQuestion } from './evaluate-question.js';
import { propose } from './propose.js';
import { specKey, type QuestionSpec } from './question-spec.js';
import { createSceneContext } from './scene-context.js';
import { MOVED_LEXICON, movedWorld, QUARTER_TURN } from './testing/moved-world.js';
import type { ViewQuestionType } from './types/question-type.js';
import { QUESTION_TYPES } from './types/table.js';
import type { ViewContext } from './view-context.js';

// What must not change an answer, over every type that asks about one view: moving the whole scene, mirroring it (but
// for left and right), making it larger (but for what has a fixed limit).

const viewOf = (graph: SceneGraph): ViewContext => createSceneContext(graph, MOVED_LEXICON).views[0];
const as = viewOf(movedWorld());
const moved = viewOf(movedWorld({ pose: QUARTER_TURN }));
const mirrored = viewOf(movedWorld({ mirrored: true }));
const larger = viewOf(movedWorld({ scale: 1.25 }));

/** Families whose candidates cost more than a few milliseconds: fewer of them are looked at. */
const COSTLY = new Set(['fits', 'fits-on', 'free-space', 'removed-to-fit', 'trace', 'grasp', 'graspable', 'air-point']);
const families = QUESTION_TYPES.filter((family): family is ViewQuestionType => family.scope === 'view');

const specs: QuestionSpec[] = families.flatMap((family) => {
  const most = COSTLY.has(family.name) ? 3 : 20;
  const list: QuestionSpec[] = [];
  for (const spec of propose(family, as, 'test')) {
    list.push(spec);
    if (list.length === most) break;
  }
  return list;
});

/** What is answered, whatever the coordinates: verdict, number, option or how much of the image. */
function answerOf(view: ViewContext, spec: QuestionSpec): string {
  const result = evaluateQuestion(view, spec);
  if ('refused' in result) return 'refused';
  const { answer, evidence } = result.candidate.record;
  switch (answer.kind) {
    case 'number':
      return `${evidence.verdict} ${answer.value.toFixed(3)}`;
    case 'choice': {
      const { object, direction, objects } = answer.options[answer.correct];
      return JSON.stringify(object ?? direction ?? objects);
    }
    case 'yes-no':
      return evidence.verdict;
    default:
      return answer.kind;
  }
}

const SWAPPED: Readonly<Record<string, string>> = { left: 'right', right: 'left' };
const swap = (word: string): string => SWAPPED[word] ?? word;

/** The same question of the mirror image. */
function mirror(spec: QuestionSpec): QuestionSpec {
  const { relation } = spec.params;
  return {
    ...spec,
    type: swap(spec.type),
    form: swap(spec.form),
    direction: spec.direction === 'left' ? 'right' : spec.direction === 'right' ? 'left' : spec.direction,
    params: typeof relation === 'string' ? { ...spec.params, relation: swap(relation) } : spec.params,
    program: spec.program.map((step) => ({ ...step, op: swap(step.op) })),
  };
}

/** The mirror image of an answer: sides are swapped, hours of the clock run the other way. */
function mirrorAnswer(spec: QuestionSpec, answer: string): string {
  if (spec.type === 'clock' && answer.startsWith('T'))
    return `T ${((12 - Number(answer.slice(2))) % 12 || 12).toFixed(3)}`;
  return answer.replace(/"(left|right)"/, (_, side: string) => `"${swap(side)}"`);
}

describe('whatever happens to the whole scene', () => {
  it('is looked at through many questions, most of which have an answer', () => {
    const answered = specs.filter((spec) => answerOf(as, spec) !== 'refused');
    expect(new Set(answered.map(({ kind, type }) => `${kind} ${type}`)).size).toBeGreaterThan(70);
    expect(answered.length).toBeGreaterThan(specs.length / 2);
  });

  it('a turn and a step with its camera change no answer', () => {
    for (const spec of specs) expect(answerOf(moved, spec), specKey(spec)).toBe(answerOf(as, spec));
  });

  it('its mirror image swaps left and right, and changes nothing else', () => {
    for (const spec of specs)
      expect(answerOf(mirrored, mirror(spec)), specKey(spec)).toBe(mirrorAnswer(spec, answerOf(as, spec)));
  });

  it('a larger copy turns no yes into a no', () => {
    for (const spec of specs) {
      // A robot stays as wide as it is.
      if (spec.type === 'passes') continue;
      const [small, large] = [answerOf(as, spec), answerOf(larger, spec)];
      if (/^[TF]$/.test(small) && /^[TF]$/.test(large)) expect(large, specKey(spec)).toBe(small);
      // By ratios and cones alone, what is clear stays clear.
      if (
        ['left', 'right', 'front', 'behind', 'taller', 'wider', 'bigger'].includes(spec.type) &&
        spec.kind === 'configuration'
      )
        expect(large, specKey(spec)).toBe(small);
    }
  });

  it('A is left of B exactly when B is right of A, and in front exactly when B is behind', () => {
    const CONVERSE: Readonly<Record<string, string>> = {
      left: 'right',
      right: 'left',
      front: 'behind',
      behind: 'front',
      above: 'below',
      below: 'above',
    };
    let looked = 0;
    for (const spec of specs) {
      const { subject, reference } = spec.objects;
      // In an object's frame, A and B do not trade places: the frame is B's.
      if (spec.kind !== 'configuration' || CONVERSE[spec.type] === undefined || spec.frame?.kind === 'object') continue;
      if (subject === undefined || reference === undefined) continue;
      const converse = { ...spec, type: CONVERSE[spec.type], objects: { subject: reference, reference: subject } };
      expect(answerOf(as, converse), specKey(spec)).toBe(answerOf(as, spec));
      looked++;
    }
    expect(looked).toBeGreaterThan(15);
  });
});
