import { expect, it } from 'vitest';
import { LastingLink, type Link } from './lasting-link.js';

const taken = () => Object.assign(new Error('Queue[7] was closed'), { name: 'AbortError' });
const linkOf = (call: Link['call']) => new LastingLink(async () => ({ call }));
const options = { context: {} };

it('passes on what comes, and faults of the backend as they are', async () => {
  expect(await linkOf(async (path, input) => [path, input]).call(['a'], 1, options)).toEqual([['a'], 1]);
  const failing = linkOf(async () => Promise.reject(new Error('There is no such file.')));
  await expect(failing.call([], null, options)).rejects.toThrow('There is no such file.');
});

it('says in words that a connection was lost under a call', async () => {
  const lost = linkOf(async () => Promise.reject(taken()));
  await expect(lost.call([], null, options)).rejects.toThrow('The connection to Vantage was lost meanwhile.');
});

it('says so of a stream, after what came before', async () => {
  const stream = await linkOf(async () =>
    (async function* () {
      yield 1;
      throw taken();
    })(),
  ).call([], null, options);
  const iterator = stream as AsyncIterator<number>;
  expect(await iterator.next()).toEqual({ done: false, value: 1 });
  await expect(iterator.next()).rejects.toThrow('The connection to Vantage was lost meanwhile.');
});

it('leaves a call alone that its caller took back', async () => {
  const signal = AbortSignal.abort();
  const own = linkOf(async () => Promise.reject(taken()));
  await expect(own.call([], null, { context: {}, signal })).rejects.toThrow('Queue[7] was closed');
});
