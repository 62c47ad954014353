import { decodeMeshes, type DrawnMesh } from '../../contract/capture-messages.js';
import type { StudioClient } from '../../contract/studio/contract.js';
import type { EpisodeLook } from '../../contract/studio/rollouts.js';
import { lookCount } from '../../core/rollout/looks.js';
import type { EpisodeRecord, RecordedFrame } from '../../core/rollout/rollout-record.js';

/** One episode with all that its replay shows. */
export interface Replay {
  readonly place: EpisodePlace;
  readonly record: EpisodeRecord;
  /** Before the first attempt, and after everything that moved something. */
  readonly looks: readonly EpisodeLook[];
  /** Of each attempt; empty where nothing moved. */
  readonly motions: readonly (readonly RecordedFrame[])[];
}

/** Where an episode lies. */
export interface EpisodePlace {
  readonly dir: string;
  readonly run: string;
  readonly episode: number;
}

const known = new Map<string, DrawnMesh>();

/** Meshes of the replays opened so far. */
export const replayMeshes: ReadonlyMap<string, DrawnMesh> = known;

export async function readReplay(studio: StudioClient, place: EpisodePlace): Promise<Replay> {
  const record = await studio.rollouts.episode(place);
  const looks: EpisodeLook[] = [];
  for (let look = 0; look < lookCount(record); look++) {
    const seen = await studio.rollouts.look({ ...place, look });
    const missing = seen.scene.objects.some(({ mesh }) => !known.has(mesh));
    if (missing) {
      const blob = await studio.rollouts.meshes({ ...place, look, except: [...known.keys()] });
      for (const mesh of decodeMeshes(await blob.arrayBuffer())) known.set(mesh.hash, mesh);
    }
    looks.push(seen);
  }
  const motions: (readonly RecordedFrame[])[] = [];
  for (const { motion } of record.attempts)
    motions.push(motion === null ? [] : await studio.rollouts.motion({ ...place, name: motion }));
  return { place, record, looks, motions };
}
