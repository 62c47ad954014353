import { expect, it } from 'vitest';
import { Thumbnails } from './thumbnails.js';

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

it('makes a picture once, a few at a time, the last asked for first, and none that nobody waits for', async () => {
  const thumbnails = new Thumbnails(3);
  const made: string[] = [];
  const open: (() => void)[] = [];
  const make = (key: string) => async () => {
    made.push(key);
    await new Promise<void>((resolve) => open.push(resolve));
    return Uint8Array.of(1);
  };
  const until = new AbortController();
  const wanted = ['a', 'b', 'c', 'd', 'e'].map((key) => thumbnails.get(key, make(key), undefined));
  const given = thumbnails.get('f', make('f'), until.signal);
  await tick();
  expect(made).toEqual(['a', 'b', 'c']);
  until.abort();
  open.shift()?.();
  await expect(given).rejects.toThrow();
  await tick();
  expect(made).toEqual(['a', 'b', 'c', 'e']);
  for (let k = 0; k < 8; k++) {
    open.shift()?.();
    await tick();
  }
  await Promise.all(wanted);
  expect(made).toEqual(['a', 'b', 'c', 'e', 'd']);
  await thumbnails.get('a', make('again'), undefined);
  expect(made).not.toContain('again');
});
