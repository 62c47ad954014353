import { UserError } from '../../core/result.js';
import { SceneGeometry } from '../../core/relations/scene-geometry.js';
import type { SceneGraph } from '../../core/relations/scene-graph.js';
import { armInScene } from '../../core/robot/arm-in-scene.js';
import { lookCount } from '../../core/rollout/looks.js';
import type { RecordedFrame, RunRecord } from '../../core/rollout/rollout-record.js';
import type { RewardTask } from '../../core/rollout/reward.js';
import { verifyEpisode, type StoredEpisode } from '../../core/rollout/verify-episode.js';
import { checkScene } from '../../core/truth/check-scene.js';
import { checkView } from '../../core/truth/check-view.js';
import { MeshStore } from '../../dataset/mesh-store.js';
import {
  camerasOfLook,
  filesOfEpisode,
  readEpisode,
  readLook,
  readMotion,
  readReward,
  readSeenLook,
} from '../../dataset/rollouts/read-episode.js';
import { EPISODE_FILE, rewardFile, sceneFile, viewFiles } from '../../dataset/rollouts/write-episode.js';
import { episodeName } from '../../dataset/rollouts/rollout-folder.js';
import type { JobContext } from '../jobs.js';
import type { Problem } from './verify-shard.js';

export interface VerifyEpisodeInput {
  readonly dir: string;
  /** Name of the run. */
  readonly run: string;
  readonly episode: number;
  readonly made: Pick<RunRecord, 'profile' | 'plan'>;
}

export interface EpisodeVerdict {
  readonly files: number;
  readonly views: number;
  readonly problems: readonly Problem[];
  /** Meshes that its scenes name. */
  readonly meshes: readonly string[];
}

/** Everything that can be checked of one episode of a run. A damaged file is a problem, not an exception. */
export async function verifyEpisodeJob(
  context: JobContext,
  input: VerifyEpisodeInput,
  _report: (event: never) => void,
): Promise<EpisodeVerdict> {
  const { dir, run, episode } = input;
  const where = `rollouts/${run}/episodes/${episodeName(episode)}`;
  const names = await filesOfEpisode(dir, run, episode);
  const meshes = new Set<string>();
  let views = 0;
  const verdict = (messages: readonly string[]): EpisodeVerdict => ({
    files: names.length,
    views,
    problems: messages.map((message) => ({ where, message })),
    meshes: [...meshes],
  });
  try {
    const stored = await readStored(context, input, (mesh) => meshes.add(mesh));
    const problems: string[] = [];
    if (stored.looks.length > 0)
      for (const problem of checkScene(stored.looks[0].geometry)) problems.push(`its first scene: ${problem}`);
    for (const { geometry, views: seen } of stored.looks) {
      views += seen.length;
      // What moves of an arm is in the picture and not in the scene's file.
      if (stored.arm !== null) continue;
      for (const view of seen)
        for (const problem of checkView(geometry, view)) problems.push(`view ${view.record.id}: ${problem}`);
    }
    const expected = expectedFiles(stored);
    for (const name of names)
      if (!expected.has(name)) problems.push(`${name} belongs to no look and no attempt of it; delete the file.`);
    return verdict([...problems, ...verifyEpisode(stored)]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return verdict([error.message]);
  }
}

async function readStored(
  { lastAssets }: JobContext,
  { dir, run, episode, made }: VerifyEpisodeInput,
  note: (mesh: string) => void,
): Promise<StoredEpisode> {
  const record = await readEpisode(dir, run, episode);
  const store = new MeshStore(dir);
  const looks: SceneGraph[] = [];
  for (let look = 0; look < lookCount(record); look++) {
    const scene = await readLook(dir, run, episode, look);
    for (const { mesh, cavity } of scene.objects)
      for (const name of cavity === null ? [mesh] : [mesh, cavity]) note(name);
    const cameras = await camerasOfLook(dir, run, episode, look);
    const views = [];
    for (let camera = 0; camera < cameras; camera++) views.push(await readSeenLook(dir, run, episode, look, camera));
    looks.push({ geometry: new SceneGeometry(scene, await store.of(scene)), views });
  }
  const arm =
    looks.length === 0 || made.plan.placementOnly ? null : armInScene(looks[0].geometry.scene, lastAssets().shelf);
  for (const { mesh } of arm?.shelved ?? []) note(mesh);
  const motions = new Map<number, readonly RecordedFrame[]>();
  const rewards = new Map<number, RewardTask>();
  for (const [k, { motion }] of record.attempts.entries()) {
    if (motion === null) continue;
    motions.set(k, await readMotion(dir, run, episode, motion));
    const reward = await readReward(dir, run, episode, k);
    if (reward !== null) rewards.set(k, reward);
  }
  return { record, run: made, looks, arm, motions, rewards };
}

function expectedFiles({ record, looks, rewards }: StoredEpisode): Set<string> {
  return new Set([
    EPISODE_FILE,
    ...looks.flatMap(({ views }, look) => [
      sceneFile(look),
      ...views.flatMap((_, camera) => Object.values(viewFiles(look, camera))),
    ]),
    ...record.attempts.flatMap(({ motion }) => motion ?? []),
    ...[...rewards.keys()].map(rewardFile),
  ]);
}
