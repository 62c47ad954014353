import { z } from 'zod';

/** A question as the documentation shows it: what a reader needs of its record, and its picture. */
export const exampleSchema = z
  .strictObject({
    kind: z.string(),
    type: z.string(),
    /** In whose frame; null where it means nothing. */
    frame: z.string().nullable(),
    /** Id of the record, and the recipe it came from. */
    question: z.string(),
    recipe: z.string(),
    text: z.string(),
    /** The options of a choice, as stored. */
    options: z.array(z.string()).readonly(),
    answer: z.string(),
    verdict: z.string(),
    /** name → value, as measured. */
    evidence: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])).readonly(),
    /** Below docs/images/questions/. */
    picture: z.string(),
  })
  .readonly();

export const examplesSchema = z.array(exampleSchema).readonly();

export type Example = z.infer<typeof exampleSchema>;
