import type { RunEvent } from '../contract/run-events.js';
import { requestId, type EvaluationRecord, type ReplyLine } from '../core/evaluation/evaluation-record.js';
import type { EvaluationScores } from '../core/evaluation/evaluation-scores.js';
import { answerForm } from '../core/models/answer-form.js';
import { BASELINES } from '../core/models/baselines/baseline.js';
import type { BlindLearner } from '../core/models/baselines/blind.js';
import { createBaseline } from '../core/models/baselines/create-baseline.js';
import { UsageError } from '../core/result.js';
import { compareModels } from '../core/scoring/mcnemar.js';
import { publishedScore } from '../core/scoring/published-rules.js';
import { ReportBuilder } from '../core/scoring/report-builder.js';
import { scoreItemOf, scoreRotations } from '../core/scoring/score-set.js';
import type { ItemScore, ScoreItem, ScoreReport } from '../core/scoring/score-report.js';
import { evaluationPaths, readEvaluation } from '../dataset/evaluation/evaluation-folder.js';
import { readScores, writeScores } from '../dataset/evaluation/evaluation-scores-file.js';
import { repliesInOrder } from '../dataset/evaluation/reply-log.js';
import { baselineQuestion, RANDOM_SEED } from './baseline-question.js';
import type { EvaluationItem, EvaluationSource } from './evaluation-source.js';

export interface ScoreOptions {
  /** Another evaluation of the same questions. */
  readonly against: string | undefined;
  /** What went wrong on the way to the model, by reason. */
  readonly faults: Readonly<Record<string, number>>;
}

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
  const order = source.outline.flatMap(({ id, options }) =>
    Array.from({ length: plan.circular ? options : 1 }, (_, rotation) => requestId(id, rotation)),
  );
  const replies = new ReplyCursor(repliesInOrder(paths.replies, order));
  const own = new ReportBuilder(true);
  const beside = BASELINES.map((name) => ({
    name,
    answer: createBaseline(name, RANDOM_SEED, learner),
    builder: new ReportBuilder(false),
    hits: [] as string[],
  }));
  const facets: Record<string, Readonly<Record<string, string>>> = {};
  const truths: Record<string, EvaluationScores['truths'][string]> = {};
  const published: Record<string, number> = {};
  const modelFaults: Record<string, number> = {};
  const words = new SharedWords();
  let done = 0;
  let ruled = false;
  // An item at a time: its masks and boxes are let go before the next is read.
  for await (const item of source.items(() => true)) {
    const scored = await scoreItem(item, source);
    const answered = await replies.of(item.id);
    const scores = scoreRotations(scored, answered, profile);
    own.add(scored, scores);
    facets[item.id] = words.share(scored.facets);
    const truth = truthOf(scored);
    if (truth) truths[item.id] = truth;
    for (const { fault } of answered) if (fault) modelFaults[fault.reason] = (modelFaults[fault.reason] ?? 0) + 1;
    if (item.rule) {
      ruled = true;
      const first = scores.find(({ rotation }) => rotation === 0);
      const text = answered.find(({ rotation }) => rotation === 0)?.text ?? null;
      if (first) published[item.id] = publishedScore(item.rule, text, first.parsed, scored.imageSizes.at(-1) ?? [1, 1]);
    }
    const question = await baselineQuestion(item, item.id, 0);
    for (const { answer, builder, hits } of beside) {
      const { text, probabilities } = answer(question, profile);
      const reply = { item: item.id, rotation: 0, text, fault: null, probabilities };
      const judged = scoreRotations(scored, [reply], profile);
      builder.add(scored, judged);
      hits.push(judged[0]?.outcome === 'right' ? '1' : '0');
    }
    if (++done % 500 === 0) yield { type: 'progress', phase: 'scores', done, total: source.outline.length };
  }
  const report = own.report(profile.id);
  const scores: EvaluationScores = {
    report,
    published: ruled ? published : null,
    facets,
    truths,
    baselines: Object.fromEntries(beside.map(({ name, builder }) => [name, builder.report(profile.id)])),
    baselineHits: Object.fromEntries(beside.map(({ name, hits }) => [name, hits.join('')])),
    blindTaught: learner.size,
    against: against === undefined ? null : { name: against, mcnemar: await compare(dir, record, against, report) },
    modelFaults,
  };
  await writeScores(paths, scores);
  yield { type: 'progress', phase: 'scores', done, total: done };
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

/** Replies in the order of the questions, taken a question at a time. */
class ReplyCursor {
  private next: ReplyLine | null = null;

  constructor(private readonly lines: AsyncGenerator<ReplyLine>) {}

  /** Those to an item; none where it was passed over. */
  async of(item: string): Promise<readonly ReplyLine[]> {
    const own: ReplyLine[] = [];
    for (;;) {
      this.next ??= (await this.lines.next()).value ?? null;
      if (this.next?.item !== item) return own;
      own.push(this.next);
      this.next = null;
    }
  }
}

/** One text for each word, however often it is said: a set has as many facets as questions, and a few hundred words. */
class SharedWords {
  private readonly known = new Map<string, string>();

  share(facets: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(facets).map(([name, word]) => {
        const known = this.known.get(word);
        if (known === undefined) this.known.set(word, word);
        return [name, known ?? word];
      }),
    );
  }
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

function truthOf({ answer }: ScoreItem): EvaluationScores['truths'][string] | null {
  const form = answerForm(answer);
  return answer.kind === 'number' && form.kind === 'number' ? { value: answer.value, quantity: form.quantity } : null;
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
