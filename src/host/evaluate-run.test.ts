import { cp, mkdtemp, readFile, rm, writeFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../contract/run-events.js';
import { writeSyntheticDataset } from '../dataset/testing/synthetic-dataset.js';
import { startMockEndpoint, type MockEndpoint, type MockOptions } from '../inference/endpoint/testing/mock-endpoint.js';
import { evaluateRun, type EvaluateOptions } from './evaluate-run.js';

const KEY = 'sk-secret-of-the-test-9876';

let pristine: string;
let dir: string;
let endpoint: MockEndpoint | null = null;

beforeAll(async () => {
  pristine = await mkdtemp(join(tmpdir(), 'vantage-evaluate-'));
  await writeSyntheticDataset(pristine, { scenes: 3, views: 2 });
});
afterAll(() => rm(pristine, { recursive: true }));
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-evaluate-'));
  await cp(pristine, dir, { recursive: true });
  process.env['VANTAGE_API_KEY'] = KEY;
});
afterEach(async () => {
  delete process.env['VANTAGE_API_KEY'];
  await endpoint?.close();
  endpoint = null;
  await rm(dir, { recursive: true });
});

const OPTIONS: Omit<EvaluateOptions, 'dir'> = {
  model: 'oracle',
  blind: false,
  circular: false,
  resume: false,
  rescore: false,
  resumeCommand: 'the same command and --resume.',
};

async function run(options: Partial<EvaluateOptions>) {
  const events: RunEvent[] = [];
  for await (const event of evaluateRun({ ...OPTIONS, dir, ...options })) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('The run gave no summary.');
  return { events, summary: last.summary as Record<string, never> };
}

const files = async (name: string) => {
  const folder = join(dir, 'evaluations', name);
  const read = async (file: string) => [file, await readFile(join(folder, file), 'utf8')] as const;
  return Object.fromEntries(await Promise.all((await readdir(folder)).sort().map(read)));
};

async function mock(options: MockOptions = {}): Promise<string> {
  endpoint = await startMockEndpoint({ reply: ({ prompt }) => (prompt.length % 2 === 0 ? 'Yes' : 'No'), ...options });
  return `${endpoint.url}#eye-1`;
}

