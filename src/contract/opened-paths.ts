import { z } from 'zod';

// Between Electron's main process and the backend: what the user chose in a dialog or dropped on the window. The page
// has no part in it, so that nothing it is led to say opens a folder. One answer for each message.

export const openedPathSchema = z.strictObject({
  about: z.literal('opened-path'),
  id: z.int(),
  path: z.string().min(1).max(4000),
});
export type OpenedPath = z.infer<typeof openedPathSchema>;

export const openedAnswerSchema = z.strictObject({ about: z.literal('opened-path'), id: z.int() });
export type OpenedAnswer = z.infer<typeof openedAnswerSchema>;

/** Why the backend cannot begin, in a sentence; it ends after that. */
export const cannotBeginSchema = z.strictObject({ about: z.literal('cannot-begin'), sentence: z.string() });
export type CannotBegin = z.infer<typeof cannotBeginSchema>;
