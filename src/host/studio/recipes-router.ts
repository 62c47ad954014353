import { implement } from '@orpc/server';
import { resolve } from 'node:path';
import { recipesContract } from '../../contract/studio/recipes.js';
import { loadRecipe } from '../load-recipe.js';
import type { StudioBackend } from './backend.js';
import { listTitled } from './list-titled.js';

export function recipesRouter({ workingFolder, imported }: StudioBackend) {
  const recipes = implement(recipesContract);
  return {
    list: recipes.list.handler(() => listTitled(workingFolder, 'scenes')),
    read: recipes.read.handler(({ input }) => loadRecipe(resolve(workingFolder, input.path), {}, imported)),
  };
}
