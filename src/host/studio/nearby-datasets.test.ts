import { mkdir, mkdtemp, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nearbyDatasets } from './nearby-datasets.js';
import { OpenedFolders } from './opened-folders.js';
import { Roots } from './roots.js';

it('lists what a terminal made, the latest first, and nothing that a link brings in', async () => {
  const top = await realpath(await mkdtemp(join(tmpdir(), 'vantage-nearby-')));
  const work = join(top, 'work');
  const roots = new Roots(work, [], new OpenedFolders(join(top, 'config')));
  expect(await nearbyDatasets(work, roots)).toEqual([]);
  for (const [k, path] of ['work/datasets/first', 'work/datasets/second', 'work/mine', 'elsewhere'].entries()) {
    await mkdir(join(top, path), { recursive: true });
    await writeFile(join(top, path, 'dataset.json'), '{}');
    await utimes(join(top, path, 'dataset.json'), k, k);
  }
  await mkdir(join(work, 'datasets/empty'));
  await writeFile(join(work, 'datasets/notes.txt'), '');
  await symlink(join(top, 'elsewhere'), join(work, 'datasets/linked'));
  expect(await nearbyDatasets(work, roots)).toEqual([
    { path: join(work, 'mine'), name: 'mine' },
    { path: join(work, 'datasets/second'), name: 'second' },
    { path: join(work, 'datasets/first'), name: 'first' },
  ]);
  await rm(top, { recursive: true });
});
