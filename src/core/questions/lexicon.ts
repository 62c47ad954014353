import { z } from 'zod';
import { referringSchema } from './language/language-file.js';

const readonlyRecord = <T extends z.ZodType>(value: T) => z.record(z.string(), value).readonly();
const words = z.array(z.string().min(1)).readonly();

/** The words a dataset's questions use; stored whole in dataset.json, so that "unique phrase" can be checked (SPEC §2). */
export const lexiconSchema = z
  .strictObject({
    version: z.string(),
    /** Category → its names, first the one we write. */
    nouns: readonlyRecord(words),
    /** Wider word → the categories it matches. */
    hypernyms: readonlyRecord(words),
    /** Colour name → CIE L*a*b* (D65). */
    colours: readonlyRecord(z.tuple([z.number(), z.number(), z.number()]).readonly()),
    /** How phrases are built where a noun alone is not enough; absent in datasets of format 1 before en-2: as in English. */
    referring: referringSchema.optional(),
  })
  .readonly();

export type Lexicon = z.infer<typeof lexiconSchema>;
