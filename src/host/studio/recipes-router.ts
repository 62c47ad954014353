import { implement } from '@orpc/server';
import { dirname } from 'node:path';
import { recipesContract, type RecipeCheck } from '../../contract/studio/recipes.js';
import { CATEGORIES } from '../../core/assets/library.js';
import { UsageError } from '../../core/result.js';
import { parseRecipe } from '../../core/scene/recipe.js';
import { jsonSchemaOf } from '../../dataset/json-schemas.js';
import { ensureFolder, writeWholeFile } from '../../dataset/whole-file.js';
import { importedIds } from '../imported-library.js';
import { loadRecipe } from '../load-recipe.js';
import type { StudioBackend } from './backend.js';
import { listTitled } from './list-titled.js';
import { expectReplaceable } from './recognise.js';

export function recipesRouter(backend: StudioBackend) {
  const { roots, imported } = backend;
  const recipes = implement(recipesContract);
  async function check(given: unknown): Promise<RecipeCheck> {
    const known = new Set([...CATEGORIES.map(({ id }) => id), ...(await importedIds(imported))]);
    const parsed = parseRecipe(given, known);
    return parsed.ok ? { recipe: parsed.recipe, problem: null } : { recipe: null, problem: parsed.problem };
  }
  return {
    list: recipes.list.handler(() => listTitled(backend, 'scenes')),
    schema: recipes.schema.handler(() => JSON.parse(jsonSchemaOf('recipe')) as object),
    check: recipes.check.handler(({ input }) => check(input.recipe)),
    save: recipes.save.handler(async ({ input }) => {
      if (!input.path.endsWith('.json'))
        throw new UsageError(`A recipe is saved as JSON: let "${input.path}" end in .json.`);
      const path = await roots.writable(input.path);
      await expectReplaceable(path, 'recipe');
      const { recipe, problem } = await check(input.recipe);
      if (recipe === null) throw new UsageError(`The recipe cannot be saved: ${problem}`);
      await ensureFolder(dirname(path));
      await writeWholeFile(path, `${JSON.stringify(recipe, null, 2)}\n`);
      return path;
    }),
    read: recipes.read.handler(async ({ input }) =>
      loadRecipe(await roots.readable(input.path, ['recipe']), {}, imported),
    ),
  };
}
