import type { Library } from '../core/assets/library.js';
import type { Renderer } from '../core/edges.js';
import type { Recipe } from '../core/scene/recipe.js';
import { findCandidates } from './jobs/find-candidates.js';
import { makeShard } from './jobs/make-shard.js';
import { stageSceneJob, stagedMeshes } from './jobs/stage-scene.js';
import { verifyShard } from './jobs/verify-shard.js';
import { createFiledShelf, type FiledShelf } from './asset-shelf.js';
import { libraryFor } from './imported-library.js';
import { createCaptureRenderer } from './capture-browser.js';

// What a worker thread can be asked for. Inputs and values are plain data.

export interface Assets {
  readonly library: Library;
  readonly shelf: FiledShelf;
}

/** What a worker holds between jobs: the assets it has built, and a browser, started when first needed. */
export interface JobContext {
  /** The objects a recipe is run with, those of the last recipe kept. @param folder of imported objects */
  assets(recipe: Recipe, folder: string): Promise<Assets>;
  /** The shelf of the last recipe asked for; null before there was one. */
  lastShelf(): FiledShelf | null;
  renderer(): Promise<Renderer>;
}

export function createJobs() {
  let renderer: Promise<Renderer> | null = null;
  let assets: (Assets & { readonly key: string }) | null = null;
  const context: JobContext = {
    assets: async (recipe, folder) => {
      const key = JSON.stringify([folder, recipe.imported ?? {}]);
      if (assets?.key !== key) {
        const library = await libraryFor(recipe, folder);
        assets = { key, library, shelf: createFiledShelf(library) };
      }
      return assets;
    },
    lastShelf: () => assets?.shelf ?? null,
    renderer: () => (renderer ??= createCaptureRenderer({})),
  };
  const jobs = {
    describeRenderer: async (_input: null, _report: (event: never) => void) => (await context.renderer()).description,
    makeShard: makeShard.bind(null, context),
    findCandidates: findCandidates.bind(null, context),
    verifyShard: verifyShard.bind(null, context),
    stageScene: stageSceneJob.bind(null, context),
    stagedMeshes: (input: Parameters<typeof stagedMeshes>[1], _report: (event: never) => void) =>
      stagedMeshes(context, input),
  };
  return {
    jobs,
    dispose: async () => {
      if (renderer) await (await renderer.catch(() => null))?.dispose();
    },
  };
}

export type Jobs = ReturnType<typeof createJobs>['jobs'];
export type JobName = keyof Jobs;
/** `job: null` ends the thread. */
export type JobRequest = { readonly job: JobName; readonly input: unknown } | { readonly job: null };
export type JobResponse =
  | { readonly type: 'event'; readonly event: unknown }
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'error'; readonly name: string; readonly message: string; readonly stack: string };
