import { describe, expect, it } from 'vitest';
import type { ModelReply, ModelRequest, VisionLanguageModel } from '../../core/models/vision-language-model.js';
import { listProviders } from './list-providers.js';
import { openLocalModel, type LocalModelOptions } from './open-local-model.js';
import type { ToModelProcess } from './messages.js';
import type { ModelProcess, ModelProcessEvents, StartModelProcess } from './start-model-process.js';
import { familyFolder } from './testing/test-folders.js';
import { picture, request, softwareVulkan, sourceModelProcess } from './testing/test-models.js';

async function open(folder: string, options: LocalModelOptions = {}): Promise<VisionLanguageModel> {
  const model = await openLocalModel(folder, { start: sourceModelProcess(), provider: 'cpu', ...options });
  if (!model.ok) throw new Error(model.fault.detail);
  return model.value;
}

/** A way to start processes that lets the test end the latest. */
function watched(start: StartModelProcess): {
  start: StartModelProcess;
  latest: () => ModelProcess;
  count: () => number;
} {
  const started: ModelProcess[] = [];
  return {
    start: (events) => {
      const one = start(events);
      started.push(one);
      return one;
    },
    latest: () => started.at(-1) as ModelProcess,
    count: () => started.length,
  };
}

async function texts(model: VisionLanguageModel, requests: readonly ModelRequest[]): Promise<string[]> {
  return (await model.answer(requests)).map((result) => (result.ok ? result.value.text : result.fault.reason));
}

/** A GPU in software compiles every program for the processor first: ten seconds of one core, more on a busy machine. */
const COMPILING = 240_000;

/** Long enough to be interrupted: about half a second for this model. */
const LONG = request('Point to the apple.', [], { id: 'long', maxTokens: 1500 });

