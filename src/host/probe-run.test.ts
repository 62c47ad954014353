import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../contract/run-events.js';
import { writePoints } from '../core/models/baselines/write-answer.js';
import { probePlan } from '../core/models/probe/probe-plan.js';
import { probeWarning, type ProbeVerdict } from '../core/models/probe/probe-result.js';
import { GENERIC_PROFILE, profileById } from '../core/models/shipped-profiles.js';
import { UsageError } from '../core/result.js';
import { startMockEndpoint, type MockEndpoint, type MockOptions } from '../inference/endpoint/testing/mock-endpoint.js';
import { loadProfile } from './model-profile.js';
import { probeRun } from './probe-run.js';
import { probePath, readProbe } from './probe-store.js';

const QWEN3 = profileById('qwen3-vl') ?? GENERIC_PROFILE;

let folder: string;
let endpoint: MockEndpoint | null = null;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'vantage-probe-'))));
afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
  await rm(folder, { recursive: true });
});

/** Sees every dot exactly and writes as Qwen3-VL does. */
const sees: NonNullable<MockOptions['reply']> = ({ images, prompt }) => {
  if (images.length === 0) return 'OK';
  const png = Buffer.from(images[0].slice(images[0].indexOf(',') + 1), 'base64');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const colour = /red|blue|green|black/.exec(prompt)?.[0];
  const dot = probePlan(QWEN3).questions.find(({ id }) => id === `${width}x${height}-${colour}`);
  return dot ? writePoints([dot.place], QWEN3, [[width, height]]) : 'What dot?';
};

async function run(options: { reply?: MockOptions['reply']; profile?: string; misbehave?: MockOptions['misbehave'] }) {
  endpoint = await startMockEndpoint({
    models: ['eye-1'],
    ...(options.reply && { reply: options.reply }),
    ...(options.misbehave && { misbehave: options.misbehave }),
  });
  const model = `${endpoint.url}#eye-1`;
  const events: RunEvent[] = [];
  const profileOut = join(folder, 'mine.json');
  for await (const event of probeRun({ model, profile: options.profile, profileOut, config: folder, timeout: 5000 })) {
    events.push(event);
  }
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('The run did not end.');
  return { model, events, profileOut, verdict: last.summary['verdict'] as ProbeVerdict };
}

describe('vantage models probe', () => {
  it('agrees with a model that writes as its profile says, and is remembered', async () => {
    const { model, verdict } = await run({ reply: sees, profile: 'qwen3-vl' });
    expect(verdict).toMatchObject({ kind: 'agrees', answered: 20 });
    const stored = await readProbe(folder, model);
    expect(stored).toMatchObject({ model, profile: 'qwen3-vl' });
    expect(probeWarning(QWEN3, stored, model, stored?.fingerprint ?? null)).toBeNull();
  });

  it('sends the dots that it asks about', async () => {
    await run({ reply: sees, profile: 'qwen3-vl' });
    const chat = endpoint?.chats.find(({ prompt }) => prompt.includes('blue dot'));
    const png = Buffer.from((chat?.images[0] ?? '').replace(/^.*,/, ''), 'base64');
    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const dot = probePlan(QWEN3).questions.find(({ id }) => id === `${info.width}x${info.height}-blue`);
    const [u, v] = dot?.place ?? [0, 0];
    const at = 3 * (Math.floor(v) * info.width + Math.floor(u));
    expect([...data.subarray(at, at + 3)]).toEqual([28, 72, 214]);
  });

  it('names what a model writes instead, and writes the profile that says so', async () => {
    const { verdict, profileOut } = await run({ reply: sees, profile: 'generic' });
    expect(verdict.kind).toBe('differs');
    expect(verdict.sentence).toContain('0–1000 of the image, x first');
    const mended = await loadProfile(profileOut);
    expect(mended).toMatchObject({ id: 'generic-probed', scale: { kind: 'span', max: 1000 }, order: 'xy' });
  });

  it('cannot tell of a model that talks, and says why', async () => {
    const { verdict, profileOut } = await run({ reply: () => 'A lovely picture of dots.', profile: 'generic' });
    expect(verdict).toMatchObject({ kind: 'cannot-tell', answered: 0 });
    await expect(readFile(profileOut)).rejects.toThrow('ENOENT');
  });

  it('goes on where a reply fails', async () => {
    const { verdict, events } = await run({
      reply: sees,
      profile: 'qwen3-vl',
      misbehave: (chat) => (chat === 3 ? 'html' : null),
    });
    expect(verdict).toMatchObject({ kind: 'agrees', answered: 19 });
    expect(events.filter(({ type }) => type === 'problem').length).toBe(1);
  });

  it('refuses baselines: they look at nothing', async () => {
    const run = async () => {
      for await (const _ of probeRun({ model: 'oracle', profile: undefined, profileOut: undefined, config: folder }));
    };
    await expect(run()).rejects.toThrow(UsageError);
  });

  it('takes a damaged file for no probe', async () => {
    const { model } = await run({ reply: sees, profile: 'qwen3-vl' });
    await writeFile(probePath(folder, model), '{"schema": "vantage/probe@1"');
    expect(await readProbe(folder, model)).toBeNull();
  });
});
