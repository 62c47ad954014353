import { join } from 'node:path';
import { viewRecordSchema } from '../../core/camera/view-record.js';
import { settledSceneSchema, type SettledScene } from '../../core/scene/settled-scene.js';
import {
  episodeRecordSchema,
  lookStateSchema,
  motionFrameSchema,
  sceneAt,
  type EpisodeRecord,
  type RecordedFrame,
} from '../../core/rollout/rollout-record.js';
import type { ViewRecord } from '../../core/camera/view-record.js';
import type { SeenView } from '../../core/relations/scene-graph.js';
import { rewardTaskSchema, type RewardTask } from '../../core/rollout/reward.js';
import { seenView } from '../../core/truth/seen-view.js';
import { expectWithin } from '../confine.js';
import { decodeGrey16Png, decodeRgbPng } from '../images.js';
import { parseRecord } from '../parse-record.js';
import { fileSize, listFolder, readWholeFile } from '../whole-file.js';
import { episodeName, finishedEpisodes, rolloutPaths } from './rollout-folder.js';
import { EPISODE_FILE, rewardFile, sceneFile, viewFiles } from './write-episode.js';

// Reading a run back, for scores, pages and whoever replays it. Every file passes its schema once.

const REMEDY = 'delete the folder of this episode and run again with --resume.';

export async function readEpisode(dir: string, run: string, episode: number): Promise<EpisodeRecord> {
  const path = join(folderOf(dir, run, episode), EPISODE_FILE);
  return parseRecord(episodeRecordSchema, (await readWithin(dir, path)).toString('utf8'), path, REMEDY);
}

/** Records of all finished episodes, in order. */
export async function* readEpisodes(dir: string, run: string): AsyncGenerator<EpisodeRecord> {
  for (const episode of await finishedEpisodes(dir, run)) yield await readEpisode(dir, run, episode);
}

/** The scene as it was at a look. */
export async function readLook(dir: string, run: string, episode: number, look: number): Promise<SettledScene> {
  const firstPath = join(folderOf(dir, run, episode), sceneFile(0));
  const first = parseRecord(settledSceneSchema, (await readWithin(dir, firstPath)).toString('utf8'), firstPath, REMEDY);
  if (look === 0) return first;
  const path = join(folderOf(dir, run, episode), sceneFile(look));
  return sceneAt(first, parseRecord(lookStateSchema, (await readWithin(dir, path)).toString('utf8'), path, REMEDY));
}

/** How many cameras took part in a look. */
export async function camerasOfLook(dir: string, run: string, episode: number, look: number): Promise<number> {
  const names = new Set(await listFolder(folderOf(dir, run, episode)));
  let count = 0;
  while (names.has(viewFiles(look, count).record)) count++;
  return count;
}

/** A view's record and its picture as PNG. */
export async function readLookView(
  dir: string,
  run: string,
  episode: number,
  look: number,
  camera: number,
): Promise<{ readonly record: ViewRecord; readonly rgb: Uint8Array }> {
  const folder = folderOf(dir, run, episode);
  const files = viewFiles(look, camera);
  const path = join(folder, files.record);
  const record = parseRecord(viewRecordSchema, (await readWithin(dir, path)).toString('utf8'), path, REMEDY);
  return { record, rgb: await readWithin(dir, join(folder, files.rgb)) };
}

/** A view as the predicates see it; its picture is decoded too, so that a damaged one is found. */
export async function readSeenLook(
  dir: string,
  run: string,
  episode: number,
  look: number,
  camera: number,
): Promise<SeenView> {
  const folder = folderOf(dir, run, episode);
  const files = viewFiles(look, camera);
  const { record, rgb } = await readLookView(dir, run, episode, look, camera);
  const { intrinsics } = record;
  await decodeRgbPng(rgb, intrinsics, join(folder, files.rgb));
  const grey = async (name: string) =>
    decodeGrey16Png(await readWithin(dir, join(folder, name)), intrinsics, join(folder, name));
  return seenView(record, await grey(files.mask), await grey(files.depth));
}

/** What an attempt's motion is scored densely with; null where it has none. */
export async function readReward(
  dir: string,
  run: string,
  episode: number,
  attempt: number,
): Promise<RewardTask | null> {
  const path = join(folderOf(dir, run, episode), rewardFile(attempt));
  if ((await fileSize(path)) === null) return null;
  return parseRecord(rewardTaskSchema, (await readWithin(dir, path)).toString('utf8'), path, REMEDY);
}

/** Names of all files in an episode's folder, sorted. */
export const filesOfEpisode = (dir: string, run: string, episode: number): Promise<string[]> =>
  listFolder(folderOf(dir, run, episode));

/** A 30 Hz record by its name in the episode's record. */
export async function readMotion(
  dir: string,
  run: string,
  episode: number,
  name: string,
): Promise<readonly RecordedFrame[]> {
  if (!/^motion-\d+\.jsonl$/.test(name)) throw new RangeError(`"${name}" is no 30 Hz record.`);
  const path = join(folderOf(dir, run, episode), name);
  const lines = (await readWithin(dir, path)).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line, k) => parseRecord(motionFrameSchema, line, `${path}, line ${k + 1}`, REMEDY));
}

/** No link of a run leads out of its folder. */
async function readWithin(dir: string, path: string): Promise<Buffer> {
  await expectWithin(dir, path);
  return readWholeFile(path);
}

const folderOf = (dir: string, run: string, episode: number): string =>
  join(rolloutPaths(dir, run).episodes, episodeName(episode));
