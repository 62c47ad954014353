import { describe, expect, it } from 'vitest';
import { GENERIC_PROFILE } from '../models/shipped-profiles.js';
import { encodeRle } from '../masks/rle.js';
import { questionRecordSchema, type Answer, type QuestionRecord } from '../questions/question-record.js';
import { scoreItemOf, scoreItems, scoreSet } from './score-set.js';
import type { ItemScore, StoredReply } from './score-report.js';
import { makeRecord, makeView } from './testing/make-record.js';

// A small file of stored replies. Every figure below was worked out by hand; the working stands beside it.

const yesNo = (value: boolean): Answer => ({ kind: 'yes-no', value });
const number = (value: number, definition: string): Answer => ({ kind: 'number', value, unit: '', definition });
const choice: Answer = {
  kind: 'choice',
  options: [{ text: 'the mug' }, { text: 'the plate' }, { text: 'the bowl' }],
  correct: 1,
};
// Columns 4–7, rows 2–5 of a 20 × 10 image.
const mask = encodeRle(
  Uint8Array.from({ length: 200 }, (_, i) => Number(i % 20 >= 4 && i % 20 <= 7 && i >= 40 && i < 120)),
  20,
  10,
);
const points: Answer = {
  kind: 'points',
  pixels: [
    [4.5, 2.5],
    [7.5, 2.5],
    [4.5, 5.5],
  ],
  normalised: [
    [0.225, 0.25],
    [0.375, 0.25],
    [0.225, 0.55],
  ],
  world: [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ],
  mask,
  rings: [],
};
const box: Answer = { kind: 'box2d', box: [100, 100, 200, 200], amodal: [100, 100, 250, 200] };
const box3d: Answer = {
  kind: 'box3d',
  center: [0, 0, 1],
  halfExtents: [0.1, 0.1, 0.1],
  orientation: [0, 0, 0, 1],
  frame: 'camera',
};
const untellable: Answer = { kind: 'text', value: 'It cannot be told.', reason: 'hidden' };

const RECORDS: readonly QuestionRecord[] = [
  makeRecord('y1', yesNo(true)),
  makeRecord('y2', yesNo(false)),
  makeRecord('y3', yesNo(true)),
  makeRecord('y4', yesNo(false), { type: 'front' }),
  makeRecord('y5', yesNo(false), { type: 'front' }),
  makeRecord('y6', yesNo(true), { type: 'front' }),
  makeRecord('n1', number(0.4, 'dist_closest'), { kind: 'metric', type: 'dist_closest' }),
  makeRecord('n2', number(0.4, 'dist_closest'), { kind: 'metric', type: 'dist_closest' }),
  makeRecord('n3', number(0.4, 'dist_closest'), { kind: 'metric', type: 'dist_closest' }),
  makeRecord('n4', number(0.4, 'dist_closest'), { kind: 'metric', type: 'dist_closest' }),
  makeRecord('n5', number(0.4, 'dist_closest'), { kind: 'metric', type: 'dist_closest' }),
  makeRecord('c1', number(3, 'count'), { kind: 'count', type: 'count' }),
  makeRecord('c2', number(3, 'count'), { kind: 'count', type: 'count' }),
  makeRecord('h1', number(11, 'clock'), { kind: 'metric', type: 'clock' }),
  makeRecord('m1', choice, { kind: 'choice', type: 'closer' }),
  makeRecord('m2', choice, { kind: 'choice', type: 'closer' }),
  makeRecord('p1', points, { kind: 'context', type: 'free_space', views: ['small'] }),
  makeRecord('p2', points, { kind: 'context', type: 'free_space', views: ['small'] }),
  makeRecord('p3', points, { kind: 'context', type: 'free_space', views: ['small'] }),
  makeRecord('b1', box, { kind: 'box', type: 'box2d', views: ['square'] }),
  makeRecord('b2', box3d, { kind: 'box', type: 'box3d' }),
  makeRecord('t1', untellable, { kind: 'unanswerable' }),
  makeRecord('t2', untellable, { kind: 'unanswerable' }),
];

