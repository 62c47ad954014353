import { ORPCError } from '@orpc/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UsageError, UserError } from '../../core/result.js';
import { callForPage } from './studio-router.js';

let told: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => told.mockRestore());

const aborted = (): Error => {
  const until = new AbortController();
  until.abort();
  return until.signal.reason as Error;
};

async function* failing(error: Error) {
  yield 1;
  throw error;
}

const thrownBy = async (error: Error): Promise<unknown> =>
  callForPage(() => Promise.reject(error)).catch((thrown: unknown) => thrown);

/** What a stream throws after its first event. */
const streamed = async (error: Error): Promise<unknown> => {
  const stream = (await callForPage(async () => failing(error))) as AsyncIterator<unknown>;
  await stream.next();
  return stream.next().catch((thrown: unknown) => thrown);
};

it.each([
  ['call', thrownBy],
  ['stream', streamed],
])('passes a %s on that was taken back, without a word of it', async (_what, from) => {
  const error = aborted();
  expect(await from(error)).toBe(error);
  expect(told).not.toHaveBeenCalled();
});

it.each([
  ['call', thrownBy],
  ['stream', streamed],
])('lets our own sentences of a %s cross, and tells of faults of the program', async (_what, from) => {
  expect(await from(new UsageError('Choose one.'))).toMatchObject({ code: 'BAD_REQUEST', message: 'Choose one.' });
  expect(await from(new UserError('It is full.'))).toMatchObject({ code: 'CONFLICT', message: 'It is full.' });
  expect(told).not.toHaveBeenCalled();
  const fault = await from(new TypeError('no such field'));
  expect(fault).toBeInstanceOf(ORPCError);
  expect((fault as Error).message).toBe('Vantage met an error of its own: no such field');
  expect(told).toHaveBeenCalledOnce();
});
