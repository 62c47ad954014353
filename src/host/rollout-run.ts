import { basename, join } from 'node:path';
import type { RunEvent } from '../contract/run-events.js';
import type { ModelProfile } from '../core/models/profile.js';
import { GENERIC_PROFILE } from '../core/models/shipped-profiles.js';
import { describeBaseline } from '../core/models/baselines/baseline.js';
import type { ModelDescription, VisionLanguageModel } from '../core/models/vision-language-model.js';
import { SPEC_VERSION } from '../core/relations/constants.js';
import { success, UsageError, UserError } from '../core/result.js';
import { ACTING_BASELINES, actAs, type ActingBaseline } from '../core/rollout/acting-baseline.js';
import type { Noise, RunRecord } from '../core/rollout/rollout-record.js';
import { runEpisode, type AnswerQuestion, type EpisodeRun } from '../core/run-rollout.js';
import { modelImage } from '../dataset/evaluation/model-images.js';
import { encodeRgbPng } from '../dataset/images.js';
import { hashRecipe } from '../dataset/manifest.js';
import { storeMesh } from '../dataset/mesh-store.js';
import { beginRun, finishedEpisodes } from '../dataset/rollouts/rollout-folder.js';
import { writeEpisode } from '../dataset/rollouts/write-episode.js';
import { ensureFolder } from '../dataset/whole-file.js';
import type { Dtype } from '../inference/local/dtypes.js';
import type { ProviderName } from '../inference/local/providers.js';
import type { FiledShelf } from './asset-shelf.js';
import { createCaptureRenderer } from './capture-browser.js';
import { loadSuite } from './load-suite.js';
import { loadProfile, profileFor } from './model-profile.js';
import { modelKind, openModel } from './open-model.js';
import { rolloutEdges } from './rollout-edges.js';
import { RolloutLive, type LiveListener } from './rollout-live.js';
import { scoreRun } from './score-run.js';
import { GENERATOR } from './version.js';

