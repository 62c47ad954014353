import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Fairness } from '../../contract/studio/datasets.js';
import { expectWithin } from '../../dataset/confine.js';
import { questionFolder } from '../../dataset/layout.js';
import { parseRecord } from '../../dataset/parse-record.js';
import { readWholeFile } from '../../dataset/whole-file.js';

const share = z.object({ n: z.int().min(0), accuracy: z.number(), chance: z.number() });
/** Of `balance/<set>.json`, what the foot of the browser shows. */
const reportSchema = z.object({
  questions: z.int().min(0),
  leakage: z.record(z.string(), z.array(z.unknown())),
  blind: z.object({ yesNo: share, choice: share }),
  problems: z.array(z.string()),
});

/**
 * What `vantage balance` last wrote of a set; null where it never did.
 *
 * @param count questions that the set holds now
 */
export async function readFairness(dir: string, set: string, count: number): Promise<Fairness | null> {
  const path = join(dir, 'balance', `${set}.json`);
  const [written, asked] = await Promise.all(
    [path, questionFolder(dir, set)].map((one) => stat(one).catch(() => null)),
  );
  if (written === null || asked === null) return null;
  await expectWithin(dir, path);
  const text = (await readWholeFile(path)).toString('utf8');
  const report = parseRecord(reportSchema, text, path, 'measure the balance again.');
  const { yesNo, choice } = report.blind;
  return {
    set,
    measured: written.mtimeMs,
    current: report.questions === count && written.mtimeMs >= asked.mtimeMs,
    yesNo: yesNo.n > 0 ? yesNo : null,
    choice: choice.n > 0 ? choice : null,
    leaks: Object.values(report.leakage).reduce((sum, found) => sum + found.length, 0),
    problems: report.problems,
  };
}
