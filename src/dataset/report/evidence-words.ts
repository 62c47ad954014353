import type { QuestionRecord } from '../../core/questions/question-record.js';
import { CONSTANTS } from '../../core/relations/constants.js';
import { DIRECTION_ANGLE_DEG, EGO_SIDEWAYS_ANGLE_DEG } from '../../core/relations/directional-test.js';

// A question's evidence for people: what was measured, against which limit, and the reason in one sentence.

/** One line of evidence. */
export interface EvidenceRow {
  readonly label: string;
  readonly value: string;
  readonly limit: string;
  readonly holds: boolean;
}

type Limit =
  { readonly atLeast: number } | { readonly atMost: number } | { readonly within: readonly [number, number] };
type Unit = 'm' | 'm2' | 'deg' | 'share' | 'px' | 'count';

const HORIZONTAL: Readonly<Record<string, string>> = {
  left: 'to the left',
  right: 'to the right',
  front: 'in front',
  behind: 'behind',
};

/** SPEC §3.3 and §3.4: overlaps that count as apart and as abreast; angles that count as squarely across. */
const APART = 0.25;
const ABREAST = 0.5;
const SQUARE: readonly [number, number] = [75, 105];
/** SPEC §3.6. */
const DIP = 0.01;
const OVER = 0.25;
const LEVEL = 0.5;
/** SPEC §5 and §6: part of a sector, or of a footprint, that must be visible. */
const SEEN = 0.7;

/** What each symbol is called, and in what it is counted. */
const SYMBOLS: Readonly<Record<string, readonly [string, Unit]>> = {
  delta: ['offset of the centres', 'm'],
  margin: ['margin', 'm'],
  overlap: ['overlap along it', 'share'],
  phiDeg: ['angle off the direction', 'deg'],
  overlapAcross: ['overlap across it', 'share'],
  lateral: ['offset to the side', 'm'],
  uDelta: ['offset in the image', 'px'],
  uMargin: ['margin in the image', 'px'],
  uOverlap: ['overlap in the image', 'share'],
  deltaSight: ['offset along the line of sight', 'm'],
  marginSight: ['margin along the line of sight', 'm'],
  overlapSight: ['overlap along the line of sight', 'share'],
  phiSightDeg: ['angle off the line of sight', 'deg'],
  overlapAcrossSight: ['overlap across the line of sight', 'share'],
  depthDelta: ['difference of the visible depths', 'm'],
  rA: ['nearest visible point to the camera', 'm'],
  rB: ["the other's", 'm'],
  gap: ['gap in height', 'm'],
  footprintOverlap: ['overlap of the footprints', 'share'],
  share: ['share of its weight carried', 'share'],
  massOffset: ['mass centre outside its contacts', 'm'],
  distance: ['distance', 'm'],
  pixels: ['free pixels', 'px'],
  area: ['free area', 'm2'],
  reach: ['within', 'm'],
  sectorVisible: ['visible part of that side', 'share'],
  topVisible: ['visible part of the top', 'share'],
  footprintVisible: ['visible part of where it would stand', 'share'],
  yawDeg: ['turned by', 'deg'],
  t: ['place along the line', 'count'],
  rho: ['offset from the line', 'm'],
  kappa: ['part between them', 'share'],
};

/** What decided the answer, each against its limit. */
export function evidenceRows(question: QuestionRecord, imageArea: number): EvidenceRow[] {
  const { measured } = question.evidence;
  return limitsOf(question, imageArea).flatMap(({ symbol, limit, label }): EvidenceRow[] => {
    const value = measured[symbol];
    if (typeof value !== 'number') return [];
    const [name, unit] = SYMBOLS[symbol] ?? [symbol, 'count'];
    const words = { label: label ?? name, value: quantity(value, unit), limit: limitWords(limit, unit) };
    return [{ ...words, holds: isWithin(value, limit) }];
  });
}

/** Whatever else was measured, in one line. */
export function alsoMeasured(question: QuestionRecord, imageArea: number): string {
  const decisive = new Set(limitsOf(question, imageArea).map(({ symbol }) => symbol));
  const isVertical = question.type === 'above' || question.type === 'below';
  return Object.entries(question.evidence.measured)
    .filter(([symbol, value]) => !decisive.has(symbol) && !MARGINS.has(symbol) && value !== null)
    .map(([symbol, value]) => {
      const [name, unit] = isVertical && symbol === 'overlap' ? HEIGHT_OVERLAP : (SYMBOLS[symbol] ?? [symbol, 'count']);
      return `${name} ${typeof value === 'number' ? quantity(value, unit) : String(value)}`;
    })
    .join(', ');
}

const HEIGHT_OVERLAP = ['overlap in height', 'share'] as const;

