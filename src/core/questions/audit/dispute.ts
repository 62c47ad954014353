import { z } from 'zod';
import { questionRecordSchema } from '../question-record.js';

/** What somebody holds against a question: its answer is wrong, people could see it either way, or the text is unclear. */
export const DISPUTES = ['wrong', 'arguable', 'unclear'] as const;

/**
 * One objection: a line of `audits/disputes.jsonl`. It carries the whole question, so that it can be derived again
 * whatever becomes of its scene; the question's own record stays as it is.
 */
export const disputeLineSchema = z
  .strictObject({
    schema: z.literal('vantage/dispute@1'),
    dispute: z.enum(DISPUTES),
    /** In the person's own words; may be empty. */
    note: z.string().max(2000),
    /** Where the scene comes from. */
    recipe: z.string(),
    seed: z.number().int(),
    index: z.number().int().min(0),
    /** Whether something was moved by hand since it came to rest. */
    edited: z.boolean(),
    question: questionRecordSchema,
  })
  .readonly();

export type DisputeLine = z.infer<typeof disputeLineSchema>;
