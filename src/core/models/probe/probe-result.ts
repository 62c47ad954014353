import { z } from 'zod';
import { coordinateScaleSchema, notationSchema, resizeRuleSchema, type ModelProfile } from '../profile.js';
import { judgeProbe } from './judge-probe.js';

const pair = z.tuple([z.number(), z.number()]).readonly();

/** What a model said of one dot. */
export const probePointSchema = z
  .strictObject({
    question: z.string(),
    /** Of the image as stored. */
    size: pair,
    /** Where the dot is, pixels. */
    place: pair,
    /** Verbatim; null when there was no reply. */
    reply: z.string().nullable(),
    /** Its first point as written; null when it gave none. */
    written: z.strictObject({ notation: notationSchema, pair, named: z.boolean() }).readonly().nullable(),
  })
  .readonly();

export const hypothesisSchema = z
  .strictObject({ scale: coordinateScaleSchema, order: z.enum(['xy', 'yx']), resize: resizeRuleSchema })
  .readonly();

/** A probe of a model, as it is stored. The verdict can be drawn again from the points, under any profile. */
export const probeResultSchema = z
  .strictObject({
    schema: z.literal('vantage/probe@1'),
    /** As the user names it; its fingerprint, where it has one. */
    model: z.string(),
    fingerprint: z.string().nullable(),
    /** Profile whose prompts were used. */
    profile: z.string(),
    /** Its prompt for points: another one may be answered in another way. */
    prompt: z.string(),
    points: z.array(probePointSchema).readonly(),
    sentence: z.string(),
    found: hypothesisSchema.nullable(),
  })
  .readonly();

export type ProbePoint = z.infer<typeof probePointSchema>;
export type ProbeResult = z.infer<typeof probeResultSchema>;

export interface ProbeVerdict {
  readonly kind: 'agrees' | 'differs' | 'cannot-tell';
  readonly found: z.infer<typeof hypothesisSchema> | null;
  /** Root mean square over the diagonal, of the points near their dots. */
  readonly error: number | null;
  readonly answered: number;
  /** Of the profile's own reading: dots met, and their error. */
  readonly ownNear: number;
  readonly ownError: number | null;
  /** For people. */
  readonly sentence: string;
}

/**
 * What must be said before points are scored under a profile; null when a probe agrees with it.
 *
 * @param result of the same model; null when there is none
 * @param fingerprint of the model that is about to answer
 */
export function probeWarning(
  profile: ModelProfile,
  result: ProbeResult | null,
  model: string,
  fingerprint: string | null,
): string | null {
  const again = `"vantage models probe ${model} --profile ${profile.id}"`;
  if (result === null)
    return `Whether ${model} writes points as profile "${profile.id}" says has not been probed: ${again} tells.`;
  if (result.fingerprint !== null && fingerprint !== null && result.fingerprint !== fingerprint) {
    return `${model} has changed since it was probed: ${again} looks again.`;
  }
  if (result.prompt !== profile.prompts.points) {
    return `${model} was probed with another prompt for points than that of profile "${profile.id}": ${again} looks again.`;
  }
  const verdict = judgeProbe(result.points, profile);
  return verdict.kind === 'agrees' ? null : verdict.sentence;
}
