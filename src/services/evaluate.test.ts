import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../contract/run-events.js';
import type { ModelFaultReason, ModelReply, VisionLanguageModel } from '../core/models/vision-language-model.js';
import { failure, success, type Result } from '../core/result.js';
import { askAll, type Answered, type Asked, type AskingSummary, type EvaluationDesk } from './evaluate.js';

const reply = (text: string): Result<ModelReply, ModelFaultReason> =>
  success({ text, probabilities: null, promptTokens: null, replyTokens: null, finish: 'stop' });

function modelOf(answer: (id: string) => Result<ModelReply, ModelFaultReason>, batchSize = 3) {
  const batches: string[][] = [];
  const model: VisionLanguageModel = {
    description: { name: 'm', family: 'f', provider: 'p', dtype: null, fingerprint: null },
    batchSize,
    answer: async (requests, options) => {
      batches.push(requests.map(({ id }) => id));
      return requests.map(({ id }) => (options?.signal?.aborted ? failure('cancelled', 'Cancelled.') : answer(id)));
    },
    dispose: async () => {},
  };
  return { model, batches };
}

function deskOf(total: number, done: readonly string[] = []) {
  const kept: Answered[] = [];
  const open = Array.from({ length: total }, (_, i) => `q${i}`).filter((id) => !done.includes(id));
  let read = 0;
  const desk: EvaluationDesk = {
    total,
    done: done.length,
    async *open() {
      for (const id of open) {
        read++;
        const request = { id, images: [], system: null, prompt: id, maxTokens: 1, score: [] };
        yield { item: id, rotation: 0, request } satisfies Asked;
      }
    },
    keep: async (replies) => void kept.push(...replies),
  };
  return { desk, kept, read: () => read };
}

async function run(events: AsyncGenerator<RunEvent, AskingSummary>) {
  const seen: RunEvent[] = [];
  for (;;) {
    const step = await events.next();
    if (step.done) return { seen, summary: step.value };
    seen.push(step.value);
  }
}

describe('askAll', () => {
  it('asks in batches and keeps every reply in order', async () => {
    const { model, batches } = modelOf((id) => reply(`to ${id}`));
    const { desk, kept } = deskOf(7, ['q0']);
    const { seen, summary } = await run(askAll(desk, model));
    expect(batches).toEqual([
      ['q1', 'q2', 'q3'],
      ['q4', 'q5', 'q6'],
    ]);
    expect(kept.map((k) => k.reply.ok && k.reply.value.text)).toEqual([
      'to q1',
      'to q2',
      'to q3',
      'to q4',
      'to q5',
      'to q6',
    ]);
    expect(summary).toEqual({ asked: 6, faults: {}, stopped: null });
    expect(seen[0]).toMatchObject({ type: 'phase', total: 7, done: 1 });
    expect(seen.at(-1)).toMatchObject({ type: 'progress', done: 7 });
  });

  it('counts what brings no reply, tells the first few, and goes on', async () => {
    const { model } = modelOf((id) => (Number(id.slice(1)) % 2 === 0 ? reply('x') : failure('timeout', 'Too late.')));
    const { desk, kept } = deskOf(40);
    const { seen, summary } = await run(askAll(desk, model));
    expect(summary).toMatchObject({ faults: { timeout: 20 }, stopped: null });
    expect(kept.map(({ item }) => item)).toEqual(Array.from({ length: 40 }, (_, i) => `q${i}`));
    expect(seen.filter(({ type }) => type === 'problem')).toHaveLength(5);
  });

  it('stops when the model has gone, and keeps what came before but not the failures: they are asked again', async () => {
    const { model } = modelOf((id) =>
      Number(id.slice(1)) < 10 ? reply('x') : failure('unreachable', 'Nothing answers.'),
    );
    const { desk, kept } = deskOf(100);
    const { summary } = await run(askAll(desk, model));
    expect(summary.stopped).toBe('Nothing answers.');
    expect(kept.map(({ item }) => item)).toEqual(Array.from({ length: 10 }, (_, i) => `q${i}`));
    expect(summary.asked).toBeLessThan(30);
  });

  it('stops at once when no further request can succeed', async () => {
    const { model } = modelOf((id) => (id === 'q4' ? failure('unusable', 'The key was taken away.') : reply('x')));
    const { desk, kept, read } = deskOf(50);
    const { summary } = await run(askAll(desk, model));
    expect(summary.stopped).toBe('The key was taken away.');
    expect(kept.map(({ item }) => item)).toEqual(['q0', 'q1', 'q2', 'q3', 'q5']);
    expect(read()).toBeLessThan(10);
  });

  it('cancels what is in progress when the loop is left or the signal given', async () => {
    const { model } = modelOf(() => reply('x'));
    const { desk, kept } = deskOf(50);
    const stop = new AbortController();
    const events = askAll(desk, model, stop.signal);
    await events.next();
    await events.next();
    stop.abort();
    expect((await run(events)).summary.stopped).toBe('Cancelled.');
    expect(kept).toHaveLength(3);
  });
});
