import { z } from 'zod';
import words from '../../../assets/language/en/rollout.json' with { type: 'json' };

/** What the protocol itself says, beside the task: data of the language. */
const rolloutWordsSchema = z
  .strictObject({
    schema: z.literal('vantage/rollout-words@1'),
    object: z.string(),
    objectNext: z.string(),
    place: z.string(),
    retry: z.string(),
    images: z.string(),
    /** Any of these in a reply to the question for the place refuses. */
    refusals: z.array(z.string().min(3)).min(1).readonly(),
  })
  .readonly();

export type RolloutWords = z.infer<typeof rolloutWordsSchema>;

export const ROLLOUT_WORDS: RolloutWords = rolloutWordsSchema.parse(words);

/** Blanks of these phrases, each once. */
export const fillPhrase = (phrase: string, blanks: Readonly<Record<string, string>>): string =>
  phrase.replace(/\{(\w+)\}/g, (whole, name: string) => blanks[name] ?? whole);
