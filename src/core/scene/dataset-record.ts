import { z } from 'zod';
import { lexiconSchema } from '../questions/lexicon.js';
import { recipeSchema } from './recipe.js';
import { questionsSchema } from './recipe/questions.js';

// What `dataset.json` and the record beside each shard say (RECORDS format 1).

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a sha256 in 64 hexadecimal digits');
const count = z.number().int().min(0);
const shardIdSchema = z.string().regex(/^\d{6}$/, 'must be six digits');
const counts = z.record(z.string(), count).readonly();

/** Name of a question set: a folder below `questions/`. */
export const questionSetName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be small letters, digits, "-" or "_"');

/** How to read the numbers of a dataset; every dataset.json says so itself. */
export const CONVENTIONS = {
  length: 'metres',
  mass: 'kilograms',
  angle: 'radians; degrees in names that end in Deg',
  world: 'right-handed, +Z up',
  object: 'front +X, left +Y, up +Z where it has them',
  camera: 'OpenCV: +X right, +Y down, +Z forward',
  pixel: 'origin at the top-left corner of the top-left pixel; pixel (i, j) has its centre at (i + 0.5, j + 0.5)',
  depth: 'distance along camera +Z; 16-bit value x depthUnit, 0 = nothing hit or beyond range',
  mask: '16-bit instance ids, 0 = background',
  normal: '8-bit RGB of world normals x 0.5 + 0.5',
  glass:
    'materials with an opacity below 1 let light through in RGB only; depth, masks, normals and all truth take them as solid',
  quaternion: 'x, y, z, w',
  transform: 'aFromB takes coordinates in b to coordinates in a',
  mesh: 'glTF axes: a vertex (x, y, z) of the object is stored as (x, z, -y), float32',
  rle: 'COCO run lengths: column-major, starting with zeros',
} as const;

export const assetEntrySchema = z
  .strictObject({
    /** sha256 that names `assets/<mesh>.glb`. */
    mesh: sha256,
    /** `category/variant`; of a cavity, its owner's. */
    asset: z.string(),
    licence: z.string(),
    source: z.string(),
  })
  .readonly();

export const shardEntrySchema = z
  .strictObject({
    id: shardIdSchema,
    /** Relative to the dataset's folder. */
    file: z.string().regex(/^shards\/\d{6}\.tar$/, 'must be "shards/" and six digits and ".tar"'),
    scenes: count,
    views: count,
    bytes: count,
    sha256,
  })
  .readonly();

/** `shards/NNNNNN.json`: what the run has to know of a finished shard without opening it. Written just before the shard appears. */
export const shardRecordSchema = z
  .strictObject({
    schema: z.literal('vantage/shard@1'),
    ...shardEntrySchema.unwrap().shape,
    /** Scenes given up on the way, by reason. */
    rejected: counts,
    /** Every mesh its scenes name, in order of name. */
    assets: z.array(assetEntrySchema).readonly(),
  })
  .readonly();

export const questionSetSchema = z
  .strictObject({
    count,
    /** File relative to the dataset's folder → sha256. */
    files: z.record(z.string().regex(/^questions\/[a-z0-9][a-z0-9_-]{0,63}\/\d{6}\.jsonl$/), sha256).readonly(),
    /** Version of the language its wordings are from; absent before en-2. */
    language: z.string().optional(),
    /** What SPEC's margins were multiplied by; absent: 1. */
    marginScale: z.number().positive().optional(),
    /** "ambiguous": too close to call, for calibration only. Absent: questions with answers. */
    purpose: z.enum(['ambiguous']).optional(),
    /** Rules of asking that differ from the recipe's. */
    rules: questionsSchema.optional(),
    /** How many images were asked about, where some were chosen. Absent: all. */
    views: count.optional(),
  })
  .readonly();

export const datasetRecordSchema = z
  .strictObject({
    schema: z.literal('vantage/dataset@1'),
    name: z.string(),
    generator: z.strictObject({ name: z.string(), version: z.string() }).readonly(),
    /** Whole, as run. */
    recipe: recipeSchema,
    recipeHash: sha256,
    seed: z.number().int(),
    /** What the run set out to make: shard n holds the scenes [n × shardSize, (n + 1) × shardSize). */
    plan: z.strictObject({ scenes: z.number().int().min(1), shardSize: z.number().int().min(1).max(1000) }).readonly(),
    renderer: z.string(),
    conventions: z.record(z.string(), z.string()).readonly(),
    spec: z.string(),
    lexicon: lexiconSchema,
    assets: z.array(assetEntrySchema).readonly(),
    shards: z.array(shardEntrySchema).readonly(),
    rejected: counts,
    questions: z.record(questionSetName, questionSetSchema).readonly(),
    /** sha256 of this file's own bytes with this field empty, so that a flipped bit in it shows too. */
    digest: sha256,
  })
  .readonly();

export type AssetEntry = z.infer<typeof assetEntrySchema>;
export type ShardEntry = z.infer<typeof shardEntrySchema>;
export type ShardRecord = z.infer<typeof shardRecordSchema>;
export type QuestionSet = z.infer<typeof questionSetSchema>;
export type DatasetRecord = z.infer<typeof datasetRecordSchema>;
