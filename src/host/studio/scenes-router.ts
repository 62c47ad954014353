import { implement } from '@orpc/server';
import { scenesContract, type StagingEvent } from '../../contract/studio/scenes.js';
import { CATEGORIES } from '../../core/assets/library.js';
import { UsageError } from '../../core/result.js';
import { parseRecipe } from '../../core/scene/recipe.js';
import { importedIds } from '../imported-library.js';
import type { StudioBackend } from './backend.js';
import { streamOf } from './event-queue.js';

export function scenesRouter({ stage, imported }: StudioBackend) {
  const scenes = implement(scenesContract);
  return {
    stage: scenes.stage.handler(async function* ({ input: { recipe: given, seed, index } }) {
      const known = new Set([...CATEGORIES.map(({ id }) => id), ...(await importedIds(imported))]);
      const parsed = parseRecipe(given, known);
      if (!parsed.ok) throw new UsageError(parsed.problem);
      const { recipe } = parsed;
      yield* streamOf<StagingEvent>((report) => stage.run('stageScene', { recipe, imported, seed, index }, report));
    }),
    meshes: scenes.meshes.handler(async ({ input }) => {
      const bytes = await stage.run('stagedMeshes', input, () => {});
      return new Blob([bytes], { type: 'application/octet-stream' });
    }),
  };
}
