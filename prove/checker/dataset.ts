import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TarEntry } from './files.ts';
import type { Mesh } from './tree.ts';
import type { DatasetRecord, QuestionRecord, SceneRecord, ViewRecord } from './types.ts';
import { decodePng, listTar, readAt, readGlb, readText } from './files.ts';

// The folder of a dataset, as lists of records.

export interface Shard {
  readonly id: string;
  readonly path: string;
  readonly entries: readonly TarEntry[];
}

export interface Dataset {
  readonly dir: string;
  readonly record: DatasetRecord;
  readonly shards: readonly Shard[];
  meshOf(hash: string): Mesh;
  json<T>(shard: Shard, name: string): T;
  image(shard: Shard, name: string): ReturnType<typeof decodePng>;
}

export function openDataset(dir: string): Dataset {
  const record = JSON.parse(readText(join(dir, 'dataset.json'))) as DatasetRecord;
  const meshes = new Map<string, Mesh>();
  const bytes = (shard: Shard, name: string): Buffer => {
    const entry = shard.entries.find((e) => e.name === name);
    if (!entry) throw new Error(`${shard.path} has no ${name}`);
    return readAt(shard.path, entry);
  };
  return {
    dir,
    record,
    shards: record.shards.map((s) => {
      const path = [join(dir, s.file), join(dir, 'shards', s.file)].find(existsSync);
      if (!path) throw new Error(`dataset.json names ${s.file}, which is not there`);
      return { id: s.id, path, entries: listTar(path) };
    }),
    meshOf(hash) {
      const known = meshes.get(hash) ?? readGlb(readFileSync(join(dir, 'assets', `${hash}.glb`)));
      meshes.set(hash, known);
      return known;
    },
    json: <T>(shard: Shard, name: string) => JSON.parse(bytes(shard, name).toString('utf8')) as T,
    image: (shard, name) => decodePng(bytes(shard, name)),
  };
}

export const sceneNames = (shard: Shard): string[] =>
  shard.entries.map((e) => e.name).filter((name) => name.endsWith('.scene.json'));

/** Names of a scene's views, in the order of the tar. */
export const viewNames = (shard: Shard, scene: string): string[] =>
  shard.entries
    .map((e) => e.name)
    .filter((name) => name.startsWith(`${scene}-`) && /-v\d+\.json$/.test(name))
    .map((name) => name.slice(0, -5));

export const readScene = (dataset: Dataset, shard: Shard, name: string): SceneRecord => dataset.json(shard, name);
export const readView = (dataset: Dataset, shard: Shard, name: string): ViewRecord =>
  dataset.json(shard, `${name}.json`);

export interface QuestionFile {
  readonly set: string;
  /** Relative to the dataset. */
  readonly file: string;
  readonly path: string;
}

export function questionFiles(dir: string): QuestionFile[] {
  const root = join(dir, 'questions');
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((set) => set.isDirectory())
    .flatMap((set) =>
      readdirSync(join(root, set.name))
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) => ({ set: set.name, file: `questions/${set.name}/${name}`, path: join(root, set.name, name) })),
    );
}

export const readQuestions = (file: QuestionFile): QuestionRecord[] =>
  readText(file.path)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as QuestionRecord);
