import { z } from 'zod';

// A language as data: `assets/language/<id>/language.json` and, beside it, one file of wordings for each group of
// question types. A new language is a new folder; no code names a word of any language.

const strings = z.array(z.string().min(1)).readonly();
const readonlyRecord = <T extends z.ZodType>(value: T) => z.record(z.string(), value).readonly();
/** [regular expression, replacement]: the first that matches is used. */
const rules = z
  .array(z.tuple([z.string(), z.string()]).readonly())
  .min(1)
  .readonly();

/** Kinds of answers as wordings know them: how a sentence states one depends on it. */
export const ANSWER_KINDS = [
  'yes-no',
  'choice',
  'number',
  'points',
  'points3d',
  'box2d',
  'box3d',
  'trace',
  'grasp',
  'text',
] as const;
export const STYLES = ['short', 'sentence', 'json', 'choice', 'chainOfThought'] as const;

/** How an answer is given: a word, a whole sentence, JSON, the letter of an option, or a word after the steps it follows from. */
export type AnswerStyle = (typeof STYLES)[number];

/** How an object is called when its noun alone is not enough (SPEC §2), by rung. */
export const referringSchema = z
  .strictObject({
    /** Put before a phrase that names one object: "the". */
    definite: z.string(),
    colour: z.string(),
    material: z.string(),
    largest: z.string(),
    smallest: z.string(),
    ordinal: z.string(),
    /** "first", "second" … */
    ordinals: strings,
    inside: z.string(),
    on: z.string(),
    /** Colour and material names of the object library → this language's, where they differ. */
    attributes: readonlyRecord(z.string()).default({}),
  })
  .readonly();

export type Referring = z.infer<typeof referringSchema>;

export const languageFileSchema = z
  .strictObject({
    schema: z.literal('vantage/language@1'),
    /** BCP 47 tag. */
    id: z.string(),
    /** Recorded with every dataset; bumped with any change of words. */
    version: z.string(),
    /** Rules on a phrase that give its indefinite article. */
    indefinite: rules,
    plural: z.strictObject({ irregular: readonlyRecord(z.string()), rules }).readonly(),
    /** Rules that make a phrase possessive. */
    possessive: rules,
    /** Names of categories, first the one that is written; a category left out keeps the library's own names. */
    nouns: readonlyRecord(strings).default({}),
    /** Wider word → categories it matches; absent: the library's own. */
    hypernyms: readonlyRecord(strings).optional(),
    /** "{a} or {b}", and what joins the earlier of more than two. */
    lists: z.strictObject({ or: z.string(), and: z.string(), comma: z.string(), semicolon: z.string() }).readonly(),
    yes: z.string(),
    no: z.string(),
    /** 0, 1, 2 … in words. */
    numbers: strings,
    /** Unit → how it is written after a number and in words. */
    units: readonlyRecord(z.strictObject({ sign: z.string(), many: z.string() }).readonly()),
    /** Before a number rounded as a person would. */
    about: strings,
    /** How the options of a choice are put before a model: in a line, or each behind a letter. */
    options: z.strictObject({ line: z.string(), lettered: z.string() }).readonly(),
    /** Phrases that wordings share by name. */
    phrases: readonlyRecord(strings),
    referring: referringSchema,
    /** Relation (with its frame) → what stands after "is" in a compound question: "on {B}". */
    clauses: readonlyRecord(z.string()).default({}),
    /** What is added to a question so that it is answered in a style, by kind of answer. "" asks for nothing special. */
    styles: z.record(
      z.enum(STYLES),
      z.partialRecord(z.enum([...ANSWER_KINDS, 'count']), z.array(z.string()).min(1).readonly()),
    ),
  })
  .readonly();

const formSchema = z
  .strictObject({
    /** Names of the forms that share these wordings → what each puts in its own blanks; a list gives a wording for each. */
    for: readonlyRecord(readonlyRecord(z.union([z.string(), strings]))),
    answer: z.enum(ANSWER_KINDS),
    wordings: strings,
    /** Wordings that only test questions use. */
    heldOut: strings,
    /** Test wordings with prepositions that no training wording has. */
    novel: strings.default([]),
    /** Wordings that leave the frame to the reader; asked only when a recipe wants them. */
    implicit: strings.default([]),
    /** Sentences that state the answer: "yes" and "no", or "value"; "short", where the bare value would not do. */
    answers: readonlyRecord(strings),
  })
  .readonly();

export const wordingsFileSchema = z
  .strictObject({
    schema: z.literal('vantage/wordings@1'),
    forms: z.array(formSchema).readonly(),
  })
  .readonly();

/** Sentences for the steps of derivations: one for each operation (SPEC §8), with no number but the step's own. */
export const stepsFileSchema = z
  .strictObject({
    schema: z.literal('vantage/steps@1'),
    /** The whole answer: {steps}, then {answer}. */
    answer: z.string(),
    /** Put around the sentence that concludes. */
    so: z.string(),
    /** Direction and frame → where an offset leads. */
    sides: readonlyRecord(z.string()),
    /** Operation → sentence that states its {value}. */
    values: readonlyRecord(z.string()),
    /** Operation → sentences of T and F; "clause" for the relations that have a clause. */
    verdicts: readonlyRecord(z.strictObject({ T: z.string(), F: z.string() }).readonly()),
  })
  .readonly();

export type StepsFile = z.infer<typeof stepsFileSchema>;
export type LanguageFile = z.infer<typeof languageFileSchema>;
export type FormFile = z.infer<typeof formSchema>;
export type AnswerKind = (typeof ANSWER_KINDS)[number];
