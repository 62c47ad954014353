import { describe, expect, it } from 'vitest';
import { agreementOf, sampleAudit, type AuditItem, type AuditLine } from './audit.js';

const item = (
  question: string,
  type: string,
  expected: 'Y' | 'N' = 'Y',
  marginRatio: number | null = null,
): AuditItem => ({
  question,
  views: ['v'],
  type,
  text: 'Is it?',
  given: null,
  expected,
  marginRatio,
});
const line = (question: string, verdict: AuditLine['verdict']): AuditLine => ({
  schema: 'vantage/audit@1',
  set: 'main',
  question,
  verdict,
});

describe('sampleAudit', () => {
  const items = [
    ...Array.from({ length: 100 }, (_, i) => item(`l${i}`, 'left')),
    ...Array.from({ length: 3 }, (_, i) => item(`o${i}`, 'on')),
    ...Array.from({ length: 40 }, (_, i) => item(`n${i}`, 'near')),
  ];

  it('spreads over types as evenly as there are', () => {
    const sample = sampleAudit(items, 23);
    const count = (type: string) => sample.filter((one) => one.type === type).length;
    expect([count('left'), count('on'), count('near')]).toEqual([10, 3, 10]);
    expect(new Set(sample.map(({ question }) => question)).size).toBe(23);
  });

  it('is the same whatever the order, and all there is when there is less', () => {
    expect(sampleAudit([...items].reverse(), 23)).toEqual(sampleAudit(items, 23));
    expect(sampleAudit(items, 1000)).toHaveLength(143);
  });
});

describe('agreementOf', () => {
  it('counts agreement, disagreement and doubt, by type and by how clear the answer was', () => {
    const items = [
      item('a', 'left', 'Y', 1.1),
      item('b', 'left', 'N', 1.1),
      item('c', 'on', 'Y', 4),
      item('d', 'on', 'Y'),
    ];
    const report = agreementOf(items, [
      line('a', 'Y'),
      line('b', 'Y'),
      line('c', '?'),
      line('d', 'Y'),
      line('gone', 'Y'),
    ]);
    expect(report.all).toEqual({ n: 4, agree: 2, disagree: 1, unsure: 1 });
    expect(report.byType).toEqual([
      ['left', { n: 2, agree: 1, disagree: 1, unsure: 0 }],
      ['on', { n: 2, agree: 1, disagree: 0, unsure: 1 }],
    ]);
    expect(report.byMargin.map(({ from, agreement }) => [from, agreement.agree, agreement.n])).toEqual([
      [1, 1, 2],
      [3, 0, 1],
    ]);
    expect(report.disagreed).toEqual(['b']);
  });
});
