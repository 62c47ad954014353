import { cp, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../core/random.js';
import { UserError } from '../core/result.js';
import { Dataset } from './dataset.js';
import { finishedShards } from './finished-shards.js';
import { assetPath, questionPath, shardOf, shardPath } from './layout.js';
import { readManifest } from './manifest.js';
import { encodeView, ShardWriter } from './shard-writer.js';
import { writeSyntheticDataset } from './testing/synthetic-dataset.js';
import { hashFile } from './whole-file.js';

let root: string;
let dir: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vantage-dataset-'));
  dir = join(root, 'whole');
  await writeSyntheticDataset(dir);
});
afterAll(() => rm(root, { recursive: true }));

/** A copy to damage. */
async function copy(): Promise<string> {
  const target = await mkdtemp(join(root, 'copy-'));
  await cp(dir, target, { recursive: true });
  return target;
}

/** Reads everything there is. */
async function readAll(folder: string): Promise<void> {
  const dataset = await Dataset.open(folder);
  for (const shard of dataset.shardIds) {
    for await (const { scene, views } of dataset.scenesOf(shard)) {
      await dataset.meshesOf(scene);
      for (const view of views) {
        await dataset.readDepth(view);
        await dataset.readIds(view);
        await dataset.readRgb(view);
      }
    }
    for await (const _ of dataset.questions('main', shard));
  }
}

async function treeOf(folder: string): Promise<Record<string, string>> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const tree: Record<string, string> = {};
  for (const file of files) {
    if (file.isFile())
      tree[join(file.parentPath, file.name).slice(folder.length)] = await hashFile(join(file.parentPath, file.name));
  }
  return tree;
}

describe('dataset', () => {
  it('gives back scenes, views and pixels', async () => {
    const dataset = await Dataset.open(dir);
    const scenes = [];
    for await (const scene of dataset.scenes()) scenes.push(scene);
    expect(scenes.map(({ scene }) => scene.id)).toEqual(['000000-000', '000000-001', '000001-000', '000001-001']);
    expect(scenes[0].views.map((view) => view.id)).toEqual(['000000-000-v0', '000000-000-v1']);
    const view = await dataset.readView('000001-001-v1');
    expect(view).toEqual(scenes[3].views[1]);
    expect(await dataset.readScene('000001-001')).toEqual(scenes[3].scene);
    const ids = await dataset.readIds(view);
    for (const object of view.objects) expect(ids.filter((id) => id === object.id)).toHaveLength(object.visiblePixels);
    const depth = await dataset.readDepth(view);
    expect(depth.every((value, i) => value > 0 === ids[i] > 0)).toBe(true);
  });

  it('gives back the values a frame had', async () => {
    const target = await copy();
    const scene = await (await Dataset.open(dir)).readScene('000000-000');
    const view = await (await Dataset.open(dir)).readView('000000-000-v0');
    const rng = createRng(1);
    const { width, height } = view.intrinsics;
    const random16 = () => Uint16Array.from({ length: width * height }, () => rng.int(65536));
    const random8 = () => Uint8Array.from({ length: 3 * width * height }, () => rng.int(256));
    const frame = { width, height, rgb: random8(), depth: random16(), ids: random16(), normals: random8() };
    const writer = await ShardWriter.open(target, '000000');
    await writer.addScene(scene, [await encodeView(view, frame)]);
    await writer.finish({}, []);
    const dataset = await Dataset.open(target);
    expect(await dataset.readRgb(view)).toEqual(frame.rgb);
    expect(await dataset.readDepth(view)).toEqual(frame.depth);
    expect(await dataset.readIds(view)).toEqual(frame.ids);
    expect((await dataset.readImages(view.id)).normal).not.toBeNull();
  });

  it('gives every mesh a scene names, on the floats it was built with', async () => {
    const dataset = await Dataset.open(dir);
    const scene = await dataset.readScene('000000-000');
    const meshes = await dataset.meshesOf(scene);
    expect([...meshes.keys()].sort()).toEqual([...new Set(scene.objects.map((object) => object.mesh))].sort());
    const box = scene.objects[1];
    const xs = [...(meshes.get(box.mesh)?.positions ?? [])].filter((_, i) => i % 3 === 0);
    expect(Math.max(...xs)).toBe(Math.fround(box.obb.halfExtents[0]));
  });

  it('is byte for byte the same when made again', async () => {
    const again = join(root, 'again');
    await writeSyntheticDataset(again);
    expect(await treeOf(again)).toEqual(await treeOf(dir));
    const other = join(root, 'other');
    await writeSyntheticDataset(other, { seed: 1 });
    expect(await treeOf(other)).not.toEqual(await treeOf(dir));
  });

  it('leaves no trace of a shard that was not finished', async () => {
    const target = await copy();
    const before = await treeOf(target);
    const scene = await (await Dataset.open(dir)).readScene('000000-000');
    const writer = await ShardWriter.open(target, '000000');
    await writer.addScene(scene, []);
    await writer.discard();
    expect(await treeOf(target)).toEqual(before);
  });

  it('refuses scenes and views of another shard', async () => {
    const scene = await (await Dataset.open(dir)).readScene('000000-000');
    const writer = await ShardWriter.open(await copy(), '000001');
    await expect(writer.addScene(scene, [])).rejects.toThrow(RangeError);
    await writer.discard();
  });
});

