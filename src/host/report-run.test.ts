import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { writeSyntheticDataset } from '../dataset/testing/synthetic-dataset.js';
import { evaluateRun } from './evaluate-run.js';
import { reportRun } from './report-run.js';

it('shows the evaluations of a dataset: a page, and every figure as SVG, PNG and CSV', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'vantage-report-'));
  try {
    await writeSyntheticDataset(dir, { views: 1 });
    const options = { dir, blind: false, circular: false, resume: false, rescore: false, resumeCommand: '' };
    for (const model of ['random', 'constant']) for await (const _ of evaluateRun({ ...options, model }));
    for await (const _ of reportRun(dir, 2, undefined));
    const report = join(dir, 'report');
    expect(await readFile(join(report, 'index.html'), 'utf8')).toContain(
      '<a href="evaluations.html">2 evaluations of models on it</a>',
    );
    const page = await readFile(join(report, 'evaluations.html'), 'utf8');
    expect(page).not.toMatch(/https?:|<script|style="| on[a-z]+="/);
    const figures = await readdir(join(report, 'figures'));
    const names = [...new Set(figures.map((name) => name.replace(/\.[a-z]+$/, '')))];
    expect(names).toEqual(
      expect.arrayContaining(['accuracy-by-kind', 'accuracy-by-relation-and-frame', 'calibration']),
    );
    expect(figures).toHaveLength(3 * names.length);
    for (const name of names) expect(page).toContain(`src="figures/${name}.svg"`);
    const { format, width } = await sharp(join(report, 'figures/accuracy-by-kind.png')).metadata();
    expect([format, (width ?? 0) > 1400]).toEqual(['png', true]);
    const csv = await readFile(join(report, 'figures/accuracy-by-relation-and-frame.csv'), 'utf8');
    expect(csv.split('\r\n')[0]).toBe('relation,frame,series,accuracy,low,high,n');
    expect(csv).toMatch(/\r\nleft,camera,constant,1,/);
  } finally {
    await rm(dir, { recursive: true });
  }
});

it('shows the evaluations of a benchmark that is a file beside its images', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'vantage-benchmark-report-'));
  try {
    const image = { create: { width: 32, height: 24, channels: 3 as const, background: '#888' } };
    await sharp(image).png().toFile(join(dir, 'a.png'));
    const row = { question: 'Which is nearer?', options: ['mug', 'bowl'], answer: 'bowl', image: 'a.png' };
    const file = join(dir, 'mine.json');
    await writeFile(file, JSON.stringify([row, { ...row, answer: 'mug' }]));
    const options = { dir: file, blind: false, circular: false, resume: false, rescore: false, resumeCommand: '' };
    for await (const _ of evaluateRun({ ...options, model: 'oracle', benchmark: 'choice' }));
    for await (const event of reportRun(dir, 2, undefined))
      if (event.type === 'done')
        expect(event.summary).toEqual({ path: join(dir, 'report', 'evaluations.html'), evaluations: 1 });
    const page = await readFile(join(dir, 'report', 'evaluations.html'), 'utf8');
    expect(page).toContain('multiple choice');
    expect(page).not.toContain('index.html');
    expect(await readdir(join(dir, 'report', 'figures'))).toContain('accuracy-by-kind.svg');
  } finally {
    await rm(dir, { recursive: true });
  }
});
