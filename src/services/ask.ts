import type { RunEvent } from '../contract/run-events.js';
import type { Entry } from '../core/questions/fairness/balance.js';
import type { BlindScore } from '../core/questions/fairness/blind-classifier.js';
import { chooseQuestions, type Choice, type ChoosingRules } from '../core/questions/fairness/choose.js';
import type { Dealt } from '../core/questions/fairness/deal.js';
import { runTasks } from './job-pool.js';

export interface AskJob {
  /** Name of the question set: a folder below `questions/`. */
  readonly set: string;
  /** Aborted: the shards under way are finished, and nothing is written. */
  readonly signal?: AbortSignal | undefined;
}

/** A dataset whose shards are on disk, and the workers that read them. */
export interface AskWorkshop {
  readonly concurrency: number;
  /** What a set must keep to. */
  readonly rules: ChoosingRules;
  /** Ids of the shards to ask about, in order. */
  shards(): Promise<readonly string[]>;
  /** Evaluates a shard's candidates and keeps them aside; gives what balance needs to know. */
  findCandidates(shard: string, set: string): Promise<readonly Entry[]>;
  /** Writes the chosen candidates of a shard as its question file. */
  writeQuestions(
    shard: string,
    set: string,
    chosen: ReadonlyMap<string, Dealt>,
  ): Promise<{ count: number; sha256: string }>;
  /** Records the set in dataset.json and drops what was kept aside. */
  recordSet(set: string, files: Readonly<Record<string, { count: number; sha256: string }>>): Promise<void>;
}

/**
 * Steps 8 and 9 of the walk on stored shards: candidates of every shard, then one deterministic pass over all of them
 * for balance and wordings, then the files. No rendering, no physics.
 */
export async function* ask(job: AskJob, workshop: AskWorkshop): AsyncGenerator<RunEvent> {
  const shards = await workshop.shards();
  const byShard = new Map<string, readonly Entry[]>();
  yield { type: 'phase', phase: 'questions', total: shards.length, unit: 'shards' };
  const tasks = shards.map((shard) => async (report: (shard: string) => void) => {
    const entries = await workshop.findCandidates(shard, job.set);
    report(shard);
    return { shard, entries };
  });
  let done = 0;
  const events = runTasks<string, { shard: string; entries: readonly Entry[] }>(
    tasks,
    workshop.concurrency,
    ({ shard, entries }) => {
      byShard.set(shard, entries);
    },
    job.signal,
  );
  for await (const _ of events) {
    yield { type: 'progress', phase: 'questions', done: ++done, total: shards.length };
  }
  if (job.signal?.aborted) return;
  const entries = shards.flatMap((shard) => byShard.get(shard) ?? []);
  const { chosen, pruned, blind } = chooseQuestions(entries, workshop.rules);
  yield { type: 'note', message: blindNote(blind, pruned) };
  const files: Record<string, { count: number; sha256: string }> = {};
  for (const shard of shards) files[shard] = await workshop.writeQuestions(shard, job.set, chosen);
  await workshop.recordSet(job.set, files);
}

/** What words alone give away of the set: of yes/no questions and of choices. */
function blindNote({ before, after }: Choice['blind'], pruned: number): string {
  const said = ({ accuracy, chance, n }: BlindScore, { accuracy: was }: BlindScore, what: string) =>
    n === 0 ? [] : [`${percent(accuracy)} of ${n} ${what} (chance ${percent(chance)}, before pruning ${percent(was)})`];
  const scores = [
    ...said(after.yesNo, before.yesNo, 'yes/no questions'),
    ...said(after.choice, before.choice, 'choices'),
  ];
  if (scores.length === 0) return 'nothing to guess without the images';
  return `without the images a classifier guesses ${scores.join(', ')}; ${pruned} candidates pruned for it`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
