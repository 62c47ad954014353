import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import type { AssetModel } from '../core/assets/asset.js';
import {
  importedAssetSchema,
  importedSummarySchema,
  type ImportedAssetRecord,
  type ImportedSummary,
} from '../core/assets/imported-asset.js';
import type { ImportedAsset } from '../core/assets/imported-category.js';
import { UserError } from '../core/result.js';
import { sentenceOf } from '../core/scene/recipe.js';
import { decodeGlb } from './glb-reader.js';
import { modelFiles } from './glb-writer.js';
import { asidePath, explainFileError, listFolder, readWholeFile, sha256Of, writeWholeFile } from './whole-file.js';

// Imported objects on disk: `<folder>/<category>/<variant>/` with asset.json, mesh.glb and, for what holds something,
// cavity.glb. Written aside and renamed: whole or absent.

const MOST_RECORD_BYTES = 16 * 1024 * 1024;

/** A category's folder as found. */
export interface ImportedFolder {
  readonly category: string;
  /** sha256 over its files: a dataset names it, so that the same objects make the same bytes. */
  readonly digest: string;
  readonly assets: readonly ImportedAsset[];
}

/** Next free number of a category: where another of its models goes. */
export async function nextVariant(folder: string, category: string): Promise<number> {
  const taken = (await listFolder(join(folder, category))).filter((name) => /^\d+$/.test(name)).map(Number);
  return taken.length === 0 ? 0 : Math.max(...taken) + 1;
}

/** @returns the folder written */
export async function writeAssetFolder(
  folder: string,
  model: AssetModel,
  record: ImportedAssetRecord,
): Promise<string> {
  const path = join(folder, ...model.asset.split('/'));
  const aside = asidePath(path);
  const { mesh, cavity } = modelFiles(model);
  try {
    await mkdir(aside, { recursive: true });
    await writeWholeFile(join(aside, 'mesh.glb'), mesh.bytes);
    if (cavity) await writeWholeFile(join(aside, 'cavity.glb'), cavity.bytes);
    await writeWholeFile(join(aside, 'asset.json'), Buffer.from(`${JSON.stringify(record, null, 1)}\n`));
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw explainFileError(error, path, 'write');
  }
  return path;
}

/** Models of a category by where they came from, see `sourceKey`. */
export async function importedSources(
  folder: string,
  category: string,
): Promise<Map<string, { readonly path: string; readonly summary: ImportedSummary }>> {
  const sources = new Map<string, { path: string; summary: ImportedSummary }>();
  for (const variant of await variantsOf(join(folder, category))) {
    const path = join(folder, category, String(variant));
    const file = join(path, 'asset.json');
    const summary = parseRecord(await readWholeFile(file, MOST_RECORD_BYTES), file, importedSummarySchema);
    sources.set(sourceKey(summary.source), { path, summary });
  }
  return sources;
}

/** What tells the file of a model from any other. */
export const sourceKey = ({ file, sha256 }: { readonly file: string; readonly sha256: string }): string =>
  `${sha256} ${file}`;

/** Ids of the categories in a folder of imported objects; none when there is no such folder. */
export async function listImported(folder: string): Promise<string[]> {
  const names = await listFolder(folder);
  const kept: string[] = [];
  for (const name of names) {
    if (/^[a-z][a-z0-9-]{0,63}$/.test(name) && (await variantsOf(join(folder, name))).length > 0) kept.push(name);
  }
  return kept;
}

async function variantsOf(path: string): Promise<number[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && /^\d{1,6}$/.test(entry.name))
      .map((entry) => Number(entry.name))
      .sort((a, b) => a - b);
  } catch (error) {
    if (['ENOTDIR', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw explainFileError(error, path, 'read');
  }
}

/** @throws UserError naming the file and field that is wrong */
export async function readImported(folder: string, category: string): Promise<ImportedFolder> {
  const digests: string[] = [];
  const assets: ImportedAsset[] = [];
  for (const variant of await variantsOf(join(folder, category))) {
    const path = join(folder, category, String(variant));
    const bytes = await readWholeFile(join(path, 'asset.json'), MOST_RECORD_BYTES);
    const record = parseRecord(bytes, join(path, 'asset.json'), importedAssetSchema);
    if (record.category !== category) {
      throw new UserError(`"${join(path, 'asset.json')}" is of category "${record.category}": move its folder there.`);
    }
    const mesh = await readWholeFile(join(path, 'mesh.glb'));
    const cavity = record.opening === null ? null : await readWholeFile(join(path, 'cavity.glb'));
    digests.push(sha256Of(bytes), sha256Of(mesh), cavity ? sha256Of(cavity) : '');
    // Variants are numbered by their order, so that one taken away leaves no gap.
    const asset = `${category}/${assets.length}`;
    assets.push({ record, model: modelOf(asset, record, mesh, cavity, path) });
  }
  if (assets.length === 0)
    throw new UserError(`"${join(folder, category)}" holds no imported object: import one first.`);
  return { category, digest: sha256Of(digests.join('\n')), assets };
}

function parseRecord<T>(bytes: Buffer, path: string, schema: ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new UserError(`"${path}" is not JSON: import the object again.`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new UserError(`"${path}": ${sentenceOf(parsed.error)}`);
  return parsed.data;
}

function modelOf(
  asset: string,
  record: ImportedAssetRecord,
  mesh: Uint8Array,
  cavity: Uint8Array | null,
  path: string,
): AssetModel {
  const drawn = decodeGlb(mesh, join(path, 'mesh.glb'));
  if (drawn.normals === null)
    throw new UserError(`"${join(path, 'mesh.glb')}" has no normals: import the object again.`);
  const held = cavity && decodeGlb(cavity, join(path, 'cavity.glb'));
  return {
    category: record.category,
    asset,
    mesh: {
      positions: drawn.positions,
      indices: drawn.indices,
      normals: drawn.normals,
      groups: drawn.primitives.map(({ start, count, materialIndex }) => {
        if (materialIndex === null || materialIndex >= record.materials.length) {
          throw new UserError(
            `"${join(path, 'mesh.glb')}" names a material that asset.json does not have: import the object again.`,
          );
        }
        return { start, count, material: materialIndex };
      }),
    },
    materials: record.materials,
    parts: record.parts,
    solid: record.solid,
    mass: record.mass,
    massCenter: record.massCenter,
    up: [0, 0, 1],
    front: record.front,
    symmetry: record.symmetry,
    leftRight: record.leftRight,
    surfaces: record.surfaces.map(({ clearance, ...surface }) => ({ ...surface, clearance: clearance ?? Infinity })),
    cavity: held && { positions: held.positions, indices: held.indices },
    opening: record.opening,
    friction: record.friction,
    origin: { licence: record.licence, source: record.source.note || record.source.file },
  };
}
