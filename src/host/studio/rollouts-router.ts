import { implement } from '@orpc/server';
import { rolloutsContract, type EpisodeEntry, type RunEntry } from '../../contract/studio/rollouts.js';
import { scoreRollouts } from '../../core/rollout/rollout-scores.js';
import { frameOf, relationOf } from '../../core/tasks/task.js';
import type { EpisodeRecord } from '../../core/rollout/rollout-record.js';
import {
  camerasOfLook,
  readEpisode,
  readEpisodes,
  readLook,
  readLookView,
  readMotion,
} from '../../dataset/rollouts/read-episode.js';
import { listRuns, readRun } from '../../dataset/rollouts/rollout-folder.js';
import type { StudioBackend } from './backend.js';
import { listTitled } from './list-titled.js';
import { encodeStoredMeshes } from './stored-meshes.js';

export function rolloutsRouter(backend: StudioBackend) {
  const { roots } = backend;
  const contract = implement(rolloutsContract);
  const at = (dir: string) => roots.readable(dir, ['rollouts', 'dataset']);
  return {
    suites: contract.suites.handler(() => listTitled(backend, 'scenes/suites')),
    runs: contract.runs.handler(async ({ input }) => {
      const dir = await at(input.dir);
      const entries: RunEntry[] = [];
      for (const name of await listRuns(dir)) {
        const record = await readRun(dir, name);
        if (!record) continue;
        const { suite, model, plan } = record;
        const episodes: EpisodeRecord[] = [];
        for await (const episode of readEpisodes(dir, name)) episodes.push(episode);
        const scores = scoreRollouts(episodes);
        entries.push({ name, suite, model, plan, scores });
      }
      return entries;
    }),
    episodes: contract.episodes.handler(async ({ input }) => {
      const entries: EpisodeEntry[] = [];
      for await (const record of readEpisodes(await at(input.dir), input.run)) entries.push(entryOf(record));
      return entries;
    }),
    episode: contract.episode.handler(async ({ input }) => readEpisode(await at(input.dir), input.run, input.episode)),
    look: contract.look.handler(async ({ input }) => {
      const { run, episode, look } = input;
      const dir = await at(input.dir);
      const scene = await readLook(dir, run, episode, look);
      const cameras = await camerasOfLook(dir, run, episode, look);
      const views = await Promise.all(
        Array.from({ length: cameras }, async (_, k) => (await readLookView(dir, run, episode, look, k)).record),
      );
      return { scene, views };
    }),
    picture: contract.picture.handler(async ({ input }) => {
      const { run, episode, look, camera } = input;
      const { rgb } = await readLookView(await at(input.dir), run, episode, look, camera);
      return new Blob([new Uint8Array(rgb)], { type: 'image/png' });
    }),
    meshes: contract.meshes.handler(async ({ input }) => {
      const dir = await at(input.dir);
      const scene = await readLook(dir, input.run, input.episode, input.look);
      const bytes = await encodeStoredMeshes(dir, scene, new Set(input.except));
      return new Blob([bytes], { type: 'application/octet-stream' });
    }),
    motion: contract.motion.handler(async ({ input }) =>
      readMotion(await at(input.dir), input.run, input.episode, input.name),
    ),
  };
}

function entryOf({ episode, task, attempts, outcome }: EpisodeRecord): EpisodeEntry {
  return {
    episode,
    text: task?.text ?? null,
    skill: task?.skill ?? null,
    relation: task && relationOf(task),
    frame: task && frameOf(task),
    success: outcome.success,
    attempts: attempts.length,
    failure: outcome.failure?.class ?? null,
  };
}
