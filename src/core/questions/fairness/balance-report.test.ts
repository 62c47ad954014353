import { describe, expect, it } from 'vitest';
import { balanceReport } from './balance-report.js';
import { testQuestion as question } from './test-entry.js';

describe('balanceReport', () => {
  const list = [
    ...Array.from({ length: 6 }, (_, i) => question(i, { answer: i < 3, opposite: i === 3, egoDiffers: i % 2 === 0 })),
    ...[0.1, 0.2, 0.2, 0.4].map((number, i) =>
      question(10 + i, {
        kind: 'metric',
        topic: 'height any',
        group: null,
        answerKind: 'number',
        value: { number, definition: 'height' },
        marginRatio: null,
        split: i === 3 ? 'test' : 'train',
      }),
    ),
    ...[0, 1, 1].map((correct, i) =>
      question(20 + i, {
        kind: 'choice',
        topic: 'closer ego',
        group: null,
        answerKind: 'choice',
        marginRatio: null,
        options: { count: 2, correct, texts: ['the mug', 'the jar'], categories: ['mug', 'jar'] },
      }),
    ),
  ];
  const scenes = Array.from({ length: 11 }, (_, i) => ({
    id: `s${i}`,
    split: 'train' as const,
    twinOf: i === 10 ? 's9' : null,
    things: [],
    assets: [],
  }));
  const report = balanceReport(list, scenes, 22);

  it('counts by topic, answer and split', () => {
    expect(report.questions).toBe(13);
    expect(report.topics.map(({ topic, answer, n, train, test }) => [topic, answer, n, train, test])).toEqual([
      ['closer ego', 'choice', 3, 3, 0],
      ['left ego', 'yes-no', 6, 6, 0],
      ['height any', 'number', 4, 3, 1],
    ]);
    const left = report.topics[1];
    expect([left.yes, left.opposite, left.egoDiffers]).toEqual([0.5, 1 / 3, 0.5]);
    expect(report.twins).toMatchObject({ scenes: 1, share: 0.1 });
    expect(report.views).toBe(22);
  });

  it('bins values by their logarithm and scores the training median', () => {
    const [height] = report.metrics;
    expect(height).toMatchObject({
      definition: 'height',
      n: 4,
      median: 0.2,
      medianWithinHalf: 1,
      medianWithinTenth: 0.5,
    });
    expect(height.bins.reduce((sum, { n }) => sum + n, 0)).toBe(4);
    for (const { from, to } of height.bins) expect(to / from).toBeCloseTo(10 ** 0.25, 9);
  });

  it('says how often each place is right, and how clear the answers are', () => {
    expect(report.places).toEqual([{ options: 2, n: 3, shares: [1 / 3, 2 / 3] }]);
    expect(report.margins.find(({ from }) => from === 1.5)?.n).toBe(6);
  });
});
