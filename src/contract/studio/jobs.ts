import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { EpisodeStep } from '../../core/rollout/episode-step.js';
import type { Phase } from '../run-events.js';
import { MOST_CHOSEN, viewId } from './datasets.js';

const folder = z.string().trim().min(1, 'A folder needs a name.').max(4000);
const setName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'A set is named in small letters, digits, - and _.');

/** What a recipe is run with, and what an estimate is of. */
export const recipeRunSchema = z.object({
  /** A recipe file, as `recipes.list` gives it. */
  recipe: z.string().min(1).max(4000),
  /** Any integer; 0 is a seed like any other. */
  seed: z.int(),
  /** Instead of the recipe's. */
  views: z.int().min(1).max(32).optional(),
  /** [width, height] pixels, instead of the recipe's. */
  size: z.tuple([z.int().min(16).max(8192), z.int().min(16).max(8192)]).optional(),
});
export type RecipeRun = z.infer<typeof recipeRunSchema>;

/** Work that can stand in the queue: whole and plain, so that it can be begun again from these words alone. */
export const jobSpecSchema = z.discriminatedUnion('kind', [
  recipeRunSchema.extend({
    kind: z.literal('generate'),
    out: folder,
    scenes: z.int().min(1).max(10_000_000),
    shardSize: z.int().min(1).max(1000).optional(),
    workers: z.int().min(1).max(64).optional(),
  }),
  z.object({
    kind: z.literal('ask'),
    dir: folder,
    set: setName,
    /** SPEC's margins times this. */
    marginScale: z.number().min(0.25).max(4).optional(),
    ambiguous: z.boolean().optional(),
    /** Only about these images; absent: all. */
    views: z.array(viewId).min(1).max(MOST_CHOSEN).optional(),
  }),
  z.object({ kind: z.literal('verify'), dir: folder }),
  z.object({ kind: z.literal('balance'), dir: folder, set: setName.optional() }),
  z.object({
    kind: z.literal('export'),
    dir: folder,
    format: z.string().max(64),
    out: folder,
    set: setName.optional(),
    /** Only these images; absent: all. */
    views: z.array(viewId).min(1).max(MOST_CHOSEN).optional(),
  }),
  z.object({
    kind: z.literal('report'),
    dir: folder,
    set: setName.optional(),
    /** Most views shown. */
    limit: z.int().min(1).max(5000).optional(),
  }),
  z.object({
    kind: z.literal('evaluate'),
    dir: folder,
    /** A folder, a baseline's name or `URL#model`. */
    model: z.string().min(1).max(4000),
    benchmark: z.string().max(64).optional(),
    set: setName.optional(),
    where: z.string().max(4000).optional(),
    limit: z.int().min(1).optional(),
    blind: z.boolean().optional(),
    circular: z.boolean().optional(),
    /** Name of the evaluation; default: after the model. */
    name: z.string().max(100).optional(),
    /** Name of another evaluation of the same questions to compare with. */
    against: z.string().max(100).optional(),
  }),
  z.object({
    kind: z.literal('rollout'),
    /** A suite file, as `rollouts.suites` gives it. */
    suite: z.string().min(1).max(4000),
    /** Folder below which the run is kept. */
    dir: folder,
    /** A folder, a baseline's name or `URL#model`. */
    model: z.string().min(1).max(4000),
    /** Of the run; default: after suite and model. */
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'A run is named in small letters, digits, ".", "_" and "-".')
      .optional(),
    /** The first so many; default: all of the suite. */
    episodes: z.int().min(1).max(100_000).optional(),
    placementOnly: z.boolean(),
  }),
]);
export type JobSpec = z.infer<typeof jobSpecSchema>;
export type JobKind = JobSpec['kind'];

/**
 * Kinds that keep what is done when they stop and go on from there: these can be paused. Others are begun again from
 * the start.
 */
