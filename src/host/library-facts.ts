import type { RunEvent } from '../contract/run-events.js';
import { CATEGORIES } from '../core/assets/library.js';
import type { AssetShelf } from '../core/assets/shelf.js';
import { categoryFacts, type CategoryFacts } from '../core/assets/showcase/asset-facts.js';
import { createFiledShelf } from './asset-shelf.js';

/** What the object library holds. @param only ids of categories; null: all */
export function libraryFacts(shelf: AssetShelf, only: readonly string[] | null): CategoryFacts[] {
  return CATEGORIES.filter(({ id }) => only === null || only.includes(id)).map((category) =>
    categoryFacts(
      category,
      Array.from({ length: category.variants }, (_, variant) => shelf.get(category.id, variant).model),
    ),
  );
}

/** The object library's facts as a run's result. */
export async function* libraryRun(): AsyncGenerator<RunEvent> {
  yield { type: 'done', summary: { categories: libraryFacts(createFiledShelf(), null) } };
}
