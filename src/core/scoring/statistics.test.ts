import { describe, expect, it } from 'vitest';
import { dilate } from '../masks/morphology.js';
import { encodeRle } from '../masks/rle.js';
import { createRng } from '../random.js';
import { fromAxisAngle } from '../geometry/quat.js';
import { boxIou, boxIou3d } from './box-overlap.js';
import { calibrate } from './calibration.js';
import { facetsOf } from './facets.js';
import { MASK_MARGIN, maskHolds, maskRuns } from './mask-runs.js';
import { compareModels, mcnemarTest } from './mcnemar.js';
import { scoreNumber } from './score-number.js';
import type { ItemScore } from './score-report.js';
import { makeRecord, makeView } from './testing/make-record.js';
import { wilsonRate } from './wilson.js';

describe('wilsonRate', () => {
  // Newcombe 1998, Stat. Med. 17:857–872, table I, method 3: 81/263, 15/148, 0/20, 1/29.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [20, 20, 0.8389, 1],
  ])('%i of %i: [%f, %f]', (hits, n, low, high) => {
    const rate = wilsonRate(hits, n);
    expect(rate.low).toBeCloseTo(low, 4);
    expect(rate.high).toBeCloseTo(high, 4);
  });
});

describe('McNemar', () => {
  it('is exact for few: 1 against 5 is 2 · (1 + 6) / 64', () => {
    expect(mcnemarTest(1, 5)).toEqual({ p: 0.21875, exact: true });
    expect(mcnemarTest(0, 0)).toEqual({ p: 1, exact: true });
    expect(mcnemarTest(3, 3).p).toBe(1);
  });

  it('is chi-squared for many: 10 against 25 is (15 − 1)² / 35 = 5.6', () => {
    const { p, exact } = mcnemarTest(10, 25);
    expect(exact).toBe(false);
    expect(p).toBeCloseTo(0.01796, 5);
    expect(mcnemarTest(20, 20).p).toBe(1);
  });

  it('is symmetric and meets itself where the methods meet', () => {
    for (let b = 0; b < 40; b++) for (let c = 0; c < 40; c++) expect(mcnemarTest(b, c).p).toBe(mcnemarTest(c, b).p);
    // 12 differing against 13, either way no difference.
    expect(mcnemarTest(12, 13).p).toBe(1);
    expect(Math.abs(mcnemarTest(5, 19).p - mcnemarTest(5, 20).p)).toBeLessThan(0.005);
  });

  it('counts only what both were asked', () => {
    const score = (item: string, right: boolean): ItemScore => ({
      item,
      rotation: 0,
      outcome: right ? 'right' : 'unparsable',
      score: 0,
      fault: null,
      parsed: null,
      measures: {},
      robospatial: null,
      pYes: null,
    });
    const first = [score('a', true), score('b', true), score('c', false), score('d', false), score('only', true)];
    const second = [score('d', false), score('c', true), score('b', false), score('a', true)];
    expect(compareModels(first, second)).toEqual({
      n: 4,
      bothRight: 1,
      onlyFirst: 1,
      onlySecond: 1,
      bothWrong: 1,
      p: 1,
      exact: true,
    });
    expect(() => compareModels(first, [])).toThrow(RangeError);
  });
});

describe('calibrate', () => {
  it('is perfect for a model that is always sure and right', () => {
    const calibration = calibrate([
      { pYes: 1, isYes: true },
      { pYes: 0, isYes: false },
    ]);
    expect(calibration).toMatchObject({ expectedCalibrationError: 0, brier: 0 });
    expect(calibration?.bins[9].n).toBe(1);
  });

  it('weighs bins by their members', () => {
    // One bin of three at 0.65 with two yes, one at 0.05 without: (3 · |0.65 − 2/3| + 0.05) / 4
    const calibration = calibrate([
      { pYes: 0.65, isYes: true },
      { pYes: 0.65, isYes: true },
      { pYes: 0.65, isYes: false },
      { pYes: 0.05, isYes: false },
    ]);
    expect(calibration?.expectedCalibrationError).toBeCloseTo((3 * (2 / 3 - 0.65) + 0.05) / 4, 12);
  });
});

describe('maskHolds', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => [seed]))('agrees with the dilated mask, seed %i', (seed) => {
    const rng = createRng(seed);
    const [width, height] = [1 + Math.floor(rng.next() * 12), 1 + Math.floor(rng.next() * 12)];
    const density = rng.next() * 0.4;
    const mask = Uint8Array.from({ length: width * height }, () => Number(rng.next() < density));
    const wide = dilate(mask, width, height, MASK_MARGIN, 'disc');
    const runs = maskRuns(encodeRle(mask, width, height));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        expect(maskHolds(runs, x + 0.5, y + 0.5)).toBe(wide[y * width + x] === 1);
      }
    }
    expect(maskHolds(runs, -0.1, 0)).toBe(false);
    expect(maskHolds(runs, width + 0.1, 0)).toBe(false);
    expect(maskHolds(runs, width, height)).toBe(wide[width * height - 1] === 1);
    expect(maskHolds(runs, NaN, 0)).toBe(false);
  });
});

