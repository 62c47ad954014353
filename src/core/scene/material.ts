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
  'label',
  'quilt',
  'holes',
  'crust',
  'pages',
  'leather',
  'knit',
  'linen',
  'wicker',
  'stone',
  'hazard',
  'scribble',
  'landscape',
  'abstract',
  'screen',
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
    /**
     * Share of the light behind that the surface keeps back in RGB images; 1 where it is left out. Depth, ids and
     * normals treat every surface as solid, glass too.
     */
    opacity: z.number().min(0).max(1).optional(),
  })
  .readonly();

export type Material = z.infer<typeof materialSchema>;