/** Shown as limits, not as lines. */
const MARGINS = new Set(['margin', 'uMargin', 'marginSight']);

/** Why the answer is what it is, in one sentence; empty for types that have none. */
export function evidenceSentence(question: QuestionRecord): string {
  const { evidence, type, answer } = question;
  const m = evidence.measured;
  const number = (symbol: string) => Number(m[symbol]);
  if (type in HORIZONTAL) {
    const { axis, opposite } = evidence.verdict === 'T' ? { axis: '', opposite: false } : sideOf(question);
    const [delta, margin] = [quantity(Math.abs(number(`delta${axis}`)), 'm'), quantity(number(`margin${axis}`), 'm')];
    if (evidence.verdict === 'T') return `${delta} ${HORIZONTAL[type]}; needs ${margin}.`;
    if (opposite) return `It is on the other side, by ${delta}; needs ${margin}.`;
    return `It is squarely beside or across: only ${delta} along that direction.`;
  }
  if (answer.kind === 'points')
    return `${quantity(number('pixels'), 'px')} of visible free surface, ${quantity(number('area'), 'm2')}.`;
  if (type === 'free_space') {
    if (evidence.verdict === 'T') return `${quantity(number('area'), 'm2')} of it is free and visible.`;
    return `Not even half the room asked for is free; ${quantity(number('sectorVisible'), 'share')} of that side is visible.`;
  }
  if (type.startsWith('fits')) return fitSentence(question);
  if (type === 'above' || type === 'below') {
    if (evidence.verdict === 'T')
      return `One over the other: footprints overlap by ${quantity(number('footprintOverlap'), 'share')}.`;
    if (number('overlap') >= LEVEL)
      return `They are level: their heights overlap by ${quantity(number('overlap'), 'share')}.`;
    return 'It is the other way round.';
  }
  return '';
}

function fitSentence({ evidence, phrases }: QuestionRecord): string {
  const tried = evidence.params['tried'];
  const count = typeof tried === 'number' ? tried.toLocaleString('en') : 'all';
  if (evidence.verdict === 'T') return `A pose that works was found (${count} tried); it is drawn in the picture.`;
  const reasons = Object.entries(evidence.rejected).map(
    ([reason, n]) => `${n.toLocaleString('en')} ${REJECTED_BY[reason] ?? reason}`,
  );
  const blockers = evidence.blockers.map((id) => phrases[id] ?? `no. ${id}`);
  return `None of ${count} poses works (${reasons.join(', ')}). In the way: ${blockers.join(', ')}.`;
}

/** What rules out a pose, by the names records use. */
const REJECTED_BY: Readonly<Record<string, string>> = {
  direction: 'not on that side',
  reach: 'too far away',
  edge: 'over an edge',
  collision: 'would collide',
};

interface LimitLine {
  readonly symbol: string;
  readonly limit: Limit;
  readonly label?: string;
}

function limitsOf(question: QuestionRecord, imageArea: number): LimitLine[] {
  const { type, evidence, answer, profile } = question;
  const m = evidence.measured;
  const constants = CONSTANTS[profile];
  if (type in HORIZONTAL) return directionLimits(question);
  if (type === 'above' || type === 'below') {
    if (evidence.verdict === 'T') {
      return [
        { symbol: 'gap', limit: { atLeast: -DIP } },
        { symbol: 'footprintOverlap', limit: { atLeast: OVER } },
      ];
    }
    return Number(m['overlap']) >= LEVEL
      ? [{ symbol: 'overlap', limit: { atLeast: LEVEL }, label: 'overlap in height' }]
      : [];
  }
  if (type === 'free_space' && (answer.kind === 'points' || evidence.verdict === 'T')) {
    return [
      { symbol: 'pixels', limit: { atLeast: Math.max(64, 0.0004 * imageArea) } },
      { symbol: 'area', limit: { atLeast: constants.minFreeArea } },
    ];
  }
  if (type.startsWith('fits') && evidence.verdict === 'T') {
    return [
      ...(type === 'fits' ? [{ symbol: 'distance', limit: { atMost: constants.fitReach } }] : []),
      { symbol: 'delta', limit: { atLeast: Number(m['margin']) } },
      { symbol: 'footprintVisible', limit: { atLeast: SEEN } },
    ];
  }
  return [{ symbol: type === 'fits_on' ? 'topVisible' : 'sectorVisible', limit: { atLeast: SEEN } }];
}