const VIEWS = new Map([
  ['v', makeView('v', 640, 480)],
  ['small', makeView('small', 20, 10)],
  ['square', makeView('square', 400, 400)],
]);

const reply = (item: string, text: string | null, more: Partial<StoredReply> = {}): StoredReply => ({
  item,
  rotation: 0,
  text,
  fault: null,
  probabilities: null,
  ...more,
});

const REPLIES: readonly StoredReply[] = [
  reply('y1', 'Yes', { probabilities: [0.8, 0.1] }),
  reply('y2', 'No, it is on the right.', { probabilities: [0.2, 0.6] }),
  reply('y3', 'I would say yes.'),
  reply('y4', 'Not sure', { probabilities: [0.5, 0.5] }),
  reply('y5', 'Yes', { probabilities: [0.9, 0.1] }),
  reply('y6', null, { fault: { reason: 'timeout', detail: 'No answer within 60 s.' } }),
  reply('n1', '38 cm'),
  reply('n2', '0.5 m'),
  reply('n3', 'about a metre'),
  reply('n4', '0.8'),
  reply('n5', 'quite far'),
  reply('c1', 'three'),
  reply('c2', '2'),
  reply('h1', "1 o'clock"),
  reply('m1', 'B'),
  reply('m1', 'A', { rotation: 1 }),
  reply('m1', 'A', { rotation: 2 }),
  reply('m2', 'the plate'),
  reply('m2', 'the plate', { rotation: 1 }),
  reply('m2', 'the plate', { rotation: 2 }),
  reply('p1', '[(0.25, 0.35), (0.45, 0.35), (0.5, 0.35), (0.9, 0.9)]'),
  reply('p2', '(0.5, 0.4)'),
  reply('p3', 'In the middle.'),
  reply('b1', '[0.375, 0.25, 0.625, 0.5]'),
  reply('b2', '{"center": [0.1, 0, 1], "size": [0.2, 0.2, 0.2]}'),
  reply('t1', 'That cannot be told from here.'),
  reply('t2', 'On the left.'),
];

/** item, rotation, outcome, score, RoboSpatial's score, measures */
const TABLE: readonly (readonly [string, number, ItemScore['outcome'], number, boolean | null, object])[] = [
  ['y1', 0, 'right', 1, true, {}],
  ['y2', 0, 'right', 1, true, {}],
  ['y3', 0, 'right', 1, false, {}], // does not begin with "yes"
  ['y4', 0, 'unparsable', 0, true, {}], // "not sure" begins with "no": why that score stands beside ours, not for it
  ['y5', 0, 'wrong', 0, false, {}],
  ['y6', 0, 'no-reply', 0, false, {}],
  // |0.38 − 0.40| / 0.40 = 0.05: all ten steps
  ['n1', 0, 'right', 1, null, { relativeError: 0.05, mra: 1, within10: true, within25: true, within50to200: true }],
  // 0.1 / 0.4 = 0.25: steps .25 .30 .35 .40 .45 .50
  [
    'n2',
    0,
    'right',
    0.6,
    null,
    { relativeError: 0.25, mra: 0.6, within10: false, within25: true, within50to200: true },
  ],
  // 0.6 / 0.4 = 1.5; 1 / 0.4 = 250 %
  ['n3', 0, 'wrong', 0, null, { relativeError: 1.5, mra: 0, within10: false, within25: false, within50to200: false }],
  // 0.8 m: 200 %
  ['n4', 0, 'wrong', 0, null, { relativeError: 1, mra: 0, within10: false, within25: false, within50to200: true }],
  ['n5', 0, 'unparsable', 0, null, {}],
  [
    'c1',
    0,
    'right',
    1,
    null,
    { relativeError: 0, mra: 1, within10: true, within25: true, within50to200: true, absoluteError: 0 },
  ],
  // 1 / 3 = 0.333: steps .35 .40 .45 .50
  [
    'c2',
    0,
    'wrong',
    0,
    null,
    { relativeError: 1 / 3, mra: 0.4, within10: false, within25: false, within50to200: true, absoluteError: 1 },
  ],
  // 11 to 1 is two hours round the face; 1 / 11 is 9 %
  [
    'h1',
    0,
    'wrong',
    0,
    null,
    { relativeError: 10 / 11, mra: 0, within10: false, within25: false, within50to200: false, absoluteError: 2 },
  ],
  ['m1', 0, 'right', 1, null, {}],
  ['m1', 1, 'right', 1, null, {}], // shown: plate, bowl, mug
  ['m1', 2, 'wrong', 0, null, {}], // shown: bowl, mug, plate
  ['m2', 0, 'right', 1, null, {}],
  ['m2', 1, 'right', 1, null, {}],
  ['m2', 2, 'right', 1, null, {}],
  // Pixels (5, 3) in; (9, 3) two columns off the mask's last, 7: in; (10, 3) three off: out; (18, 9) out.
  // The hull's long side at y = 0.35 runs to x = 0.225 + 0.15 · (0.55 − 0.35) / 0.3 = 0.325: 0.25 is inside.
  ['p1', 0, 'right', 0.5, true, { points: 4, pointsInMask: 2, firstPointInMask: true }],
  ['p2', 0, 'wrong', 0, false, { points: 1, pointsInMask: 0, firstPointInMask: false }], // pixel (10, 4)
  ['p3', 0, 'unparsable', 0, false, {}],
  // [150, 100, 250, 200]: shared 50 · 100, union 15 000; with the amodal box shared 10 000, union 15 000
  ['b1', 0, 'wrong', 1 / 3, null, { iou: 1 / 3, iouAmodal: 2 / 3 }],
  // Shifted by half its side: shared 0.1 · 0.2 · 0.2 of 2 · 0.008 − 0.004
  ['b2', 0, 'right', 1 / 3, null, { iou: 1 / 3, distance3d: 0.1 }],
  ['t1', 0, 'right', 1, null, {}],
  ['t2', 0, 'wrong', 0, null, {}],
];

