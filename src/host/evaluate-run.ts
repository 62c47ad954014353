import { basename, dirname } from 'node:path';
import type { RunEvent } from '../contract/run-events.js';
import {
  requestId,
  type EvaluationPlan,
  type EvaluationRecord,
  type ReplyLine,
} from '../core/evaluation/evaluation-record.js';
import type { BaselineQuestion } from '../core/models/baselines/baseline.js';
import { BlindLearner } from '../core/models/baselines/blind.js';
import type { ModelProfile } from '../core/models/profile.js';
import { probeWarning } from '../core/models/probe/probe-result.js';
import { promptFor } from '../core/models/prompt.js';
import { GENERIC_PROFILE } from '../core/models/shipped-profiles.js';
import type { VisionLanguageModel } from '../core/models/vision-language-model.js';
import { UsageError, UserError } from '../core/result.js';
import { beginEvaluation, evaluationPaths, readEvaluation } from '../dataset/evaluation/evaluation-folder.js';
import { ReplyLog, readReplies, settleReplies } from '../dataset/evaluation/reply-log.js';
import { folderExists, sha256Of } from '../dataset/whole-file.js';
import type { Dtype } from '../inference/local/dtypes.js';
import type { ProviderName } from '../inference/local/providers.js';
import { askAll, type Answered, type Asked, type AskingSummary, type EvaluationDesk } from '../services/evaluate.js';
import { baselineQuestion, RANDOM_SEED } from './baseline-question.js';
import { benchmarkSource, datasetSource, type EvaluationItem, type EvaluationSource } from './evaluation-source.js';
import { loadProfile, profileFor } from './model-profile.js';
import { modelKind, openModel } from './open-model.js';
import { configFolder, readProbe } from './probe-store.js';
import { scoreEvaluation } from './score-evaluation.js';
import { GENERATOR } from './version.js';

