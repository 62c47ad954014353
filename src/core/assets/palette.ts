import type { Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import { ciede2000 } from '../relations/ciede2000.js';

/** sRGB, each 0–1. */
export type Rgb = Vec3;

/** CIE L*a*b*, D65, 2°. */
export type Lab = Vec3;

export const COLOUR_NAMES = [
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'brown',
  'beige',
  'black',
  'grey',
  'white',
] as const;

export type ColourName = (typeof COLOUR_NAMES)[number];

/**
 * What things are painted with. The first shade is the focal one, close to the best examples people give for the
 * eleven basic terms (Sturges & Whitfield, Color Research and Application 20, 1995), with beige for cardboard and
 * cream. Every shade here is named with a confidence of at least 0.8 (there is a test).
 */
const SHADES: Readonly<Record<ColourName, readonly string[]>> = {
  red: ['#c1272d', '#b01e28', '#cf3a34', '#a51c1c', '#d4262f'],
  orange: ['#ee7d1e', '#f08a2c', '#e5711a', '#f5892f'],
  yellow: ['#f2d024', '#f7da4a', '#e8c31c', '#f4d63a'],
  green: ['#2f9144', '#3a7d3c', '#227a4b', '#4da04c', '#2b6b35'],
  blue: ['#2457b0', '#1d4796', '#3a6fc4', '#2f63a8', '#234a94'],
  purple: ['#6d3a99', '#5d2f86', '#7d4aa8', '#6a3d8c'],
  pink: ['#ee8fb3', '#f3a3c0', '#e77fa6', '#f09ab0'],
  brown: ['#6b4323', '#5a3820', '#7a4d29', '#63402b', '#744a30'],
  beige: ['#d9c6a0', '#e0cfae', '#d2bd94', '#dccbab'],
  black: ['#222326', '#26272a', '#1f2022', '#2a2b2e'],
  grey: ['#808387', '#8d9094', '#75787b', '#96999c', '#6d7074'],
  white: ['#f1f1ee', '#f6f6f4', '#ebebe8', '#f4f2ec'],
};

/** The lexicon's colours: one focal Lab each. */
export const FOCAL_LAB: Readonly<Record<ColourName, Lab>> = Object.fromEntries(
  COLOUR_NAMES.map((name) => [name, labFromRgb(rgbFromHex(SHADES[name][0]))]),
) as Record<ColourName, Lab>;

/** One of the shades that carry this name. @throws RangeError for a name outside the lexicon */
export function shadeOf(name: string, rng: Rng): Rgb {
  if (!isColourName(name)) throw new RangeError(`"${name}" is no colour of the lexicon (${COLOUR_NAMES.join(', ')}).`);
  return rgbFromHex(rng.pick(SHADES[name]));
}

/** Every shade of every name, for tests and documentation. */
export const allShades = (): { name: ColourName; rgb: Rgb }[] =>
  COLOUR_NAMES.flatMap((name) => SHADES[name].map((hex) => ({ name, rgb: rgbFromHex(hex) })));

/**
 * The name people would most likely use. Membership of a name falls off as a Gaussian of the CIEDE2000 difference from
 * its focal colour; confidence is the best name's share of all memberships, reduced where no focal colour is near.
 */
export function nameColour(lab: Lab): { name: ColourName; confidence: number } {
  const distances = COLOUR_NAMES.map((name) => ciede2000(lab, FOCAL_LAB[name]));
  const nearest = Math.min(...distances);
  // Relative to the nearest, so that colours far from all names do not underflow.
  const weights = distances.map((d) => Math.exp((nearest ** 2 - d ** 2) / (2 * SPREAD ** 2)));
  const share = 1 / weights.reduce((sum, w) => sum + w, 0);
  const distance = Math.max(0, nearest - CLEAR) / SPREAD;
  return { name: COLOUR_NAMES[distances.indexOf(nearest)], confidence: share * Math.exp(-(distance ** 2) / 2) };
}

/** Width of a colour name in CIEDE2000. Focal colours lie 17 (beige, white) to 100 apart. */
const SPREAD = 7;

/** Up to this far from the focal colour a name is as good as at it, if no other is near. */
const CLEAR = 12;

function isColourName(name: string): name is ColourName {
  return (COLOUR_NAMES as readonly string[]).includes(name);
}

/** @param hex '#rrggbb' */
export function rgbFromHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** IEC 61966-2-1 sRGB to CIE L*a*b* under D65. */
export function labFromRgb(rgb: Rgb): Lab {
  const [r, g, b] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const f = (t: number) => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
