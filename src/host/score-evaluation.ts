import type { RunEvent } from '../contract/run-events.js';
import { requestId, type EvaluationRecord } from '../core/evaluation/evaluation-record.js';
import type { EvaluationScores } from '../core/evaluation/evaluation-scores.js';
import { answerForm } from '../core/models/answer-form.js';
import { BASELINES, type BaselineName } from '../core/models/baselines/baseline.js';
import type { BlindLearner } from '../core/models/baselines/blind.js';
import { createBaseline } from '../core/models/baselines/create-baseline.js';
import { UsageError } from '../core/result.js';
import { compareModels } from '../core/scoring/mcnemar.js';
import { publishedScore } from '../core/scoring/published-rules.js';
import { scoreItemOf, scoreItems } from '../core/scoring/score-set.js';
import type { ItemScore, ScoreItem, ScoreReport, StoredReply } from '../core/scoring/score-report.js';
import { evaluationPaths, readEvaluation } from '../dataset/evaluation/evaluation-folder.js';
import { readScores, writeScores } from '../dataset/evaluation/evaluation-scores-file.js';
import { readReplies } from '../dataset/evaluation/reply-log.js';
import { baselineQuestion, RANDOM_SEED } from './baseline-question.js';
import type { EvaluationItem, EvaluationSource } from './evaluation-source.js';

export interface ScoreOptions {
  /** Another evaluation of the same questions. */
  readonly against: string | undefined;
  /** What went wrong on the way to the model, by reason. */
  readonly faults: Readonly<Record<string, number>>;
}

/** Baselines whose scores stand beside every model's. */
const BESIDE: readonly BaselineName[] = BASELINES;

/** Scores the stored replies of an evaluation, with the baselines beside, and writes scores.json and scores.csv. */
export async function* scoreEvaluation(
  dir: string,
  record: EvaluationRecord,
  source: EvaluationSource,
  learner: BlindLearner,
  { against, faults }: ScoreOptions,
): AsyncGenerator<RunEvent> {
  const paths = evaluationPaths(dir, record.name);
  const { plan, profile } = record;
  yield { type: 'phase', phase: 'scores', total: source.outline.length, unit: 'questions' };
  const replies = new Map<string, StoredReply>();
  for await (const { item, rotation, text, fault, probabilities } of readReplies(paths.replies))
    replies.set(requestId(item, rotation), { item, rotation, text, fault, probabilities });

  const items: ScoreItem[] = [];
  const rules = new Map<string, NonNullable<EvaluationItem['rule']>>();
  const beside = new Map<BaselineName, StoredReply[]>(BESIDE.map((name) => [name, []]));
  let done = 0;
  for await (const item of source.items(() => true)) {
    items.push(await scoreItem(item, source));
    if (item.rule) rules.set(item.id, item.rule);
    const question = await baselineQuestion(item, item.id, 0);
    for (const [name, list] of beside) {
      const { text, probabilities } = createBaseline(name, RANDOM_SEED, learner)(question, profile);
      list.push({ item: item.id, rotation: 0, text, fault: null, probabilities });
    }
    if (++done % 500 === 0) yield { type: 'progress', phase: 'scores', done, total: source.outline.length };
  }
  const order = source.outline.flatMap(({ id, options }) =>
    Array.from({ length: plan.circular ? options : 1 }, (_, rotation) => requestId(id, rotation)),
  );
  const inOrder = order.flatMap((id) => replies.get(id) ?? []);
  const report = scoreItems(items, inOrder, profile);
  const baselines = new Map([...beside].map(([name, list]) => [name, scoreItems(items, list, profile)]));
  const published = rules.size === 0 ? null : publishedScores(report, rules, replies, items);
  const scores: EvaluationScores = {
    report,
    published,
    facets: Object.fromEntries(items.map(({ id, facets }) => [id, facets])),
    truths: Object.fromEntries(items.flatMap(truthOf)),
    baselines: Object.fromEntries([...baselines].map(([name, own]) => [name, { ...own, items: [] }])),
    baselineHits: Object.fromEntries(
      [...baselines].map(([name, own]) => [name, own.items.map(({ outcome }) => Number(outcome === 'right')).join('')]),
    ),
    blindTaught: learner.size,
    against: against === undefined ? null : { name: against, mcnemar: await compare(dir, record, against, report) },
    modelFaults: faultsOf(inOrder),
  };
  await writeScores(paths, scores, items);
  yield { type: 'progress', phase: 'scores', done: items.length, total: items.length };
  yield {
    type: 'done',
    summary: {
      dir,
      name: record.name,
      folder: paths.folder,
      model: record.model,
      profile: profile.id,
      runFaults: faults,
      ...withoutItems(scores),
    },
  };
}

async function scoreItem(item: EvaluationItem, source: EvaluationSource): Promise<ScoreItem> {
  if (item.record) return scoreItemOf(item.record, await source.views([item]));
  return { id: item.id, answer: item.answer, imageSizes: await item.sizes(), facets: item.facets ?? {} };
}

/** Each item's worth by the benchmark's own rule. */
function publishedScores(
  report: ScoreReport,
  rules: ReadonlyMap<string, NonNullable<EvaluationItem['rule']>>,
  replies: ReadonlyMap<string, StoredReply>,
  items: readonly ScoreItem[],
): Readonly<Record<string, number>> {
  const sizes = new Map(items.map(({ id, imageSizes }) => [id, imageSizes.at(-1) ?? ([1, 1] as const)]));
  const scores: Record<string, number> = {};
  for (const { item, rotation, parsed } of report.items) {
    const rule = rules.get(item);
    if (rotation !== 0 || !rule) continue;
    scores[item] = publishedScore(rule, replies.get(item)?.text ?? null, parsed, sizes.get(item) ?? [1, 1]);
  }
  return scores;
}

/** @throws UsageError when there is no such evaluation, or it asked other questions */
async function compare(dir: string, record: EvaluationRecord, against: string, report: ScoreReport) {
  const other = await readEvaluation(dir, against);
  const scores = other && (await readScores(evaluationPaths(dir, against)));
  if (!other || !scores)
    throw new UsageError(`There is no scored evaluation "${against}" to compare with: evaluate that model first.`);
  if (other.plan.source.digest !== record.plan.source.digest)
    throw new UsageError(
      `"${against}" answered other questions than "${record.name}": compare evaluations of one set.`,
    );
  return compareModels(firstRotation(report.items), firstRotation(scores.report.items));
}

const firstRotation = (scores: readonly ItemScore[]): ItemScore[] => scores.filter(({ rotation }) => rotation === 0);

function faultsOf(replies: readonly StoredReply[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { fault } of replies) if (fault) counts[fault.reason] = (counts[fault.reason] ?? 0) + 1;
  return counts;
}

function truthOf({ id, answer }: ScoreItem): [string, EvaluationScores['truths'][string]][] {
  const form = answerForm(answer);
  return answer.kind === 'number' && form.kind === 'number'
    ? [[id, { value: answer.value, quantity: form.quantity }]]
    : [];
}

/** The scores without what has an entry for every item. */
function withoutItems({ report, published, baselines, blindTaught, against, modelFaults }: EvaluationScores) {
  const { items: _items, ...summary } = report;
  const values = published === null ? null : Object.values(published);
  return {
    report: summary,
    baselines,
    blindTaught,
    against,
    modelFaults,
    published: values && { mean: values.reduce((sum, v) => sum + v, 0) / values.length, n: values.length },
  };
}
