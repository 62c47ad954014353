import { dirname, join } from 'node:path';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { UserError } from '../../../core/result.js';
import { parseRecord } from '../../parse-record.js';
import { explainFileError, listFolder, readWholeFile, sha256Of } from '../../whole-file.js';
import type { Benchmark, BenchmarkItem } from './benchmark.js';
import { insideFolder } from './paths-and-forms.js';

// Multiple choice as most people keep it: a JSON list (or one object a line) beside its images.

const path = z.string().min(1);

const rowSchema = z
  .object({
    id: z.union([z.number(), z.string()]).optional(),
    question: z.string().min(1),
    /** In order, or by letter. */
    options: z.union([z.array(z.string()).min(2).max(26), z.record(z.string().regex(/^[A-Z]$/), z.string())]),
    /** A letter, an index from 0, or the text of an option. */
    answer: z.union([z.string(), z.number().int().min(0)]),
    image: path.optional(),
    images: z.array(path).optional(),
    category: z.string().optional(),
  })
  .refine((row) => row.image !== undefined || row.images !== undefined, { message: 'needs "image" or "images"' });

const REMEDY =
  'each entry needs "question", "options", "answer" (a letter, an index from 0, or an option\'s text) and "image" or "images".';

/** @param target the JSON file, or a folder with questions.json or no other JSON file in it */
export async function openChoiceQuestions(target: string): Promise<Benchmark> {
  const file = (await isFolder(target)) ? await questionsIn(target) : target;
  const text = (await readWholeFile(file)).toString('utf8');
  const rows = text.trimStart().startsWith('[')
    ? parseRecord(z.array(rowSchema).min(1), text, file, REMEDY)
    : text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, i) => parseRecord(rowSchema, line, `${file}, line ${i + 1}`, REMEDY));
  const items = rows.map((row, i) => itemOf(row, i, file));
  const twice = items.find(({ id }, i) => items.findIndex((other) => other.id === id) !== i);
  if (twice) throw new UserError(`"${file}" has two entries with the id "${twice.id}": give each its own.`);
  return {
    name: 'multiple choice',
    id: 'choice',
    digest: sha256Of(text),
    outline: items.map(({ id, answer }) => ({
      id,
      answer: answer.kind,
      options: answer.kind === 'choice' ? answer.options.length : 1,
    })),
    async *items() {
      yield* items;
    },
  };
}

function itemOf(row: z.infer<typeof rowSchema>, i: number, file: string): BenchmarkItem {
  const options = Array.isArray(row.options)
    ? row.options
    : Object.keys(row.options)
        .sort()
        .map((letter) => (row.options as Record<string, string>)[letter]);
  const correct = indexOf(row.answer, options);
  if (correct === null) throw new UserError(`"${file}", entry ${i + 1}: "answer" is none of its options: ${REMEDY}`);
  return {
    id: String(row.id ?? `choice-${String(i).padStart(4, '0')}`),
    text: row.question,
    answer: { kind: 'choice', options: options.map((text) => ({ text })), correct },
    images: (row.images ?? [row.image as string]).map((name) => insideFolder(dirname(file), name, file)),
    facets: { kind: row.category ?? 'choice' },
    rule: { kind: 'choice', correct },
  };
}

function indexOf(answer: string | number, options: readonly string[]): number | null {
  if (typeof answer === 'number') return answer < options.length ? answer : null;
  const exact = options.indexOf(answer);
  if (exact !== -1) return exact;
  const letter = /^\(?([A-Za-z])[).]?$/.exec(answer.trim())?.[1]?.toUpperCase().charCodeAt(0);
  const index = letter === undefined ? -1 : letter - 65;
  return index >= 0 && index < options.length ? index : null;
}

async function questionsIn(folder: string): Promise<string> {
  const named = (await listFolder(folder)).filter((name) => /\.jsonl?$/.test(name));
  const chosen = named.find((name) => name === 'questions.json') ?? (named.length === 1 ? named[0] : null);
  if (chosen !== null) return join(folder, chosen);
  throw new UserError(
    named.length === 0
      ? `"${folder}" holds no JSON file with questions: put them into "questions.json" there.`
      : `"${folder}" holds several JSON files (${named.slice(0, 4).join(', ')}): give the path of the one with the questions.`,
  );
}

async function isFolder(target: string): Promise<boolean> {
  try {
    return (await stat(target)).isDirectory();
  } catch (error) {
    throw explainFileError(error, target, 'read');
  }
}
