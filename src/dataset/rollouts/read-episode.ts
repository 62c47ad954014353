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
import { expectWithin } from '../confine.js';
import { parseRecord } from '../parse-record.js';
import { listFolder, readWholeFile } from '../whole-file.js';
import { episodeName, finishedEpisodes, rolloutPaths } from './rollout-folder.js';
import { EPISODE_FILE, sceneFile, viewFiles } from './write-episode.js';

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
