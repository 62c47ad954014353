import { z } from 'zod';

/** What the backend tells Electron's main process of its long work: the window may be closed meanwhile. */
export const workNewsSchema = z.strictObject({
  about: z.literal('work'),
  /** Whether work goes on. */
  busy: z.boolean(),
  /** What has ended just now. */
  ended: z.array(z.strictObject({ title: z.string().max(300), message: z.string().max(1000) })).max(50),
});
export type WorkNews = z.infer<typeof workNewsSchema>;
