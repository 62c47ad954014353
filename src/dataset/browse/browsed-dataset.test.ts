import Database from 'better-sqlite3';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexPath, shardPath } from '../layout.js';
import { buildIndex } from '../index/build-index.js';
import { writeSyntheticDataset } from '../testing/synthetic-dataset.js';
import { BrowsedDataset } from './browsed-dataset.js';
import { colourOfId, idPalette } from './id-palette.js';
import { marksPath, readMarks, writeMarks } from './marks.js';

let root: string;
let dir: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vantage-browse-'));
  dir = join(root, 'dataset');
  await writeSyntheticDataset(dir, { size: [96, 72] });
  for await (const _ of buildIndex(dir));
});
afterAll(() => rm(root, { recursive: true }));

async function copied(name: string): Promise<string> {
  const copy = join(root, name);
  await cp(dir, copy, { recursive: true });
  return copy;
}

describe('a dataset that is looked at', () => {
  it('gives small pictures, masks and depths of a view, and its questions', async () => {
    const browsed = await BrowsedDataset.open(dir);
    try {
      const small = await sharp(await browsed.thumbnail('000001-001-v1', 48)).metadata();
      const colours = async (mask: boolean) =>
        (await sharp(await browsed.thumbnail('000001-001-v1', 48, mask)).stats()).channels.map(({ mean }) => mean);
      expect(await colours(true)).not.toEqual(await colours(false));
      expect([small.format, small.width, small.height]).toEqual(['webp', 48, 36]);
      for (const layer of ['rgb', 'mask', 'depth'] as const) {
        const { format, width } = await sharp(await browsed.image('000000-000-v0', layer)).metadata();
        expect([format, width]).toEqual(['png', 96]);
      }
      const [row] = browsed.questionRows('000000-000-v0');
      expect((await browsed.questionAt(row)).id).toBe(row.id);
      expect((await browsed.question('main', row.id)).views).toContain('000000-000-v0');
      await expect(browsed.thumbnail('000009-000-v0', 48)).rejects.toThrow('is no view of this dataset');
      expect(await browsed.damage()).toEqual([]);
    } finally {
      browsed.dispose();
    }
  });

  it('reads nothing through a link that leads out', async () => {
    const copy = await copied('linked');
    const secret = join(root, 'secret.tar');
    await cp(shardPath(copy, '000000'), secret);
    await rm(shardPath(copy, '000000'));
    await symlink(secret, shardPath(copy, '000000'));
    const browsed = await BrowsedDataset.open(copy);
    try {
      for (const read of [
        () => browsed.thumbnail('000000-000-v0', 48),
        () => browsed.image('000000-000-v0', 'rgb'),
        () => browsed.view('000000-000-v0'),
        () => browsed.sceneOf('000000-000-v0'),
      ])
        await expect(read()).rejects.toThrow(/is a link that leads out of the dataset/);
      await expect(browsed.view('../../etc/passwd')).rejects.toThrow(/is no scene or view/);
      await expect(browsed.image('000000-000-v0/../x', 'rgb')).rejects.toThrow(/is no scene or view/);
    } finally {
      browsed.dispose();
    }
  });

  it('believes no number of an index from somebody else', async () => {
    const copy = await copied('forged');
    const database = new Database(indexPath(copy));
    database.exec(`UPDATE views SET rgbOffset = 9e18, rgbSize = 1e12 WHERE id = '000000-000-v0'`);
    database.exec(`UPDATE views SET rgbOffset = -5 WHERE id = '000000-000-v1'`);
    database.exec(`UPDATE views SET rgbOffset = 0, rgbSize = 600 WHERE id = '000000-001-v0'`);
    database.exec(`UPDATE questions SET size = 1e15`);
    database.close();
    const browsed = await BrowsedDataset.open(copy);
    try {
      for (const view of ['000000-000-v0', '000000-000-v1'])
        await expect(browsed.thumbnail(view, 48)).rejects.toThrow(/shorter than the index says/);
      await expect(browsed.thumbnail('000000-001-v0', 48)).rejects.toThrow(/is not a readable PNG/);
      await expect(browsed.questionAt(browsed.questionRows('000000-000-v0')[0])).rejects.toThrow(/index .* is damaged/);
    } finally {
      browsed.dispose();
    }
  });
});

describe('marks', () => {
  it('come back as they were written, whatever their order', async () => {
    expect(await readMarks(dir)).toEqual({ excluded: new Set(), tags: new Map() });
    const marks = {
      excluded: new Set(['000000-000-v1', '000000-000-v0']),
      tags: new Map([['a b', new Set(['000000-001-v0'])]]),
    };
    await writeMarks(root, marks);
    expect(await readMarks(root)).toEqual(marks);
  });

  it('are refused with a sentence when somebody wrote others', async () => {
    await writeFile(marksPath(root), '{"schema":"vantage/marks@1","excluded":["../../x"],"tags":{}}');
    await expect(readMarks(root)).rejects.toThrow(/marks.json" is not as it should be .* delete it/);
  });
});

it('ids have colours apart, background none', () => {
  expect([...idPalette(Uint16Array.of(0, 7))]).toEqual([0, 0, 0, 0, ...colourOfId(7), 150]);
  expect(new Set(Array.from({ length: 60 }, (_, id) => colourOfId(id + 1).join())).size).toBe(60);
});
