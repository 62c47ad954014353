import { describe, expect, it } from 'vitest';
import { generate, mostProbable, promptStep, type Sequence } from './generate.js';
import { ModelFault } from './model-fault.js';
import { takesPadding } from './padding-trial.js';
import { DecoderCache, type DecoderStep, type ModelSessions } from './sessions.js';

/** A prompt of one number a token, so that rows can be told apart. */
function sequence(values: readonly number[], maxTokens = 4): Sequence {
  return {
    embeddings: { rows: values.length, columns: 1, values: Float32Array.from(values) },
    positions: [values.map((_, i) => i)],
    next: values.length,
    maxTokens,
  };
}

/**
 * Sessions without graphs: a row's next token is the sum of its tokens that are not masked, and 9 ends. The cache is
 * one tensor-like that knows the tokens so far.
 * @param look what the "attention" makes of a masked token
 */
function fakeSessions(look: (value: number, masked: boolean) => number = (value, masked) => (masked ? 0 : value)) {
  const steps: DecoderStep[] = [];
  let open = 0;
  const sessions = {
    embedTokens: async (ids: ArrayLike<number>) => ({ rows: ids.length, columns: 1, values: Float32Array.from(ids) }),
    decode: async (step: DecoderStep) => {
      steps.push(step);
      const past = (step.past?.tensors['rows'] as unknown as { tokens: number[][] } | undefined)?.tokens;
      const tokens = Array.from({ length: step.batch }, (_, row) => [
        ...(past?.[row] ?? []),
        ...step.embeddings.subarray(row * step.length, (row + 1) * step.length),
      ]);
      const total = step.mask.length / step.batch;
      const values = new Float32Array(step.batch * 10);
      tokens.forEach((row, i) => {
        const sum = row.reduce((s, value, at) => s + look(value, step.mask[i * total + at] === 0), 0);
        values[i * 10 + Math.min(9, sum)] = 1;
      });
      open++;
      const cache = { rows: { tokens, dispose: () => open-- } };
      return { logits: { rows: step.batch, columns: 10, values }, cache: new DecoderCache(cache as never) };
    },
  } as unknown as ModelSessions;
  return { sessions, steps, stillOpen: () => open };
}

const quiet = { stop: new Set([9]), isCancelled: () => false, onToken: () => {} };
const tokensOf = (results: Awaited<ReturnType<typeof generate>>) =>
  results.map((result) => (result instanceof ModelFault ? result.reason : result.tokens));

describe('promptStep', () => {
  it('pads on the left, masks the padding, and leaves positions to count from the first word', () => {
    const step = promptStep([sequence([1, 2, 3]), sequence([7])]);
    expect(step.length).toBe(3);
    expect([...step.embeddings]).toEqual([1, 2, 3, 0, 0, 7]);
    expect([...step.mask]).toEqual([1, 1, 1, 0, 0, 1]);
    expect([...step.positions]).toEqual([0, 1, 2, 0, 0, 0]);
  });

  it('lays out three position rows one after the other', () => {
    const one: Sequence = {
      ...sequence([1, 2]),
      positions: [
        [0, 1],
        [0, 5],
        [0, 6],
      ],
    };
    const two: Sequence = { ...sequence([3]), positions: [[4], [4], [4]] };
    expect([...promptStep([one, two]).positions]).toEqual([0, 1, 0, 4, 0, 5, 0, 4, 0, 6, 0, 4]);
  });
});

