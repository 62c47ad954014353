import { implement } from '@orpc/server';
import { rolloutsContract } from '../../contract/studio/rollouts.js';
import { UserError } from '../../core/result.js';
import { camerasOfLook, readEpisode, readLookView } from '../../dataset/rollouts/read-episode.js';
import { readRun } from '../../dataset/rollouts/rollout-folder.js';
import { wholeLook, wholeMotion } from '../whole-look.js';
import type { StudioBackend } from './backend.js';
import { listTitled } from './list-titled.js';
import { RunReader } from './run-reader.js';
import { encodeStoredMeshes } from './stored-meshes.js';
import { writeMore } from './write-more.js';

export function rolloutsRouter(backend: StudioBackend) {
  const { roots, stage } = backend;
  const runs = new RunReader();
  const contract = implement(rolloutsContract);
  const at = (dir: string) => roots.readable(dir, ['rollouts', 'dataset']);
  return {
    suites: contract.suites.handler(() => listTitled(backend, 'scenes/suites')),
    runs: contract.runs.handler(async ({ input }) => runs.runs(await at(input.dir))),
    episodes: contract.episodes.handler(async ({ input }) => runs.episodes(await at(input.dir), input.run)),
    episode: contract.episode.handler(async ({ input }) => readEpisode(await at(input.dir), input.run, input.episode)),
    look: contract.look.handler(async ({ input }) => {
      const { run, episode, look } = input;
      const dir = await at(input.dir);
      const { scene } = await wholeLook(dir, run, episode, look);
      const cameras = await camerasOfLook(dir, run, episode, look);
      const views = await Promise.all(
        Array.from({ length: cameras }, async (_, k) => (await readLookView(dir, run, episode, look, k)).record),
      );
      return { scene, views };
    }),
    openScene: contract.openScene.handler(async ({ input }) =>
      stage.run('openEpisodeScene', { ...input, dir: await at(input.dir) }, () => {}),
    ),
    more: contract.more.handler(async ({ input }) => {
      const dir = await at(input.dir);
      const run = await readRun(dir, input.run);
      if (!run) throw new UserError(`There is no run "${input.run}" in "${input.dir}".`);
      return writeMore(backend, dir, run, input.episode);
    }),
    picture: contract.picture.handler(async ({ input }) => {
      const { run, episode, look, camera } = input;
      const { rgb } = await readLookView(await at(input.dir), run, episode, look, camera);
      return new Blob([new Uint8Array(rgb)], { type: 'image/png' });
    }),
    meshes: contract.meshes.handler(async ({ input }) => {
      const dir = await at(input.dir);
      const { scene } = await wholeLook(dir, input.run, input.episode, input.look);
      const bytes = await encodeStoredMeshes(dir, scene, new Set(input.except));
      return new Blob([bytes], { type: 'application/octet-stream' });
    }),
    motion: contract.motion.handler(async ({ input }) =>
      wholeMotion(await at(input.dir), input.run, input.episode, input.name),
    ),
  };
}
