import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recognise } from './recognise.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vantage-recognise-'));
  for (const name of ['data', 'model', 'nothing']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'data/dataset.json'), '{}');
  await writeFile(join(folder, 'model/config.json'), '{}');
  await writeFile(join(folder, 'recipe.json'), '{"schema":"vantage/recipe@1"}');
  await writeFile(join(folder, 'scene.json'), '{"schema":"vantage/scene@1"}');
  await writeFile(join(folder, 'list.json'), '[1]');
  await writeFile(join(folder, 'words.txt'), 'no JSON');
});

afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['data', 'dataset'],
  ['model', 'model'],
  ['recipe.json', 'recipe'],
  ['scene.json', 'scene'],
])('knows %s as a %s', async (name, kind) => {
  expect(await recognise(folder, name)).toEqual({ kind, path: join(folder, name), sentence: null });
});

it.each(['nothing', 'list.json', 'words.txt', 'absent'])('says in a sentence why %s cannot be opened', async (name) => {
  const { kind, sentence } = await recognise(folder, name);
  expect(kind).toBe('unknown');
  expect(sentence).toContain(join(folder, name));
});