export interface RolloutRunOptions {
  /** Path of the suite. */
  readonly suite: string;
  readonly model: string;
  readonly profile?: string | undefined;
  /** Folder below which "rollouts" lies. */
  readonly dir: string;
  /** Name of the run; default: after suite and model. */
  readonly name?: string | undefined;
  /** The first so many episodes; default: all. */
  readonly episodes?: number | undefined;
  readonly placementOnly: boolean;
  readonly replans: number;
  readonly noise: Noise;
  readonly resume: boolean;
  /** How a stopped run is continued, in words that end a sentence. */
  readonly resumeCommand: string;
  /** Who is told of every step. */
  readonly live?: LiveListener | undefined;
  readonly timeout?: number | undefined;
  readonly concurrency?: number | undefined;
  readonly provider?: ProviderName | undefined;
  readonly dtype?: Dtype | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** So many episodes in a row that ended for want of a reply mean that the next will too. */
const HOPELESS = 4;

/**
 * Lets a model act in the scenes of a suite, keeps every episode below DIR/rollouts/ and scores them.
 *
 * @throws UsageError when it cannot be begun; UserError when it stopped before its end (what was done is kept)
 */
export async function* rolloutRun(options: RolloutRunOptions): AsyncGenerator<RunEvent> {
  const { dir, noise, replans, placementOnly } = options;
  const { suite, recipe } = await loadSuite(options.suite);
  const count = Math.min(options.episodes ?? suite.episodes, suite.episodes);
  const profile = options.profile === undefined ? null : await loadProfile(options.profile);
  const mind = await openMind(options, profile);
  const renderer = await createCaptureRenderer().catch(async (error: unknown) => {
    await mind.dispose();
    throw error;
  });
  try {
    const edges = await rolloutEdges(recipe, renderer);
    const name = options.name ?? runNameFor(suite.id, mind.description.name, placementOnly);
    const record: RunRecord = {
      schema: 'vantage/rollout-run@1',
      name,
      generator: GENERATOR,
      suite,
      recipeHash: hashRecipe(recipe),
      renderer: renderer.description,
      spec: SPEC_VERSION,
      model: mind.description,
      profile: mind.profile,
      plan: { episodes: count, placementOnly, replans, noise },
    };
    await beginRun(dir, record, options.resume);
    const stored = join(dir, 'assets');
    await ensureFolder(stored);
    const done = new Set(await finishedEpisodes(dir, name));
    const open = Array.from({ length: count }, (_, k) => k).filter((k) => !done.has(k));
    let finished = count - open.length;
    yield { type: 'phase', phase: 'episodes', total: count, unit: 'episodes', done: finished };
    let failing = 0;
    const stopped = (why: string) => stoppedBecause(why, options.resumeCommand);
    const live = options.live && new RolloutLive(options.live, open);
    const how = { profile: mind.profile, replans, noise, placementOnly, watch: live?.watch };
    const inVain = new Map<number, readonly string[]>();
    const run = (index: number) => runEpisode(suite, recipe, index, how, mind.answer, edges, inVain);
    for await (const episode of inOrder(open, mind.concurrency, run)) {
      if (options.signal?.aborted) throw new UserError(stopped('Cancelled'));
      const { outcome, episode: number } = episode.record;
      const isMute = outcome.failure?.class === 'model-error' && episode.record.task !== null;
      failing = isMute ? failing + 1 : 0;
      if (isMute) {
        yield { type: 'problem', where: `episode ${number}`, message: outcome.failure?.detail ?? '' };
        if (failing >= HOPELESS) throw new UserError(stopped(outcome.failure?.detail ?? 'No replies come'));
      }
      await storeMeshes(dir, edges.shelf, episode);
      await writeEpisode(dir, name, episode);
      yield { type: 'progress', phase: 'episodes', done: ++finished, total: count };
      await live?.advance();
    }
    yield* scoreRun(dir, name);
  } finally {
    await renderer.dispose();
    await mind.dispose();
  }
}

const stoppedBecause = (why: string, resumeCommand: string): string =>
  `${why.replace(/\.$/, '')}. What was done is kept; continue with ${resumeCommand}`;

/** Results in the order of the list, several being worked on at a time. */
async function* inOrder<T>(
  list: readonly number[],
  many: number,
  work: (item: number) => Promise<T>,
): AsyncGenerator<T> {
  const running: Promise<T>[] = [];
  let next = 0;
  try {
    for (let k = 0; k < list.length; k++) {
      while (next < list.length && running.length < many) running.push(work(list[next++]));
      yield await (running.shift() as Promise<T>);
    }
  } finally {
    await Promise.allSettled(running);
  }
}

/** What answers: a model or a baseline that acts. */
interface Mind {
  readonly description: ModelDescription;
  readonly profile: ModelProfile;
  readonly answer: AnswerQuestion;
  /** Episodes worked on at a time. */
  readonly concurrency: number;
  dispose(): Promise<void>;
}

async function openMind(options: RolloutRunOptions, profile: ModelProfile | null): Promise<Mind> {
  const kind = await modelKind(options.model);
  if (kind === 'baseline') return baselineMind(options.model, profile ?? GENERIC_PROFILE);
  const model = await openModel(options.model, { ...options, baselines: null });
  const used = profile ?? profileFor(model.description);
  return {
    description: model.description,
    profile: used,
    answer: askModel(model, used, options.signal),
    concurrency: kind === 'endpoint' ? (options.concurrency ?? 8) : 1,
    dispose: () => model.dispose(),
  };
}

function baselineMind(name: string, profile: ModelProfile): Mind {
  if (!isActing(name))
    throw new UsageError(
      `The baseline "${name}" only answers questions: those that act are ${ACTING_BASELINES.join(', ')}.`,
    );
  return {
    description: describeBaseline(name),
    profile,
    answer: async ({ acting, views, rng }) => {
      const sizes = views.map(({ record: { intrinsics } }) => [intrinsics.width, intrinsics.height] as const);
      const text = actAs(name, acting, profile, sizes, rng);
      return success({ text, probabilities: null, promptTokens: null, replyTokens: null, finish: 'stop' });
    },
    concurrency: 1,
    dispose: async () => {},
  };
}

const isActing = (name: string): name is ActingBaseline => (ACTING_BASELINES as readonly string[]).includes(name);

function askModel(model: VisionLanguageModel, profile: ModelProfile, signal: AbortSignal | undefined): AnswerQuestion {
  return async ({ id, prompt, views }) => {
    const images = await Promise.all(
      views.map(async ({ record, frame }) => {
        const png = await encodeRgbPng(frame.rgb, frame);
        return (await modelImage(png, record.id, profile.maxImageSide)).image;
      }),
    );
    const [reply] = await model.answer([{ id, images, ...prompt }], signal ? { signal } : {});
    return reply;
  };
}

/** "tabletop-qwen3-vl": what a run is called by itself. @param model as it was named */
export function runNameFor(suite: string, model: string, placementOnly: boolean): string {
  const short = model.includes('#') ? model.slice(model.lastIndexOf('#') + 1) : basename(model);
  const slug = short.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-');
  return [suite, slug, ...(placementOnly ? ['placement'] : [])].join('-').slice(0, 100);
}

/** Every mesh that an episode's scenes name is on disk before the episode is. */
async function storeMeshes(dir: string, shelf: FiledShelf, { seen }: EpisodeRun): Promise<void> {
  const links = seen[0]?.arm?.shelved.map(({ mesh }) => mesh) ?? [];
  const names = new Set(
    seen.flatMap(({ scene }) =>
      scene.objects.flatMap(({ mesh, cavity }) => (cavity === null ? [mesh] : [mesh, cavity])),
    ),
  );
  for (const name of [...names, ...links]) await storeMesh(dir, shelf.file(name));
}
