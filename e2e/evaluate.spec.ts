import { expect, test } from '@playwright/test';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockEndpoint, type MockEndpoint } from '../src/inference/endpoint/testing/mock-endpoint.js';
import { vantage } from './vantage.js';

// A model in the second minute, as a user meets it: the built command line, a small dataset, a server that answers and one that lies.

const KEY = 'sk-end-to-end-0123456789';

test.describe.configure({ mode: 'serial' });

let work: string;
let data: string;
let server: MockEndpoint;
let lying = false;

test.beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'vantage-e2e-'));
  data = join(work, 'data');
  process.env['VANTAGE_API_KEY'] = KEY;
  server = await startMockEndpoint({
    reply: ({ prompt }) => (prompt.length % 2 === 0 ? 'Yes.' : 'No.'),
    misbehave: (chat) => (lying && chat % 20 >= 5 ? 'html' : null),
  });
  const options = ['--scenes', '2', '--views', '1', '--size', '320x240', '--seed', '4', '--quiet'];
  expect((await vantage(['generate', 'scenes/tabletop.json', '--out', data, ...options])).code).toBe(0);
});

test.afterAll(async () => {
  delete process.env['VANTAGE_API_KEY'];
  await server.close();
  await rm(work, { recursive: true, force: true });
});

test('the oracle is right, and its scores stand beside the baselines', async () => {
  const done = await vantage(['evaluate', data, '--model', 'oracle', '--where', 'answer=yes-no|points|choice']);
  expect(done.code).toBe(0);
  expect(done.stdout).toMatch(/^all +\d+ +100\.0 %/m);
  expect(done.stdout).toMatch(/oracle +random +centre +blind +constant/);
});

test('an endpoint that lies stops the run with what to do; resumed, the rest is asked', async () => {
  const command = ['evaluate', data, '--model', `${server.url}#eye-1`, '--limit', '40', '--concurrency', '2'];
  lying = true;
  const stopped = await vantage(command);
  expect(stopped.code).toBe(1);
  expect(stopped.stderr.trim().split('\n').at(-1)).toMatch(
    /a web page.*What was answered is kept; continue with the same command and --resume\.$/,
  );
  lying = false;
  const done = await vantage([...command, '--resume', '--against', 'oracle']);
  expect(done.code, done.stderr).toBe(0);
  expect(done.stdout).toContain('vLLM 0.11.0');
  expect(done.stdout).toContain('against oracle');
  for (const file of ['evaluation.json', 'replies.jsonl', 'scores.json', 'scores.csv'])
    expect(await readFile(join(data, 'evaluations/eye-1', file), 'utf8')).not.toContain(KEY);
  expect(stopped.stderr + done.stdout + done.stderr).not.toContain(KEY);
});

test('the report draws the evaluations', async ({ page }) => {
  expect((await vantage(['report', data, '--limit', '2', '--quiet'])).code).toBe(0);
  await page.goto(`file://${join(data, 'report/evaluations.html')}`);
  await expect(page.getByText('Compared on the same items')).toBeVisible();
  const figures = page.locator('figure img');
  expect(await figures.evaluateAll((all) => all.every((img) => (img as HTMLImageElement).naturalWidth > 0))).toBe(true);
  expect((await stat(join(data, 'report/figures/accuracy-by-kind.png'))).size).toBeGreaterThan(10_000);
});

test('wrong use is one sentence and exit code 2', async () => {
  const cases: [string[], RegExp][] = [
    [['evaluate', data], /needs --model M/],
    [['evaluate', data, '--model', 'gpt'], /"gpt" is no model: name a folder that exists, a baseline/],
    [['evaluate', data, '--model', 'oracle', '--where', 'colour=red', '--out', 'x'], /knows no "colour"/],
    [['evaluate', data, '--model', `${server.url}#other`], /has no model "other": it has eye-1\./],
    [['evaluate', work, '--model', 'oracle', '--benchmark', 'nobody'], /There is no benchmark "nobody"/],
    [['exam', 'pass', 'x'], /can "make RECIPE" and "take EXAM"/],
  ];
  for (const [args, message] of cases) {
    const { code, stderr } = await vantage(args);
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toMatch(message);
  }
});
