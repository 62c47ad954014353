import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildAsset } from '../core/assets/library.js';
import type { ImportedAssetRecord } from '../core/assets/imported-asset.js';
import { listImported, nextVariant, readImported, writeAssetFolder } from './asset-folder.js';

let folder = '';
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'vantage-assets-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const built = buildAsset('mug', 0);
const model = { ...built, category: 'cup', asset: 'cup/0' };
const record: ImportedAssetRecord = {
  schema: 'vantage/asset@1',
  category: 'cup',
  kind: 'tabletop',
  nouns: ['cup'],
  hypernyms: [],
  material: 'ceramic',
  licence: 'own work',
  source: { file: 'cup.glb', sha256: '0'.repeat(64), note: '' },
  size: [0.1, 0.08, 0.1],
  mass: built.mass,
  massCenter: built.massCenter,
  friction: built.friction,
  solid: built.solid,
  front: built.front,
  symmetry: built.symmetry,
  leftRight: built.leftRight,
  materials: built.materials,
  parts: built.parts,
  surfaces: built.surfaces.map(({ clearance, ...s }) => ({
    ...s,
    clearance: Number.isFinite(clearance) ? clearance : null,
  })),
  opening: built.opening,
  fit: { outside: 0, inside: 0 },
  notes: [],
};

test('an object is read as it was written', async () => {
  await writeAssetFolder(folder, model, record);
  expect(await listImported(folder)).toEqual(['cup']);
  expect(await nextVariant(folder, 'cup')).toBe(1);
  const { assets, digest } = await readImported(folder, 'cup');
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(assets[0].model).toEqual({ ...model, origin: { licence: 'own work', source: 'cup.glb' } });
});

test('two models of a category are its variants', async () => {
  await writeAssetFolder(folder, model, record);
  const before = (await readImported(folder, 'cup')).digest;
  await writeAssetFolder(folder, { ...model, asset: 'cup/1' }, record);
  const { assets, digest } = await readImported(folder, 'cup');
  expect(assets.map((asset) => asset.model.asset)).toEqual(['cup/0', 'cup/1']);
  expect(digest).not.toBe(before);
});

test('a damaged record names its file and field', async () => {
  const path = join(await writeAssetFolder(folder, model, record), 'asset.json');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"mass":', '"weight":'));
  await expect(readImported(folder, 'cup')).rejects.toThrow('asset.json');
  await writeFile(path, text.slice(0, 100));
  await expect(readImported(folder, 'cup')).rejects.toThrow('is not JSON');
  await writeFile(path, text.replace('"category": "cup"', '"category": "jug"'));
  await expect(readImported(folder, 'cup')).rejects.toThrow('move its folder');
});

test('no folder, no objects', async () => {
  expect(await listImported(join(folder, 'none'))).toEqual([]);
  await expect(readImported(folder, 'cup')).rejects.toThrow('import one first');
});
