import { describe, expect, it } from 'vitest';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { alsoMeasured, evidenceRows, evidenceSentence, quantity } from './evidence-words.js';

const AREA = 640 * 480;

function question(
  type: string,
  verdict: 'T' | 'F',
  measured: Record<string, number>,
  more: Partial<QuestionRecord> = {},
): QuestionRecord {
  return {
    type,
    profile: 'tabletop',
    frame: { kind: 'ego', view: 'v' },
    phrases: { 3: 'red mug' },
    objects: { subject: 2, reference: 4 },
    answer: { kind: 'yes-no', value: verdict === 'T' },
    evidence: { verdict, measured, params: {}, gates: {}, witness: null, blockers: [], rejected: {}, steps: [] },
    ...more,
  } as unknown as QuestionRecord;
}

describe('evidence in words', () => {
  it('sets what was measured against its limits', () => {
    const left = question('left', 'T', {
      delta: 0.4,
      margin: 0.0225,
      overlap: 0,
      phiDeg: 12,
      uDelta: 90,
      uMargin: 8,
      uOverlap: 0.1,
      overlapAcross: 0.7,
    });
    expect(evidenceSentence(left)).toBe('40.0 cm to the left; needs 2.3 cm.');
    expect(evidenceRows(left, AREA).map((row) => `${row.label}: ${row.value} ${row.limit} ${row.holds}`)).toEqual([
      'centres apart, to the left: 40.0 cm ≥ 2.3 cm true',
      'overlap along it: 0 % ≤ 25 % true',
      'angle off the direction: 12.0° ≤ 60.0° true',
      'offset in the image: 90 px ≥ 8 px true',
      'overlap in the image: 10 % ≤ 25 % true',
    ]);
    expect(alsoMeasured(left, AREA)).toBe('overlap across it 70 %');
  });

  it('tells the other side from squarely beside', () => {
    const opposite = question('right', 'F', { delta: -1.2, margin: 0.02, overlap: 0, phiDeg: 170 });
    expect(evidenceSentence(opposite)).toBe('It is on the other side, by 1.20 m; needs 2.0 cm.');
    const beside = question('right', 'F', {
      delta: 0.01,
      margin: 0.02,
      overlap: 0.9,
      phiDeg: 88,
      overlapAcross: 0,
      uOverlap: 0.8,
    });
    expect(evidenceSentence(beside)).toBe('It is squarely beside or across: only 1.0 cm along that direction.');
    for (const no of [opposite, beside]) expect(evidenceRows(no, AREA).every((row) => row.holds)).toBe(true);
  });

  it('names the line along which "in front" fails', () => {
    const measured = { delta: 0.058, margin: 0.028, overlap: 1, phiDeg: 83.8, overlapAcross: 0 };
    const sight = { deltaSight: 0.01, marginSight: 0.03, overlapSight: 0.8, phiSightDeg: 89, overlapAcrossSight: 0.1 };
    const behind = question('behind', 'F', { ...measured, ...sight });
    expect(evidenceSentence(behind)).toContain('only 1.0 cm');
    expect(evidenceRows(behind, AREA).every((row) => row.holds)).toBe(true);
  });

  it('says what is in the way', () => {
    const fits = question('fits', 'F', { sectorVisible: 0.9 });
    const evidence = {
      ...fits.evidence,
      params: { tried: 5000 },
      rejected: { edge: 2000, collision: 3000 },
      blockers: [3, 8],
    };
    expect(evidenceSentence({ ...fits, evidence })).toBe(
      'None of 5,000 poses works (2,000 over an edge, 3,000 would collide). In the way: red mug, no. 8.',
    );
  });

  it('writes numbers as people read them', () => {
    expect([quantity(-0.0001, 'm'), quantity(-0.25, 'm'), quantity(12.345, 'm')]).toEqual([
      '0.0 cm',
      '−25.0 cm',
      '12.35 m',
    ]);
    expect([quantity(0.0009, 'm2'), quantity(0.333, 'share'), quantity(1234.5, 'px')]).toEqual([
      '9 cm²',
      '33 %',
      '1,234.5 px',
    ]);
    expect(quantity(Number.NaN, 'm')).toBe('–');
  });
});
