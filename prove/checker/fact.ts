import type { Fact } from './check-set.ts';
import type { QuestionRecord } from './types.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { argsOf } from './check-question.ts';
import { isOpposite } from './directions.ts';
import { isDirection } from './frames.ts';

/** What a question contributes to the balances of its set. */
export function factOf(world: World, views: readonly View[], question: QuestionRecord): Fact {
  const [a, b] = argsOf(question);
  const view = views.find((v) => v.id === (question.frame?.view ?? question.views[0]));
  const { id, type, kind, template, split, scene, egoVerdict, answer, frame } = question;
  const opposite =
    isDirection(type) &&
    frame !== null &&
    view !== undefined &&
    b !== undefined &&
    answer.value === false &&
    isOpposite(world, view, frame, type, a, b, question.profile);
  const pair = [a, b]
    .filter((o) => o !== undefined && world.has(o))
    .map((o) => world.body(o).record.category)
    .sort()
    .join('+');
  const { kind: form, value, options, correct } = answer;
  return {
    question: {
      id,
      type,
      kind,
      template,
      split,
      scene,
      egoVerdict,
      answer: {
        kind: form,
        ...(value === undefined ? {} : { value }),
        ...(options ? { options } : {}),
        ...(correct === undefined ? {} : { correct }),
      },
      frame: frame?.kind ?? 'none',
    },
    opposite,
    pair,
  };
}
