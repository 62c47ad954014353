import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAsset } from '../core/assets/library.js';
import { readImported } from '../dataset/asset-folder.js';
import { asidePath } from '../dataset/whole-file.js';
import { encodeModelGlb } from '../dataset/glb-writer.js';
import { importRun, type ImportItem } from './import-run.js';
import { libraryFor } from './imported-library.js';
import { loadRecipe } from './load-recipe.js';

// Our own objects written as model files and brought in again: their author's annotations are the oracle.

const options = (name: string): NonNullable<ImportItem['options']> => ({
  nouns: [name],
  hypernyms: [],
  category: name.replaceAll(' ', '-'),
  kind: null,
  front: '+x',
  up: '+y',
  leftRight: 'unsettled',
  symmetry: 1,
  unit: 1,
  height: null,
  licence: 'CC-BY-4.0',
  note: 'by a friend',
  material: 'plastic',
  density: 500,
  friction: 0.5,
});

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'vantage-import-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(items: readonly ImportItem[], listing: string | null = null) {
  let summary: Readonly<Record<string, unknown>> = {};
  for await (const event of importRun(items, join(folder, 'in'), listing))
    if (event.type === 'done') summary = event.summary;
  return summary as { imported: readonly { category: string }[]; refused: readonly { file: string; reason: string }[] };
}

async function modelFile(id: string, variant = 0): Promise<string> {
  const path = join(folder, `${id}-${variant}.glb`);
  await writeFile(path, encodeModelGlb(buildAsset(id, variant)));
  return path;
}

describe('importRun', () => {
  it.each(['mug', 'toy-car', 'table'])('finds in our own %s what its author wrote down', async (id) => {
    await run([{ path: await modelFile(id), options: options(`my ${id.replaceAll('-', ' ')}`) }]);
    const own = buildAsset(id, 0);
    const { assets } = await readImported(join(folder, 'in'), `my-${id}`);
    const { model, record } = assets[0];
    const largest = (p: Float32Array) =>
      [0, 1, 2].map((k) => Math.round(1e4 * Math.max(...p.filter((_, i) => i % 3 === k))));
    expect(model.solid).toBe(true);
    expect(largest(model.mesh.positions)).toEqual(largest(own.mesh.positions));
    expect(model.mesh.indices.length).toBe(own.mesh.indices.length);
    expect(record.fit.inside).toBeLessThan(0.005);
    expect(model.cavity === null).toBe(own.cavity === null);
    expect(model.surfaces.length).toBeGreaterThanOrEqual(own.surfaces.length);
  });

  it('goes on after a bad file, lists it, and makes models of one category its variants', async () => {
    const bad = join(folder, 'bad.glb');
    await writeFile(bad, 'nonsense');
    const listing = join(folder, 'list.csv');
    const book = options('my book');
    const { imported, refused } = await run(
      [
        { path: await modelFile('book', 0), options: book },
        { path: bad, options: options('bad') },
        { path: await modelFile('book', 1), options: book },
        { path: await modelFile('can'), options: options('mug') },
        { path: await modelFile('jar'), options: null, problem: '"jar.glb": --licence is needed.' },
      ],
      listing,
    );
    expect(imported.map((item) => item.category)).toEqual(['my-book', 'my-book']);
    expect(refused.map((item) => item.reason)).toEqual([
      '"bad.glb" is no binary glTF: export it again as binary glTF (.glb).',
      '"mug" is a category of the library: choose another with --category.',
      '"jar.glb": --licence is needed.',
    ]);
    expect((await readFile(listing, 'utf8')).trim().split('\n')).toHaveLength(6);
    expect((await readImported(join(folder, 'in'), 'my-book')).assets).toHaveLength(2);
  });

  it('goes on where a run was broken off, and leaves what is there as it is', async () => {
    const into = join(folder, 'resumed');
    const book = options('novel');
    const items = [
      { path: await modelFile('book', 0), options: book },
      { path: await modelFile('book', 2), options: book },
    ];
    for await (const event of importRun(items, into, null)) if (event.type === 'progress') break;
    const record = join(into, 'novel', '0', 'asset.json');
    // What a process that is no more was writing when it was killed.
    const half = asidePath(join(into, 'novel', '1')).replace(`-${process.pid}-`, '-4194304-');
    await mkdir(half);
    const before = await readFile(record);
    const again = async () => {
      for await (const event of importRun(items, into, null)) if (event.type === 'done') return event.summary;
      return {};
    };
    expect(await again()).toMatchObject({ kept: 1, imported: [{ folder: join(into, 'novel', '0') }, {}], refused: [] });
    expect(await again()).toMatchObject({ kept: 2 });
    expect(await readFile(record)).toEqual(before);
    expect((await readImported(into, 'novel')).assets).toHaveLength(2);
    expect((await readdir(join(into, 'novel'))).sort()).toEqual(['0', '1']);
  });

  it('is named by a recipe like any category, with the digest of what was there', async () => {
    const tabletop = JSON.parse(await readFile('scenes/tabletop.json', 'utf8')) as { objects: { categories: object } };
    const path = join(folder, 'recipe.json');
    await writeFile(
      path,
      JSON.stringify({
        ...tabletop,
        $schema: undefined,
        objects: { ...tabletop.objects, categories: { 'my-book': 1, mug: 1 } },
      }),
    );
    const recipe = await loadRecipe(path, {}, join(folder, 'in'));
    expect(Object.keys(recipe.imported ?? {})).toEqual(['my-book']);
    const library = await libraryFor(recipe, join(folder, 'in'));
    expect(library.category('my-book')).toMatchObject({ variants: 2, nouns: ['my book'], colours: [] });
    expect(library.build('my-book', 1).origin).toEqual({ licence: 'CC-BY-4.0', source: 'by a friend' });
    await rm(join(folder, 'in', 'my-book', '1'), { recursive: true });
    await expect(libraryFor(recipe, join(folder, 'in'))).rejects.toThrow('not those this dataset was begun with');
    await expect(loadRecipe(path, {}, join(folder, 'nowhere'))).rejects.toThrow('there is no category "my-book"');
  });
});
