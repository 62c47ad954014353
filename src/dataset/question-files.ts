import { createReadStream } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Dealt } from '../core/questions/fairness/deal.js';
import type { Language } from '../core/questions/language/language.js';
import type { Candidate } from '../core/questions/candidate.js';
import { wordQuestion } from '../core/questions/word-question.js';
import { questionPath } from './layout.js';
import { AsideFile, ensureFolder, explainFileError } from './whole-file.js';

// Candidates wait aside, below `.candidates/`, until the whole set's balance is known. Nobody else reads them.

const candidatesFolder = (dir: string, set: string): string => join(dir, '.candidates', set);
const candidatesPath = (dir: string, set: string, shard: string): string =>
  join(candidatesFolder(dir, set), `${shard}.jsonl`);

/** Keeps a shard's candidates aside, one a line, in the order given. */
export async function keepCandidates(
  dir: string,
  set: string,
  shard: string,
  candidates: Iterable<Candidate>,
): Promise<void> {
  await ensureFolder(candidatesFolder(dir, set));
  const file = await AsideFile.open(candidatesPath(dir, set, shard));
  for (const candidate of candidates) await file.write(Buffer.from(`${JSON.stringify(candidate)}\n`));
  await file.seal();
  await file.keep();
}

/** Writes `questions/<set>/<shard>.jsonl` from the chosen candidates, numbered within their view. */
export async function writeQuestionFile(
  dir: string,
  set: string,
  shard: string,
  chosen: ReadonlyMap<string, Dealt>,
  language: Language,
): Promise<{ count: number; sha256: string }> {
  const source = candidatesPath(dir, set, shard);
  const file = await AsideFile.open(questionPath(dir, set, shard));
  const numbers = new Map<string, number>();
  let count = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(source), crlfDelay: Infinity })) {
      const candidate = JSON.parse(line) as Candidate;
      const dealt = chosen.get(candidate.key);
      if (!dealt) continue;
      const view = candidate.record.views[0];
      const number = numbers.get(view) ?? 0;
      numbers.set(view, number + 1);
      const record = wordQuestion(language, candidate, `${view}-q${String(number).padStart(2, '0')}`, dealt);
      await file.write(Buffer.from(`${JSON.stringify(record)}\n`));
      count++;
    }
  } catch (error) {
    await file.discard();
    throw explainFileError(error, source, 'read');
  }
  const sha256 = await file.seal();
  await file.keep();
  return { count, sha256 };
}

export async function dropCandidates(dir: string, set: string): Promise<void> {
  await rm(candidatesFolder(dir, set), { recursive: true, force: true });
  // The folder of all sets goes with the last of them; another run may be asking at this moment.
  await rmdir(join(dir, '.candidates')).catch(() => {});
}
