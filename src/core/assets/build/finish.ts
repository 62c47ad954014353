import type { Material } from '../../scene/material.js';
import type { Rng } from '../../random.js';
import { rgbFromHex, shadeOf, type Rgb } from '../palette.js';

type Look = Omit<Material, 'name' | 'colour'>;

/** How common materials reflect light, before colour. */
export const LOOKS = {
  ceramic: { roughness: 0.25, metallic: 0, texture: 'ceramic' },
  gloss: { roughness: 0.3, metallic: 0, texture: 'plain' },
  plastic: { roughness: 0.5, metallic: 0, texture: 'plain' },
  rubber: { roughness: 0.85, metallic: 0, texture: 'plain' },
  paper: { roughness: 0.9, metallic: 0, texture: 'plain' },
  print: { roughness: 0.6, metallic: 0, texture: 'print' },
  cardboard: { roughness: 0.9, metallic: 0, texture: 'cardboard' },
  wood: { roughness: 0.6, metallic: 0, texture: 'wood' },
  lacquer: { roughness: 0.4, metallic: 0, texture: 'plain' },
  fabric: { roughness: 0.95, metallic: 0, texture: 'fabric' },
  metal: { roughness: 0.3, metallic: 0.9, texture: 'metal' },
  paintedMetal: { roughness: 0.4, metallic: 0.1, texture: 'plain' },
  glass: { roughness: 0.06, metallic: 0, texture: 'plain', opacity: 0.26 },
  screen: { roughness: 0.12, metallic: 0, texture: 'plain' },
  leaf: { roughness: 0.7, metallic: 0, texture: 'plain' },
  skin: { roughness: 0.45, metallic: 0, texture: 'plain' },
} as const satisfies Record<string, Look>;

/** A material in one of the lexicon's colours. */
export function coloured(rng: Rng, colours: readonly string[], look: Look): Material {
  const name = rng.pick(colours);
  return { name, colour: shadeOf(name, rng), ...look };
}

/** A material of a fixed colour. @param hex '#rrggbb' */
export const fixed = (name: string, hex: string, look: Look): Material => ({ name, colour: rgbFromHex(hex), ...look });

/** The colour darkened (factor < 1) or lightened towards white (factor > 1, at most 2). */
export function toned({ colour, ...rest }: Material, factor: number): Material {
  const tone = (c: number) => (factor <= 1 ? c * factor : c + (1 - c) * (factor - 1));
  return { ...rest, colour: colour.map(tone) as unknown as Rgb };
}

/** kg/m³. Hollow products (appliances, cartons) have the mean of what is inside them. */
export const DENSITY = {
  ceramic: 2300,
  glass: 2500,
  steel: 7800,
  aluminium: 2700,
  wood: 650,
  board: 600,
  plastic: 1050,
  cardboard: 250,
  paper: 750,
  fruit: 900,
  foam: 60,
  cushion: 120,
  electronics: 900,
  wax: 900,
  soil: 1000,
  plant: 500,
  plush: 150,
  rubber: 1200,
} as const;
