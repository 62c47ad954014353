import { z } from 'zod';
import { obbSchema, poseSchema } from '../scene/settled-scene.js';

// The view record of a dataset (`*-v0.json`, RECORDS format 1).

const box = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();

export const intrinsicsSchema = z
  .strictObject({
    width: z.number().int().min(1).max(8192),
    height: z.number().int().min(1).max(8192),
    fx: z.number().positive(),
    fy: z.number().positive(),
    cx: z.number(),
    cy: z.number(),
  })
  .readonly();

export const objectTruthSchema = z
  .strictObject({
    id: z.number().int(),
    visiblePixels: z.number().int(),
    /** Pixels of the amodal mask, those outside the image included (canvas 3× the image). */
    amodalPixels: z.number().int(),
    visibleFraction: z.number(),
    /** Part of the amodal mask outside the image. */
    truncation: z.number(),
    /** Pixel borders [min, min, max + 1, max + 1] of the visible pixels; null when none is visible. */
    box: box.nullable(),
    /** Same of the amodal mask; may exceed the image. Null when it covers no pixel centre. */
    amodalBox: box.nullable(),
    /** Mean of the visible pixels' centres. */
    centroid: z.tuple([z.number(), z.number()]).readonly().nullable(),
    obbInCamera: obbSchema,
  })
  .readonly();

export const viewRecordSchema = z
  .strictObject({
    schema: z.literal('vantage/view@1'),
    id: z.string(),
    scene: z.string(),
    intrinsics: intrinsicsSchema,
    cameraFromWorld: poseSchema,
    depthUnit: z.number().positive(),
    /** Who looks: the recipe's rig. */
    rig: z.string().optional(),
    /** The real camera whose field of view it has; absent where the recipe gives a range. */
    device: z.string().optional(),
    /** What was done to the picture after it was drawn; absent: nothing. */
    sensor: z
      .strictObject({ noise: z.number().min(0), blurPx: z.number().min(0) })
      .readonly()
      .optional(),
    /** Of the frames of a sequence. */
    sequence: z
      .strictObject({
        /** k of the path, from 0. */
        frame: z.number().int().min(0),
        /** Share of visible surface in common with the frame before, the smaller of both sides, measured on the pixels; null for the first. */
        overlap: z.number().min(0).max(1).nullable(),
      })
      .readonly()
      .optional(),
    objects: z.array(objectTruthSchema).readonly(),
  })
  .readonly();

/** What one frame shows of one object. */
export type ObjectTruth = z.infer<typeof objectTruthSchema>;
export type ViewRecord = z.infer<typeof viewRecordSchema>;
/** What one frame shows, object by object, in id order; only objects whose amodal mask covers a pixel of the image or canvas. */
export type FrameTruth = Pick<ViewRecord, 'objects'>;