describe('an evaluation', () => {
  it('of the oracle is right everywhere, with records, replies, scores and a table', async () => {
    const { summary } = await run({});
    const { report } = summary as unknown as { report: { overall: { n: number; accuracy: { value: number } } } };
    expect(report.overall.accuracy.value).toBe(1);
    const written = await files('oracle');
    expect(Object.keys(written)).toEqual(['evaluation.json', 'replies.jsonl', 'scores.csv', 'scores.json']);
    expect(written['replies.jsonl'].trim().split('\n')).toHaveLength(report.overall.n);
    expect(written['scores.csv'].split('\r\n')[0]).toMatch(/^item,rotation,.*kind.*,outcome,score,fault/);
    expect(JSON.parse(written['evaluation.json'])).toMatchObject({
      model: { name: 'oracle', provider: 'baseline' },
      plan: {
        source: { kind: 'dataset', name: 'boxes', set: 'main' },
        items: report.overall.n,
        requests: report.overall.n,
      },
    });
  });

  it('gives the same bytes when run again', async () => {
    await run({ model: 'random' });
    const first = await files('random');
    await rm(join(dir, 'evaluations'), { recursive: true });
    await run({ model: 'random' });
    expect(await files('random')).toEqual(first);
  });

  it('chooses questions by --where and --limit, and says what it does not know', async () => {
    const { summary } = await run({ where: 'kind=context,split=train' });
    const { report } = summary as unknown as { report: { slices: { dimension: string; value: string }[] } };
    expect(report.slices.filter(({ dimension }) => dimension === 'kind').map(({ value }) => value)).toEqual([
      'context',
    ]);
    expect((await run({ limit: 5, out: 'five' })).summary).toMatchObject({ report: { overall: { n: 5 } } });
    await expect(run({ where: 'colour=red', out: 'x' })).rejects.toThrow(/knows no "colour", only kind, type/);
    await expect(run({ where: 'kind', out: 'x' })).rejects.toThrow(/must look like/);
    await expect(run({ where: 'type=nothing', out: 'x' })).rejects.toThrow(/No question of the set "main" matches/);
  });

  it('of an endpoint keeps its replies verbatim, and its key nowhere', async () => {
    const seen = new Set<string | undefined>();
    const model = await mock({ onKey: (key) => seen.add(key) });
    const { summary, events } = await run({ model });
    expect(seen).toEqual(new Set([`Bearer ${KEY}`]));
    expect(summary).toMatchObject({ name: 'eye-1', model: { provider: 'vLLM 0.11.0' } });
    const written = await files('eye-1');
    const replies = written['replies.jsonl']
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; probabilities: unknown });
    expect(new Set(replies.map(({ text }) => text))).toEqual(new Set(['Yes', 'No']));
    expect(endpoint?.chats.slice(1).every(({ images }) => images.length === 1)).toBe(true);
    expect(JSON.stringify([written, events])).not.toContain(KEY);
  });

  it('sends no image where it is blind', async () => {
    const model = await mock();
    await run({ model, blind: true, out: 'text' });
    expect(endpoint?.chats.slice(1).every(({ images }) => images.length === 0)).toBe(true);
    expect(JSON.parse((await files('text'))['evaluation.json'])).toMatchObject({ plan: { blind: true } });
  });

  it('ends with the same files after it was killed anywhere', async () => {
    const model = await mock();
    await run({ model });
    const whole = await files('eye-1');
    const lines = whole['replies.jsonl'].split('\n').slice(0, -1);
    for (const kept of [0, 1, Math.floor(lines.length / 2), lines.length]) {
      const torn = `${lines.slice(0, kept).join('\n')}${kept > 0 ? '\n' : ''}${lines[kept]?.slice(0, 20) ?? ''}`;
      await writeFile(join(dir, 'evaluations/eye-1/replies.jsonl'), torn);
      await rm(join(dir, 'evaluations/eye-1/scores.json'));
      const before = endpoint?.chats.length ?? 0;
      await run({ model, resume: true });
      // The probe, and what was missing.
      expect((endpoint?.chats.length ?? 0) - before).toBe(1 + lines.length - kept);
      expect(await files('eye-1')).toEqual(whole);
    }
  });

  it('refuses to go on with another run’s replies', async () => {
    await run({});
    await expect(run({})).rejects.toThrow(/holds this evaluation already: continue it with --resume/);
    await expect(run({ limit: 3, resume: true })).rejects.toThrow(/other options \(limit\): choose another --out/);
    await expect(run({ model: 'random', out: 'oracle', resume: true })).rejects.toThrow(/the model "oracle"/);
    await expect(run({ out: '../up' })).rejects.toThrow(/cannot be called/);
  });

  it('stops cleanly when the endpoint goes, and asks the rest when resumed', async () => {
    let gone = true;
    const model = await mock({ misbehave: (chat) => (chat > 6 && gone ? 'needs-key' : null) });
    await expect(run({ model, concurrency: 1 })).rejects.toThrow(
      /does not accept the key.*What was answered is kept; continue with the same command and --resume\.$/,
    );
    const kept = (await files('eye-1'))['replies.jsonl'].trim().split('\n').length;
    expect(kept).toBe(6);
    gone = false;
    const { summary } = await run({ model, concurrency: 1, resume: true });
    const { report } = summary as unknown as { report: { overall: { n: number; noReply: { hits: number } } } };
    expect(report.overall.noReply.hits).toBe(0);
    expect((await files('eye-1'))['replies.jsonl'].trim().split('\n')).toHaveLength(report.overall.n);
  });

  it('counts questions that bring no reply as wrong, and asks them again when resumed', async () => {
    let bad = true;
    const model = await mock({ misbehave: (chat) => (bad && chat % 5 === 4 ? 'junk' : null) });
    const { summary } = await run({ model });
    const { modelFaults, report } = summary as unknown as {
      modelFaults: Record<string, number>;
      report: { overall: { noReply: { hits: number } } };
    };
    expect(modelFaults['bad-reply']).toBeGreaterThan(2);
    expect(report.overall.noReply.hits).toBe(modelFaults['bad-reply']);
    bad = false;
    const again = await run({ model, resume: true });
    expect(again.summary).toMatchObject({ modelFaults: {}, report: { overall: { noReply: { hits: 0 } } } });
  });

  it('is scored again without the model, as another profile reads it', async () => {
    const { summary } = await run({ model: 'oracle' });
    const first = await files('oracle');
    await rm(join(dir, 'evaluations/oracle/scores.json'));
    await run({ model: undefined, rescore: true, out: 'oracle' });
    expect(await files('oracle')).toEqual(first);
    await run({ model: undefined, rescore: true, out: 'oracle', profile: 'qwen3-vl' });
    expect((await files('oracle'))['scores.json']).not.toBe(first['scores.json']);
    expect(summary).toMatchObject({ profile: 'generic' });
    await expect(run({ model: undefined, rescore: true })).rejects.toThrow(/needs --out NAME/);
    await expect(run({ model: undefined, rescore: true, out: 'nobody' })).rejects.toThrow(/holds no evaluation/);
  });

  it('is compared with another on the same items', async () => {
    await run({ model: 'random' });
    const { summary } = await run({ against: 'random' });
    const { against } = summary as unknown as { against: { mcnemar: Record<string, number> } };
    expect(against.mcnemar['onlySecond']).toBe(0);
    expect(against.mcnemar['onlyFirst']).toBeGreaterThan(0);
    await expect(run({ out: 'again', against: 'nobody' })).rejects.toThrow(/no scored evaluation "nobody"/);
  });

  it('knows no such model or profile', async () => {
    await expect(run({ model: 'gpt' })).rejects.toThrow(
      /"gpt" is no model: name a folder that exists, a baseline \(oracle, /,
    );
    await expect(run({ model: undefined })).rejects.toThrow(/needs --model M/);
    await expect(run({ profile: 'nobody' })).rejects.toThrow(/There is no profile "nobody": choose one of generic/);
  });
});
