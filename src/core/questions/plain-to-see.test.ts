import { expect, test } from 'vitest';
import { lookAt, openBox, testGraph } from '../relations/test-scene.js';
import type { Candidate } from './candidate.js';
import { ifPlain } from './plain-to-see.js';

const [BOOK, BOTTLE, CAN] = [4, 5, 6];

/** A tray and a crate, 0.3 wide, with hollows of 0.04 and 0.09; a book with a bottle behind it and a can beside that. */
const OBJECTS = [
  { id: 1, center: [0, 0, 0.1] },
  { id: 2, center: [1, 0, 0.025], ...openBox([0.3, 0.3, 0.05], 0.01) },
  { id: 3, center: [2, 0, 0.05], ...openBox([0.3, 0.3, 0.1], 0.01) },
  { id: BOOK, center: [0, 1, 0.02], size: [0.2, 0.15, 0.04] },
  { id: BOTTLE, center: [0.05, 1.4, 0.15], size: [0.1, 0.1, 0.3] },
  { id: CAN, center: [0.4, 1.4, 0.05], size: [0.08, 0.08, 0.1] },
] as const;

const graph = testGraph({ objects: OBJECTS }, [lookAt([0, -1, 1], [0.2, 1.4, 0])]);

/** What decides whether a candidate is plain to see. */
interface Told {
  readonly type?: string;
  readonly subject?: number;
  readonly reference?: number;
  readonly members?: readonly number[];
  /** In whose frame. */
  readonly of?: number;
  readonly gates?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly answer?: { readonly kind: string } & Readonly<Record<string, unknown>>;
  readonly verdict?: string;
  readonly measured?: Readonly<Record<string, number>>;
}

function isAsked({
  type = 'near',
  subject = 1,
  reference = 3,
  members,
  of,
  gates = {},
  answer = { kind: 'yes-no', value: true },
  verdict = 'T',
  measured = {},
}: Told): boolean {
  const frame = of === undefined ? null : { kind: 'object', object: of };
  const evidence = { gates, verdict, measured, steps: [] };
  const objects = { subject, reference, ...(members && { members }) };
  const record = { type, views: [graph.views[0].record.id], frame, answer, objects, evidence };
  return 'candidate' in ifPlain(graph, { candidate: { record } as unknown as Candidate });
}

/** Which of some things? */
const which = (members: readonly number[], correct: number) => ({
  members,
  answer: { kind: 'choice', options: members.map((object) => ({ object })), correct },
});

test('what shows little of itself and is small there is not asked about, unless it only carries or is held', () => {
  const gates = (level: string, visibleFraction: number, side: number) => ({
    gates: { 1: { level, visibleFraction, side } },
  });
  expect(isAsked(gates('name', 0.59, 19))).toBe(false);
  expect(isAsked(gates('metric', 0.59, 19))).toBe(false);
  expect(isAsked(gates('target', 0.59, 19))).toBe(false);
  expect(isAsked(gates('name', 0.61, 13))).toBe(true);
  expect(isAsked(gates('name', 0.31, 20))).toBe(true);
  expect(isAsked(gates('support', 0.1, 5))).toBe(true);
  expect(isAsked(gates('content', 0.2, 5))).toBe(true);
});

test('nobody is asked what is in a tray', () => {
  for (const type of ['inside', 'fully_inside']) {
    expect(isAsked({ type, reference: 2 })).toBe(false);
    expect(isAsked({ type, reference: 3 })).toBe(true);
    expect(isAsked({ type, reference: 1 })).toBe(true);
  }
  expect(isAsked({ type: 'near', reference: 2 })).toBe(true);
});

test('nor through what angle a camera turned when that was nearly round', () => {
  expect(isAsked({ type: 'camera_angle', answer: { kind: 'number', value: 151 } })).toBe(false);
  expect(isAsked({ type: 'camera_angle', answer: { kind: 'number', value: 149 } })).toBe(true);
});

test('which way a thing faces is asked where most of it is seen', () => {
  const seen = (visibleFraction: number, truncation: number) => ({
    of: 3,
    gates: { 3: { level: 'name', visibleFraction, truncation, side: 60 } },
  });
  expect(isAsked({ type: 'left', ...seen(0.9, 0.1) })).toBe(true);
  expect(isAsked({ type: 'left', ...seen(0.5, 0) })).toBe(false);
  expect(isAsked({ type: 'left', ...seen(0.7, 0.25) })).toBe(false);
  expect(isAsked({ type: 'left', gates: seen(0.5, 0).gates })).toBe(true);
});

test('and whereabouts on a surface one stands where its foot is seen', () => {
  const cut = (truncation: number) => ({ 1: { level: 'name', visibleFraction: 0.9, truncation, side: 60 } });
  for (const type of ['at_edge', 'in_middle', 'at_corner']) {
    expect(isAsked({ type, gates: cut(0.05) })).toBe(false);
    expect(isAsked({ type, gates: cut(0.01) })).toBe(true);
  }
});

test('nobody is asked whether a book is upright, nor whether a quarter turn is parallel', () => {
  for (const type of ['upright', 'lying', 'upside_down']) {
    expect(isAsked({ type, subject: BOOK })).toBe(false);
    expect(isAsked({ type, subject: BOTTLE })).toBe(true);
    expect(isAsked({ type, subject: 2 })).toBe(true);
  }
  expect(isAsked({ type: 'parallel', verdict: 'F', measured: { phiDeg: 83 } })).toBe(false);
  expect(isAsked({ type: 'parallel', verdict: 'F', measured: { phiDeg: 45 } })).toBe(true);
  expect(isAsked({ type: 'parallel', verdict: 'T', measured: { phiDeg: 2 } })).toBe(true);
});

test('of two things of which one is larger, the other shows no larger side', () => {
  expect(isAsked({ type: 'bigger', subject: BOTTLE, reference: CAN })).toBe(true);
  expect(isAsked({ type: 'bigger', subject: CAN, reference: BOOK })).toBe(false);
  expect(isAsked({ type: 'bigger', subject: CAN, reference: BOOK, answer: { kind: 'yes-no', value: false } })).toBe(
    true,
  );
  expect(isAsked({ type: 'biggest', ...which([CAN, BOOK, BOTTLE], 0) })).toBe(false);
  expect(isAsked({ type: 'smallest', ...which([CAN, BOOK, BOTTLE], 0) })).toBe(true);
});

test('in a row nothing stands before another', () => {
  expect(isAsked({ type: 'ordinal', ...which([BOTTLE, CAN], 0) })).toBe(true);
  expect(isAsked({ type: 'ordinal', ...which([BOOK, BOTTLE, CAN], 0) })).toBe(false);
});
