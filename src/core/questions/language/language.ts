import type { z } from 'zod';
import {
  languageFileSchema,
  stepsFileSchema,
  wordingsFileSchema,
  type AnswerKind,
  type FormFile,
  type LanguageFile,
  type StepsFile,
} from './language-file.js';

/** A wording with the id that records carry. Blanks in braces are still open. */
export interface Wording {
  readonly id: string;
  readonly text: string;
  readonly split: 'train' | 'test';
  /** plain; novel: a preposition that no training wording has; implicit: leaves the frame to the reader. */
  readonly label: 'plain' | 'novel' | 'implicit';
}

/** One way of asking one type: its wordings, and sentences that state the answer. */
export interface Form {
  readonly id: string;
  readonly answer: AnswerKind;
  readonly wordings: readonly Wording[];
  readonly answers: Readonly<Record<string, readonly string[]>>;
}

/** A language read from its files. */
export interface Language extends LanguageFile {
  readonly forms: ReadonlyMap<string, Form>;
  readonly steps: StepsFile;
}

/** Share of implicit wordings, from the end of their list, that only test questions use. */
const HELD_OUT = 0.2;

/**
 * Reads a language from the JSON of its files.
 *
 * @param wordingFiles by name, for messages
 * @throws Error naming the file and the field that is wrong, or a form that two files define
 */
export function readLanguage(
  languageFile: unknown,
  wordingFiles: Readonly<Record<string, unknown>>,
  stepsFile: unknown,
): Language {
  const language = parse(languageFileSchema, languageFile, 'language.json');
  const forms = new Map<string, Form>();
  for (const [name, file] of Object.entries(wordingFiles)) {
    for (const shared of parse(wordingsFileSchema, file, name).forms) {
      for (const id of Object.keys(shared.for)) {
        if (forms.has(id)) throw new Error(`${name}: the form "${id}" is defined twice; keep one of them.`);
        forms.set(id, formOf(language, id, shared));
      }
    }
  }
  return { ...language, forms, steps: parse(stepsFileSchema, stepsFile, 'steps.json') };
}

function formOf(language: LanguageFile, id: string, shared: FormFile): Form {
  const blanks = { ...language.phrases, ...shared.for[id] };
  const keptFrom = shared.implicit.length - Math.ceil(shared.implicit.length * HELD_OUT);
  const lists: [readonly string[], (i: number) => Pick<Wording, 'split' | 'label'>, string][] = [
    [shared.wordings, () => ({ split: 'train', label: 'plain' }), ''],
    [shared.heldOut, () => ({ split: 'test', label: 'plain' }), 'h'],
    [shared.novel, () => ({ split: 'test', label: 'novel' }), 'n'],
    [shared.implicit, (i) => ({ split: i < keptFrom ? 'train' : 'test', label: 'implicit' }), 'i'],
  ];
  const wordings = lists.flatMap(([texts, place, mark]) =>
    texts.flatMap((text, i) =>
      expand(text, blanks).map((expanded, k, all): Wording => ({
        id: `${id}.${mark}${String(i + 1).padStart(2, '0')}${all.length > 1 ? suffix(k) : ''}`,
        text: expanded,
        ...place(i),
      })),
    ),
  );
  const answers = Object.fromEntries(
    Object.entries(shared.answers).map(([key, texts]) => [key, texts.flatMap((text) => expand(text, blanks))]),
  );
  return { id, answer: shared.answer, wordings, answers };
}

/** a … z, aa, ab … */
const suffix = (k: number): string =>
  (k < 26 ? '' : suffix(Math.floor(k / 26) - 1)) + String.fromCharCode(97 + (k % 26));

/** Fills the blanks that the language itself knows; those with several fillings give a text for each. */
function expand(text: string, blanks: Readonly<Record<string, string | readonly string[]>>): string[] {
  const name = [...text.matchAll(/\{([a-z][a-zA-Z]*)\}/g)].map((match) => match[1]).find((found) => found in blanks);
  if (name === undefined) return [text];
  const values = blanks[name];
  return (typeof values === 'string' ? [values] : values).flatMap((value) =>
    expand(
      text.replaceAll(`{${name}}`, () => value),
      blanks,
    ),
  );
}

function parse<T extends z.ZodType>(schema: T, file: unknown, name: string): z.infer<T> {
  const parsed = schema.safeParse(file);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${name}: "${issue.path.join('.')}": ${issue.message}.`);
}
