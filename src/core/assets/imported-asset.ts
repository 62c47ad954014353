import { z } from 'zod';
import { materialSchema } from '../scene/material.js';
import { vec3Schema } from '../scene/settled-scene.js';

// An object from outside the library: a folder `<category>/<variant>/` with asset.json, mesh.glb and, where it holds
// something, cavity.glb. What the library knows of its own objects by construction, this file says.

const words = z.array(z.string().trim().min(1).max(60)).max(20);
const loop = z.array(vec3Schema).min(3).max(10_000).readonly();

export const importedAssetSchema = z
  .strictObject({
    schema: z.literal('vantage/asset@1'),
    /** Category: models of one category are its variants. */
    category: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'is a short name of small letters, digits and dashes'),
    kind: z.enum(['tabletop', 'furniture']),
    /** Names in use, the first one is written. */
    nouns: words.min(1).readonly(),
    hypernyms: words.readonly(),
    /** What its main material is called in a phrase. */
    material: z.string().trim().min(1).max(40),
    licence: z.string().trim().min(1).max(200),
    source: z.strictObject({ file: z.string(), sha256: z.string().length(64), note: z.string().max(500) }).readonly(),
    /** Length, width, height in metres. */
    size: vec3Schema,
    mass: z.number().positive(),
    massCenter: vec3Schema,
    friction: z.number().min(0).max(2),
    solid: z.boolean(),
    /** [1, 0, 0] or none. */
    front: vec3Schema.nullable(),
    symmetry: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal('infinite')]),
    leftRight: z.enum(['intrinsic', 'facing', 'unsettled']),
    materials: z.array(materialSchema).min(1).max(64).readonly(),
    parts: z
      .array(z.strictObject({ vertices: z.array(vec3Schema).min(4).max(256).readonly() }).readonly())
      .min(1)
      .max(256)
      .readonly(),
    surfaces: z
      .array(
        z
          .strictObject({
            outline: loop,
            holes: z.array(loop).readonly(),
            normal: vec3Schema,
            /** Free height above; null: open to the sky. */
            clearance: z.number().positive().nullable(),
          })
          .readonly(),
      )
      .max(256)
      .readonly(),
    opening: vec3Schema.nullable(),
    /** How far the convex parts stick out of the mesh, and the mesh out of them, metres. */
    fit: z.strictObject({ outside: z.number().min(0), inside: z.number().min(0) }).readonly(),
    notes: z.array(z.string()).readonly(),
  })
  .readonly();

/** What asset.json holds. */
export type ImportedAssetRecord = z.infer<typeof importedAssetSchema>;

/** As much of asset.json as a list of objects needs: shapes are counted, not read. */
export const importedSummarySchema = importedAssetSchema
  .unwrap()
  .pick({ category: true, nouns: true, size: true, source: true, solid: true, fit: true })
  .extend({ parts: z.array(z.unknown()), surfaces: z.array(z.unknown()), opening: z.unknown() })
  .strip();

export type ImportedSummary = z.infer<typeof importedSummarySchema>;
