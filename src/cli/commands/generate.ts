import { availableParallelism } from 'node:os';
import { UsageError } from '../../core/result.js';
import { generateRun, type GenerateOptions } from '../../host/generate-run.js';
import { IMPORTED_FOLDER } from '../../host/imported-library.js';
import { loadRecipe } from '../../host/load-recipe.js';
import type { Command } from '../index.js';
import { readStyle, STYLE_NAMES } from '../read-style.js';
import type { ParsedOptions } from '../options.js';

export const MAX_SCENES = 10_000_000;
const DEFAULT_SHARD_SIZE = 8;

export const generateCommand: Command = {
  spec: {
    name: 'generate',
    positionals: ['RECIPE'],
    summary: 'Make a dataset from a recipe file and a seed.',
    options: {
      out: { value: 'DIR', text: 'Folder to write; it must be new, or this run’s own with --resume.' },
      scenes: { value: 'N', text: 'Scenes to attempt (default 20).' },
      seed: { value: 'S', text: 'Seed; 0 is a seed like any other (default 0).' },
      views: { value: 'V', text: 'Views of each scene, instead of the recipe’s.' },
      size: { value: 'WxH', text: 'Image size in pixels, instead of the recipe’s.' },
      style: { value: 'NAME', text: `Ask in another data set’s manner: ${STYLE_NAMES}.` },
      workers: { value: 'W', text: 'Scenes made at the same time (default: by processor cores).' },
      'shard-size': { value: 'K', text: `Scenes in one shard (default ${DEFAULT_SHARD_SIZE}).` },
      shards: { value: 'a-b', text: 'Make only these shards here, for runs on many machines.' },
      assets: { value: 'DIR', text: `Folder of imported objects (default ${IMPORTED_FOLDER}).` },
      resume: { text: 'Continue an unfinished run in DIR.' },
    },
  },
  async *run(options) {
    const [recipePath] = options.positionals;
    const out = options.text('out');
    if (out === undefined) throw new UsageError('vantage generate needs --out DIR, the folder to write.');
    yield* generateRun(await readGenerateOptions(options, recipePath, out));
  },
  conclude: concludeGenerate,
};

export async function readGenerateOptions(
  options: ParsedOptions,
  recipePath: string,
  out: string,
): Promise<GenerateOptions> {
  const views = options.integer('views', 1, 32);
  const size = readSize(options.text('size'));
  const imported = options.text('assets') ?? IMPORTED_FOLDER;
  const given = await loadRecipe(
    recipePath,
    { ...(views !== undefined && { views }), ...(size && { size }) },
    imported,
  );
  const style = readStyle(options.text('style'));
  const recipe = style ? { ...given, questions: style.apply(given.questions) } : given;
  return {
    recipe,
    imported,
    out,
    scenes: options.integer('scenes', 1, MAX_SCENES) ?? 20,
    seed: options.integer('seed', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) ?? 0,
    shardSize: options.integer('shard-size', 1, 1000) ?? DEFAULT_SHARD_SIZE,
    shards: readShards(options.text('shards')),
    workers: options.integer('workers', 1, 64) ?? defaultWorkers(),
    resume: options.flag('resume'),
    resumeCommand: resumeCommand(options, recipePath, out),
  };
}

/** Each worker keeps a browser busy besides its own thread. */
export const defaultWorkers = (): number => Math.max(1, Math.min(8, availableParallelism()));

export function concludeGenerate(summary: Readonly<Record<string, unknown>>): { text: string } {
  const rejected = Object.entries(summary['rejected'] as Record<string, number>);
  const given = rejected.length === 0 ? '' : `, ${rejected.map(([reason, n]) => `${n} ${reason}`).join(', ')} given up`;
  const questions = Object.values(summary['questions'] as Record<string, number>).reduce((sum, n) => sum + n, 0);
  const megabytes = ((summary['bytes'] as number) / 1e6).toFixed(1);
  return {
    text: `${summary['scenes']} scenes${given}, ${summary['views']} views, ${questions} questions, ${megabytes} MB in ${summary['dir']}\n`,
  };
}

function readSize(text: string | undefined): readonly [number, number] | null {
  if (text === undefined) return null;
  const match = /^(\d{1,5})x(\d{1,5})$/i.exec(text);
  if (!match) throw new UsageError(`--size must look like 640x480, not "${text}".`);
  return [Number(match[1]), Number(match[2])];
}

function readShards(text: string | undefined): readonly [number, number] | null {
  if (text === undefined) return null;
  const match = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text);
  const range = match && ([Number(match[1]), Number(match[2] ?? match[1])] as const);
  if (!range || range[0] > range[1]) throw new UsageError(`--shards must look like 0-9 or 4, not "${text}".`);
  return range;
}

/** The command as typed, with --resume. */
function resumeCommand(options: ParsedOptions, recipe: string, out: string): string {
  const given = ['scenes', 'seed', 'views', 'size', 'style', 'workers', 'shard-size', 'shards', 'assets'].flatMap(
    (name) => {
      const value = options.text(name);
      return value === undefined ? [] : [`--${name} ${value}`];
    },
  );
  return ['vantage generate', quoted(recipe), '--out', quoted(out), ...given, '--resume'].join(' ');
}

const quoted = (path: string): string => (/^[\w./:@-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
