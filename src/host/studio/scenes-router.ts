import { implement } from '@orpc/server';
import { dirname } from 'node:path';
import {
  scenesContract,
  type LibraryEntry,
  type SettlingEvent,
  type StagingEvent,
} from '../../contract/studio/scenes.js';
import { CATEGORIES } from '../../core/assets/library.js';
import { UsageError } from '../../core/result.js';
import { parseRecipe, sentenceOf } from '../../core/scene/recipe.js';
import { settledSceneSchema, type SettledScene } from '../../core/scene/settled-scene.js';
import { ensureFolder, writeWholeFile } from '../../dataset/whole-file.js';
import { importedIds } from '../imported-library.js';
import { savedSceneSchema } from '../jobs/edit-scene.js';
import type { StudioBackend } from './backend.js';
import { streamOf } from './event-queue.js';
import { expectReplaceable } from './recognise.js';

export function scenesRouter({ stage, imported, roots }: StudioBackend) {
  const scenes = implement(scenesContract);
  return {
    stage: scenes.stage.handler(async function* ({ input: { recipe: given, seed, index } }) {
      const known = new Set([...CATEGORIES.map(({ id }) => id), ...(await importedIds(imported))]);
      const parsed = parseRecipe(given, known);
      if (!parsed.ok) throw new UsageError(parsed.problem);
      const { recipe } = parsed;
      yield* streamOf<StagingEvent>((report) => stage.run('stageScene', { recipe, imported, seed, index }, report));
    }),
    settle: scenes.settle.handler(async function* ({ input }) {
      const scene = sceneFrom(input.scene);
      yield* streamOf<SettlingEvent>((report) => stage.run('settleEdited', { scene }, report));
    }),
    meshes: scenes.meshes.handler(async ({ input }) => {
      const bytes = await stage.run('stagedMeshes', input, () => {});
      return new Blob([bytes], { type: 'application/octet-stream' });
    }),
    library: scenes.library.handler(() => LIBRARY),
    make: scenes.make.handler(({ input }) => stage.run('makeObject', input, () => {})),
    open: scenes.open.handler(async ({ input: { dataset, scene } }) =>
      stage.run('openStoredScene', { dataset: await roots.readable(dataset, ['dataset']), scene }, () => {}),
    ),
    openFile: scenes.openFile.handler(async ({ input }) =>
      stage.run('openSavedScene', { path: await roots.readable(input.path, ['scene']) }, () => {}),
    ),
    save: scenes.save.handler(async ({ input: { path: given, ...content } }) => {
      if (!given.endsWith('.json')) throw new UsageError(`A scene is saved as JSON: let "${given}" end in .json.`);
      const path = await roots.writable(given);
      await expectReplaceable(path, 'scene');
      const parsed = savedSceneSchema.safeParse({ schema: 'vantage/saved-scene@1', ...content });
      if (!parsed.success) throw new UsageError(`The scene cannot be saved: ${sentenceOf(parsed.error)}`);
      await ensureFolder(dirname(path));
      await writeWholeFile(path, `${JSON.stringify(parsed.data, null, 1)}\n`);
      return path;
    }),
  };
}

function sceneFrom(given: unknown): SettledScene {
  const parsed = settledSceneSchema.safeParse(given);
  if (!parsed.success) throw new UsageError(`This is no scene: ${sentenceOf(parsed.error)}`);
  return parsed.data;
}

const LIBRARY: readonly LibraryEntry[] = CATEGORIES.filter(({ kind }) => kind !== 'structure').map(
  ({ id, kind, nouns: [noun, ...others], hypernyms, variants }) => ({
    id,
    kind,
    noun,
    words: [...others, ...hypernyms],
    variants,
  }),
);
