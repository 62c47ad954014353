import { expect, test } from '@playwright/test';
import { cp, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashTree, run, vantage } from './vantage.js';

// The main job as a user runs it: the built command line, real physics, real Chromium, real files.

const RECIPE = 'scenes/tabletop.json';
const OPTIONS = ['--scenes', '4', '--seed', '0', '--views', '2', '--shard-size', '2', '--size', '320x240'];

test.describe.configure({ mode: 'serial' });

let work: string;
let whole: Record<string, string>;

test.beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'vantage-e2e-'));
});

test.afterAll(async () => {
  await rm(work, { recursive: true, force: true });
});

test('a recipe and a seed become a dataset whose every answer is derived again', async () => {
  const made = await vantage(['generate', RECIPE, '--out', join(work, 'a'), ...OPTIONS, '--json']);
  expect(made.stderr).toBe('');
  expect(made.code).toBe(0);
  const events = made.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { summary } = events.at(-1);
  expect(summary.scenes + Object.values(summary.rejected as Record<string, number>).reduce((a, b) => a + b, 0)).toBe(4);
  expect(summary.questions.main).toBeGreaterThan(20);

  const checked = await vantage(['verify', join(work, 'a')]);
  expect(checked.stderr.split('\n').filter((line) => !line.startsWith('verify'))).toEqual(['']);
  expect(checked.stdout).toMatch(/^ok: .* no contradiction\n$/);
  expect(checked.code).toBe(0);
  whole = await hashTree(join(work, 'a'));
});

test('a program written from the specification alone agrees with every answer of a scene', async () => {
  const checked = await run('prove/checker/main.ts', [join(work, 'a'), '--scenes', '1']);
  expect(checked.stdout).toContain('\n0 contradictions');
  expect(checked.code).toBe(0);
});

test('the same recipe and seed with another number of workers give the same bytes', async () => {
  const made = await vantage(['generate', RECIPE, '--out', join(work, 'b'), ...OPTIONS, '--workers', '1', '--quiet']);
  expect(made).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await hashTree(join(work, 'b'))).toEqual(whole);
});

test('a killed run is refused without --resume, and continues to the same bytes with it', async () => {
  const out = join(work, 'c');
  const killed = await vantage(
    ['generate', RECIPE, '--out', out, ...OPTIONS, '--workers', '1'],
    join(out, 'shards/000000.tar'),
  );
  expect(killed.code).toBe(null);
  expect(await exists(join(out, 'shards/000001.tar'))).toBe(false);
  const refused = await vantage(['generate', RECIPE, '--out', out, ...OPTIONS]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--resume');
  const resumed = await vantage(['generate', RECIPE, '--out', out, ...OPTIONS, '--resume', '--quiet']);
  expect(resumed).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await hashTree(out)).toEqual(whole);
});

