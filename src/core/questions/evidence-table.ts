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

type Unit = 'm' | 'deg' | 'share' | 'px' | 'm²' | 'm³' | 'ratio' | '';

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
  lateral: ['offset to the side', 'm'],
  candidates: ['to choose from', ''],
  solution: ['number of the one meant', ''],
  contact: ['in contact', ''],
  samePatch: ['on the same surface', ''],
  bodiesApart: ['mass centres apart, seen from above', 'm'],
  between: ['number of what is in between', ''],
  length: ['centres of the ends apart', 'm'],
  overlapB: ['at one level with the first end', 'share'],
  overlapC: ['at one level with the other', 'share'],
  footB: ['footprint shared with the first end', 'share'],
  footC: ['footprint shared with the other', 'share'],
  r: ['distance from the rim, half widths', ''],
  alongLength: ['from the nearer end, half widths', ''],
  alongWidth: ['from the nearer side, half widths', ''],
  centerA: ['centre of the first', 'm'],
  centerB: ['centre of the other', 'm'],
  extentMin: ['least extent, on average', 'm'],
  extentMax: ['largest extent, on average', 'm'],
  phiFlatDeg: ['the same, seen from above', 'deg'],
  thetaDeg: ['angle round the clock', 'deg'],
  stackHeight: ['things in the stack', ''],
  yawDeg: ['turned by', 'deg'],
  sectorVisible: ['visible part of that side', 'share'],
  sectorSamples: ['places looked at on that side', ''],
  topVisible: ['visible part of the top', 'share'],
  footprintVisible: ['visible part of where it would stand', 'share'],
  cavityDepth: ['depth of the hollow', 'm'],
  height: ['height', 'm'],
  width: ['width between the fingers', 'm'],
  depthBehind: ['from there to what is behind', 'm'],
  u: ['pixel from the left', 'px'],
  v: ['pixel from the top', 'px'],
  markU: ['mark from the left', 'px'],
  markV: ['mark from the top', 'px'],
  visiblePixels: ['visible pixels', 'px'],
  truncation: ['outside the picture', 'share'],
  missing: ['number of the one missing', ''],
  value: ['measured', 'm'],
  volume: ['measured', 'm³'],
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
  const rest = Object.entries(measured).flatMap(([symbol, value]): EvidenceLine[] => {
    if (shown.has(symbol) || value === null) return [];
    const meant = symbol === 'value' && type === 'volume' ? type : symbol;
    return [{ symbol, name: nameOf(meant), measured: shownValue(meant, value), limit: '', passed: null }];
  });
  return [...lines, ...rest];
}

function shownValue(symbol: string, value: number | boolean | string): string {
  if (typeof value === 'number') return quantity(symbol, value);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}

/** Limits that stand in the table's third column already. */
const LIMITS = ['margin', 'marginSight', 'uMargin', 'nearLimit', 'farLimit'];

/** "verdict 12" and "ratio 12" are of object 12 among several. */
const nameOf = (symbol: string): string =>
  QUANTITIES[symbol]?.[0] ?? symbol.replace(/^(verdict|ratio) (\d+)$/, '$1 of object $2');

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
    case 'm³':
      return `${(1000 * value).toFixed(1)} litres`;
    case 'ratio':
      return `${value.toFixed(2)}×`;
    case '':
      return String(Math.round(1e4 * value) / 1e4);
  }
}

/** Under a metre in centimetres. */
export const metres = (value: number): string =>
  withMinus(Math.abs(value) < 1 ? `${(100 * value).toFixed(1)} cm` : `${value.toFixed(2)} m`);
