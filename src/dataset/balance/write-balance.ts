import { join } from 'node:path';
import { balanceReport, type BalanceReport } from '../../core/questions/fairness/balance-report.js';
import { checkSet, summarizeQuestion, type AnsweredQuestion } from '../../core/questions/fairness/check-set.js';
import { leaks, outlineOf, type SceneOutline } from '../../core/questions/fairness/leakage.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { Dataset } from '../dataset.js';
import { ensureFolder, writeWholeFile } from '../whole-file.js';
import { balancePage } from './balance-page.js';

/**
 * Writes `DIR/balance/<set>.html` and `.json`: what a set's fairness comes to, from its files alone.
 *
 * @returns their folder and figures, after a progress event for each shard
 */
export async function* writeBalance(
  dir: string,
  name: string | undefined,
): AsyncGenerator<
  { done: number; total: number },
  { path: string; report: BalanceReport; problems: readonly string[] }
> {
  const dataset = await Dataset.open(dir);
  const set = dataset.questionSet(name);
  const answered: AnsweredQuestion[] = [];
  const scenes: SceneOutline[] = [];
  let seen = 0;
  for (const [i, shard] of dataset.shardIds.entries()) {
    const byScene = new Map<string, QuestionRecord[]>();
    for await (const question of dataset.questions(set, shard)) {
      const list = byScene.get(question.scene);
      if (list) list.push(question);
      else byScene.set(question.scene, [question]);
    }
    for await (const { scene, views } of dataset.scenesOf(shard)) {
      scenes.push(outlineOf(scene));
      seen += views.length;
      for (const record of byScene.get(scene.id) ?? []) answered.push(summarizeQuestion(set, record, scene, views));
    }
    yield { done: i + 1, total: dataset.shardIds.length };
  }
  const report = balanceReport(answered, scenes, seen);
  const problems = [...checkSet(answered), ...report.told, ...leaks(report.leakage)];
  const folder = join(dir, 'balance');
  await ensureFolder(folder);
  await writeWholeFile(
    join(folder, `${set}.json`),
    Buffer.from(`${JSON.stringify({ ...report, problems }, null, 1)}\n`),
  );
  const path = join(folder, `${set}.html`);
  await writeWholeFile(path, Buffer.from(balancePage(`${dataset.record.name}, ${set}`, report, problems)));
  return { path, report, problems };
}
