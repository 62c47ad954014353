import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recognise } from './recognise.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vantage-recognise-'));
  for (const name of ['data', 'other', 'model', 'nothing', 'runs/rollouts/one'])
    await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, 'data/dataset.json'), '{"schema":"vantage/dataset@1"}');
  await writeFile(join(folder, 'other/dataset.json'), '{"schema":"somebody/else"}');
  await writeFile(join(folder, 'runs/rollouts/one/run.json'), '{}');
  await writeFile(join(folder, 'model/config.json'), '{}');
  await writeFile(join(folder, 'recipe.json'), '{"schema":"vantage/recipe@1"}');
  await writeFile(join(folder, 'scene.json'), '{"schema":"vantage/saved-scene@1"}');
  await writeFile(join(folder, 'suite.json'), '{"schema":"vantage/suite@1"}');
  await writeFile(join(folder, 'list.json'), '[1]');
  await writeFile(join(folder, 'words.txt'), 'no JSON');
});

afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['data', 'dataset'],
  ['model', 'model'],
  ['recipe.json', 'recipe'],
  ['scene.json', 'scene'],
  ['suite.json', 'suite'],
  ['runs', 'rollouts'],
])('knows %s as a %s', async (name, kind) => {
  expect(await recognise(join(folder, name))).toEqual({ kind, path: join(folder, name), sentence: null });
});

it('knows one run by the folder that is opened for it', async () => {
  expect(await recognise(join(folder, 'runs/rollouts/one'))).toMatchObject({
    kind: 'rollouts',
    path: join(folder, 'runs'),
  });
});

it('takes a damaged dataset for one unless it is to be sure', async () => {
  expect((await recognise(join(folder, 'other'))).kind).toBe('dataset');
  expect((await recognise(join(folder, 'other'), true)).kind).toBe('unknown');
  expect((await recognise(join(folder, 'data'), true)).kind).toBe('dataset');
  expect((await recognise(join(folder, 'model'), true)).kind).toBe('unknown');
});

it.each(['nothing', 'list.json', 'words.txt', 'absent'])('says in a sentence why %s cannot be opened', async (name) => {
  const { kind, sentence } = await recognise(join(folder, name));
  expect(kind).toBe('unknown');
  expect(sentence).toContain(join(folder, name));
});
