import { z } from 'zod';
import { poseSchema, profileSchema, quatSchema, vec3Schema } from '../scene/settled-scene.js';

// One question with its answer and its evidence: a line of `questions/<set>/*.jsonl` (RECORDS format 1).
// Metres, degrees in names that end in Deg, pixels in border coordinates (u, v), quaternions xyzw.

const readonlyArray = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const readonlyRecord = <T extends z.ZodType>(value: T) => z.record(z.string(), value).readonly();

const objectId = z.number().int().min(1).max(65535);
const pixel = z.tuple([z.number(), z.number()]).readonly();
const pixelBox = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();
const scalar = z.union([z.number(), z.string(), z.boolean(), z.null()]);

export const verdictSchema = z.enum(['T', 'F', 'A']);
export const directionSchema = z.enum(['left', 'right', 'front', 'behind']);

export const QUESTION_KINDS = [
  'configuration',
  'context',
  'compatibility',
  'metric',
  'choice',
  'count',
  'pointing',
  'box',
  'multiview',
  'plan',
  'reasoning',
  'unanswerable',
] as const;

/** COCO run lengths: column-major, starting with zeros; uncompressed, or COCO's compressed string. */
export const rleSchema = z
  .strictObject({
    /** [height, width] */
    size: z.tuple([z.number().int().min(1), z.number().int().min(1)]).readonly(),
    counts: z.union([z.string(), readonlyArray(z.number().int().min(0))]),
  })
  .readonly();

/** In whose eyes left, right, front and behind are meant. */
export const questionFrameSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ego'), view: z.string() }).readonly(),
  z.strictObject({ kind: z.literal('world') }).readonly(),
  z.strictObject({ kind: z.literal('object'), object: objectId }).readonly(),
]);

const choiceOptionSchema = z
  .strictObject({
    text: z.string(),
    object: objectId.optional(),
    /** Several in an order (depth_order). */
    objects: readonlyArray(objectId).optional(),
    direction: directionSchema.optional(),
  })
  .readonly();

export const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('yes-no'), value: z.boolean() }).readonly(),
  z
    .strictObject({
      kind: z.literal('number'),
      /** Metres, m², m³, degrees, hours of the clock, or a count. */
      value: z.number(),
      /** As shown in `answerText`. */
      unit: z.string(),
      /** Definition id of SPEC §7 ("dist_closest"). */
      definition: z.string(),
      /** How `answerText` rounds it: to two digits, or as a person would, with "about". Absent: not rounded. */
      rounding: z.enum(['digits', 'human']).optional(),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('choice'),
      options: readonlyArray(choiceOptionSchema).check(z.minLength(2)),
      /** Index into `options`. */
      correct: z.number().int().min(0),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('points'),
      pixels: readonlyArray(pixel),
      /** pixels over [width, height]; 0–1. */
      normalised: readonlyArray(pixel),
      world: readonlyArray(vec3Schema),
      mask: rleSchema,
      /** Outer rings counter-clockwise with v pointing down, holes the other way; even-odd. */
      rings: readonlyArray(readonlyArray(pixel)),
    })
    .readonly()
    .refine((a) => a.pixels.length === a.normalised.length && a.pixels.length === a.world.length, {
      message: 'pixels, normalised and world must have one entry per point',
    }),
  z.strictObject({ kind: z.literal('box2d'), box: pixelBox, amodal: pixelBox }).readonly(),
  z
    .strictObject({
      kind: z.literal('box3d'),
      center: vec3Schema,
      halfExtents: vec3Schema,
      orientation: quatSchema,
      frame: z.enum(['world', 'camera']),
    })
    .readonly(),
  /** Points in the air: right within `tolerance`. */
  z
    .strictObject({
      kind: z.literal('points3d'),
      frame: z.enum(['world', 'camera']),
      points: readonlyArray(vec3Schema).check(z.minLength(1)),
      tolerance: z.number().positive(),
    })
    .readonly(),
  /** Where the centre of an object goes when it is picked up and put down; straight between the points. */
  z
    .strictObject({
      kind: z.literal('trace'),
      object: objectId,
      /** [u, v, depth]: border coordinates, and metres along camera +Z. */
      pixels: readonlyArray(vec3Schema).check(z.minLength(2)),
      /** [u / width, v / height, depth] */
      normalised: readonlyArray(vec3Schema),
      world: readonlyArray(vec3Schema),
    })
    .readonly()
    .refine((a) => a.pixels.length === a.normalised.length && a.pixels.length === a.world.length, {
      message: 'pixels, normalised and world must have one entry per point',
    }),
  /** Where the jaws of a gripper may close, best first; any of them is right. */
  z
    .strictObject({
      kind: z.literal('grasp'),
      object: objectId,
      grasps: readonlyArray(
        z
          .strictObject({
            /** The two contacts, index-aligned. */
            pixels: z.tuple([pixel, pixel]).readonly(),
            normalised: z.tuple([pixel, pixel]).readonly(),
            world: z.tuple([vec3Schema, vec3Schema]).readonly(),
            /** Distance of the contacts. */
            width: z.number().positive(),
            /** Unit, world: the way the hand comes in. */
            approach: vec3Schema,
          })
          .readonly(),
      ).check(z.minLength(1)),
    })
    .readonly(),
  /** Free text; of unanswerable questions, with the reason they cannot be answered. */
  z.strictObject({ kind: z.literal('text'), value: z.string(), reason: z.string().optional() }).readonly(),
]);

