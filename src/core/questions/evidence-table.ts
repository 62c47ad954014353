import { withMinus } from '../minus-sign.js';
import { DIRECTION_ANGLE_DEG, EGO_SIDEWAYS_ANGLE_DEG } from '../relations/directional-test.js';
import type { Measured, Verdict } from '../relations/verdict.js';
import { RATIOS, TWO_LIMITS } from './margin-ratio.js';
import type { QuestionRecord } from './question-record.js';

// A question's evidence as a table for people: what was measured, against which limit, and whether it keeps to it.

export interface EvidenceLine {
  /** Key of `evidence.measured`. */
  readonly symbol: string;
  readonly name: string;
  readonly measured: string;
  /** "≥ 3.0 cm"; empty where the quantity decides nothing by itself. */
  readonly limit: string;
  /** Null without a limit. */
  readonly passed: boolean | null;
}

type Unit = 'm' | 'deg' | 'share' | 'px' | 'm²' | 'ratio' | '';

const QUANTITIES: Readonly<Record<string, readonly [name: string, unit: Unit]>> = {
  delta: ['offset along the direction', 'm'],
  margin: ['least offset', 'm'],
  overlap: ['overlap along it', 'share'],
  phiDeg: ['angle off the direction', 'deg'],
  overlapAcross: ['overlap across it', 'share'],
  deltaSight: ['offset along the line of sight', 'm'],
  marginSight: ['least offset along sight', 'm'],
  overlapSight: ['overlap along sight', 'share'],
  phiSightDeg: ['angle off the line of sight', 'deg'],
  overlapAcrossSight: ['overlap across sight', 'share'],
  uDelta: ['offset in the picture', 'px'],
  uMargin: ['least offset in the picture', 'px'],
  uOverlap: ['overlap in the picture', 'share'],
  depthDelta: ['difference of visible depths', 'm'],
  footprintOverlap: ['shared footprint', 'share'],
  heightDifference: ['difference in height', 'm'],
  distance: ['gap between surfaces', 'm'],
  gapPx: ['gap in the picture', 'px'],
  nearLimit: ['near up to', 'm'],
  farLimit: ['far from', 'm'],
  size: ['size of the two', 'm'],
  gap: ['gap', 'm'],
  g: ['part of it inside', 'share'],
  q: ['part of it covered', 'share'],
  kappa: ['part of it in between', 'share'],
  t: ['place along the line', 'share'],
  rho: ['distance from the line', 'm'],
  tiltDeg: ['tilt', 'deg'],
  share: ['share', 'share'],
  massOffset: ['mass centre outside its contacts', 'm'],
  residual: ['distance from the row', 'm'],
  ratio: ['ratio of the two', 'ratio'],
  a: ['size or distance of the first', 'm'],
  b: ['of the other', 'm'],
  rA: ['distance of the first', 'm'],
  rB: ['distance of the other', 'm'],
  pixels: ['free pixels', 'px'],
  area: ['free area', 'm²'],
  reach: ['within', 'm'],
  clearance: ['clearance', 'm'],
};

/** A quantity that has to keep to a limit for the verdict. */
interface Condition {
  readonly symbol: string;
  readonly is: 'at least' | 'at most';
  readonly limit: number;
  /** Compared by its size alone. */
  readonly absolute?: boolean;
}

/** What decided first, then all else that was measured. */
export function evidenceTable({
  type,
  frame,
  evidence,
}: Pick<QuestionRecord, 'type' | 'frame' | 'evidence'>): EvidenceLine[] {
  const { measured, verdict } = evidence;
  const conditions = conditionsOf(type, frame?.kind === 'ego', verdict, measured);
  const lines = conditions.flatMap(({ symbol, is, limit, absolute }): EvidenceLine[] => {
    const value = measured[symbol];
    if (typeof value !== 'number') return [];
    const compared = absolute ? Math.abs(value) : value;
    return [
      {
        symbol,
        name: nameOf(symbol),
        measured: quantity(symbol, compared),
        limit: `${is === 'at least' ? '≥' : '≤'} ${quantity(symbol, limit)}`,
        passed: is === 'at least' ? compared >= limit : compared <= limit,
      },
    ];
  });
  const shown = new Set([...conditions.map(({ symbol }) => symbol), ...LIMITS]);
  const rest = Object.entries(measured).flatMap(([symbol, value]): EvidenceLine[] =>
    shown.has(symbol) || value === null
      ? []
      : [
          {
            symbol,
            name: nameOf(symbol),
            measured:
              typeof value === 'number'
                ? quantity(symbol, value)
                : typeof value === 'boolean'
                  ? value
                    ? 'yes'
                    : 'no'
                  : value,
            limit: '',
            passed: null,
          },
        ],
  );
  return [...lines, ...rest];
}

/** Limits that stand in the table's third column already. */
const LIMITS = ['margin', 'marginSight', 'uMargin', 'nearLimit', 'farLimit'];

