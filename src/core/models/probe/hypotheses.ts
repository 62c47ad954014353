import type { CoordinateScale, ModelProfile, ResizeRule } from '../profile.js';

/** One way in which points may be written. */
export interface Hypothesis {
  readonly scale: CoordinateScale;
  readonly order: 'xy' | 'yx';
  readonly resize: ResizeRule;
}

const NONE: ResizeRule = { kind: 'none' };

/** Scales that do not ask what size the model sees, the commonest first: of what fits alike the first is named. */
const SHARES: readonly CoordinateScale[] = [
  { kind: 'span', max: 1 },
  { kind: 'span', max: 1000 },
  { kind: 'span', max: 100 },
  { kind: 'span', max: 999 },
  { kind: 'span', max: 1024 },
  { kind: 'bins', bins: 1000 },
];

const multiple = (factor: number, minPixels: number, maxPixels: number): ResizeRule => ({
  kind: 'multiple',
  factor,
  minPixels,
  maxPixels,
});

/** What processors in use make of an image: the Qwen family's rounding with its two limits, and fixed sides. */
const RESIZES: readonly ResizeRule[] = [
  multiple(28, 3136, 12_845_056),
  multiple(28, 3136, 1_003_520),
  multiple(28, 200_704, 1_003_520),
  multiple(32, 4096, 16_777_216),
  multiple(32, 65_536, 16_777_216),
  ...[224, 336, 378, 384, 448, 512, 560, 640, 672, 768, 896, 980, 1024].flatMap((size): ResizeRule[] => [
    { kind: 'stretch', size },
    { kind: 'longest', size },
    { kind: 'shortest', size },
    { kind: 'letterbox', size },
  ]),
  ...[1120, 1280, 1344, 1536, 2048].map((size): ResizeRule => ({ kind: 'longest', size })),
];

/** The profile's own first, then all that is known. */
export function hypotheses(profile: ModelProfile): readonly Hypothesis[] {
  const own: Hypothesis = { scale: profile.scale, order: profile.order, resize: profile.resize };
  // The side of a padded square is no matter for shares of it.
  const padded: ResizeRule = { kind: 'letterbox', size: 1000 };
  const placings: readonly Omit<Hypothesis, 'order'>[] = [
    ...SHARES.map((scale) => ({ scale, resize: NONE })),
    { scale: { kind: 'pixels', of: 'stored' }, resize: NONE },
    ...RESIZES.map((resize) => ({ scale: { kind: 'pixels', of: 'resized' } as const, resize })),
    ...SHARES.map((scale) => ({ scale, resize: padded })),
  ];
  return [
    own,
    ...placings.flatMap((p): Hypothesis[] => [
      { ...p, order: 'xy' },
      { ...p, order: 'yx' },
    ]),
  ];
}

/** "thousandths of the image, x first" */
export function describeHypothesis({ scale, order, resize }: Hypothesis): string {
  return `${describeScale(scale, resize)}, ${order === 'xy' ? 'x' : 'y'} first`;
}

function describeScale(scale: CoordinateScale, resize: ResizeRule): string {
  const whole = resize.kind === 'letterbox' ? 'the image padded to a square' : 'the image';
  switch (scale.kind) {
    case 'span':
      return scale.max === 1 ? `shares 0–1 of ${whole}` : `0–${scale.max} of ${whole}`;
    case 'bins':
      return `${scale.bins} bins of ${whole}`;
    case 'pixels':
      return scale.of === 'stored' ? 'pixels of the image as stored' : `pixels of the image ${describeResize(resize)}`;
  }
}

function describeResize(rule: ResizeRule): string {
  switch (rule.kind) {
    case 'none':
      return 'as sent';
    case 'multiple':
      return `rounded to multiples of ${rule.factor} (${rule.minPixels} to ${rule.maxPixels} pixels)`;
    case 'stretch':
      return `stretched to ${rule.size} × ${rule.size}`;
    case 'longest':
      return `with its longer side at ${rule.size}`;
    case 'shortest':
      return `with its shorter side at ${rule.size}`;
    case 'letterbox':
      return `padded to ${rule.size} × ${rule.size}`;
  }
}