describe('a model in its own process', () => {
  it('says what it is, streams text that adds up to the reply, and answers two calls in order', async () => {
    const model = await open(familyFolder('smolvlm'));
    expect(model.description).toMatchObject({
      name: 'tiny-smolvlm',
      family: 'SmolVLM / Idefics3',
      dtype: 'fp32',
      provider: expect.stringMatching(/^CPU/),
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(model.batchSize).toBe(8);
    const image = await picture('#804020', '#2040c0');
    const heard: Record<string, string> = {};
    const onText = (id: string, text: string) => (heard[id] = (heard[id] ?? '') + text);
    const one = request('Is it red?', [image], { id: 'a', score: ['Yes', 'No'], maxTokens: 20 });
    const two = request('Point to the apple.', [image, image], { id: 'b', maxTokens: 20 });
    const [first, second] = await Promise.all([model.answer([one, two], { onText }), model.answer([one])]);
    const replies = first.map((result) => (result.ok ? result.value : null)) as readonly ModelReply[];
    expect(replies.map(({ text }) => text)).toEqual([heard['a'] ?? '', heard['b'] ?? '']);
    expect(second).toMatchObject([{ ok: true, value: { text: replies[0]?.text, finish: replies[0]?.finish } }]);
    const [yes = 0, no = 0] = replies[0]?.probabilities ?? [];
    expect(yes).toBeGreaterThan(0);
    expect(yes + no).toBeLessThanOrEqual(1);
    expect(replies[1]?.probabilities).toBeNull();
    await model.dispose();
    expect(await texts(model, [one])).toEqual(['unusable']);
  });

  it('stops when cancelled: what was written is kept, what was not begun is a fault, the next call works', async () => {
    const model = await open(familyFolder('smolvlm'), { batchSize: 1 });
    const cancel = new AbortController();
    const results = await model.answer([LONG, request('Yes')], {
      signal: cancel.signal,
      onText: () => cancel.abort(),
    });
    expect(results).toMatchObject([
      { ok: true, value: { finish: 'cancelled' } },
      { ok: false, fault: { reason: 'cancelled' } },
    ]);
    const [long] = results;
    expect(long?.ok && long.value.text.length).toBeGreaterThan(0);
    expect(await model.answer([request('Yes')], { signal: cancel.signal })).toMatchObject([
      { ok: false, fault: { reason: 'cancelled' } },
    ]);
    expect((await model.answer([request('Yes')]))[0]?.ok).toBe(true);
    await model.dispose();
  });

  it('survives the end of its process: one fault for each question in progress, and the next starts it again', async () => {
    const { start, latest, count } = watched(sourceModelProcess());
    const model = await open(familyFolder('smolvlm'), { start, batchSize: 1 });
    const before = await texts(model, [request('Yes')]);
    const ended = await model.answer([LONG, request('Yes')], { onText: () => latest().kill() });
    for (const [i, id] of ['long', 'Yes'].entries()) {
      expect(ended[i]).toEqual({
        ok: false,
        fault: {
          reason: 'crashed',
          detail: `The model's process was ended by SIGKILL during question ${id}; the next question starts it again.`,
        },
      });
    }
    expect(await texts(model, [request('Yes')])).toEqual(before);
    expect(count()).toBe(2);
    await model.dispose();
  });

  it('refuses a folder before it starts anything', async () => {
    const { start, count } = watched(sourceModelProcess());
    const refused = await openLocalModel('/nowhere', { start });
    expect(refused).toMatchObject({ ok: false, fault: { reason: 'unusable' } });
    expect(count()).toBe(0);
  });
});

/** Processes that are no processes: `script` says what each answers to what it is sent. */
function scripted(script: (message: ToModelProcess, started: number, events: ModelProcessEvents) => void): {
  readonly start: StartModelProcess;
  readonly count: () => number;
} {
  let count = 0;
  const start: StartModelProcess = (events) => {
    const mine = ++count;
    return {
      send: (message) =>
        setImmediate(() =>
          message.type === 'close' ? events.onExit('ended with code 0') : script(message, mine, events),
        ),
      kill: () => setImmediate(() => events.onExit('was ended by SIGKILL')),
    };
  };
  return { start, count: () => count };
}

const OPENED = {
  type: 'opened',
  model: { description: { name: 'm', family: 'f', provider: 'CPU', dtype: 'fp32', fingerprint: null }, batchSize: 4 },
} as const;

describe('a process that ends', () => {
  it('three times without a reply is the model’s own fault, and no further question is tried', async () => {
    const { start, count } = scripted((message, _started, events) => {
      if (message.type === 'open') events.onMessage(OPENED);
      if (message.type === 'answer') events.onExit('was ended by SIGSEGV');
    });
    const model = await open(familyFolder('smolvlm'), { start });
    for (let i = 0; i < 3; i++) expect(await texts(model, [request('Yes')])).toEqual(['crashed']);
    const [refused] = await model.answer([request('Yes')]);
    expect(refused).toMatchObject({
      ok: false,
      fault: { reason: 'unusable', detail: expect.stringContaining('ended 3 times') },
    });
    expect(count()).toBe(3);
    await model.dispose();
  });

  it('while a provider is tried is passed over from then on', async () => {
    const excluded: unknown[] = [];
    const { start } = scripted((message, started, events) => {
      if (message.type !== 'open') return;
      excluded.push(message.request.excluded.map(({ provider, reason }) => [provider, reason]));
      if (started === 1) {
        events.onMessage({ type: 'trying', provider: 'webgpu' });
        events.onExit('was ended by SIGSEGV');
      } else events.onMessage(OPENED);
    });
    const model = await openLocalModel(familyFolder('smolvlm'), { start });
    expect(model.ok).toBe(true);
    expect(excluded).toEqual([[], [['webgpu', 'ended its process when tried (it was ended by SIGSEGV)']]]);
  });

  it('while opening is a fault that names the folder', async () => {
    const { start } = scripted((_message, _started, events) => events.onExit('ended with code 3 (Error: no room)'));
    const model = await openLocalModel(familyFolder('smolvlm'), { start });
    expect(model).toMatchObject({
      ok: false,
      fault: {
        reason: 'crashed',
        detail: expect.stringMatching(/ended with code 3 \(Error: no room\) while opening .*tiny-smolvlm/),
      },
    });
  });

  it('need not end for a timeout: half a reply after the time is no reply', async () => {
    const { start, count } = scripted((message, _started, events) => {
      if (message.type === 'open') events.onMessage(OPENED);
      if (message.type !== 'cancel') return;
      const value = { text: 'Ye', probabilities: null, promptTokens: 3, replyTokens: 1, finish: 'cancelled' } as const;
      events.onMessage({ type: 'reply', call: message.call, index: 0, result: { ok: true, value } });
      events.onMessage({ type: 'answered', call: message.call });
    });
    const model = await open(familyFolder('smolvlm'), { start, timeout: 10 });
    expect(await model.answer([LONG])).toMatchObject([{ ok: false, fault: { reason: 'timeout' } }]);
    expect(await model.answer([LONG])).toMatchObject([{ ok: false, fault: { reason: 'timeout' } }]);
    expect(count()).toBe(1);
    await model.dispose();
  });

  it('does not when it hangs: it is ended after its time and some grace, with a timeout', async () => {
    const { start } = scripted((message, _started, events) => {
      if (message.type === 'open') events.onMessage(OPENED);
    });
    const model = await open(familyFolder('smolvlm'), { start, timeout: 10 });
    expect(await model.answer([request('Yes'), request('No')])).toMatchObject([
      { ok: false, fault: { reason: 'timeout', detail: expect.stringContaining('No reply within') } },
      { ok: false, fault: { reason: 'timeout' } },
    ]);
    await model.dispose();
  });
});

describe('providers', () => {
  const vulkan = softwareVulkan();
  const gpu = 'environment' in vulkan ? vulkan.environment : null;
  const skipped = 'missing' in vulkan ? ` (skipped: ${vulkan.missing})` : '';

  it('are tried for real, each with a reason where it is not taken', async () => {
    const reports = await listProviders(sourceModelProcess());
    expect(reports.map(({ provider }) => provider)).toEqual(['cuda', 'dml', 'coreml', 'webgpu', 'cpu']);
    for (const { works, reason } of reports) if (!works) expect(reason).toBeTruthy();
    expect(reports.at(-1)).toMatchObject({ works: true, reason: null });
  });

  it.skipIf(!gpu)(
    `WebGPU gives the tokens that the CPU gives, in 32 bits where the GPU has no 16${skipped}`,
    async () => {
      const folder = familyFolder('smolvlm', ['fp32', 'fp16']);
      const image = await picture('#b03020', '#e0e0e0');
      const requests = [
        request('Is it red?', [image], { score: ['Yes', 'No'], maxTokens: 5 }),
        request('Point to the apple on the table.', [], { maxTokens: 5 }),
      ];
      const onCpu = await open(folder);
      const expected = await onCpu.answer(requests);
      await onCpu.dispose();
      const onGpu = await open(folder, { start: sourceModelProcess(gpu as NodeJS.ProcessEnv), provider: 'webgpu' });
      expect(onGpu.description).toMatchObject({
        dtype: 'fp32',
        provider: expect.stringMatching(/^WebGPU \(SwiftShader.*could not run it as fp16 \(Program \w+ requires f16/),
      });
      const got = await onGpu.answer(requests);
      await onGpu.dispose();
      const compared = (results: typeof got) =>
        results.map((r) => r.ok && [r.value.text, r.value.replyTokens, r.value.finish]);
      expect(compared(got)).toEqual(compared(expected));
      const [a, b] = [got[0], expected[0]].map((r) => (r?.ok ? r.value.probabilities?.[0] : undefined));
      expect(a).toBeCloseTo(b as number, 4);
    },
    COMPILING,
  );

  it.skipIf(!gpu)(`a GPU in software is left aside unless it is asked for${skipped}`, async () => {
    const start = sourceModelProcess(gpu as NodeJS.ProcessEnv);
    const model = await openLocalModel(familyFolder('smolvlm'), { start });
    if (!model.ok) throw new Error(model.fault.detail);
    expect(model.value.description.provider).toMatch(/^CPU .*WebGPU: has only SwiftShader/);
    await model.value.dispose();
  });
});
