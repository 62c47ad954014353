import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../core/result.js';
import type { EpisodeRun } from '../../core/run-rollout.js';
import { viewName } from '../../core/rollout/looks.js';
import { episodeRecordSchema, lookStateOf, motionFrameSchema } from '../../core/rollout/rollout-record.js';
import { rewardTaskSchema } from '../../core/rollout/reward.js';
import { encodeView } from '../shard-writer.js';
import { asidePath, ensureFolder, explainFileError, syncFolder, writeWholeFile } from '../whole-file.js';
import { episodeName, rolloutPaths } from './rollout-folder.js';

/** Names of an episode's files. */
export const EPISODE_FILE = 'episode.json';
/** Of the scene as it was first seen, and of later ones what differs. */
export const sceneFile = (look: number): string => (look === 0 ? 'look-0.scene.json' : `look-${look}.state.json`);
/** Of what scores an attempt's 30 Hz record densely. */
export const rewardFile = (attempt: number): string => `reward-${attempt}.json`;
export const viewFiles = (look: number, camera: number) => {
  const base = viewName(look, camera);
  return { record: `${base}.json`, rgb: `${base}.rgb.png`, depth: `${base}.depth.png`, mask: `${base}.mask.png` };
};

/** Writes all that is kept of an episode into its folder: whole or not at all. Written twice, the bytes are the same. */
export async function writeEpisode(dir: string, run: string, episode: EpisodeRun): Promise<void> {
  const folder = join(rolloutPaths(dir, run).episodes, episodeName(episode.record.episode));
  const aside = asidePath(folder);
  try {
    await ensureFolder(aside);
    for (const [look, { scene, views }] of episode.seen.entries()) {
      const content = look === 0 ? scene : lookStateOf(episode.seen[0].scene, scene);
      await writeWholeFile(join(aside, sceneFile(look)), JSON.stringify(content));
      for (const [k, { record, frame }] of views.entries()) {
        const encoded = await encodeView(record, frame);
        const files = viewFiles(look, k);
        await writeWholeFile(join(aside, files.record), JSON.stringify(record));
        await writeWholeFile(join(aside, files.rgb), encoded.rgb);
        await writeWholeFile(join(aside, files.depth), encoded.depth);
        await writeWholeFile(join(aside, files.mask), encoded.mask);
      }
    }
    for (const [name, frames] of Object.entries(episode.motions)) {
      const lines = frames.map((frame) => `${JSON.stringify(motionFrameSchema.parse(frame))}\n`);
      await writeWholeFile(join(aside, name), lines.join(''));
    }
    for (const [name, task] of Object.entries(episode.rewards))
      await writeWholeFile(join(aside, name), JSON.stringify(rewardTaskSchema.parse(task)));
    const record = episodeRecordSchema.parse(episode.record);
    await writeWholeFile(join(aside, EPISODE_FILE), `${JSON.stringify(record, null, 2)}\n`);
    await rename(aside, folder);
    await syncFolder(rolloutPaths(dir, run).episodes);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST')
      throw new UserError(
        `"${folder}" was written by another process meanwhile: stop one of the two, then go on with --resume.`,
        { cause: error },
      );
    throw explainFileError(error, folder, 'write');
  }
}
