import { z } from 'zod';

// Between the backend and Electron's main process, which alone can start utility processes. What the backend and a model
// say to each other goes through a port of their own.

export const modelProcessWishSchema = z.strictObject({
  about: z.literal('model-process'),
  /** The backend's number for the process. */
  id: z.int(),
  verb: z.enum(['start', 'end']),
});
export type ModelProcessWish = z.infer<typeof modelProcessWishSchema>;

export const modelProcessNewsSchema = z.strictObject({
  about: z.literal('model-process'),
  id: z.int(),
  /** `started` comes with the port. */
  event: z.enum(['started', 'ended']),
  /** How it ended, in words; empty when it started. */
  how: z.string(),
});
export type ModelProcessNews = z.infer<typeof modelProcessNewsSchema>;