function directionLimits(question: QuestionRecord): LimitLine[] {
  const { type, frame, evidence } = question;
  const m = evidence.measured;
  const isEgo = frame?.kind === 'ego';
  const sideways = type === 'left' || type === 'right';
  const angle = isEgo && sideways ? EGO_SIDEWAYS_ANGLE_DEG : DIRECTION_ANGLE_DEG;
  const label = `centres apart, ${HORIZONTAL[type]}`;
  const [margin, uMargin, marginSight] = ['margin', 'uMargin', 'marginSight'].map((symbol) => Number(m[symbol]));
  if (evidence.verdict === 'T') {
    return [
      { symbol: 'delta', limit: { atLeast: margin }, label },
      { symbol: 'overlap', limit: { atMost: APART } },
      { symbol: 'phiDeg', limit: { atMost: angle } },
      { symbol: 'uDelta', limit: { atLeast: uMargin } },
      { symbol: 'uOverlap', limit: { atMost: APART } },
      { symbol: 'deltaSight', limit: { atLeast: marginSight } },
      { symbol: 'overlapSight', limit: { atMost: APART } },
      { symbol: 'phiSightDeg', limit: { atMost: angle } },
      { symbol: 'depthDelta', limit: { atLeast: margin } },
    ];
  }
  const { axis, opposite } = sideOf(question);
  const axisMargin = axis === '' ? margin : marginSight;
  const along = axis === '' ? { label } : {};
  if (opposite) {
    return [
      { symbol: `delta${axis}`, limit: { atMost: -axisMargin }, ...along },
      { symbol: `overlap${axis}`, limit: { atMost: APART } },
      { symbol: 'uDelta', limit: { atMost: -uMargin } },
      { symbol: 'uOverlap', limit: { atMost: APART } },
      { symbol: 'depthDelta', limit: { atMost: -margin } },
    ];
  }
  return [
    { symbol: `delta${axis}`, limit: { within: [-axisMargin, axisMargin] }, ...along },
    { symbol: `overlap${axis}`, limit: { atLeast: ABREAST } },
    { symbol: `phi${axis}Deg`, limit: { within: SQUARE } },
    { symbol: `overlapAcross${axis}`, limit: { atMost: APART } },
    { symbol: 'uOverlap', limit: { atLeast: ABREAST } },
  ];
}

/**
 * What makes a "no": the other side, or squarely beside; and along which line. From the camera, in front and behind are
 * judged along the optical axis and along the line of sight, and one of the two is enough; the other side comes first.
 */
function sideOf({ evidence: { measured } }: QuestionRecord): { axis: '' | 'Sight'; opposite: boolean } {
  const at = (symbol: string) => Number(measured[symbol]);
  for (const axis of ['', 'Sight'] as const) {
    if (at(`delta${axis}`) <= -at(`margin${axis}`) && at(`overlap${axis}`) <= APART) return { axis, opposite: true };
  }
  const isSquare =
    Math.abs(at('delta')) <= at('margin') &&
    at('overlap') >= ABREAST &&
    at('overlapAcross') <= APART &&
    isWithin(at('phiDeg'), { within: SQUARE });
  return { axis: isSquare || !('deltaSight' in measured) ? '' : 'Sight', opposite: false };
}

function isWithin(value: number, limit: Limit): boolean {
  if ('atLeast' in limit) return value >= limit.atLeast;
  if ('atMost' in limit) return value <= limit.atMost;
  return value >= limit.within[0] && value <= limit.within[1];
}

function limitWords(limit: Limit, unit: Unit): string {
  if ('atLeast' in limit) return `≥ ${quantity(limit.atLeast, unit)}`;
  if ('atMost' in limit) return `≤ ${quantity(limit.atMost, unit)}`;
  return `${quantity(limit.within[0], unit)} to ${quantity(limit.within[1], unit)}`;
}

/** A number with its unit, to the places a reader can use. */
export function quantity(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return '–';
  // What rounds to nothing has no sign.
  const sign = value < -ROUNDED_AWAY[unit] ? '−' : '';
  const size = Math.abs(value);
  switch (unit) {
    case 'm':
      return size < 1 ? `${sign}${(size * 100).toFixed(1)} cm` : `${sign}${size.toFixed(2)} m`;
    case 'm2':
      return size < 1 ? `${(size * 1e4).toFixed(0)} cm²` : `${size.toFixed(2)} m²`;
    case 'deg':
      return `${sign}${size.toFixed(1)}°`;
    case 'share':
      return `${sign}${(size * 100).toFixed(0)} %`;
    case 'px':
      return `${sign}${size.toLocaleString('en', { maximumFractionDigits: 1 })} px`;
    case 'count':
      return `${sign}${size.toLocaleString('en', { maximumFractionDigits: 3 })}`;
  }
}

/** Half a step of the last place shown. */
const ROUNDED_AWAY: Readonly<Record<Unit, number>> = {
  m: 0.0005,
  m2: 0.00005,
  deg: 0.05,
  share: 0.005,
  px: 0.05,
  count: 0.0005,
};
