import { join } from 'node:path';
import type { RunEvent } from '../contract/run-events.js';
import { blindGuessesOf, toldByWords } from '../core/questions/fairness/blind-rule.js';
import { checkSet, type AnsweredQuestion } from '../core/questions/fairness/check-set.js';
import { leakageOf, leaks } from '../core/questions/fairness/leakage.js';
import type { DatasetRecord } from '../core/scene/dataset-record.js';
import { assetPath, manifestPath } from '../dataset/layout.js';
import { readManifest } from '../dataset/manifest.js';
import { listRuns } from '../dataset/rollouts/rollout-folder.js';
import { fileSize, hashFile, listFolder } from '../dataset/whole-file.js';
import { runTasks } from '../services/job-pool.js';
import type { Problem, ShardVerdict } from './jobs/verify-shard.js';
import type { Jobs } from './jobs.js';
import { verifyRollouts, type RolloutTotals } from './verify-rollouts.js';
import { WorkerPool } from './worker-pool.js';
import { WORKER_SCRIPT } from './worker-script.js';

/** Shown one by one; beyond this many only counted. */
const MAX_SHOWN = 50;

/**
 * Checks a dataset and the runs of suites in a folder from their files alone: every byte against its hash, every record
 * against its schema, the truth of every view against its meshes, every answer by deriving it again, the set as a whole for
 * balance and leakage, and every episode of a run by deriving its record again.
 */
export async function* verifyRun(dir: string, workers: number): AsyncGenerator<RunEvent> {
  const runs = await listRuns(dir);
  const hasDataset = runs.length === 0 || (await fileSize(manifestPath(dir))) !== null;
  const manifest = hasDataset ? await readManifest(dir) : null;
  const pool = new WorkerPool<Jobs>(WORKER_SCRIPT, workers);
  const totals = { files: 0, views: 0, questions: 0, problems: 0 };
  const note = (problem: Problem): RunEvent | null => {
    totals.problems++;
    if (totals.problems > MAX_SHOWN) return null;
    return { type: 'problem', ...problem };
  };
  try {
    const acted: RolloutTotals = { episodes: 0, files: 0, views: 0, meshes: new Set() };
    for (const run of runs) yield* verifyRollouts(dir, run, pool, acted, note);
    totals.files += acted.files;
    totals.views += acted.views;
    if (manifest) yield* verifyDataset(dir, manifest, acted.meshes, pool, totals, note);
    const { questions, ...counts } = totals;
    const summary = {
      dir,
      ...counts,
      ...(manifest && { questions }),
      ...(runs.length > 0 && { episodes: acted.episodes }),
    };
    yield { type: 'done', summary };
  } finally {
    await pool.dispose();
  }
}

/** @param others meshes that are there for runs of suites */
async function* verifyDataset(
  dir: string,
  manifest: DatasetRecord,
  others: ReadonlySet<string>,
  pool: WorkerPool<Jobs>,
  totals: { files: number; views: number; questions: number },
  note: (problem: Problem) => RunEvent | null,
): AsyncGenerator<RunEvent> {
  totals.files++;
  yield { type: 'phase', phase: 'verify', total: manifest.shards.length, unit: 'shards' };
  for (const { mesh } of manifest.assets) {
    totals.files++;
    const path = assetPath(dir, mesh);
    const damaged =
      (await fileSize(path)) === null
        ? 'is missing'
        : (await hashFile(path)) === mesh
          ? null
          : 'is not the mesh its name says';
    const event = damaged && note({ where: `assets/${mesh}.glb`, message: `${damaged}; put the original file back.` });
    if (event) yield event;
  }
  for (const stray of await strayFiles(dir, others, manifest)) {
    const event = note({
      where: stray,
      message:
        'is not listed in dataset.json: it belongs to another run, or the run was cut short; continue it with --resume, or delete the file.',
    });
    if (event) yield event;
  }
  const answered = new Map<string, AnsweredQuestion[]>();
  const verdicts: ShardVerdict[] = [];
  const tasks = manifest.shards.map((entry) => async (report: (event: number) => void) => {
    const sets = Object.entries(manifest.questions).map(([set, { files }]) => ({
      set,
      sha256: files[`questions/${set}/${entry.id}.jsonl`] ?? null,
    }));
    const verdict = await pool.run(
      'verifyShard',
      { dir, entry, sets, lexicon: manifest.lexicon, recipe: manifest.recipe },
      () => {},
    );
    report(1);
    return verdict;
  });
  let done = 0;
  const events = runTasks<number, ShardVerdict>(tasks, pool.size, (verdict) => void verdicts.push(verdict));
  for await (const _ of events)
    yield { type: 'progress', phase: 'verify', done: ++done, total: manifest.shards.length };

  verdicts.sort((a, b) => (a.shard < b.shard ? -1 : 1));
  for (const verdict of verdicts) {
    totals.files += verdict.files;
    totals.views += verdict.views;
    totals.questions += verdict.questions;
    for (const problem of verdict.problems) {
      const event = note(problem);
      if (event) yield event;
    }
    for (const question of verdict.answered) {
      const list = answered.get(question.set);
      if (list) list.push(question);
      else answered.set(question.set, [question]);
    }
  }
  const scenes = verdicts.flatMap((verdict) => verdict.scenes);
  for (const [set, { count }] of Object.entries(manifest.questions)) {
    const list = answered.get(set) ?? [];
    const told = toldByWords(list, blindGuessesOf(list));
    const problems = [...checkSet(list), ...told, ...leaks(leakageOf(list, []))];
    if (list.length !== count) problems.push(`dataset.json counts ${count} questions, its files hold ${list.length}.`);
    for (const message of problems) {
      const event = note({ where: `questions/${set}`, message });
      if (event) yield event;
    }
  }
  for (const message of leaks(leakageOf([], scenes))) {
    const event = note({ where: 'split', message });
    if (event) yield event;
  }
}

async function strayFiles(
  dir: string,
  others: ReadonlySet<string>,
  manifest: {
    shards: readonly { id: string }[];
    assets: readonly { mesh: string }[];
    questions: Readonly<Record<string, { files: Readonly<Record<string, string>> }>>;
  },
): Promise<string[]> {
  const listed = new Set([
    ...manifest.shards.flatMap(({ id }) => [`shards/${id}.tar`, `shards/${id}.json`]),
    ...[...manifest.assets.map(({ mesh }) => mesh), ...others].map((mesh) => `assets/${mesh}.glb`),
    ...Object.values(manifest.questions).flatMap(({ files }) => Object.keys(files)),
  ]);
  const sets = await listFolder(join(dir, 'questions'));
  const folders = ['shards', 'assets', ...sets.map((set) => `questions/${set}`)];
  const found: string[] = [];
  for (const folder of folders) for (const name of await listFolder(join(dir, folder))) found.push(`${folder}/${name}`);
  return found.filter((path) => !listed.has(path));
}
