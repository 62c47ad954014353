import type { ContactRecord, QuestionRecord } from './types.ts';
import { checkQuestion } from './check-question.ts';
import { expect } from './expecting.ts';
import { visibility } from './gates.ts';
import { lexicon, question, sceneOf, stage, type BoxSpec } from './made-by-hand.ts';
import { createReport } from './report.ts';

// SPEC §2: what carries the other is exempt, whichever of the two it is; who touches without carrying is not. A mug
// stands aslant on a laptop of which a third shows over a book.

const top = 0.75;
const boxes: BoxSpec[] = [
  { id: 1, category: 'table', center: [0, 0, top - 0.02], size: [1.2, 0.9, 0.04], fixed: true },
  { id: 2, category: 'laptop', center: [0, 0, top + 0.05], size: [0.2, 0.2, 0.1] },
  { id: 3, category: 'mug', center: [0, 0.03, top + 0.15], size: [0.08, 0.08, 0.1], colour: 'red', lab: [45, 60, 40] },
  { id: 5, category: 'book', center: [0, -0.15, top + 0.045], size: [0.24, 0.05, 0.09] },
];
const slanted = (share: number, a = 3, b = 2): ContactRecord => ({
  a,
  b,
  point: [0, -0.01, top + 0.1],
  normal: [0, -0.8, 0.6],
  share,
});

/** Checks that fail of "does the laptop touch the mug?", and of the same the other way round. */
function failing(contact: ContactRecord): string[] {
  const { world, view } = stage(sceneOf(boxes, [], [contact]));
  const { vis } = visibility(view, 2);
  expect('a third of the laptop shows', vis > 0.31 && vis < 0.37, String(vis));
  const asked = (subject: number, reference: number, text: string): QuestionRecord =>
    question({
      type: 'touching',
      frame: null,
      objects: { subject, reference },
      phrases: { '3': 'red mug', '2': 'laptop' },
      text,
    });
  return [asked(2, 3, 'Does the laptop touch the red mug?'), asked(3, 2, 'Does the red mug touch the laptop?')].flatMap(
    (q) => {
      const report = createReport();
      checkQuestion(report, world, [view], q, lexicon);
      return report.contradictions.map(({ check }) => `${String(q.objects.subject)} ${check}`);
    },
  );
}

const none = failing(slanted(1));
expect('what carries by a slanted contact is exempt, subject or reference', none.length === 0, none.join(', '));
for (const [what, contact] of [
  ['carries nothing', slanted(0)],
  ['is carried', slanted(1, 2, 3)],
] as const) {
  const found = failing(contact);
  expect(
    `what touches and ${what} is not exempt`,
    found.join() === '2 gate target,3 gate target',
    found.join(', ') || 'nothing found',
  );
}

// A no for the sake of a third thing needs that to be seen: a mug between a book and a laptop, low enough to be hidden
// behind the book, and tall enough not to be.
for (const [height, hidden] of [
  [0.04, true],
  [0.2, false],
] as const) {
  const row: BoxSpec[] = [
    { id: 1, category: 'table', center: [0, 0, top - 0.02], size: [1.2, 0.9, 0.04], fixed: true },
    { id: 5, category: 'book', center: [0, -0.15, top + 0.06], size: [0.4, 0.05, 0.12] },
    { id: 3, category: 'mug', center: [0, 0, top + height / 2], size: [0.1, 0.06, height] },
    { id: 2, category: 'laptop', center: [0, 0.15, top + 0.1], size: [0.2, 0.05, 0.2] },
  ];
  const { world, view } = stage(sceneOf(row));
  const report = createReport();
  const none = question({}).evidence;
  const q = question({
    type: 'nothing_between',
    frame: null,
    objects: { subject: 5, reference: 2 },
    phrases: { '5': 'book', '2': 'laptop' },
    text: 'Is there nothing between the book and the laptop?',
    answer: { kind: 'yes-no', value: false },
    answerText: 'No',
    evidence: { ...none, verdict: 'F' },
  });
  checkQuestion(report, world, [view], q, lexicon);
  const found = report.contradictions.map(({ check }) => check);
  const wanted = hidden ? 'gate nothing_between' : '';
  expect(`what decides is ${hidden ? 'hidden' : 'seen'}`, found.join() === wanted, found.join(', ') || 'nothing found');
}