test('another recipe’s data is left alone', async () => {
  const refused = await vantage(['generate', RECIPE, '--out', join(work, 'a'), ...OPTIONS.with(3, '9'), '--resume']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('holds data of seed 0');
  expect(await hashTree(join(work, 'a'))).toEqual(whole);
});

test('asking again without rendering, under another name, gives the same questions', async () => {
  const asked = await vantage(['ask', join(work, 'b'), '--set', 'again', '--quiet']);
  expect(asked).toEqual({ code: 0, stdout: '', stderr: '' });
  const main = await readFile(join(work, 'b/questions/main/000000.jsonl'), 'utf8');
  expect(await readFile(join(work, 'b/questions/again/000000.jsonl'), 'utf8')).toBe(main);
});

test('stored scenes are asked in other manners, audited by a person and measured for balance', async () => {
  const dir = join(work, 'asked');
  await cp(join(work, 'a'), dir, { recursive: true });
  const ask = async (set: string, ...manner: string[]) => {
    const asked = await vantage(['ask', dir, '--set', set, '--per-view', '6', '--quiet', ...manner]);
    expect(asked).toEqual({ code: 0, stdout: '', stderr: '' });
    const files = ['000000', '000001'].map((shard) => readFile(join(dir, `questions/${set}/${shard}.jsonl`), 'utf8'));
    const lines = (await Promise.all(files)).flatMap((text) => text.trim().split('\n'));
    return lines.map((line) => JSON.parse(line));
  };
  const robospatial = await ask('robospatial', '--style', 'robospatial');
  expect(new Set(robospatial.map(({ style }) => style))).toEqual(new Set(['short']));
  const kinds = new Set(robospatial.map(({ kind }) => kind));
  for (const kind of kinds) expect(['configuration', 'context', 'compatibility']).toContain(kind);
  const perView = new Map<string, number>();
  for (const { views } of robospatial) perView.set(views[0], (perView.get(views[0]) ?? 0) + 1);
  for (const count of perView.values()) expect(count).toBeLessThanOrEqual(6);
  const wide = await ask('wide', '--margin-scale', '2');
  for (const { evidence } of wide) expect(evidence.params.marginScale).toBe(2);
  const open = await ask('open', '--ambiguous');
  for (const { split, evidence } of open) expect([split, evidence.verdict]).toEqual(['ambiguous', 'A']);

  const checked = await vantage(['verify', dir]);
  expect(checked.stdout).toMatch(/^ok: .* no contradiction\n$/);
  const balance = await vantage(['balance', dir, '--set', 'robospatial']);
  expect(balance.stdout).toContain('0 rules broken');
  const page = await vantage(['audit', dir, '--set', 'wide', '--items', '5', '--html']);
  expect(page.stdout).toContain('5 questions in');
  const audited = await vantage(['audit', dir, '--set', 'wide', '--items', '5'], undefined, 'y\nmaybe\nN\n?\nq\n');
  expect(audited.stdout).toMatch(/^all +3 verdicts, .* 1 cannot say$/m);
  const scored = await vantage(['audit', dir, '--set', 'wide', '--score']);
  expect(scored.stdout).toBe(audited.stdout);
});

test('any flipped byte is found', async () => {
  const dir = join(work, 'b');
  for (const file of [
    'shards/000001.tar',
    'questions/main/000000.jsonl',
    'dataset.json',
    Object.keys(whole).find((name) => name.endsWith('.glb')) as string,
  ]) {
    const { size } = await stat(join(dir, file));
    await flip(join(dir, file), Math.floor(size * 0.61));
    const checked = await vantage(['verify', dir]);
    expect(checked.code, file).toBe(1);
    expect(checked.stderr, file).toContain(file);
    await flip(join(dir, file), Math.floor(size * 0.61));
  }
  expect((await vantage(['verify', dir, '--quiet'])).code).toBe(0);
});

test('the report opens in a browser: pictures load, nothing complains', async ({ page }) => {
  const reported = await vantage(['report', join(work, 'a'), '--quiet']);
  expect(reported.code).toBe(0);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(request.url()));
  await page.goto(`file://${join(work, 'a/report/index.html')}`);
  const pictures = page.locator('img');
  expect(await pictures.count()).toBeGreaterThan(0);
  expect(
    await pictures.evaluateAll((all) =>
      all.every((img) => (img as HTMLImageElement).naturalWidth > 0 || (img as HTMLImageElement).loading === 'lazy'),
    ),
  ).toBe(true);
  await expect(page.getByText('camera').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('exports say what they wrote, and refuse a folder with something in it', async () => {
  for (const format of ['llava', 'coco']) {
    const out = join(work, `export-${format}`);
    const exported = await vantage(['export', join(work, 'a'), '--format', format, '--out', out, '--quiet']);
    expect(exported).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await vantage(['export', join(work, 'a'), '--format', format, '--out', out])).code).toBe(2);
  }
});

test('the index is rebuilt, and info tells what is there', async () => {
  expect((await vantage(['index', join(work, 'a'), '--quiet'])).code).toBe(0);
  const info = await vantage(['info', join(work, 'a'), '--json']);
  expect(info.code).toBe(0);
  expect(JSON.parse(info.stdout.trim().split('\n').at(-1) as string).summary.seed).toBe(0);
});

test.describe('wrong use is one sentence and exit code 2', () => {
  const cases: [string, string[], RegExp][] = [
    ['no command', ['frobnicate'], /no command "frobnicate"/],
    ['an unknown option', ['generate', RECIPE, '--out', 'x', '--sceens', '3'], /--sceens/],
    ['a number that is none', ['generate', RECIPE, '--out', 'x', '--scenes', 'NaN'], /--scenes must be a whole number/],
    ['1e308 scenes', ['generate', RECIPE, '--out', 'x', '--scenes', '1e308'], /--scenes must be a whole number/],
    ['no folder', ['generate', RECIPE], /--out DIR/],
    ['no such recipe', ['generate', 'scenes/nowhere.json', '--out', 'x'], /nowhere\.json.*there is no such file/],
    ['a bad size', ['generate', RECIPE, '--out', 'x', '--size', '640'], /--size must look like 640x480/],
  ];
  for (const [name, args, message] of cases) {
    test(name, async () => {
      const { code, stderr, stdout } = await vantage(args);
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stdout).toBe('');
    });
  }
});

test('a recipe with a mistake names the field', async () => {
  const recipe = JSON.parse(await readFile(RECIPE, 'utf8'));
  const cases: [object, RegExp][] = [
    [{ ...recipe, colour: 1 }, /unknown key "colour"/],
    [{ ...recipe, objects: { ...recipe.objects, count: [5, 1] } }, /"objects\.count"/],
    [{ ...recipe, objects: { ...recipe.objects, count: [5, 1e308] } }, /"objects\.count\[1\]"/],
    [{ ...recipe, objects: { ...recipe.objects, categories: { unicorn: 1 } } }, /no category "unicorn"/],
    [{ ...recipe, objects: { ...recipe.objects, categories: {} } }, /"objects\.categories"/],
    [{ ...recipe, id: '../../etc' }, /"id"/],
  ];
  for (const [i, [content, message]] of cases.entries()) {
    const path = join(work, `recipe-${i}.json`);
    await writeFile(path, JSON.stringify(content));
    const { code, stderr } = await vantage(['generate', path, '--out', join(work, 'never')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(await exists(join(work, 'never'))).toBe(false);
  }
});

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  byte[0] ^= 1;
  await file.write(byte, 0, 1, at);
  await file.close();
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
