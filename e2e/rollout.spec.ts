import { expect, test } from '@playwright/test';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

  const checked = await vantage(['verify', whole]);
  expect(checked.stdout, checked.stderr).toMatch(/^ok: .* 3 episodes checked, no contradiction/m);
  await change(broken, '000000/episode.json', '"success": true', '"success": false');
  await change(broken, '000001/motion-0.jsonl', '"position":[', '"position":[1');
  await writeFile(join(broken, 'rollouts/one/episodes/000002/look-0-v0.mask.png'), 'no picture');
  await writeFile(join(broken, 'rollouts/one/episodes/000002/strange.txt'), '');
  const found = await vantage(['verify', broken]);
  expect(found.code).toBe(1);
  expect(found.stdout + found.stderr).toContain('episodes/000000: its outcome is not what follows from its attempts.');
  expect(found.stdout + found.stderr).toContain('episodes/000001: attempt 0: the distances in motion-0.jsonl');
  expect(found.stdout + found.stderr).toContain('look-0-v0.mask.png');
  expect(found.stdout + found.stderr).toContain('scores.json does not follow');

  const sheet = join(work, 'sheet.png');
  const drawn = await vantage(['replay', whole, '--run', 'one', '--episode', '0', '--pictures', '2', '--out', sheet]);
  expect(drawn.code, drawn.stderr).toBe(0);
  expect((await readFile(sheet)).subarray(1, 4).toString()).toBe('PNG');
});

/** Changes a text in a file of an episode, once. */
async function change(dir: string, file: string, from: string, to: string): Promise<void> {
  const path = join(dir, 'rollouts/one/episodes', file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}
