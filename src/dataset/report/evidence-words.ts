import type { QuestionRecord } from '../../core/questions/question-record.js';
import { CONSTANTS } from '../../core/relations/constants.js';
import { DIRECTION_ANGLE_DEG, EGO_SIDEWAYS_ANGLE_DEG } from '../../core/relations/directional-test.js';

// A question's evidence for people: what was measured, against which limit, and the reason in one sentence.

/** One line of evidence. `holds` is null where nothing is compared, or where the verdict does not depend on it. */
export interface EvidenceRow {
  readonly label: string;
  readonly value: string;
  readonly limit: string;
  readonly holds: boolean | null;
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
  rA: ['distance to the camera', 'm'],
  rB: ["the other's distance to the camera", 'm'],
  gap: ['gap in height', 'm'],
  footprintOverlap: ['overlap of the footprints', 'share'],
  share: ['share of its weight carried', 'share'],
  massOffset: ['mass centre outside its contacts', 'm'],
  distance: ['distance', 'm'],
  pixels: ['free pixels', 'px'],
  area: ['free area', 'm2'],
  reach: ['within', 'm'],
  sectorVisible: ['visible part of that side', 'share'],
  footprintVisible: ['visible part of where it would stand', 'share'],
  yawDeg: ['turned by', 'deg'],
  t: ['place along the line', 'count'],
  rho: ['offset from the line', 'm'],
  kappa: ['part between them', 'share'],
};

/** The evidence of a question, decisive lines first; whatever has no line of its own follows as it stands. */
export function evidenceRows(question: QuestionRecord, imageArea: number): EvidenceRow[] {
  const told = new Set<string>();
  const { measured } = question.evidence;
  const rows: EvidenceRow[] = [];
  for (const { symbol, limit, label } of limitsOf(question, imageArea)) {
    const value = measured[symbol];
    if (typeof value !== 'number') continue;
    const [name, unit] = SYMBOLS[symbol] ?? [symbol, 'count'];
    told.add(symbol);
    rows.push({
      label: label ?? name,
      value: quantity(value, unit),
      limit: limitWords(limit, unit),
      holds: isWithin(value, limit),
    });
  }
  for (const [symbol, value] of Object.entries(measured)) {
    if (told.has(symbol) || MARGINS.has(symbol) || value === null) continue;
    const [name, unit] = SYMBOLS[symbol] ?? [symbol, 'count'];
    rows.push({
      label: name,
      value: typeof value === 'number' ? quantity(value, unit) : String(value),
      limit: '',
      holds: null,
    });
  }
  return rows;
}

/** Shown as limits, not as lines. */
const MARGINS = new Set(['margin', 'uMargin', 'marginSight']);

/** Why the answer is what it is, in one sentence; empty for types that have none. */
export function evidenceSentence(question: QuestionRecord): string {
  const { evidence, type, answer } = question;
  const m = evidence.measured;
  const number = (symbol: string) => Number(m[symbol]);
  if (type in HORIZONTAL) {
    if (evidence.verdict === 'T')
      return `${quantity(number('delta'), 'm')} ${HORIZONTAL[type]}; needs ${quantity(number('margin'), 'm')}.`;
    if (isOpposite(question))
      return `It is on the other side, by ${quantity(-number('delta'), 'm')}; needs ${quantity(number('margin'), 'm')}.`;
    return `It is squarely beside or across: only ${quantity(Math.abs(number('delta')), 'm')} along that direction.`;
  }
  if (answer.kind === 'points')
    return `${quantity(number('pixels'), 'px')} of visible free surface, ${quantity(number('area'), 'm2')}.`;
  if (type === 'free_space') {
    if (evidence.verdict === 'T') return `${quantity(number('area'), 'm2')} of it is free and visible.`;
    return `Not even half the room asked for is free; ${quantity(number('sectorVisible'), 'share')} of that side is visible.`;
  }
  if (type.startsWith('fits')) return fitSentence(question);
  if (type === 'above' || type === 'below') {
    const overlap = quantity(number('footprintOverlap'), 'share');
    return evidence.verdict === 'T'
      ? `One over the other: footprints overlap by ${overlap}.`
      : 'Level with it, or the other way round.';
  }
  return '';
}

function fitSentence({ evidence, phrases }: QuestionRecord): string {
  const tried = evidence.params['tried'];
  const count = typeof tried === 'number' ? tried.toLocaleString('en') : 'all';
  if (evidence.verdict === 'T') return `A pose that works was found (${count} tried); it is drawn in the picture.`;
  const reasons = Object.entries(evidence.rejected).map(
    ([reason, n]) => `${n.toLocaleString('en')} ${reason.replaceAll('-', ' ')}`,
  );
  const blockers = evidence.blockers.map((id) => phrases[id] ?? `no. ${id}`);
  return `None of ${count} poses works (${reasons.join(', ')}). In the way: ${blockers.join(', ')}.`;
}

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
  return [{ symbol: 'sectorVisible', limit: { atLeast: SEEN } }];
}

function directionLimits(question: QuestionRecord): LimitLine[] {
  const { type, frame, evidence } = question;
  const m = evidence.measured;
  const isEgo = frame?.kind === 'ego';
  const sideways = type === 'left' || type === 'right';
  const angle = isEgo && sideways ? EGO_SIDEWAYS_ANGLE_DEG : DIRECTION_ANGLE_DEG;
  const delta: LimitLine = {
    symbol: 'delta',
    limit: { atLeast: Number(m['margin']) },
    label: `centres apart, ${HORIZONTAL[type]}`,
  };
  const [margin, uMargin, marginSight] = ['margin', 'uMargin', 'marginSight'].map((symbol) => Number(m[symbol]));
  if (evidence.verdict === 'T') {
    return [
      delta,
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
  if (isOpposite(question)) {
    return [
      { ...delta, limit: { atMost: -margin } },
      { symbol: 'overlap', limit: { atMost: APART } },
      { symbol: 'uDelta', limit: { atMost: -uMargin } },
      { symbol: 'uOverlap', limit: { atMost: APART } },
      { symbol: 'depthDelta', limit: { atMost: -margin } },
    ];
  }
  return [
    { ...delta, limit: { within: [-margin, margin] } },
    { symbol: 'overlap', limit: { atLeast: ABREAST } },
    { symbol: 'phiDeg', limit: { within: SQUARE } },
    { symbol: 'overlapAcross', limit: { atMost: APART } },
    { symbol: 'uOverlap', limit: { atLeast: ABREAST } },
  ];
}

/** "No" because it is on the other side, not because it is squarely beside or across. */
const isOpposite = ({ evidence: { measured } }: QuestionRecord): boolean =>
  Number(measured['delta']) <= -Number(measured['margin']) ||
  Number(measured['deltaSight']) <= -Number(measured['marginSight']);

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
  const sign = value < 0 ? '−' : '';
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
