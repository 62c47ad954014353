import { join } from 'node:path';
import type { RunEvent } from '../contract/run-events.js';
import { lexiconOf } from '../core/assets/lexicon.js';
import { ENGLISH } from '../core/questions/language/english.js';
import type { Library } from '../core/assets/library.js';
import { SPEC_VERSION } from '../core/relations/constants.js';
import { UsageError } from '../core/result.js';
import { CONVENTIONS, type DatasetRecord, type ShardRecord } from '../core/scene/dataset-record.js';
import type { Recipe } from '../core/scene/recipe.js';
import { finishedShards } from '../dataset/finished-shards.js';
import { FOLDERS } from '../dataset/layout.js';
import { hashRecipe, readManifest, withShards, writeManifest, type Manifest } from '../dataset/manifest.js';
import { ensureFolder, fileSize, listFolder, removeLeftovers } from '../dataset/whole-file.js';
import { generate, type SceneReport } from '../services/generate.js';
import { askWorkshop } from './ask-run.js';
import { libraryFor } from './imported-library.js';
import { GENERATOR } from './version.js';
import type { Jobs } from './jobs.js';
import { WorkerPool } from './worker-pool.js';
import { WORKER_SCRIPT } from './worker-script.js';

export interface GenerateOptions {
  readonly recipe: Recipe;
  /** Folder of imported objects. */
  readonly imported: string;
  readonly out: string;
  readonly scenes: number;
  readonly seed: number;
  readonly shardSize: number;
  /** First and last shard to make here; null: all. */
  readonly shards: readonly [number, number] | null;
  readonly workers: number;
  readonly resume: boolean;
  /** The command that continues this run, for the message that refuses without it. */
  readonly resumeCommand: string;
  /** Aborted: the shards under way are finished; the run ends without being done, and can be resumed. */
  readonly signal?: AbortSignal | undefined;
  /** Called with a small WebP of each scene as it is made. */
  readonly onPicture?: ((scene: string, webp: Uint8Array) => void) | undefined;
}

/** Name of the question set that `generate` writes. */
export const MAIN_SET = 'main';

/**
 * Generates a dataset into a folder, or continues one that was interrupted.
 *
 * @throws UsageError when the folder holds something else or is unfinished and `resume` was not asked for
 */
export async function* generateRun(options: GenerateOptions): AsyncGenerator<RunEvent> {
  const { out, recipe, seed, scenes, shardSize } = options;
  const lastShard = Math.ceil(scenes / shardSize) - 1;
  const shards = options.shards ?? [0, lastShard];
  if (shards[1] > lastShard)
    throw new UsageError(
      `--shards ends at ${shards[1]}, but ${scenes} scenes in shards of ${shardSize} end at shard ${lastShard}.`,
    );

  const existing = await inspectFolder(options, shards);
  const pool = new WorkerPool<Jobs>(WORKER_SCRIPT, options.workers);
  try {
    const renderer = await pool.run('describeRenderer', null, () => {});
    if (existing && existing.renderer !== renderer) {
      throw new UsageError(
        `"${out}" was begun with the renderer "${existing.renderer}", this machine has "${renderer}": continue it where it was begun, or choose another --out.`,
      );
    }
    for (const folder of FOLDERS) await ensureFolder(join(out, folder));
    await removeLeftovers([out, ...FOLDERS.map((folder) => join(out, folder))]);
    let manifest: Manifest = existing ?? emptyManifest(options, renderer, await libraryFor(recipe, options.imported));
    if (!existing) await writeManifest(out, manifest);

    const thumbnails = options.onPicture !== undefined;
    const asking = askWorkshop(
      out,
      pool,
      () => manifest,
      async (changed) => {
        manifest = changed;
        await writeManifest(out, manifest);
      },
    );
    yield* generate(
      { scenes, shardSize, shards, set: MAIN_SET, signal: options.signal },
      {
        ...asking,
        finishedShards: () => finishedShards(out),
        makeShard: (shard, report) =>
          pool.run(
            'makeShard',
            { dir: out, recipe, imported: options.imported, seed, shard, shardSize, scenes, renderer, thumbnails },
            (event: SceneReport) => {
              if (event.type === 'made' && event.thumbnail) options.onPicture?.(event.scene, event.thumbnail);
              report(event);
            },
          ),
        recordShards: async (records: readonly ShardRecord[]) => {
          manifest = withShards(manifest, records);
          await writeManifest(out, manifest);
        },
      },
    );
    if (options.signal?.aborted) return;
    yield { type: 'done', summary: summarize(out, manifest, renderer) };
  } finally {
    await pool.dispose();
  }
}

async function inspectFolder(
  options: GenerateOptions,
  shards: readonly [number, number],
): Promise<DatasetRecord | null> {
  const { out, recipe, seed, scenes, shardSize, resume, resumeCommand } = options;
  if ((await fileSize(join(out, 'dataset.json'))) === null) {
    const names = (await listFolder(out)).filter((name) => !(FOLDERS as readonly string[]).includes(name));
    if (names.length > 0) throw new UsageError(`"${out}" is not empty and holds no dataset: choose another --out.`);
    return null;
  }
  const found = await readManifest(out);
  const differs =
    found.recipeHash !== hashRecipe(recipe)
      ? `another recipe ("${found.recipe.id}", or the same with other options)`
      : found.seed !== seed
        ? `seed ${found.seed}`
        : found.plan.scenes !== scenes || found.plan.shardSize !== shardSize
          ? `a plan of ${found.plan.scenes} scenes in shards of ${found.plan.shardSize}`
          : found.generator.version !== GENERATOR.version
            ? `version ${found.generator.version} of the generator`
            : null;
  if (differs !== null)
    throw new UsageError(
      `"${out}" holds data of ${differs}: choose another --out, or repeat the options it was begun with.`,
    );
  if (!resume) {
    const present = new Set(found.shards.map((shard) => Number(shard.id)));
    const missing = Array.from({ length: shards[1] - shards[0] + 1 }, (_, i) => shards[0] + i).some(
      (n) => !present.has(n),
    );
    throw new UsageError(
      missing || !(MAIN_SET in found.questions)
        ? `"${out}" holds an unfinished run of this recipe: continue it with ${resumeCommand}`
        : `"${out}" holds this dataset already, complete: choose another --out.`,
    );
  }
  return found;
}

function emptyManifest(options: GenerateOptions, renderer: string, library: Library): Manifest {
  return {
    schema: 'vantage/dataset@1',
    name: options.recipe.id,
    generator: GENERATOR,
    recipe: options.recipe,
    recipeHash: hashRecipe(options.recipe),
    seed: options.seed,
    plan: { scenes: options.scenes, shardSize: options.shardSize },
    renderer,
    conventions: CONVENTIONS,
    spec: SPEC_VERSION,
    lexicon: lexiconOf(ENGLISH, library.categories),
    assets: [],
    shards: [],
    rejected: {},
    questions: {},
  };
}

function summarize(out: string, manifest: Manifest, renderer: string): Readonly<Record<string, unknown>> {
  const sum = (pick: (shard: Manifest['shards'][number]) => number) =>
    manifest.shards.reduce((total, shard) => total + pick(shard), 0);
  return {
    dir: out,
    scenes: sum((shard) => shard.scenes),
    views: sum((shard) => shard.views),
    bytes: sum((shard) => shard.bytes),
    rejected: manifest.rejected,
    questions: Object.fromEntries(Object.entries(manifest.questions).map(([set, { count }]) => [set, count])),
    perView: manifest.recipe.questions.perView,
    renderer,
  };
}
