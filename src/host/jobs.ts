import type { DrawnMesh } from '../contract/capture-messages.js';
import { createLibrary, type Library } from '../core/assets/library.js';
import type { Renderer } from '../core/edges.js';
import type { Recipe } from '../core/scene/recipe.js';
import { makeObject, openEpisodeScene, openSavedScene, openStoredScene, settleEdited } from './jobs/edit-scene.js';
import { findCandidates } from './jobs/find-candidates.js';
import { makeShard } from './jobs/make-shard.js';
import { stageSceneJob, stagedMeshes } from './jobs/stage-scene.js';
import { verifyEpisodeJob } from './jobs/verify-episode.js';
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
  /** The assets of the last recipe asked for; our own library before there was one. */
  lastAssets(): Assets;
  /** Meshes of stored scenes that were opened, by name. */
  readonly opened: Map<string, DrawnMesh>;
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
    lastAssets: () => {
      if (!assets) {
        const library = createLibrary();
        assets = { key: '', library, shelf: createFiledShelf(library) };
      }
      return assets;
    },
    opened: new Map(),
    renderer: () => (renderer ??= createCaptureRenderer({})),
  };
  const jobs = {
    describeRenderer: async (_input: null, _report: (event: never) => void) => (await context.renderer()).description,
    makeShard: makeShard.bind(null, context),
    findCandidates: findCandidates.bind(null, context),
    verifyShard: verifyShard.bind(null, context),
    verifyEpisode: verifyEpisodeJob.bind(null, context),
    stageScene: stageSceneJob.bind(null, context),
    settleEdited: settleEdited.bind(null, context),
    makeObject: (input: Parameters<typeof makeObject>[1], _report: (event: never) => void) =>
      makeObject(context, input),
    openEpisodeScene: (input: Parameters<typeof openEpisodeScene>[1], _report: (event: never) => void) =>
      openEpisodeScene(context, input),
    openStoredScene: (input: Parameters<typeof openStoredScene>[1], _report: (event: never) => void) =>
      openStoredScene(context, input),
    openSavedScene: (input: Parameters<typeof openSavedScene>[1], _report: (event: never) => void) =>
      openSavedScene(context, input),
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
