import type { QuestionRecord, SceneRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import { checkQuestion } from './check-question.ts';
import { expect } from './expecting.ts';
import { lexicon, question, stage, tableScene } from './made-by-hand.ts';
import { createReport } from './report.ts';
import { add } from './vec.ts';

// A scene and its twin, in which the red mug stands 15 cm further from the camera; and mistakes made on purpose.

const original = tableScene();
const twinOf = (moved: Readonly<Record<number, Vec3>>, of = 's'): SceneRecord => ({
  ...original,
  id: 't',
  counterfactualOf: of,
  objects: original.objects.map((o) => {
    const by = moved[o.id] ?? [0, 0, 0];
    const { worldFromObject, obb } = o;
    return {
      ...o,
      worldFromObject: { ...worldFromObject, position: add(worldFromObject.position, by) },
      obb: { ...obb, center: add(obb.center, by) },
    };
  }),
});

const first = stage(original);
function judged(scene: SceneRecord, q: QuestionRecord): string[] {
  const { world, view } = stage(scene);
  const report = createReport();
  const second = { ...view, id: 't-v0', record: { ...view.record, id: 't-v0' } };
  checkQuestion(report, world, [second], q, lexicon, { world: first.world, views: [first.view] });
  return report.contradictions.map((c) => c.check);
}
const accepts = (what: string, scene: SceneRecord, q: QuestionRecord): void =>
  expect(what, judged(scene, q).length === 0, judged(scene, q).join(', '));
const refuses = (what: string, scene: SceneRecord, q: QuestionRecord, check: string): void => {
  const found = judged(scene, q);
  expect(`${what} is found`, found.includes(check), found.join(', ') || 'nothing found');
};

const about = (type: string, answer: QuestionRecord['answer'], phrases: Record<string, string> = { '3': 'red mug' }) =>
  question({
    scene: 't',
    views: ['s-v0', 't-v0'],
    kind: 'multiview',
    type,
    frame: null,
    objects: {},
    phrases,
    text: 'What is different?',
    answer,
    answerText: '',
  });
const which = (correct: number) =>
  about('changed', {
    kind: 'choice',
    options: [
      { text: 'the red mug', object: 3 },
      { text: 'the blue mug', object: 4 },
      { text: 'the book', object: 5 },
    ],
    correct,
  });
const away = twinOf({ 3: [0, 0.15, 0] });
accepts('what moved', away, which(0));
refuses('another thing said to have moved', away, which(1), 'several views changed');
refuses(
  'a second thing that moved a little',
  twinOf({ 3: [0, 0.15, 0], 5: [0.02, 0, 0] }),
  which(0),
  'several views changed: all else stayed',
);
refuses(
  'a scene that is not its twin',
  twinOf({ 3: [0, 0.15, 0] }, 'other'),
  which(0),
  'several views changed: a view of each',
);
refuses('a move too small to be one', twinOf({ 3: [0, 0.03, 0] }), which(0), 'several views changed: all else stayed');

const ways = ['left', 'right', 'front', 'behind'];
const way = (direction: string) =>
  about('changed_way', {
    kind: 'choice',
    options: ways.map((d) => ({ text: d, direction: d })),
    correct: ways.indexOf(direction),
  });
accepts('which way it moved', away, way('behind'));
refuses('the opposite way', away, way('front'), 'several views changed_way');
refuses('a way between two', twinOf({ 3: [0.12, 0.12, 0] }), way('behind'), 'several views changed_way');

const far = (value: number) =>
  about('changed_distance', { kind: 'number', value, unit: '', definition: 'changed_distance' });
accepts('how far it moved', away, far(0.15));
refuses('a centimetre more', away, far(0.16), 'several views changed_distance');

// The two mugs change places: 0.75 m apart across and 0.25 m along.
const swap = twinOf({ 3: [0.75, 0.25, 0], 4: [-0.75, -0.25, 0] });
const pair = (correct: number) =>
  about(
    'changed',
    {
      kind: 'choice',
      options: [{ text: 'the red mug and the blue mug' }, { text: 'the red mug and the book' }],
      correct,
    },
    { '3': 'red mug', '4': 'blue mug', '5': 'book' },
  );
accepts('what changed places', swap, pair(0));
refuses('another pair', swap, pair(1), 'several views changed');