describe('generate', () => {
  it('adds its own token to each row until the row ends', async () => {
    const { sessions, stillOpen } = fakeSessions();
    // 1+1=2 → 2; 1+1+2=4 → 4; 8 → 8; then 9 and more: ends. 3 → 3, 6, then 9: ends.
    const results = await generate(sessions, [sequence([1, 1]), sequence([3])], quiet);
    expect(tokensOf(results)).toEqual([
      [2, 4, 8],
      [3, 6],
    ]);
    expect(results.map((r) => !(r instanceof ModelFault) && r.finish)).toEqual(['stop', 'stop']);
    expect(stillOpen()).toBe(0);
  });

  it('stops at the most tokens asked for, each row at its own', async () => {
    const { sessions } = fakeSessions();
    const results = await generate(sessions, [sequence([0], 2), sequence([1, 1], 1)], quiet);
    expect(tokensOf(results)).toEqual([[0, 0], [2]]);
    expect(results.map((r) => !(r instanceof ModelFault) && r.finish)).toEqual(['length', 'length']);
  });

  it('gives positions on from the prompt and masks what was padding for good', async () => {
    const { sessions, steps } = fakeSessions();
    await generate(sessions, [sequence([0, 0, 0], 3), sequence([1], 3)], quiet);
    expect(steps.slice(1).map(({ positions }) => [...positions])).toEqual([
      [3, 1],
      [4, 2],
    ]);
    expect([...(steps[2] as DecoderStep).mask]).toEqual([1, 1, 1, 1, 1, 0, 0, 1, 1, 1]);
  });

  it('keeps what there is when cancelled', async () => {
    const { sessions, stillOpen } = fakeSessions();
    let seen = 0;
    const results = await generate(sessions, [sequence([0], 100)], {
      ...quiet,
      onToken: () => seen++,
      isCancelled: () => seen >= 2,
    });
    expect(results).toMatchObject([{ tokens: [0, 0], finish: 'cancelled' }]);
    expect(stillOpen()).toBe(0);
  });

  it('ends one row with a fault when its numbers are not finite, and the rest goes on', async () => {
    const { sessions } = fakeSessions();
    const decode = sessions.decode.bind(sessions);
    sessions.decode = async (step) => {
      const made = await decode(step);
      made.logits.values.fill(NaN, 10, 20);
      return made;
    };
    expect(tokensOf(await generate(sessions, [sequence([3]), sequence([1])], quiet))).toEqual([[3, 6], 'not-finite']);
  });

  it('releases the cache when a step throws', async () => {
    const { sessions, stillOpen } = fakeSessions();
    const decode = sessions.decode.bind(sessions);
    let steps = 0;
    sessions.decode = (step) => (++steps === 3 ? Promise.reject(new Error('device lost')) : decode(step));
    await expect(generate(sessions, [sequence([0])], quiet)).rejects.toThrow('device lost');
    expect(stillOpen()).toBe(0);
  });
});

it('finds the largest, the first of equals, and refuses what is not a number', () => {
  expect(mostProbable(Float32Array.of(1, 3, 3))).toBe(1);
  expect(mostProbable(Float32Array.of(-5, -2))).toBe(1);
  expect(mostProbable(Float32Array.of(1, NaN, 3))).toBeNull();
  expect(mostProbable(Float32Array.of(1, Infinity))).toBeNull();
  expect(mostProbable(Float32Array.of(-Infinity, -Infinity))).toBeNull();
  // A masked vocabulary is usual.
  expect(mostProbable(Float32Array.of(-Infinity, 2))).toBe(1);
});

describe('the trial of padding', () => {
  it('is passed where masked tokens are not looked at', async () => {
    expect(await takesPadding(fakeSessions().sessions, [1, 1, 1, 1], 1)).toBe(true);
  });

  it('is failed by a graph that lets padding in', async () => {
    const leaking = fakeSessions((value, masked) => (masked ? 1 : value));
    expect(await takesPadding(leaking.sessions, [1, 1, 1, 1], 1)).toBe(false);
    expect(leaking.stillOpen()).toBe(0);
  });

  it('says so when the numbers are not finite', async () => {
    const { sessions } = fakeSessions();
    const decode = sessions.decode.bind(sessions);
    sessions.decode = async (step) => {
      const made = await decode(step);
      made.logits.values.fill(NaN);
      return made;
    };
    await expect(takesPadding(sessions, [1, 1], 1)).rejects.toMatchObject({ reason: 'not-finite' });
  });
});
