import { expect, it } from 'vitest';
import { readSecret } from './read-secret.js';

async function* typed(...chunks: readonly string[]) {
  yield* chunks;
}

function keyboard(...chunks: readonly string[]) {
  const modes: boolean[] = [];
  const input = Object.assign(typed(...chunks), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) });
  return { input, modes };
}

it('takes the first line of a pipe', async () => {
  expect(await readSecret(typed('sk-', '1\nmore'), () => expect.unreachable())).toBe('sk-1');
  expect(await readSecret(typed(), () => undefined)).toBe('');
});

it('takes what is typed up to Enter, corrected, and shows the keyboard again', async () => {
  const { input, modes } = keyboard('sl', '\u007Fk-1', '\r');
  expect(await readSecret(input, () => undefined)).toBe('sk-1');
  expect(modes).toEqual([true, false]);
});

it('is broken off by Ctrl-C', async () => {
  const { input, modes } = keyboard('sk', '\u0003');
  await expect(readSecret(input, () => undefined)).rejects.toThrow('Nothing was set.');
  expect(modes).toEqual([true, false]);
});
