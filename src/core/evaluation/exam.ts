import { z } from 'zod';
import { recipeSchema } from '../scene/recipe.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a sha256 in 64 hexadecimal digits');

/**
 * An exam: all that is needed to draw the same questions anywhere. Scenes are made fresh when it is taken, so that no
 * picture of it can have been trained on; the digest tells whether the questions are those of its author.
 */
export const examSchema = z
  .strictObject({
    schema: z.literal('vantage/exam@1'),
    title: z.string().min(1).max(200),
    /** That it was made with; another version may draw or ask differently. */
    generator: z.strictObject({ name: z.string(), version: z.string() }).readonly(),
    spec: z.string(),
    /** Whole, as run. */
    recipe: recipeSchema,
    seed: z.number().int(),
    scenes: z.number().int().min(1).max(100_000),
    shardSize: z.number().int().min(1).max(1000),
    /** GL renderer of the author's machine: pixels, and through them a few answers, depend on it. */
    renderer: z.string(),
    /** Which of the set's questions are asked, as `--where` and `--limit` have it. */
    where: z.string().nullable(),
    limit: z.number().int().min(1).nullable(),
    circular: z.boolean(),
    questions: z
      .strictObject({
        /** Of the whole set, before `where` and `limit`. */
        count: z.number().int().min(0),
        /** sha256 over the set's files. */
        digest: sha256,
        /** Shard → sha256 of its questions, to name what differs. */
        shards: z.record(z.string(), sha256).readonly(),
      })
      .readonly(),
    /** sha256 of all of the above: an exam that was changed is another exam. */
    hash: sha256,
  })
  .readonly();

export type Exam = z.infer<typeof examSchema>;
