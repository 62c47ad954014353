import { UsageError, UserError } from '../core/result.js';
import {
  datasetRecordSchema,
  type AssetEntry,
  type DatasetRecord,
  type ShardRecord,
} from '../core/scene/dataset-record.js';
import type { Recipe } from '../core/scene/recipe.js';
import { manifestPath } from './layout.js';
import { parseRecord } from './parse-record.js';
import { fileSize, readWholeFile, sha256Of, writeWholeFile } from './whole-file.js';

// dataset.json: what a dataset is and which files it has.

/** A dataset.json before it is written. */
export type Manifest = Omit<DatasetRecord, 'digest'>;

/** sha256 of a recipe as run; the order of its keys does not matter. */
export const hashRecipe = (recipe: Recipe): string => sha256Of(JSON.stringify(sortedKeys(recipe)));

/** @throws UserError when there is no dataset.json or it is damaged */
export async function readManifest(dir: string): Promise<DatasetRecord> {
  const path = manifestPath(dir);
  if ((await fileSize(path)) === null) {
    throw new UsageError(
      `"${dir}" is not a dataset: it has no dataset.json; name the folder that "vantage generate" wrote.`,
    );
  }
  const text = (await readWholeFile(path)).toString('utf8');
  const remedy =
    'put the original file back, or run the same "vantage generate" with --resume on a copy of the shards.';
  const record = parseRecord(datasetRecordSchema, text, path, remedy);
  // Over the bytes as they stand: a later version may read fields into it that this file does not have yet.
  const bare = text.replace(/"digest": "[0-9a-f]{64}"\n\}\n$/, '"digest": ""\n}\n');
  if (sha256Of(bare) !== record.digest) throw new UserError(`"${path}" was changed after it was written: ${remedy}`);
  return record;
}

/** Writes dataset.json whole. Equal datasets give equal bytes. */
export async function writeManifest(dir: string, manifest: Manifest): Promise<void> {
  // Through the schema, so that the fields stand in its order however they came together.
  const { digest: _, ...record } = datasetRecordSchema.parse({ ...manifest, digest: NO_DIGEST });
  await writeWholeFile(manifestPath(dir), serialize(record));
}

/** The manifest with these shards: their table, the meshes they name and the scenes given up in all of them. */
export function withShards(manifest: Manifest, shards: readonly ShardRecord[]): Manifest {
  const ordered = [...shards].sort((a, b) => (a.id < b.id ? -1 : 1));
  const assets = new Map<string, AssetEntry>();
  const rejected: Record<string, number> = {};
  for (const shard of ordered) {
    for (const asset of shard.assets) assets.set(asset.mesh, asset);
    for (const [reason, count] of Object.entries(shard.rejected)) rejected[reason] = (rejected[reason] ?? 0) + count;
  }
  return {
    ...manifest,
    assets: [...assets.values()].sort((a, b) => (a.mesh < b.mesh ? -1 : 1)),
    shards: ordered.map(({ id, file, scenes, views, bytes, sha256 }) => ({ id, file, scenes, views, bytes, sha256 })),
    rejected: sortedCounts(rejected),
  };
}

const NO_DIGEST = '0'.repeat(64);

/** Fields in the order of the schema, the digest of everything else last. */
function serialize(manifest: Manifest): string {
  const fields = Object.keys(datasetRecordSchema.unwrap().shape).filter((key) => key !== 'digest');
  const ordered = Object.fromEntries(fields.map((key) => [key, manifest[key as keyof Manifest]]));
  const digest = sha256Of(toText({ ...ordered, digest: '' }));
  return toText({ ...ordered, digest });
}

/** Counts with their names in order, so that equal counts give equal bytes. */
export function sortedCounts(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const toText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sortedKeys(child)]));
}
