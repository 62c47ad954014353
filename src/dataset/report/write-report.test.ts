import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from '../dataset.js';
import { questionPath } from '../layout.js';
import { readManifest, writeManifest } from '../manifest.js';
import { writeSyntheticDataset } from '../testing/synthetic-dataset.js';
import { sha256Of } from '../whole-file.js';
import { spread, writeReport } from './write-report.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-report-'));
  await writeSyntheticDataset(dir, { size: [320, 240] });
});
afterAll(() => rm(dir, { recursive: true }));

async function run(limit: number, set?: string) {
  const steps = writeReport(dir, { limit, set });
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

describe('report', () => {
  it('shows every view with its pictures and questions, from files beside it alone', async () => {
    const { path, views } = await run(60);
    const page = await readFile(path, 'utf8');
    expect(views).toBe(8);
    const images = await readdir(join(dir, 'report', 'images'));
    expect(images).toHaveLength(16);
    const named = [...page.matchAll(/(?:src|href)="([^"#]*)"/g)].map((match) => match[1]);
    for (const name of named) expect(name === 'data:,' || images.includes(name.replace('images/', ''))).toBe(true);
    expect(page).not.toMatch(/https?:|<script|style="| on[a-z]+="/);
    const dataset = await Dataset.open(dir);
    for (const shard of dataset.shardIds) {
      for await (const question of dataset.questions('main', shard)) expect(page).toContain(question.text);
    }
    // The pose of a question that fits, as the twelve edges of its box.
    expect(page).toMatch(/<path class="witness" d="(?:M[-\d. ]+L[-\d. ]+){12}"/);
    // The decisive offset against its limit.
    expect(page).toMatch(/<td>centres apart, to the left<\/td><td>[\d.]+ cm<\/td><td>≥ 2\.3 cm<\/td>/);
  });

  it('replaces an older report and leaves nothing beside it', async () => {
    await run(60);
    expect((await run(3)).views).toBe(3);
    expect(await readdir(join(dir, 'report', 'images'))).toHaveLength(6);
    expect((await readdir(dir)).sort()).toEqual(['assets', 'dataset.json', 'questions', 'report', 'shards']);
    const page = await readFile(join(dir, 'report', 'index.html'), 'utf8');
    expect(page).toContain('3 of 8 views, spread evenly over the set');
  });

  it('takes no markup from what it shows', async () => {
    const path = questionPath(dir, 'main', '000000');
    const original = await readFile(path, 'utf8');
    const manifest = await readManifest(dir);
    const hostile = original.replace(/"text":"[^"]*"/, '"text":"<img src=x onerror=alert(1)> \\"quoted\\" & more"');
    await writeFile(path, hostile);
    const files = { ...manifest.questions['main'].files, 'questions/main/000000.jsonl': sha256Of(hostile) };
    await writeManifest(dir, { ...manifest, name: '</title><b>', questions: { main: { count: 24, files } } });
    const { path: page } = await run(60);
    const text = await readFile(page, 'utf8');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot; &amp; more');
    expect(text).toContain('<title>&lt;/title&gt;&lt;b&gt;</title>');
  });

  it('refuses a question set that does not exist', async () => {
    await expect(run(10, 'other')).rejects.toThrow('has no question set "other"');
  });

  it('spreads what it shows', () => {
    expect(spread([...Array(10).keys()], 4)).toEqual([0, 2, 5, 7]);
    expect(spread([1, 2], 4)).toEqual([1, 2]);
  });
});
