import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeBalance } from '../../dataset/balance/write-balance.js';
import { writeSyntheticDataset } from '../../dataset/testing/synthetic-dataset.js';
import { readFairness } from './read-fairness.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-fairness-'));
  await rm(dir, { recursive: true });
  await writeSyntheticDataset(dir, { shards: 2, scenes: 2, views: 2, size: [80, 60] });
});
afterAll(() => rm(dir, { recursive: true }));

it('knows what was measured of a set, and whether it still holds', async () => {
  expect(await readFairness(dir, 'main', 5)).toBeNull();
  for await (const _ of writeBalance(dir, 'main'));
  const found = await readFairness(dir, 'main', 0);
  expect(found).toMatchObject({ set: 'main', current: false });
  const text = await readFile(join(dir, 'balance/main.json'), 'utf8');
  const { questions, problems } = JSON.parse(text) as { questions: number; problems: string[] };
  expect(await readFairness(dir, 'main', questions)).toMatchObject({ current: true, problems });
  // The set was asked anew since, into as many questions.
  await utimes(join(dir, 'questions/main'), new Date(), new Date(Date.now() + 60_000));
  expect((await readFairness(dir, 'main', questions))?.current).toBe(false);
  expect(await readFairness(dir, 'none', 1)).toBeNull();
  await writeFile(join(dir, 'balance/main.json'), '{"questions":');
  await expect(readFairness(dir, 'main', questions)).rejects.toThrow('measure the balance again');
});
