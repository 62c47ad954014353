import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { RunEvent } from '../../contract/run-events.js';
import type { JobSpec, RecipeRun } from '../../contract/studio/jobs.js';
import { assertNever } from '../../core/result.js';
import { NO_NOISE } from '../../core/rollout/rollout-record.js';
import type { Recipe } from '../../core/scene/recipe.js';
import type { JobControl } from '../../services/job-queue.js';
import { askRun } from '../ask-run.js';
import { evaluateRun } from '../evaluate-run.js';
import { exportRun } from '../export-run.js';
import { generateRun } from '../generate-run.js';
import { loadRecipe } from '../load-recipe.js';
import { reportRun } from '../report-run.js';
import { rolloutRun } from '../rollout-run.js';
import { verifyRun } from '../verify-run.js';

/** Where jobs run: relative paths start from the working folder. */
export interface JobPlace {
  readonly workingFolder: string;
  /** Folder of imported objects. */
  readonly imported: string;
}

const DEFAULT_SHARD_SIZE = 8;
const DEFAULT_REPORT_LIMIT = 200;
const MOST_REPLANS = 3;

/** Each worker keeps a browser busy besides its own thread. */
export const studioWorkers = (): number => Math.max(1, Math.min(8, availableParallelism()));

/** Begins a job of the queue: the same runs that the command line starts. */
export async function* runJob(spec: JobSpec, control: JobControl, place: JobPlace): AsyncGenerator<RunEvent> {
  const path = (given: string) => resolve(place.workingFolder, given);
  switch (spec.kind) {
    case 'generate':
      yield* generateRun({
        recipe: await recipeOf(spec, place),
        imported: place.imported,
        out: path(spec.out),
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
      yield* askRun(path(spec.dir), spec.set, studioWorkers(), ({ recipe }) => ({
        rules: recipe.questions,
        marginScale,
        ambiguous,
      }));
      return;
    }
    case 'verify':
      yield* verifyRun(path(spec.dir), studioWorkers());
      return;
    case 'export':
      yield* exportRun(path(spec.dir), spec.format, path(spec.out), spec.set);
      return;
    case 'report':
      yield* reportRun(path(spec.dir), spec.limit ?? DEFAULT_REPORT_LIMIT, spec.set);
      return;
    case 'evaluate':
      yield* evaluateRun({
        ...spec,
        dir: path(spec.dir),
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
        suite: path(spec.suite),
        dir: path(spec.dir),
        replans: MOST_REPLANS,
        noise: NO_NOISE,
        resume: control.resume,
        signal: control.signal,
      });
      return;
    default:
      assertNever(spec);
  }
}

/** The recipe as it is run: its file, with what was chosen instead. @throws UsageError naming file and field */
export const recipeOf = ({ recipe, views, size }: RecipeRun, { workingFolder, imported }: JobPlace): Promise<Recipe> =>
  loadRecipe(
    resolve(workingFolder, recipe),
    { ...(views !== undefined && { views }), ...(size !== undefined && { size }) },
    imported,
  );