const report = scoreSet(RECORDS, VIEWS, REPLIES, GENERIC_PROFILE);

describe('the hand-checked table', () => {
  it('is made of valid records', () => {
    for (const record of RECORDS) expect(questionRecordSchema.parse(record)).toEqual(record);
    expect(TABLE.map((row) => [row[0], row[1]])).toEqual(REPLIES.map((r) => [r.item, r.rotation]));
  });

  it.each(TABLE)('%s, rotation %i: %s, %f', (item, rotation, outcome, score, robospatial, measures) => {
    const got = report.items.find((s) => s.item === item && s.rotation === rotation);
    expect(got).toMatchObject({ outcome, robospatial });
    expect(got?.score).toBeCloseTo(score, 9);
    expect(Object.keys(got?.measures ?? {}).sort()).toEqual(Object.keys(measures).sort());
    for (const [name, value] of Object.entries(measures)) {
      const own = (got as { readonly measures: Record<string, unknown> } | undefined)?.measures[name];
      if (typeof value === 'number') expect(own, name).toBeCloseTo(value, 9);
      else expect(own, name).toBe(value);
    }
  });

  it('sums up: 11 of 23 right, 3 unparsable, 1 without reply', () => {
    // y1 y2 y3 · n1 n2 · c1 · m1 m2 · p1 · b2 · t1
    expect(report.overall.accuracy).toMatchObject({ hits: 11, n: 23 });
    // Wilson: p = 0.478261, z² = 3.841459: centre (p + z²/46) / (1 + z²/23) = 0.481372, half 0.189062
    expect(report.overall.accuracy.low).toBeCloseTo(0.2924, 3);
    expect(report.overall.accuracy.high).toBeCloseTo(0.6704, 3);
    expect(report.overall.unparsable.hits).toBe(3);
    expect(report.overall.noReply.hits).toBe(1);
    // Yes/no 3 of 6 by how they begin (y1 y2 y4), points 1 of 3.
    expect(report.overall.robospatial).toMatchObject({ hits: 4, n: 9 });
    // 3 + 1.6 + 1 + 2 + 0.5 + 2/3 + 1
    expect(report.overall.meanScore).toBeCloseTo((3 + 1.6 + 1 + 2 + 0.5 + 2 / 3 + 1) / 23, 9);
    expect(report.faults).toEqual({ unsure: 1, timeout: 1, 'no-answer': 2 });
  });

  it('reports numbers, points and boxes in their own measures', () => {
    expect(report.numbers).toMatchObject({
      validNumber: { hits: 7, n: 8 },
      within10: { hits: 2 },
      within25: { hits: 3 },
      within50to200: { hits: 5 },
    });
    expect(report.numbers?.meanMra).toBeCloseTo((1 + 0.6 + 1 + 0.4) / 8, 9);
    expect(report.points).toMatchObject({ firstPoint: { hits: 1, n: 3 } });
    expect(report.points?.meanShare).toBeCloseTo(0.5 / 3, 9);
    expect(report.boxes2d).toMatchObject({ atQuarter: { hits: 1, n: 1 }, atHalf: { hits: 0, n: 1 } });
    expect(report.boxes3d).toMatchObject({ atQuarter: { hits: 1, n: 1 }, atHalf: { hits: 0, n: 1 } });
  });

  it('slices by kind, type and truth', () => {
    const slice = (dimension: string, value: string) =>
      report.slices.find((s) => s.dimension === dimension && s.value === value)?.group;
    expect(slice('kind', 'configuration')?.accuracy).toMatchObject({ hits: 3, n: 6 });
    expect(slice('type', 'front')?.accuracy).toMatchObject({ hits: 0, n: 3 });
    expect(slice('answer', 'yes')?.accuracy).toMatchObject({ hits: 2, n: 3 });
    expect(slice('kind', 'choice')?.accuracy).toMatchObject({ hits: 2, n: 2 });
    for (const dimension of new Set(report.slices.map((s) => s.dimension))) {
      if (dimension === 'answer') continue;
      const total = report.slices.filter((s) => s.dimension === dimension).reduce((sum, s) => sum + s.group.n, 0);
      expect(total, dimension).toBe(23);
    }
  });

  it('counts a choice in circles: m2 alone is right in every rotation', () => {
    expect(report.circular).toMatchObject({ questions: 2, plain: { hits: 2 }, circular: { hits: 1 } });
    // m1: B A A; m2: B A C
    expect(report.circular?.chosenPlaces).toEqual([3, 2, 1]);
  });

  it('calibrates P(yes): 8/9 for a yes; 1/4, 1/2 and 9/10 for a no', () => {
    const { calibration } = report;
    expect(calibration?.n).toBe(4);
    // Each alone in its bin.
    expect(calibration?.expectedCalibrationError).toBeCloseTo((1 / 9 + 1 / 4 + 1 / 2 + 9 / 10) / 4, 9);
    expect(calibration?.brier).toBeCloseTo((1 / 81 + 1 / 16 + 1 / 4 + 81 / 100) / 4, 9);
    expect(calibration?.bins.map((b) => b.n)).toEqual([0, 0, 1, 0, 0, 1, 0, 0, 1, 1]);
  });

  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('scoreItems', () => {
  const items = RECORDS.map((record) => scoreItemOf(record, VIEWS));

  it('refuses replies to nothing, twice, or in an impossible rotation', () => {
    expect(() => scoreItems(items, [reply('x', 'Yes')], GENERIC_PROFILE)).toThrow(/"x"/);
    expect(() => scoreItems(items, [reply('y1', 'Yes'), reply('y1', 'No')], GENERIC_PROFILE)).toThrow(/two replies/);
    expect(() => scoreItems(items, [reply('y1', 'Yes', { rotation: 1 })], GENERIC_PROFILE)).toThrow(/rotation/);
  });

  it('says nothing of an empty run', () => {
    const empty = scoreItems(items, [], GENERIC_PROFILE);
    expect(empty.overall.accuracy).toEqual({ hits: 0, n: 0, value: null, low: null, high: null });
    expect(empty).toMatchObject({ numbers: null, points: null, calibration: null, circular: null, slices: [] });
  });

  it('names a view that is missing', () => {
    expect(() => scoreItemOf(makeRecord('q', yesNo(true), { views: ['gone'] }), VIEWS)).toThrow(/gone/);
  });
});
