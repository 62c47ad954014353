import { join } from 'node:path';
import { UserError } from '../core/result.js';

// Where the files of a dataset lie. Names that come from JSON or from the command line pass these patterns before
// they touch a path, so that none leads out of the folder.

const SHARD_ID = /^\d{6}$/;
const SCENE_ID = /^(\d{6})-[0-9a-z]{1,16}$/;
const VIEW_ID = /^(\d{6}-[0-9a-z]{1,16})-v\d{1,3}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const SET_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

export const MANIFEST = 'dataset.json';
export const FOLDERS = ['assets', 'shards', 'questions'] as const;

/** Id of shard n: "000012". */
export function shardId(n: number): string {
  if (!(Number.isInteger(n) && n >= 0 && n <= 999_999)) throw new RangeError(`There is no shard ${n}: 0 to 999999.`);
  return String(n).padStart(6, '0');
}

/** Id of the k-th scene of a shard: "000012-003". */
export const sceneId = (shard: string, k: number): string => `${shard}-${String(k).padStart(3, '0')}`;

/** Id of a scene's k-th view: "000012-003-v0". */
export const viewId = (scene: string, k: number): string => `${scene}-v${k}`;

/** Shard a scene or a view lies in. @throws UserError for a text that is no such id */
export function shardOf(id: string): string {
  const shard = SCENE_ID.exec(VIEW_ID.exec(id)?.[1] ?? id)?.[1];
  if (shard === undefined)
    throw new UserError(`"${id}" is no scene or view: ids look like 000012-003 or 000012-003-v0.`);
  return shard;
}

/** Scene a view belongs to. @throws UserError for a text that is no view id */
export function sceneOf(id: string): string {
  const scene = VIEW_ID.exec(id)?.[1];
  if (scene === undefined) throw new UserError(`"${id}" is no view: ids look like 000012-003-v0.`);
  return scene;
}

export const isSceneId = (id: string): boolean => SCENE_ID.test(id);
export const isViewId = (id: string): boolean => VIEW_ID.test(id);

export const manifestPath = (dir: string): string => join(dir, MANIFEST);
export const indexPath = (dir: string): string => join(dir, 'index.sqlite');
export const shardPath = (dir: string, id: string): string => join(dir, 'shards', `${checked(id, SHARD_ID)}.tar`);
export const shardRecordPath = (dir: string, id: string): string =>
  join(dir, 'shards', `${checked(id, SHARD_ID)}.json`);
export const assetPath = (dir: string, mesh: string): string => join(dir, 'assets', `${checked(mesh, SHA256)}.glb`);
export const questionFolder = (dir: string, set: string): string => join(dir, 'questions', checked(set, SET_NAME));
export const questionPath = (dir: string, set: string, shard: string): string =>
  join(questionFolder(dir, set), `${checked(shard, SHARD_ID)}.jsonl`);

/** Names of a scene's and a view's files inside their shard, in the order they are written. */
export const sceneEntry = (scene: string): string => `${scene}.scene.json`;
export const viewEntries = (view: string) => ({
  depth: `${view}.depth.png`,
  record: `${view}.json`,
  mask: `${view}.mask.png`,
  normal: `${view}.normal.png`,
  rgb: `${view}.rgb.png`,
});

function checked(name: string, pattern: RegExp): string {
  if (!pattern.test(name))
    throw new UserError(`"${name}" is no name of this dataset's files: it must match ${pattern.source}.`);
  return name;
}
