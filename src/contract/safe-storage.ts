import { z } from 'zod';

// Between the backend and Electron's main process, which alone can reach safeStorage. One answer for each request.

export const sealRequestSchema = z.strictObject({
  about: z.literal('safe-storage'),
  id: z.number().int(),
  /** `seal`: plain text in, base64 out; `open`: the reverse. */
  verb: z.enum(['seal', 'open']),
  text: z.string().max(65_536),
});
export type SealRequest = z.infer<typeof sealRequestSchema>;

export const sealAnswerSchema = z.strictObject({
  about: z.literal('safe-storage'),
  id: z.number().int(),
  /** Null where it failed. */
  text: z.string().nullable(),
  problem: z.string(),
});
export type SealAnswer = z.infer<typeof sealAnswerSchema>;