describe('overlap of boxes', () => {
  it('is 1 with itself, 0 apart, 0 without area', () => {
    expect(boxIou([0, 0, 2, 1], [0, 0, 2, 1])).toBe(1);
    expect(boxIou([0, 0, 1, 1], [1, 0, 2, 1])).toBe(0);
    expect(boxIou([0, 0, 0, 0], [0, 0, 0, 0])).toBe(0);
  });

  it('in 3D: a cube turned by 45° shares an octagon of 2 (√2 − 1) of each', () => {
    const cube = { center: [1, 2, 3], halfExtents: [0.5, 0.5, 0.5], orientation: [0, 0, 0, 1] } as const;
    const turned = { ...cube, orientation: fromAxisAngle([0, 0, 1], Math.PI / 4) };
    const shared = 2 * (Math.SQRT2 - 1);
    expect(boxIou3d(cube, cube)).toBeCloseTo(1, 9);
    expect(boxIou3d(cube, turned)).toBeCloseTo(shared / (2 - shared), 6);
    expect(boxIou3d(turned, cube)).toBeCloseTo(shared / (2 - shared), 6);
    expect(boxIou3d(cube, { ...cube, center: [2, 2, 3] })).toBe(0);
    expect(boxIou3d(cube, { ...cube, halfExtents: [0.5, 0.5, 0] })).toBe(0);
    expect(boxIou3d(cube, { ...cube, halfExtents: [0.25, 0.25, 0.25] })).toBeCloseTo(1 / 8, 9);
  });
});

describe('scoreNumber', () => {
  it('measures a truth of 0 without dividing by it', () => {
    expect(scoreNumber(0, 0, 'length')).toMatchObject({ right: true, score: 1, measures: { relativeError: 0 } });
    const wrong = scoreNumber(0.1, 0, 'length');
    expect(wrong).toMatchObject({ right: false, score: 0 });
    expect(wrong.measures).not.toHaveProperty('relativeError');
  });

  it('takes 25 % and 200 % as within', () => {
    expect(scoreNumber(1.25, 1, 'length').right).toBe(true);
    expect(scoreNumber(1.2501, 1, 'length').right).toBe(false);
    expect(scoreNumber(0.3, 0.15, 'length').measures.within50to200).toBe(true);
    expect(scoreNumber(-1, 1, 'length').measures.within50to200).toBe(false);
  });

  it('wants counts and hours exactly, 12 and 0 being one', () => {
    expect(scoreNumber(4, 3, 'count').right).toBe(false);
    expect(scoreNumber(12, 12, 'clock').right).toBe(true);
    expect(scoreNumber(1, 12, 'clock').measures.absoluteError).toBe(1);
  });
});

describe('facetsOf', () => {
  const truth = (id: number, visiblePixels: number, visibleFraction: number, z: number) => ({
    id,
    visiblePixels,
    amodalPixels: visiblePixels,
    visibleFraction,
    truncation: 0,
    box: null,
    amodalBox: null,
    centroid: null,
    obbInCamera: { center: [0, 0, z], halfExtents: [0.1, 0.1, 0.1], orientation: [0, 0, 0, 1] } as const,
  });

  it('looks at the objects named: the farthest, the most hidden, the smallest', () => {
    const view = makeView('v', 100, 100, {
      objects: [truth(1, 60, 0.95, 0.7), truth(2, 500, 0.5, 2), truth(3, 5, 0.1, 9)],
    });
    const record = makeRecord(
      'q',
      { kind: 'yes-no', value: false },
      {
        objects: { subject: 1, reference: 2 },
        frame: { kind: 'world' },
        egoVerdict: 'T',
        evidence: {
          ...makeRecord('q', { kind: 'yes-no', value: false }).evidence,
          measured: { delta: -0.06, margin: 0.02 },
        },
      },
    );
    expect(facetsOf(record, [view])).toEqual({
      kind: 'configuration',
      type: 'left',
      frame: 'world',
      views: '1',
      split: 'test',
      profile: 'tabletop',
      answer: 'no',
      ego: 'differs',
      distance: '1.5–3 m',
      visibility: '0.3–0.6',
      size: '0.25–1 %',
      margin: '2–4×',
      pitch: '<15°',
    });
  });

  it('takes the margin from the record where it states one', () => {
    const view = makeView('v', 10, 10);
    const of = (marginRatio: number | null) =>
      facetsOf(makeRecord('q', { kind: 'yes-no', value: true }, { marginRatio }), [view])['margin'];
    expect([of(1.2), of(10), of(null)]).toEqual(['1–1.5×', '≥4×', undefined]);
  });

  it('measures how far the camera looks down', () => {
    // Looking along world −Z: camera z = −Z.
    const down = makeView('v', 10, 10, {
      cameraFromWorld: { position: [0, 0, 0], orientation: [1, 0, 0, 0] },
      rig: 'wrist',
    });
    expect(facetsOf(makeRecord('q', { kind: 'yes-no', value: true }), [down])).toMatchObject({
      pitch: '≥45°',
      rig: 'wrist',
    });
  });
});
