import type { Quantity } from '../answer-form.js';

/** What a unit measures and how many SI units (degrees for angles) it is; `foreign` measures nothing asked here. */
export interface Unit {
  readonly quantity: Quantity | 'foreign';
  readonly factor: number;
}

const INCH = 0.0254;
const FOOT = 0.3048;
const YARD = 0.9144;

const LENGTHS: readonly [names: string, factor: number][] = [
  ['m metre metres meter meters mtr mtrs', 1],
  ['cm cms centimetre centimetres centimeter centimeters', 0.01],
  ['mm millimetre millimetres millimeter millimeters', 0.001],
  ['dm decimetre decimetres decimeter decimeters', 0.1],
  ['km kilometre kilometres kilometer kilometers', 1000],
  ['inch inches', INCH],
  ['ft foot feet', FOOT],
  ['yd yds yard yards', YARD],
];

const FOREIGN =
  's sec secs second seconds min minute minutes kg kgs g gram grams kilogram kilograms lb lbs pound pounds px pixel pixels percent hz fps ms usd dollars year years step steps';

/** Units by their names; those of areas and volumes are found by `unitOf`. */
const NAMED: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...LENGTHS.flatMap(([names, factor]) =>
    names.split(' ').map((name): [string, Unit] => [name, { quantity: 'length', factor }]),
  ),
  ...LENGTHS.flatMap(([names, factor]) =>
    names.split(' ').flatMap((name): [string, Unit][] => [
      [`${name}2`, { quantity: 'area', factor: factor ** 2 }],
      [`${name}3`, { quantity: 'volume', factor: factor ** 3 }],
    ]),
  ),
  ['sqm', { quantity: 'area', factor: 1 }],
  ['sqft', { quantity: 'area', factor: FOOT ** 2 }],
  ...named('l litre litres liter liters', 'volume', 1e-3),
  ...named('ml millilitre millilitres milliliter milliliters cc ccm', 'volume', 1e-6),
  ...named('cl centilitre centilitres', 'volume', 1e-5),
  ...named('deg degs degree degrees', 'angle', 1),
  ...named('rad rads radian radians', 'angle', 180 / Math.PI),
  ...named(FOREIGN, 'foreign', NaN),
]);

function named(names: string, quantity: Unit['quantity'], factor: number): [string, Unit][] {
  return names.split(' ').map((name) => [name, { quantity, factor }]);
}

/** @param word in small letters: "cm", "metres", "m2" */
export const namedUnit = (word: string): Unit | undefined => NAMED.get(word);

/** A length's unit squared or cubed. */
export function raised(unit: Unit, power: 2 | 3): Unit {
  return unit.quantity === 'length'
    ? { quantity: power === 2 ? 'area' : 'volume', factor: unit.factor ** power }
    : { quantity: 'foreign', factor: NaN };
}

export const UNIT_INCH: Unit = { quantity: 'length', factor: INCH };
export const UNIT_FOOT: Unit = { quantity: 'length', factor: FOOT };
export const UNIT_DEGREE: Unit = { quantity: 'angle', factor: 1 };
export const UNIT_FOREIGN: Unit = { quantity: 'foreign', factor: NaN };
