// How a measured quantity is written (SPEC §7): kept exactly in the record, rounded only in its text.

/** Units lengths may be asked for in. */
export type UnitSystem = 'metric' | 'imperial';
/** digits: two significant digits. human: a round number, as a person would say it, with "about". */
export type Rounding = 'digits' | 'human';
/** What a number counts or measures; decides its units. */
export type Dimension = 'length' | 'area' | 'volume' | 'angle' | 'count' | 'hours';

export interface QuantityText {
  /** "12", "0.85" */
  readonly number: string;
  /** Key of the language's units; "" for plain numbers. */
  readonly unit: string;
}

interface Unit {
  readonly id: string;
  /** SI units in one of it. */
  readonly size: number;
  /** The next larger unit takes over from this many SI units on. */
  readonly below: number;
}

/** Smallest first. SPEC §7: cm below 1 m, else m; inches below 1 m, else feet. */
const UNITS: Readonly<Record<UnitSystem, Partial<Record<Dimension, readonly Unit[]>>>> = {
  metric: {
    length: [
      { id: 'cm', size: 0.01, below: 1 },
      { id: 'm', size: 1, below: Infinity },
    ],
    area: [
      { id: 'cm²', size: 1e-4, below: 1 },
      { id: 'm²', size: 1, below: Infinity },
    ],
    volume: [
      { id: 'l', size: 1e-3, below: 1 },
      { id: 'm³', size: 1, below: Infinity },
    ],
  },
  imperial: {
    length: [
      { id: 'in', size: 0.0254, below: 1 },
      { id: 'ft', size: 0.3048, below: Infinity },
    ],
  },
};

/** Relative error that a rounded text may have at most; beyond it, three digits are printed (SPEC §7). */
const MAX_TEXT_ERROR = 0.05;
/** The same for round numbers with "about". */
const MAX_HUMAN_ERROR = 0.12;

/** Unit a value is written in. @param value SI units (metres, m², m³, degrees) */
export function unitOf(value: number, dimension: Dimension, system: UnitSystem): Unit {
  if (dimension === 'angle') return { id: '°', size: 1, below: Infinity };
  const units = UNITS[system][dimension] ?? UNITS.metric[dimension];
  return units?.find(({ below }) => Math.abs(value) < below) ?? { id: '', size: 1, below: Infinity };
}

/** @param unit as `unitOf` gives it: a text is rounded in the unit it is written in */
export function quantityText(value: number, unit: Unit, rounding: Rounding): QuantityText {
  const inUnit = value / unit.size;
  if (unit.id === '') return { number: String(Math.round(inUnit)), unit: '' };
  return { number: rounding === 'human' ? roundNumber(inUnit) : digits(inUnit), unit: unit.id };
}

/** The same to three significant digits, whatever the value: for derivations, whose numbers follow from each other. */
export function preciseText(value: number, unit: Unit): QuantityText {
  const inUnit = value / unit.size;
  if (unit.id === '' || value === 0) return { number: String(Math.round(inUnit)), unit: unit.id };
  return { number: significant(inUnit, 3), unit: unit.id };
}

/** Two significant digits, three where two would be more than 5 % off; never in exponents. */
function digits(value: number): string {
  if (value === 0) return '0';
  const two = significant(value, 2);
  return Math.abs(Number(two) - value) <= MAX_TEXT_ERROR * Math.abs(value) ? two : significant(value, 3);
}

/** The coarsest multiple of 1, 2 or 5 · 10^k that is at most 12 % off. */
function roundNumber(value: number): string {
  if (value === 0) return '0';
  const top = Math.floor(Math.log10(Math.abs(value)));
  for (let k = top; k > top - 4; k--) {
    for (const lead of [5, 2, 1]) {
      const step = lead * 10 ** k;
      const rounded = Math.round(value / step) * step;
      if (rounded !== 0 && Math.abs(rounded - value) <= MAX_HUMAN_ERROR * Math.abs(value))
        return plain(rounded, Math.max(0, -k));
    }
  }
  return digits(value);
}

function significant(value: number, count: number): string {
  const decimals = count - 1 - Math.floor(Math.log10(Math.abs(value)));
  if (decimals >= 0) return plain(value, decimals);
  const scale = 10 ** -decimals;
  return plain(Math.round(value / scale) * scale, 0);
}

/** Without exponent; trailing zeros of the last digits stay, as they are significant. */
const plain = (value: number, decimals: number): string => value.toFixed(Math.min(6, decimals));
