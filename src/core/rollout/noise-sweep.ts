import { bandCurve } from '../plots/band-curve.js';
import type { Interval } from '../plots/interval-plot.js';
import type { Figure } from '../plots/svg.js';
import type { Rate } from '../scoring/score-report.js';
import { failureClassSchema, NO_NOISE, type Noise } from './rollout-record.js';
import type { RolloutScores } from './rollout-scores.js';

// Success against noise: one knob is turned, everything else stays.

/** Knobs by the names they have on the command line: which number of the noise they set, its largest value and its unit. */
const KNOBS = {
  depth: { field: 'depth', most: 1, axis: 'depth noise, share of the depth (standard deviation)' },
  'camera-position': {
    field: 'cameraPosition',
    most: 1,
    axis: 'calibration error of the camera, metres (standard deviation)',
  },
  'camera-angle': {
    field: 'cameraAngleDeg',
    most: 45,
    axis: 'calibration error of the camera, degrees (standard deviation)',
  },
  pointing: { field: 'pointing', most: 200, axis: 'error of a point in the image, pixels (standard deviation)' },
} as const satisfies Record<string, { field: keyof Noise; most: number; axis: string }>;

export type NoiseKnob = keyof typeof KNOBS;

/** Which knob is turned, and to what, ascending. */
export interface NoiseSweep {
  readonly knob: NoiseKnob;
  readonly values: readonly number[];
}

const MOST_VALUES = 24;

/** "pointing=0,2,4" → the sweep, or one sentence that says what to write. */
export function parseSweep(text: string): NoiseSweep | { readonly problem: string } {
  const [knob, list] = text.split('=');
  if (!isKnob(knob) || list === undefined)
    return { problem: `takes KNOB=V1,V2,…, KNOB one of ${Object.keys(KNOBS).join(', ')}, not "${text}".` };
  const values = list.split(',').map((one) => (one.trim() === '' ? NaN : Number(one)));
  const { most } = KNOBS[knob];
  if (values.length < 2 || values.length > MOST_VALUES || !values.every((v) => v >= 0 && v <= most))
    return { problem: `takes 2 to ${MOST_VALUES} numbers from 0 to ${most} for ${knob}, not "${list}".` };
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  if (sorted.length !== values.length) return { problem: `names a value twice: "${list}".` };
  return { knob, values: sorted };
}

const isKnob = (name: string): name is NoiseKnob => name in KNOBS;

/** The noise of one step of a sweep. @param base what all other knobs are at */
export const sweptNoise = (base: Noise, knob: NoiseKnob, value: number): Noise => ({
  ...NO_NOISE,
  ...base,
  [KNOBS[knob].field]: value,
});

/** What came of one value. */
export interface SweepPoint {
  readonly value: number;
  readonly scores: RolloutScores;
}

/** One line a value: rates with their 95 % Wilson intervals, and how many episodes failed for which reason. */
export function sweepCsv(knob: NoiseKnob, points: readonly SweepPoint[]): string {
  const classes = failureClassSchema.options;
  const rate = ({ value, low, high }: Rate) => [value, low, high].map((x) => (x === null ? '' : x.toFixed(4)));
  const head = [
    'knob',
    'value',
    'episodes',
    'success',
    'low',
    'high',
    'first_attempt',
    'first_low',
    'first_high',
    ...classes,
  ];
  const rows = points.map(({ value, scores }) => [
    knob,
    String(value),
    String(scores.success.n),
    ...rate(scores.success),
    ...rate(scores.firstAttempt),
    ...classes.map((name) => String(scores.failures[name] ?? 0)),
  ]);
  return `${[head, ...rows].map((row) => row.join(',')).join('\n')}\n`;
}

/** Success over the values, with attempts after the first one and without. */
export function sweepFigure(knob: NoiseKnob, suite: string, model: string, points: readonly SweepPoint[]): Figure {
  const interval = ({ n, value, low, high }: Rate): Interval | null =>
    value === null || low === null || high === null ? null : { n, value, low, high };
  return bandCurve({
    title: `${model} on ${suite}: success against noise`,
    xAxis: KNOBS[knob].axis,
    yAxis: 'success',
    bands: points.map(({ value }) => String(value)),
    series: [
      { name: 'with further attempts', baseline: false },
      { name: 'first attempt', baseline: false },
    ],
    values: [
      points.map(({ scores }) => interval(scores.success)),
      points.map(({ scores }) => interval(scores.firstAttempt)),
    ],
  });
}