export const RESUMABLE: ReadonlySet<JobKind> = new Set(['generate', 'evaluate', 'rollout']);

/** `interrupted`: Vantage ended while the job ran. */
export type JobStatus =
  'queued' | 'running' | 'pausing' | 'cancelling' | 'paused' | 'interrupted' | 'cancelled' | 'failed' | 'done';

/** A job as it stands. Times in milliseconds since 1970. */
export interface JobState {
  readonly id: string;
  readonly spec: JobSpec;
  readonly status: JobStatus;
  readonly added: number;
  readonly started: number | null;
  readonly ended: number | null;
  readonly progress: JobProgress | null;
  /** Scenes given up, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
  /** The first of them; `problemCount` counts all. */
  readonly problems: readonly { readonly where: string; readonly message: string }[];
  readonly problemCount: number;
  readonly notes: readonly string[];
  /** Pictures that can be had, latest first: of scenes, or of what a model that acts is shown. */
  readonly pictures: readonly string[];
  /** Of a running rollout. */
  readonly live: LiveStep | null;
  /** Why it failed: one sentence. */
  readonly failure: string | null;
  /** What it came to. */
  readonly summary: Readonly<Record<string, unknown>> | null;
}

/** What goes on in a rollout right now. */
export interface LiveStep extends Omit<EpisodeStep, 'picture'> {
  /** Name of the picture that the model points in, or of what came of it: for `jobs.picture`. */
  readonly picture: string;
  /** [width, height] of it as the points count its pixels. */
  readonly size: readonly [number, number];
}

export interface JobProgress {
  readonly phase: Phase;
  readonly done: number;
  readonly total: number;
  /** What is counted: "scenes". */
  readonly unit: string;
  /** Units a second over the last minute; null until there is something to measure. */
  readonly rate: number | null;
  /** Of this phase. */
  readonly secondsLeft: number | null;
}

/** The queue: jobs in the order they were or will be run. */
export interface JobsState {
  /** True when queued jobs wait for the user: Vantage was started anew, and does not begin long work by itself. */
  readonly held: boolean;
  readonly jobs: readonly JobState[];
}

/** What a run comes to on this machine, from scenes made on it just for this. */
export interface Estimate {
  /** Until the first scene is there: starting the browsers, building the objects. */
  readonly secondsBefore: number;
  /** All workers together. */
  readonly secondsPerScene: number;
  /** Scenes asked for, made or given up. */
  readonly scenes: number;
  readonly made: number;
  readonly bytesPerScene: number;
  readonly questionsPerScene: number;
  readonly workers: number;
  /** When it was measured, milliseconds since 1970. */
  readonly measured: number;
}

const job = z.object({ id: z.string() });

export const jobsContract = {
  /** The queue as it is, then again whenever it has changed. */
  watch: oc.output(eventIterator(type<JobsState>())),
  add: oc.input(z.object({ spec: jobSpecSchema })).output(type<{ readonly id: string }>()),
  /** Lets what is under way come to its end, keeps it and frees the machine for the next job. */
  pause: oc.input(job),
  /** Queues a job again that was paused, interrupted, cancelled or failed. It goes on from what it has. */
  resume: oc.input(job),
  cancel: oc.input(job),
  /** Takes a job that does not run off the list. Its data stay. */
  remove: oc.input(job),
  /** Places a queued job before another one; null: last. */
  move: oc.input(z.object({ id: z.string(), before: z.string().nullable() })),
  /** Begins the jobs that wait for the user. */
  release: oc,
  picture: oc.input(z.object({ id: z.string(), scene: z.string() })).output(type<Blob>()),
  /** Measures what a run would take, or recalls it. Refused while a job runs: both would be wrong. */
  estimate: oc.input(recipeRunSchema).output(type<Estimate>()),
  /** What is known already without measuring; null: nothing. */
  knownEstimate: oc.input(recipeRunSchema).output(type<Estimate | null>()),
};
