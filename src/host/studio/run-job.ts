import { availableParallelism } from 'node:os';
import type { RunEvent } from '../../contract/run-events.js';
import type { JobSpec, RecipeRun } from '../../contract/studio/jobs.js';
import { assertNever } from '../../core/result.js';
import { NO_NOISE } from '../../core/rollout/rollout-record.js';
import type { Recipe } from '../../core/scene/recipe.js';
import type { JobControl } from '../../services/job-queue.js';
import { askRun } from '../ask-run.js';
import { balanceRun } from '../balance-run.js';
import { evaluateRun } from '../evaluate-run.js';
import { exportRun } from '../export-run.js';
import { generateRun } from '../generate-run.js';
import { loadRecipe } from '../load-recipe.js';
import { reportRun } from '../report-run.js';
import { rolloutRun } from '../rollout-run.js';
import { verifyRun } from '../verify-run.js';
import { confineJob } from './confine-job.js';
import type { Roots } from './roots.js';

/** Where jobs run. */
export interface JobPlace {
  readonly roots: Roots;
  /** Folder of imported objects. */
  readonly imported: string;
}

const DEFAULT_SHARD_SIZE = 8;
const DEFAULT_REPORT_LIMIT = 200;
const MOST_REPLANS = 3;

/** Each worker keeps a browser busy besides its own thread. */
export const studioWorkers = (): number => Math.max(1, Math.min(8, availableParallelism()));

/** Begins a job of the queue: the same runs that the command line starts. */
export async function* runJob(given: JobSpec, control: JobControl, place: JobPlace): AsyncGenerator<RunEvent> {
  const spec = await confineJob(given, place.roots);
  switch (spec.kind) {
    case 'generate':
      yield* generateRun({
        recipe: await recipeOf(spec, place),
        imported: place.imported,
        out: spec.out,
        scenes: spec.scenes,
        seed: spec.seed,
        shardSize: spec.shardSize ?? DEFAULT_SHARD_SIZE,
        shards: null,
        workers: spec.workers ?? studioWorkers(),
        resume: control.resume,
        resumeCommand: '[Resume] in the list of jobs, or "vantage generate" with --resume.',
        signal: control.signal,
        onPicture: control.onPicture,
      });
      return;
    case 'ask': {
      const { marginScale = 1, ambiguous = false } = spec;
      yield* askRun(spec.dir, spec.set, studioWorkers(), ({ recipe }) => ({
        rules: recipe.questions,
        marginScale,
        ambiguous,
        views: spec.views ?? null,
      }));
      return;
    }
    case 'verify':
      yield* verifyRun(spec.dir, studioWorkers());
      return;
    case 'balance':
      yield* balanceRun(spec.dir, spec.set);
      return;
    case 'export':
      yield* exportRun(spec.dir, spec.format, spec.out, spec.set, spec.views ?? null);
      return;
    case 'report':
      yield* reportRun(spec.dir, spec.limit ?? DEFAULT_REPORT_LIMIT, spec.set);
      return;
    case 'evaluate':
      yield* evaluateRun({
        ...spec,
        blind: spec.blind ?? false,
        circular: spec.circular ?? false,
        out: spec.name,
        resume: control.resume,
        rescore: false,
        resumeCommand: '[Resume] in the list of jobs.',
        signal: control.signal,
      });
      return;
    case 'rollout':
      yield* rolloutRun({
        ...spec,
        replans: MOST_REPLANS,
        noise: NO_NOISE,
        resume: control.resume,
        resumeCommand: '[Resume] in the list of jobs.',
        live: control,
        signal: control.signal,
      });
      return;
    default:
      assertNever(spec);
  }
}

/** The recipe as it is run: its file, with what was chosen instead. @throws UsageError naming file and field */
export const recipeOf = async ({ recipe, views, size }: RecipeRun, { roots, imported }: JobPlace): Promise<Recipe> =>
  loadRecipe(
    await roots.readable(recipe, ['recipe']),
    { ...(views !== undefined && { views }), ...(size !== undefined && { size }) },
    imported,
  );
