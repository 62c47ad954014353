import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { zipOf } from '../../dataset/testing/zip-of.js';
import { ReceivedFiles } from './received-files.js';

let work: string;
let received: ReceivedFiles;
beforeEach(async () => {
  work = await realpath(await mkdtemp(join(tmpdir(), 'vantage-received-')));
  received = new ReceivedFiles(work);
});
afterEach(() => rm(work, { recursive: true }));

const RECIPE = '{"schema":"vantage/recipe@1"}';

it('keeps a dropped recipe once, under a name that leads nowhere', async () => {
  const first = await received.keepJson('../../my recipe.json', RECIPE);
  expect(first).toEqual({ kind: 'recipe', path: join(work, 'received/my-recipe.json'), sentence: null });
  expect(await received.keepJson('my recipe.json', RECIPE)).toEqual(first);
  expect((await received.keepJson('my recipe.json', `${RECIPE} `)).path).toBe(join(work, 'received/my-recipe-2.json'));
  await expect(received.keepJson('a.json', '{"schema":"other"}')).rejects.toThrow('is no recipe, suite or saved scene');
  await expect(received.keepJson('a.json', 'nonsense')).rejects.toThrow('is no recipe');
  await expect(received.keepJson('a.exe', RECIPE)).rejects.toThrow('does not end in .json');
  expect(await readdir(join(work, 'received'))).toEqual(['my-recipe-2.json', 'my-recipe.json']);
});

const archiveOf = (name: string, content: string): Buffer => zipOf([{ name, content }]);

async function send(archive: Buffer, part = 50): Promise<unknown> {
  const id = await received.begin('my set.zip', archive.length);
  for (let at = 0; at < archive.length; at += part) await received.part(id, at, archive.subarray(at, at + part));
  let last: unknown = null;
  for await (const event of received.end(id)) last = event;
  return last;
}

const DATASET = '{"schema":"vantage/dataset@1"}';

it('unpacks a dropped dataset, with or without its folder around it, and leaves nothing beside', async () => {
  const found = (name: string) => ({
    type: 'received',
    found: { kind: 'dataset', path: join(work, 'received', name), sentence: null },
  });
  expect(await send(archiveOf('dataset.json', DATASET))).toEqual(found('my-set'));
  expect(await send(archiveOf('inner/dataset.json', DATASET))).toEqual(found('my-set-2'));
  expect(await readFile(join(work, 'received/my-set-2/dataset.json'), 'utf8')).toBe(DATASET);
  expect(await readdir(join(work, '.vantage/uploads'))).toEqual([]);
});

it('keeps nothing of what is no dataset, damaged or incomplete', async () => {
  await expect(send(archiveOf('notes.txt', 'hello'))).rejects.toThrow('holds no dataset');
  await expect(send(archiveOf('../dataset.json', DATASET))).rejects.toThrow('leads out of its folder');
  await expect(send(Buffer.from('nonsense'))).rejects.toThrow('no ZIP archive');
  const archive = archiveOf('dataset.json', DATASET);
  const id = await received.begin('a.zip', archive.length);
  await received.part(id, 0, archive.subarray(0, 20));
  await expect(received.part(id, 30, archive.subarray(30))).rejects.toThrow('is missing');
  await expect(received.part(id, 20, Buffer.alloc(archive.length))).rejects.toThrow('is missing');
  await expect(received.end(id).next()).rejects.toThrow('has not come whole');
  const other = await received.begin('b.zip', 10);
  await expect(received.part(id, 20, archive.subarray(20))).rejects.toThrow('not on its way any more');
  await received.abandon();
  await expect(received.end(other).next()).rejects.toThrow('not on its way');
  await expect(received.begin('b.zip', 1e12)).rejects.toThrow('too large to be dropped');
  expect(await readdir(join(work, '.vantage/uploads'))).toEqual([]);
  expect(await readdir(work)).not.toContain('received');
});

it.runIf(hasPython())('reads what other tools pack', async () => {
  await mkdir(join(work, 'data/shards'), { recursive: true });
  await writeFile(join(work, 'data/dataset.json'), DATASET);
  await writeFile(join(work, 'data/shards/000000.tar'), Buffer.alloc(300_000, 7));
  execFileSync('python3', ['-m', 'zipfile', '-c', join(work, 'data.zip'), join(work, 'data')]);
  expect(await send(await readFile(join(work, 'data.zip')), 4096)).toMatchObject({ found: { kind: 'dataset' } });
  expect(await readFile(join(work, 'received/my-set/shards/000000.tar'))).toEqual(Buffer.alloc(300_000, 7));
});

function hasPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import zipfile']);
    return true;
  } catch {
    return false;
  }
}
