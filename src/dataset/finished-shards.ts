import type { ShardRecord } from '../core/scene/dataset-record.js';
import { shardRecordSchema } from '../core/scene/dataset-record.js';
import { shardPath, shardRecordPath } from './layout.js';
import { parseRecord } from './parse-record.js';
import { fileSize, hashFile, listFolder, readWholeFile } from './whole-file.js';
import { join } from 'node:path';

/**
 * Shards on disk whose bytes are those their record names. One that was damaged since is left out, so that
 * continuing the run makes it again.
 */
export async function finishedShards(dir: string): Promise<ShardRecord[]> {
  const records: ShardRecord[] = [];
  for (const name of await listFolder(join(dir, 'shards'))) {
    const id = /^(\d{6})\.tar$/.exec(name)?.[1];
    if (id === undefined || (await fileSize(shardRecordPath(dir, id))) === null) continue;
    const text = (await readWholeFile(shardRecordPath(dir, id))).toString('utf8');
    const record = parseRecord(shardRecordSchema, text, shardRecordPath(dir, id), 'delete it; the shard is then made again.');
    if (record.id === id && (await hashFile(shardPath(dir, id))) === record.sha256) records.push(record);
  }
  return records;
}
