import type { RunEvent } from '../contract/run-events.js';
import { writeBalance } from '../dataset/balance/write-balance.js';
import { drain } from './drain.js';

/** Writes what a question set's fairness comes to, in pictures and figures. */
export async function* balanceRun(dir: string, set: string | undefined): AsyncGenerator<RunEvent> {
  const { path, report, problems } = yield* drain(writeBalance(dir, set), 'report', 'shards');
  for (const message of problems) yield { type: 'problem', where: path, message };
  const { yesNo, choice } = report.blind;
  yield { type: 'done', summary: { path, questions: report.questions, problems: problems.length, yesNo, choice } };
}
