import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '../contract/run-events.js';
import type { Exam } from '../core/evaluation/exam.js';
import { parseWhere } from '../core/evaluation/where-filter.js';
import { UsageError, UserError } from '../core/result.js';
import type { Recipe } from '../core/scene/recipe.js';
import { Dataset } from '../dataset/dataset.js';
import { readExam, writeExam } from '../dataset/evaluation/exam-file.js';
import { setDigest } from '../dataset/evaluation/dataset-questions.js';
import { hashRecipe } from '../dataset/manifest.js';
import { fileSize } from '../dataset/whole-file.js';
import { evaluateRun, type EvaluateOptions } from './evaluate-run.js';
import { generateRun, MAIN_SET } from './generate-run.js';

export interface MakeExamOptions {
  readonly recipe: Recipe;
  readonly title: string;
  /** The exam's file. */
  readonly out: string;
  readonly scenes: number;
  readonly seed: number;
  readonly shardSize: number;
  readonly workers: number;
  /** Folder of imported objects. */
  readonly imported: string;
  readonly where: string | undefined;
  readonly limit: number | undefined;
  readonly circular: boolean;
  /** Where its scenes are kept; undefined: in a temporary folder, removed afterwards. */
  readonly dir: string | undefined;
}

/** Draws an exam once and writes its file: recipe, seeds, and the digest of its questions. */
export async function* makeExamRun(options: MakeExamOptions): AsyncGenerator<RunEvent> {
  const { recipe, seed, scenes, shardSize, out } = options;
  if ((await fileSize(out)) !== null)
    throw new UsageError(`"${out}" exists: choose another --out, an exam in use must not change.`);
  const where = options.where === undefined ? null : parseWhere(options.where);
  if (where && !where.ok) throw new UsageError(where.problem);
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'vantage-exam-')));
  try {
    yield* drawn(dir, { recipe, seed, scenes, shardSize }, options, 'vantage exam make');
    const dataset = await Dataset.open(dir);
    const { generator, spec, renderer, questions } = dataset.record;
    const exam = await writeExam(out, {
      schema: 'vantage/exam@1',
      title: options.title,
      generator,
      spec,
      recipe,
      seed,
      scenes,
      shardSize,
      renderer,
      where: options.where ?? null,
      limit: options.limit ?? null,
      circular: options.circular,
      questions: {
        count: questions[MAIN_SET].count,
        digest: setDigest(dataset, MAIN_SET),
        shards: shardDigests(dataset),
      },
    });
    yield { type: 'done', summary: { path: out, hash: exam.hash, scenes, questions: exam.questions.count, renderer } };
  } finally {
    if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
  }
}

export interface TakeExamOptions {
  /** The exam's file. */
  readonly exam: string;
  /** Where its scenes are drawn; default: exams/<hash> where the command runs. */
  readonly dir: string | undefined;
  readonly workers: number;
  /** Folder of imported objects. */
  readonly imported: string;
  readonly asking: Omit<EvaluateOptions, 'dir' | 'benchmark' | 'set' | 'where' | 'limit' | 'circular' | 'rescore'>;
}

/**
 * Draws an exam's scenes, checks that its questions are those of its author, and asks them.
 *
 * @throws UsageError for a file that is no exam; UserError when the questions differ and nothing explains why
 */
export async function* takeExamRun(given: TakeExamOptions): AsyncGenerator<RunEvent> {
  const { exam: path, asking } = given;
  const exam = await readExam(path);
  const dir = given.dir ?? join('exams', exam.hash.slice(0, 12));
  yield* drawn(dir, exam, given, `vantage exam take ${path}`);
  const dataset = await Dataset.open(dir);
  const note = compareWithAuthor(path, exam, dataset);
  if (note !== null) yield { type: 'note', message: note };
  const options: EvaluateOptions = {
    ...asking,
    dir,
    set: MAIN_SET,
    ...(exam.where !== null && { where: exam.where }),
    ...(exam.limit !== null && { limit: exam.limit }),
    circular: exam.circular,
    rescore: false,
  };
  for await (const event of evaluateRun(options)) {
    if (event.type !== 'done') yield event;
    else yield { type: 'done', summary: { ...event.summary, exam: { title: exam.title, hash: exam.hash, note } } };
  }
}

/** Makes the scenes of an exam in `dir`, or finds them there. */
async function* drawn(
  dir: string,
  { recipe, seed, scenes, shardSize }: Pick<Exam, 'recipe' | 'seed' | 'scenes' | 'shardSize'>,
  { workers, imported }: { readonly workers: number; readonly imported: string },
  command: string,
): AsyncGenerator<RunEvent> {
  const options = {
    recipe,
    out: dir,
    scenes,
    seed,
    shardSize,
    shards: null,
    workers,
    imported,
    resume: true,
    resumeCommand: command,
  };
  if (await isComplete(dir, hashRecipe(recipe), seed, Math.ceil(scenes / shardSize))) return;
  for await (const event of generateRun(options)) if (event.type !== 'done') yield event;
}

async function isComplete(dir: string, recipeHash: string, seed: number, shards: number): Promise<boolean> {
  if ((await fileSize(join(dir, 'dataset.json'))) === null) return false;
  const { record } = await Dataset.open(dir);
  const isThis = record.recipeHash === recipeHash && record.seed === seed;
  return isThis && MAIN_SET in record.questions && record.shards.length === shards;
}

const shardDigests = (dataset: Dataset): Record<string, string> =>
  Object.fromEntries(
    Object.entries(dataset.record.questions[MAIN_SET].files).map(([file, hash]) => [
      file.slice(file.lastIndexOf('/') + 1).replace(/\.jsonl$/, ''),
      hash,
    ]),
  );

/**
 * What differs from the author's exam, in one sentence; null when the questions are the same.
 *
 * @throws UserError when they differ though program and renderer are the author's
 */
function compareWithAuthor(path: string, exam: Exam, dataset: Dataset): string | null {
  const { generator, renderer } = dataset.record;
  if (setDigest(dataset, MAIN_SET) === exam.questions.digest) return null;
  const own = shardDigests(dataset);
  const differing = Object.entries(exam.questions.shards).filter(([shard, hash]) => own[shard] !== hash).length;
  const what = `The questions of ${differing} of ${Object.keys(exam.questions.shards).length} shards differ from those of "${path}"`;
  if (generator.version !== exam.generator.version)
    throw new UserError(
      `${what}: it was made with Vantage ${exam.generator.version}, this is ${generator.version}; take it with that version.`,
    );
  if (renderer !== exam.renderer)
    return `${what}: this machine draws with "${renderer}", its author's with "${exam.renderer}"; scores are close to, but not the same as, those of its author's machine.`;
  throw new UserError(
    `${what} though version and renderer are the same: the scenes in "${dataset.dir}" are not those of this exam; choose another --dir.`,
  );
}