export interface EvaluateOptions {
  /** The dataset's folder, or the benchmark's folder or file. */
  readonly dir: string;
  /** A folder, a baseline's name or `URL#model`; may be left out to score again what is there. */
  readonly model: string | undefined;
  readonly benchmark?: string | undefined;
  readonly set?: string | undefined;
  readonly where?: string | undefined;
  readonly limit?: number | undefined;
  readonly profile?: string | undefined;
  readonly blind: boolean;
  readonly circular: boolean;
  /** Name of the evaluation; default: after the model. */
  readonly out?: string | undefined;
  readonly resume: boolean;
  /** Score the stored replies again, without the model. */
  readonly rescore: boolean;
  /** Another evaluation of the same questions to compare with. */
  readonly against?: string | undefined;
  readonly timeout?: number | undefined;
  readonly concurrency?: number | undefined;
  /** Of a model in a folder: what runs it, and its number format. */
  readonly provider?: ProviderName | undefined;
  readonly dtype?: Dtype | undefined;
  /** The command that continues this run, for the message when it stops. */
  readonly resumeCommand: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a model the questions of a dataset or a benchmark, keeps its replies below DIR/evaluations/ and scores them.
 *
 * @throws UsageError when it cannot be begun; UserError when it stopped before its end (what was done is kept)
 */
export async function* evaluateRun(given: EvaluateOptions): AsyncGenerator<RunEvent> {
  const learner = new BlindLearner();
  const source =
    given.benchmark === undefined
      ? await datasetSource(given.dir, { ...given, learner })
      : await benchmarkSource(given.benchmark, given.dir, given);
  // A benchmark may be one file: its evaluations stand beside it.
  const dir = given.benchmark === undefined || (await folderExists(given.dir)) ? given.dir : dirname(given.dir);
  const options = { ...given, dir };
  if (options.rescore) {
    yield* rescore(options, source, learner);
    return;
  }
  if (options.model === undefined)
    throw new UsageError('vantage evaluate needs --model M: a folder, a baseline or URL#model.');
  const profile = options.profile === undefined ? null : await loadProfile(options.profile);
  const asked = new Map<string, BaselineQuestion>();
  const isBaseline = (await modelKind(options.model)) === 'baseline';
  const model = await openModel(options.model, {
    ...options,
    baselines: {
      profile: profile ?? GENERIC_PROFILE,
      lookUp: (id) => known(asked, id),
      learner,
      seed: RANDOM_SEED,
    },
  });
  try {
    const used = profile ?? (isBaseline ? GENERIC_PROFILE : profileFor(model.description));
    const asksForPlaces = !options.blind && source.outline.some(({ answer }) => PLACES.has(answer));
    const probed = isBaseline ? null : await readProbe(configFolder(process.env, process.platform), options.model);
    const wanted: EvaluationRecord = {
      schema: 'vantage/evaluation@1',
      name: options.out ?? nameFor(model, options),
      generator: GENERATOR,
      model: model.description,
      profile: used,
      probeWarning:
        asksForPlaces && !isBaseline ? probeWarning(used, probed, options.model, model.description.fingerprint) : null,
      plan: planOf(source, options),
    };
    const record = await beginEvaluation(dir, wanted, options.resume);
    if (record.probeWarning !== null) yield { type: 'note', message: record.probeWarning };
    const summary = yield* ask(dir, record, source, model, asked, options);
    if (summary.stopped !== null) {
      throw new UserError(
        `${summary.stopped.replace(/\.$/, '')}. What was answered is kept; continue with ${options.resumeCommand}`,
      );
    }
    yield* scoreEvaluation(dir, record, source, learner, { against: options.against, faults: summary.faults });
  } finally {
    await model.dispose();
  }
}

/** Answers that lie in the image: a wrong scale would make all of them wrong. */
const PLACES: ReadonlySet<string> = new Set(['points', 'box2d', 'trace', 'grasp']);

function planOf(source: EvaluationSource, options: EvaluateOptions): EvaluationPlan {
  const { outline } = source;
  return {
    source: source.plan,
    where: options.where ?? null,
    limit: options.limit ?? null,
    blind: options.blind,
    circular: options.circular,
    mayAbstain: source.holdsUnanswerable,
    items: outline.length,
    requests: outline.reduce((sum, { options: k }) => sum + (options.circular ? k : 1), 0),
  };
}

/** Ids of all requests, in order. */
export const requestOrder = (source: EvaluationSource, circular: boolean): string[] =>
  source.outline.flatMap(({ id, options }) =>
    Array.from({ length: circular ? options : 1 }, (_, rotation) => requestId(id, rotation)),
  );

async function* ask(
  dir: string,
  record: EvaluationRecord,
  source: EvaluationSource,
  model: VisionLanguageModel,
  asked: Map<string, BaselineQuestion>,
  options: EvaluateOptions,
): AsyncGenerator<RunEvent, AskingSummary> {
  const { replies: path } = evaluationPaths(dir, record.name);
  const { plan, profile } = record;
  const order = requestOrder(source, plan.circular);
  const answered = new Set<string>();
  for await (const line of readReplies(path)) {
    const id = requestId(line.item, line.rotation);
    if (line.text === null) answered.delete(id);
    else answered.add(id);
  }
  const rotations = new Map(source.outline.map(({ id, options: k }) => [id, plan.circular ? k : 1]));
  const isOpen = (id: string) =>
    Array.from({ length: rotations.get(id) ?? 1 }, (_, r) => requestId(id, r)).some((one) => !answered.has(one));
  const log = await ReplyLog.open(path);
  const prompts = new Map<string, string>();
  const desk: EvaluationDesk = {
    total: order.length,
    done: order.filter((id) => answered.has(id)).length,
    async *open() {
      for await (const item of source.items(isOpen)) {
        for (let rotation = 0; rotation < (rotations.get(item.id) ?? 1); rotation++) {
          const id = requestId(item.id, rotation);
          if (answered.has(id)) continue;
          asked.set(id, await baselineQuestion(item, id, rotation));
          const question = await askedOf(item, id, rotation, profile, plan);
          prompts.set(id, sha256Of(`${question.request.system ?? ''}\n${question.request.prompt}`));
          yield question;
        }
      }
    },
    async keep(replies) {
      await log.add(replies.map((reply) => lineOf(reply, known(prompts, reply.request.id))));
      for (const { request } of replies) {
        asked.delete(request.id);
        prompts.delete(request.id);
      }
    },
  };
  try {
    const summary = yield* askAll(desk, model, options.signal);
    if (summary.stopped === null) await settleReplies(path, order);
    return summary;
  } finally {
    await log.close();
  }
}

async function askedOf(
  item: EvaluationItem,
  id: string,
  rotation: number,
  profile: ModelProfile,
  plan: EvaluationPlan,
): Promise<Asked> {
  const images = plan.blind ? [] : (await item.images(profile.maxImageSide)).map(({ image }) => image);
  const prompt = promptFor(item.record ?? item, profile, {
    rotation,
    mayAbstain: plan.mayAbstain,
    imageSizes: item.record ? await item.sizes() : [],
  });
  return { item: item.id, rotation, request: { id, images, ...prompt } };
}

function lineOf({ item, rotation, reply }: Answered, prompt: string): ReplyLine {
  const nothing = { text: null, probabilities: null, promptTokens: null, replyTokens: null, finish: null };
  return reply.ok
    ? { item, rotation, prompt, fault: null, ...reply.value }
    : { item, rotation, prompt, fault: reply.fault, ...nothing };
}

async function* rescore(
  options: EvaluateOptions,
  source: EvaluationSource,
  learner: BlindLearner,
): AsyncGenerator<RunEvent> {
  if (options.out === undefined)
    throw new UsageError('vantage evaluate --rescore needs --out NAME, the evaluation to score again.');
  const found = await readEvaluation(options.dir, options.out);
  if (found === null)
    throw new UsageError(
      `"${evaluationPaths(options.dir, options.out).folder}" holds no evaluation: see its name below "evaluations".`,
    );
  if (found.plan.source.digest !== source.plan.digest)
    throw new UsageError(
      `"${options.out}" was asked other questions than those in "${options.dir}" now: score it beside the data it was made with.`,
    );
  const profile = options.profile === undefined ? found.profile : await loadProfile(options.profile);
  yield* scoreEvaluation(options.dir, { ...found, profile }, source, learner, { against: options.against, faults: {} });
}

/** "qwen2.5-vl-7b-instruct-blind" */
function nameFor({ description }: VisionLanguageModel, { blind, set }: EvaluateOptions): string {
  const model = description.name.includes('#')
    ? description.name.slice(description.name.lastIndexOf('#') + 1)
    : basename(description.name);
  const slug = model
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '');
  return [
    slug === '' ? 'model' : slug,
    ...(set !== undefined && set !== 'main' ? [set] : []),
    ...(blind ? ['no-images'] : []),
  ]
    .join('-')
    .slice(0, 100);
}

function known<T>(map: ReadonlyMap<string, T>, id: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`Nothing is known of the request "${id}".`);
  return value;
}