const nameOf = (symbol: string): string => QUANTITIES[symbol]?.[0] ?? symbol;

function conditionsOf(type: string, isEgo: boolean, verdict: Verdict, measured: Measured): Condition[] {
  const number = (symbol: string): number => Number(measured[symbol]);
  if (type === 'left' || type === 'right')
    return directional(measured, verdict, isEgo ? EGO_SIDEWAYS_ANGLE_DEG : DIRECTION_ANGLE_DEG);
  if (type === 'front' || type === 'behind') return directional(measured, verdict, DIRECTION_ANGLE_DEG);
  if (type === 'near' || type === 'next_to') {
    return verdict === 'F'
      ? [{ symbol: 'distance', is: 'at least', limit: number('farLimit') }]
      : [{ symbol: 'distance', is: 'at most', limit: number('nearLimit') }];
  }
  if (type === 'above' || type === 'below') {
    return verdict === 'F'
      ? [{ symbol: 'overlap', is: 'at least', limit: 0.5 }]
      : [
          { symbol: 'gap', is: 'at least', limit: -0.01 },
          { symbol: 'footprintOverlap', is: 'at least', limit: 0.25 },
        ];
  }
  if (type === 'higher') {
    return verdict === 'F' ? [] : [{ symbol: 'gap', is: 'at least', limit: number('margin') }];
  }
  if (type in RATIOS) {
    const limit = RATIOS[type];
    return verdict === 'F'
      ? [{ symbol: 'ratio', is: 'at most', limit: 1 / limit }]
      : [{ symbol: 'ratio', is: 'at least', limit }];
  }
  if (type in TWO_LIMITS) {
    const [symbol, yes, no] = TWO_LIMITS[type];
    const limit = verdict === 'F' ? no : yes;
    const above = yes < no === (verdict === 'F');
    return [{ symbol, is: above ? 'at least' : 'at most', limit }];
  }
  return [];
}

/** SPEC §3.3: the conditions of the verdict; of A those of the verdict it is nearest to. */
function directional(measured: Measured, verdict: Verdict, coneDeg: number): Condition[] {
  const number = (symbol: string): number => Number(measured[symbol]);
  const [delta, margin] = [number('delta'), number('margin')];
  if (!Number.isFinite(delta)) return [];
  const apart = (symbol: string): Condition => ({ symbol, is: 'at most', limit: 0.25 });
  if (verdict === 'T' || (verdict === 'A' && delta > 0)) {
    return [
      { symbol: 'delta', is: 'at least', limit: margin },
      apart('overlap'),
      { symbol: 'phiDeg', is: 'at most', limit: coneDeg },
      { symbol: 'deltaSight', is: 'at least', limit: number('marginSight') },
      apart('overlapSight'),
      { symbol: 'phiSightDeg', is: 'at most', limit: coneDeg },
      { symbol: 'uDelta', is: 'at least', limit: number('uMargin') },
      apart('uOverlap'),
      { symbol: 'depthDelta', is: 'at least', limit: margin },
    ];
  }
  if (verdict === 'A' || delta <= -margin) {
    return [
      { symbol: 'delta', is: 'at most', limit: -margin },
      apart('overlap'),
      { symbol: 'uDelta', is: 'at most', limit: -number('uMargin') },
      apart('uOverlap'),
      { symbol: 'depthDelta', is: 'at most', limit: -margin },
    ];
  }
  return [
    { symbol: 'delta', is: 'at most', limit: margin, absolute: true },
    { symbol: 'overlap', is: 'at least', limit: 0.5 },
    { symbol: 'phiDeg', is: 'at least', limit: 75 },
    { symbol: 'phiDeg', is: 'at most', limit: 105 },
    apart('overlapAcross'),
  ];
}

/** A number with its unit, as long as it needs to be: "4.1 cm", "0.21 m", "38°", "25 %". */
export const quantity = (symbol: string, value: number): string => withMinus(rounded(symbol, value));

function rounded(symbol: string, value: number): string {
  const unit = QUANTITIES[symbol]?.[1] ?? '';
  switch (unit) {
    case 'm':
      return metres(value);
    case 'deg':
      return `${Math.round(value)}°`;
    case 'share':
      return `${Math.round(100 * value)} %`;
    case 'px':
      return `${Math.round(value).toLocaleString('en')} px`;
    case 'm²':
      return `${Math.round(10_000 * value).toLocaleString('en')} cm²`;
    case 'ratio':
      return `${value.toFixed(2)}×`;
    case '':
      return String(Math.round(1e4 * value) / 1e4);
  }
}

/** Under a metre in centimetres. */
export const metres = (value: number): string =>
  withMinus(Math.abs(value) < 1 ? `${(100 * value).toFixed(1)} cm` : `${value.toFixed(2)} m`);
