import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Recipe } from '../../core/scene/recipe.js';

/** Whether a recipe can be run: as it would be, every default filled in, or what is wrong with it. */
export interface RecipeCheck {
  readonly recipe: Recipe | null;
  /** One sentence that begins with the field it is about, in quotes. */
  readonly problem: string | null;
}

/** A recipe file, as it is listed. */
export interface RecipeEntry {
  /** Path below the working folder, or absolute. */
  readonly path: string;
  readonly id: string;
  readonly title: string;
}

export const recipesContract = {
  /** Recipes of the `scenes` folders, ours first. */
  list: oc.output(type<readonly RecipeEntry[]>()),
  /** One recipe, every default filled in. Refused with a sentence that names the field. */
  read: oc.input(z.object({ path: z.string() })).output(type<Recipe>()),
  /** JSON Schema (draft 7) of a recipe as people write it, for forms. */
  schema: oc.output(type<object>()),
  check: oc.input(z.object({ recipe: z.unknown() })).output(type<RecipeCheck>()),
  /** Writes a recipe that can be run to a file. @returns its path */
  save: oc.input(z.object({ path: z.string(), recipe: z.unknown() })).output(type<string>()),
};
