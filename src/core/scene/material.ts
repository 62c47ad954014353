import { z } from 'zod';

/** Procedural surface patterns the renderer knows. They change colour only, never shape. */
export const TEXTURES = [
  'plain',
  'wood',
  'planks',
  'fabric',
  'ceramic',
  'metal',
  'cardboard',
  'tiles',
  'plaster',
  'carpet',
  'marble',
  'print',
] as const;

/** A physically based material (metallic–roughness), as drawn and as written into GLB files. */
export const materialSchema = z
  .strictObject({
    name: z.string(),
    /** sRGB, 0–1. */
    colour: z.tuple([z.number(), z.number(), z.number()]).readonly(),
    roughness: z.number().min(0).max(1),
    metallic: z.number().min(0).max(1),
    texture: z.enum(TEXTURES),
  })
  .readonly();

export type Material = z.infer<typeof materialSchema>;
