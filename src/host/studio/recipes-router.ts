import { implement } from '@orpc/server';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { recipesContract, type RecipeEntry } from '../../contract/studio/recipes.js';
import { listFolder } from '../../dataset/whole-file.js';
import { loadRecipe } from '../load-recipe.js';
import { ownFolder } from '../own-folder.js';
import type { StudioBackend } from './backend.js';

export function recipesRouter({ workingFolder, imported }: StudioBackend) {
  const recipes = implement(recipesContract);
  return {
    list: recipes.list.handler(async () => {
      const folders = [...new Set([ownFolder('scenes', 'tabletop.json'), resolve(workingFolder, 'scenes')])];
      return (await Promise.all(folders.map((folder) => entriesOf(folder, workingFolder)))).flat();
    }),
    read: recipes.read.handler(({ input }) => loadRecipe(resolve(workingFolder, input.path), {}, imported)),
  };
}

/** Recipes of a folder by name. A file that is none is left out: reading it by its path says what is wrong with it. */
async function entriesOf(folder: string, workingFolder: string): Promise<RecipeEntry[]> {
  const names = (await listFolder(folder)).filter((name) => name.endsWith('.json')).sort();
  const entries = await Promise.all(
    names.map(async (name): Promise<RecipeEntry[]> => {
      const path = join(folder, name);
      const json = parsed(await readFile(path, 'utf8'));
      if (json === null || !('id' in json) || typeof json.id !== 'string') return [];
      const title = 'title' in json && typeof json.title === 'string' ? json.title : json.id;
      const below = relative(workingFolder, path);
      return [{ path: below.startsWith('..') ? path : below, id: json.id, title }];
    }),
  );
  return entries.flat();
}

function parsed(text: string): object | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' ? json : null;
  } catch {
    return null;
  }
}
