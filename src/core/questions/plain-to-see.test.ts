import { expect, test } from 'vitest';
import { openBox, testGeometry } from '../relations/test-scene.js';
import type { Candidate } from './candidate.js';
import { ifPlain } from './plain-to-see.js';

/** A tray and a crate, 0.3 wide, with hollows of 0.04 and 0.09. */
const geometry = testGeometry({
  objects: [
    { id: 1, center: [0, 0, 0.1] },
    { id: 2, center: [1, 0, 0.025], ...openBox([0.3, 0.3, 0.05], 0.01) },
    { id: 3, center: [2, 0, 0.05], ...openBox([0.3, 0.3, 0.1], 0.01) },
  ],
});

/** What decides whether a candidate is plain to see. */
interface Told {
  readonly type?: string;
  readonly reference?: number;
  readonly gates?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly answer?: { readonly kind: string; readonly value: unknown };
}

function isAsked({
  type = 'near',
  reference = 3,
  gates = {},
  answer = { kind: 'yes-no', value: true },
}: Told): boolean {
  const record = { type, answer, objects: { subject: 1, reference }, evidence: { gates } };
  return 'candidate' in ifPlain({ geometry }, { candidate: { record } as unknown as Candidate });
}

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
