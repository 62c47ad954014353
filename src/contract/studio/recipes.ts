import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Recipe } from '../../core/scene/recipe.js';

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
};
