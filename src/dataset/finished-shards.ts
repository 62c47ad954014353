import { join } from 'node:path';
import { shardRecordSchema, type ShardRecord } from '../core/scene/dataset-record.js';
import { assetPath, shardPath, shardRecordPath } from './layout.js';
import { parseRecord } from './parse-record.js';
import { fileSize, hashFile, listFolder, readWholeFile } from './whole-file.js';

/**
 * Shards on disk whose bytes are those their record names, with all their meshes. One that was damaged since is left
 * out, so that continuing the run makes it again.
 */
export async function finishedShards(dir: string): Promise<ShardRecord[]> {
  const records: ShardRecord[] = [];
  const meshes = new Map<string, boolean>();
  const hasMesh = async (mesh: string): Promise<boolean> => {
    const path = assetPath(dir, mesh);
    const found = meshes.get(mesh) ?? ((await fileSize(path)) !== null && (await hashFile(path)) === mesh);
    meshes.set(mesh, found);
    return found;
  };
  for (const name of await listFolder(join(dir, 'shards'))) {
    const id = /^(\d{6})\.tar$/.exec(name)?.[1];
    if (id === undefined || (await fileSize(shardRecordPath(dir, id))) === null) continue;
    const path = shardRecordPath(dir, id);
    const text = (await readWholeFile(path)).toString('utf8');
    const record = parseRecord(shardRecordSchema, text, path, 'delete it; the shard is then made again.');
    if (record.id !== id || (await hashFile(shardPath(dir, id))) !== record.sha256) continue;
    let complete = true;
    for (const { mesh } of record.assets) complete &&= await hasMesh(mesh);
    if (complete) records.push(record);
  }
  return records;
}
