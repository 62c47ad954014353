import { expect, test } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashTree, vantage } from './vantage.js';

// The closed loop from the command line, as a user meets it.

let work: string;

test.beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'vantage-rollout-'));
});
test.afterAll(() => rm(work, { recursive: true, force: true }));

test('a rollout killed in the middle and resumed loses nothing and gives the bytes of an unbroken one', async () => {
  test.slow();
  const [whole, broken] = ['whole', 'broken'].map((name) => join(work, name));
  const command = [
    'rollout',
    'scenes/suites/tabletop.json',
    '--model',
    'oracle',
    '--placement-only',
    '--episodes',
    '3',
  ];
  const options = ['--name', 'one', '--quiet'];
  expect((await vantage([...command, ...options, '--out', whole])).code).toBe(0);
  const second = join(broken, 'rollouts/one/episodes/000001');
  const killed = await vantage([...command, ...options, '--out', broken], second);
  expect(killed.code).not.toBe(0);
  const kept = await hashTree(join(broken, 'rollouts/one/episodes/000000'));
  expect(Object.keys(kept).length).toBeGreaterThan(5);

  const again = await vantage([...command, ...options, '--out', broken]);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('continue it with --resume');
  const resumed = await vantage([...command, ...options, '--out', broken, '--resume']);
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(await hashTree(broken)).toEqual(await hashTree(whole));
  const scores = JSON.parse(await readFile(join(broken, 'rollouts/one/scores.json'), 'utf8')) as { episodes: number };
  expect(scores.episodes).toBe(3);

  const sheet = join(work, 'sheet.png');
  const drawn = await vantage(['replay', whole, '--run', 'one', '--episode', '0', '--pictures', '2', '--out', sheet]);
  expect(drawn.code, drawn.stderr).toBe(0);
  expect((await readFile(sheet)).subarray(1, 4).toString()).toBe('PNG');
});
