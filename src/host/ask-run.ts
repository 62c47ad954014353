import { join } from 'node:path';
import type { RunEvent } from '../contract/run-events.js';
import { budgetOf } from '../core/questions/budget.js';
import { ENGLISH } from '../core/questions/language/english.js';
import type { Recipe } from '../core/scene/recipe.js';
import { dropCandidates, writeQuestionFile } from '../dataset/question-files.js';
import { readManifest, writeManifest, type Manifest } from '../dataset/manifest.js';
import { ensureFolder, removeLeftovers } from '../dataset/whole-file.js';
import { ask, type AskWorkshop } from '../services/ask.js';
import type { Jobs } from './jobs.js';
import { WorkerPool } from './worker-pool.js';
import { WORKER_SCRIPT } from './worker-script.js';

/** How a set is asked, where it differs from the dataset's recipe. */
export interface AskOptions {
  readonly rules: Recipe['questions'];
  /** SPEC's margins times this. */
  readonly marginScale: number;
  /** Only what is too close to call, for calibration. */
  readonly ambiguous: boolean;
  /** Ids of the views that are asked about; null: all. */
  readonly views: readonly string[] | null;
}

/** As the recipe says. */
export const asRecipe = ({ recipe }: Manifest): AskOptions => ({
  rules: recipe.questions,
  marginScale: 1,
  ambiguous: false,
  views: null,
});

/** Workers and files for asking about the shards of a dataset. */
export function askWorkshop(
  dir: string,
  pool: WorkerPool<Jobs>,
  manifest: () => Manifest,
  change: (manifest: Manifest) => Promise<void>,
  { rules, marginScale, ambiguous, views }: AskOptions = asRecipe(manifest()),
): AskWorkshop {
  return {
    concurrency: pool.size,
    rules: {
      perView: (view) => (ambiguous ? { configuration: rules.perView } : budgetOf(view, rules)),
      speech: rules.speech,
      language: ENGLISH,
    },
    shards: async () => manifest().shards.map((shard) => shard.id),
    findCandidates: (shard, set) =>
      pool.run(
        'findCandidates',
        { dir, shard, set, seed: manifest().seed, rules, lexicon: manifest().lexicon, marginScale, ambiguous, views },
        () => {},
      ),
    writeQuestions: async (shard, set, chosen) => {
      await ensureFolder(join(dir, 'questions', set));
      return writeQuestionFile(dir, set, shard, chosen, ENGLISH);
    },
    recordSet: async (set, files) => {
      const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
      const isRecipe = JSON.stringify(rules) === JSON.stringify(manifest().recipe.questions);
      const record = {
        count: entries.reduce((sum, [, file]) => sum + file.count, 0),
        files: Object.fromEntries(entries.map(([shard, file]) => [`questions/${set}/${shard}.jsonl`, file.sha256])),
        language: ENGLISH.version,
        ...(marginScale !== 1 && { marginScale }),
        ...(ambiguous && { purpose: 'ambiguous' as const }),
        ...(!isRecipe && { rules }),
        ...(views !== null && { views: views.length }),
      };
      const questions = { ...manifest().questions, [set]: record };
      const ordered = Object.fromEntries(Object.entries(questions).sort(([a], [b]) => (a < b ? -1 : 1)));
      await change({ ...manifest(), questions: ordered });
      await dropCandidates(dir, set);
    },
  };
}

/**
 * Asks a stored dataset again, into a set of its own.
 *
 * @param optionsOf from the dataset as it is
 */
export async function* askRun(
  dir: string,
  set: string,
  workers: number,
  optionsOf: (manifest: Manifest) => AskOptions = asRecipe,
): AsyncGenerator<RunEvent> {
  let manifest: Manifest = await readManifest(dir);
  await removeLeftovers([dir, join(dir, 'questions'), join(dir, 'questions', set)]);
  const pool = new WorkerPool<Jobs>(WORKER_SCRIPT, workers);
  try {
    const workshop = askWorkshop(
      dir,
      pool,
      () => manifest,
      async (changed) => {
        manifest = changed;
        await writeManifest(dir, manifest);
      },
      optionsOf(manifest),
    );
    yield* ask({ set }, workshop);
    yield { type: 'done', summary: { dir, set, questions: manifest.questions[set].count } };
  } finally {
    await pool.dispose();
  }
}