describe('a damaged dataset', () => {
  it('is not read when there is none', async () => {
    await expect(Dataset.open(join(root, 'nothing'))).rejects.toThrow(/is not a dataset: it has no dataset.json/);
  });

  it('is noticed when dataset.json was changed by hand', async () => {
    const target = await copy();
    const path = join(target, 'dataset.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"ray cast of boxes"', '"another renderer"'));
    await expect(Dataset.open(target)).rejects.toThrow(/dataset.json" was changed after it was written/);
    await writeFile(path, text.replace('"seed"', '"sead"'));
    await expect(Dataset.open(target)).rejects.toThrow(/dataset.json" is not as it should be/);
    await writeFile(path, text.slice(0, 300));
    await expect(Dataset.open(target)).rejects.toThrow(/dataset.json" is not readable JSON/);
    await writeFile(path, text.replace('shards/000000.tar', '../../../etc/pa.tar'));
    await expect(Dataset.open(target)).rejects.toThrow(/"shards\[0\].file"/);
  });

  it('is noticed when a shard is cut off, and the shard counts as not made', async () => {
    const target = await copy();
    const size = (await readManifest(target)).shards[1].bytes;
    await truncate(shardPath(target, '000001'), size - 3000);
    await expect(readAll(target)).rejects.toThrow(/000001.tar" is cut off after \d+ files: delete it and run/);
    expect((await finishedShards(target)).map((shard) => shard.id)).toEqual(['000000']);
    await rm(shardPath(target, '000001'));
    await expect(readAll(target)).rejects.toThrow(/000001.tar" cannot be read: there is no such file/);
  });

  it('is noticed when a mesh has other bytes than its name says', async () => {
    const target = await copy();
    const mesh = (await readManifest(target)).assets[0].mesh;
    const bytes = await readFile(assetPath(target, mesh));
    bytes[bytes.length - 20] ^= 1;
    await writeFile(assetPath(target, mesh), bytes);
    await expect(readAll(target)).rejects.toThrow(/is not the mesh its name says/);
    expect((await finishedShards(target)).length).toBeLessThan(2);
  });

  it('is noticed when a question file is cut off or holds something else', async () => {
    const target = await copy();
    const path = questionPath(target, 'main', '000001');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, -200));
    await expect(readAll(target)).rejects.toThrow(/000001.jsonl" is cut off in line \d+/);
    await writeFile(path, text.replace('"verdict":"T"', '"verdict":"true"'));
    await expect(readAll(target)).rejects.toThrow(/000001.jsonl, line 1" is not as it should be \("evidence.verdict"/);
  });

  for (let seed = 0; seed < 30; seed++) {
    it(`never fails but in one sentence when bytes of a shard are changed (seed ${seed})`, async () => {
      const target = await copy();
      const rng = createRng(seed);
      const path = shardPath(target, '000000');
      const bytes = await readFile(path);
      for (let k = 0; k < 40; k++) bytes[rng.int(bytes.length)] = rng.int(256);
      await writeFile(path, bytes);
      const error: unknown = await readAll(target).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error === null || error instanceof UserError).toBe(true);
      expect((error as Error | null)?.message ?? '').not.toContain('\n');
    });
  }

  it('lets no name lead out of its folder', async () => {
    const dataset = await Dataset.open(dir);
    for (const id of ['../../etc/passwd', '000000-000/../../x', '', '000000', '000000-000-v0\0']) {
      await expect(dataset.readScene(id)).rejects.toThrow(UserError);
      expect(() => shardOf(id)).toThrow(UserError);
    }
    expect(() => questionPath(dir, '../x', '000000')).toThrow(UserError);
    expect(() => assetPath(dir, '../x')).toThrow(UserError);
    await expect(dataset.shard('000099')).rejects.toThrow('has no shard 000099');
  });
});