/** One step of a derivation: `op` a type of SPEC, or and, or, not (whose args are indices of earlier steps). */
export const stepSchema = z
  .strictObject({
    op: z.string(),
    args: readonlyArray(z.number().int()),
    frame: questionFrameSchema.nullable(),
    value: scalar,
    verdict: verdictSchema,
  })
  .readonly();

export const evidenceSchema = z
  .strictObject({
    verdict: verdictSchema,
    /** What the predicate was called with beyond its objects: tried (fits), width and height (passes). */
    params: readonlyRecord(scalar),
    /** Symbols of SPEC by name: delta, margin, overlap, phiDeg, footprintOverlap, distance, t, rho, kappa, share … */
    measured: readonlyRecord(scalar),
    /** What the gates of SPEC §2 measured, by object id or gate name. */
    gates: readonlyRecord(z.union([scalar, readonlyRecord(scalar)])),
    /** A pose that proves a "fits". */
    witness: z
      .strictObject({ worldFromObject: poseSchema, surface: z.number().int().min(1) })
      .readonly()
      .nullable(),
    /** Objects in the way of every pose of a refuted "fits"; the surface's owner where its edge alone forbids. */
    blockers: readonlyArray(objectId),
    /** Poses of a "fits" by what rejected them; they sum to all tried. */
    rejected: readonlyRecord(z.number().int().min(0)),
    steps: readonlyArray(stepSchema),
  })
  .readonly();

export const questionRecordSchema = z
  .strictObject({
    schema: z.literal('vantage/question@1'),
    id: z.string().min(1),
    scene: z.string(),
    views: readonlyArray(z.string()).check(z.minLength(1)),
    /** The scene's; "ambiguous" for questions whose verdict is A, which stand in sets of their own, for calibration only. */
    split: z.enum(['train', 'test', 'ambiguous']),
    kind: z.enum(QUESTION_KINDS),
    /** Type id of SPEC: the predicate or quantity asked about. */
    type: z.string().regex(/^[a-z][a-z0-9_]*$/),
    frame: questionFrameSchema.nullable(),
    template: z.string(),
    /** How the answer is given: short, sentence, json, or choice (the letter of an option). */
    style: z.string(),
    /** Of wordings apart from the plain ones. novel: prepositions no training wording has; implicit: the frame is left open. */
    label: z.enum(['novel', 'implicit']).optional(),
    text: z.string().min(1),
    /** What is put behind the text so that it is answered in its style: options, letters, "Answer as JSON …". */
    instruction: z.string().optional(),
    /** For context and fits. */
    direction: directionSchema.nullable(),
    objects: z
      .strictObject({
        subject: objectId.optional(),
        reference: objectId.optional(),
        /** The other end of a between. */
        second: objectId.optional(),
        /** What a count counts; what a choice offers. */
        members: readonlyArray(objectId).optional(),
      })
      .readonly(),
    /** How the text calls each object, by id. */
    phrases: readonlyRecord(z.string()),
    answer: answerSchema,
    answerText: z.string(),
    evidence: evidenceSchema,
    profile: profileSchema,
    /** Verdict of the same relation in the view's ego frame, for world and object directions; else null. */
    egoVerdict: verdictSchema.nullable(),
    /** How clear a yes/no answer is: the deciding quantity over its limit, 1 just enough, at most 10; null where no one quantity decides. */
    marginRatio: z.number().nullable().optional(),
    spec: z.string(),
  })
  .readonly();

export type QuestionRecord = z.infer<typeof questionRecordSchema>;
export type QuestionKind = QuestionRecord['kind'];
export type QuestionFrame = z.infer<typeof questionFrameSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type EvidenceStep = z.infer<typeof stepSchema>;
/** COCO run lengths as a record holds them. */
export type RleRecord = z.infer<typeof rleSchema>;
