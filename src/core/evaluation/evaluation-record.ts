import { z } from 'zod';
import { modelProfileSchema } from '../models/profile.js';

// What an evaluation writes down: `evaluations/<name>/evaluation.json` and the lines of `replies.jsonl`.

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a sha256 in 64 hexadecimal digits');
const count = z.number().int().min(0);

/** Name of an evaluation: a folder below `evaluations/`. */
export const evaluationName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'must be small letters, digits, ".", "_" or "-"');

export const modelDescriptionSchema = z
  .strictObject({
    name: z.string(),
    family: z.string(),
    provider: z.string(),
    dtype: z.string().nullable(),
    fingerprint: z.string().nullable(),
  })
  .readonly();

/** Which questions are asked, and how: what two evaluations must share to be one. */
export const evaluationPlanSchema = z
  .strictObject({
    /** What the questions come from: a dataset's set, or a benchmark on disk. */
    source: z
      .strictObject({
        kind: z.enum(['dataset', 'robospatial-home', 'refspatial', 'where2place', 'choice']),
        name: z.string(),
        /** Question set; null for benchmarks. */
        set: z.string().nullable(),
        /** sha256 over the questions, as read. */
        digest: sha256,
      })
      .readonly(),
    where: z.string().nullable(),
    limit: count.nullable(),
    /** No image was sent. */
    blind: z.boolean(),
    /** Choices asked once for each place of their options. */
    circular: z.boolean(),
    /** The model was told that it may say it cannot tell: the set holds questions that cannot be answered. */
    mayAbstain: z.boolean(),
    /** Questions, and requests: more than questions where choices are asked in circles. */
    items: count,
    requests: count,
  })
  .readonly();

export const evaluationRecordSchema = z
  .strictObject({
    schema: z.literal('vantage/evaluation@1'),
    name: evaluationName,
    generator: z.strictObject({ name: z.string(), version: z.string() }).readonly(),
    model: modelDescriptionSchema,
    /** Whole, as used for prompts and for reading the replies. */
    profile: modelProfileSchema,
    /** What a probe of the model said of the profile; null: it agrees, or no points were asked for. */
    probeWarning: z.string().nullable(),
    plan: evaluationPlanSchema,
  })
  .readonly();

/** A reply as it came, or the fault that stands for it. */
export const replyLineSchema = z
  .strictObject({
    item: z.string(),
    rotation: count,
    /** sha256 of system and prompt as sent. */
    prompt: sha256,
    text: z.string().nullable(),
    fault: z.strictObject({ reason: z.string(), detail: z.string() }).readonly().nullable(),
    probabilities: z.array(z.number()).readonly().nullable(),
    promptTokens: z.number().nullable(),
    replyTokens: z.number().nullable(),
    finish: z.enum(['stop', 'length', 'cancelled']).nullable(),
  })
  .readonly();

export type EvaluationPlan = z.infer<typeof evaluationPlanSchema>;
export type EvaluationRecord = z.infer<typeof evaluationRecordSchema>;
export type ReplyLine = z.infer<typeof replyLineSchema>;

/** Names a request: the item, and of a shifted choice by how many places. */
export const requestId = (item: string, rotation: number): string => (rotation === 0 ? item : `${item}@${rotation}`);
