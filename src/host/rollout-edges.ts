import { lexiconOf } from '../core/assets/lexicon.js';
import type { Renderer } from '../core/edges.js';
import { ENGLISH } from '../core/questions/language/english.js';
import type { RolloutEdges } from '../core/rollout/episode-scene.js';
import type { Recipe } from '../core/scene/recipe.js';
import { createPhysics } from '../physics/settle.js';
import { createFiledShelf, type FiledShelf } from './asset-shelf.js';
import { IMPORTED_FOLDER, libraryFor } from './imported-library.js';

/** What episodes of a suite are played with: objects, physics, language, and a renderer of the caller's. */
export async function rolloutEdges(
  recipe: Recipe,
  renderer: Renderer,
): Promise<RolloutEdges & { readonly shelf: FiledShelf }> {
  const library = await libraryFor(recipe, IMPORTED_FOLDER);
  const shelf = createFiledShelf(library);
  return {
    categories: library.category,
    shelf,
    language: ENGLISH,
    lexicon: lexiconOf(ENGLISH, library.categories),
    physics: createPhysics(shelf.meshes),
    renderer,
  };
}
