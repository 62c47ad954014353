import type { RunEvent } from '../contract/run-events.js';
import { CATEGORIES, category as categoryOf } from '../core/assets/library.js';
import { type CategoryFacts } from '../core/assets/showcase/asset-facts.js';
import { overlaysOf } from '../core/assets/showcase/overlays.js';
import { showcaseOf } from '../core/assets/showcase/showcase-scene.js';
import { UsageError } from '../core/result.js';
import { writeGallery, type DrawnAsset } from '../dataset/gallery/write-gallery.js';
import { createFiledShelf } from './asset-shelf.js';
import { createCaptureRenderer } from './capture-browser.js';
import { drain } from './drain.js';
import { libraryFacts } from './library-facts.js';

/** The ground things stand on in the gallery: a plain, light floor. */
const GROUND = { category: 'floor', variant: 0, size: [30, 30, 0.1] } as const;
const GROUND_COLOUR = [0.78, 0.77, 0.75] as const;

/**
 * Draws every category and variant of the object library into a folder.
 *
 * @param only ids of categories; null: all
 * @param most shapes of each at most
 */
export async function* galleryRun(out: string, only: readonly string[] | null, most: number): AsyncGenerator<RunEvent> {
  const unknown = only?.find((id) => !CATEGORIES.some((category) => category.id === id));
  if (unknown !== undefined)
    throw new UsageError(`There is no category "${unknown}"; "vantage info --assets" lists them.`);
  const shelf = createFiledShelf();
  const facts = libraryFacts(shelf, only).map((category) => ({ ...category, assets: category.assets.slice(0, most) }));
  const ground = shelf.get(GROUND.category, GROUND.variant, GROUND.size);
  const renderer = await createCaptureRenderer();
  const draw = async ({ id, assets }: CategoryFacts): Promise<readonly DrawnAsset[]> => {
    const drawn: DrawnAsset[] = [];
    for (let variant = 0; variant < assets.length; variant++) {
      const asset = shelf.get(id, variant);
      const { scene, close, atSize } = showcaseOf(categoryOf(id), asset, ground);
      const painted = {
        ...scene,
        objects: scene.objects.map((object) =>
          object.id === 1
            ? {
                ...object,
                materials: [
                  { name: 'ground', colour: GROUND_COLOUR, roughness: 0.9, metallic: 0, texture: 'plain' as const },
                ],
              }
            : object,
        ),
      };
      const options = { depthUnit: 0.0002, normals: false, antialias: true };
      const [closeFrame, sizeFrame] = await renderer.capture(painted, shelf.models, [close, atSize], options);
      drawn.push({ close: closeFrame, atSize: sizeFrame, overlays: overlaysOf(asset.model, close) });
    }
    return drawn;
  };
  try {
    const { path, assets } = yield* drain(writeGallery(out, 'Object library', facts, draw), 'gallery', 'shapes');
    yield { type: 'done', summary: { path, categories: facts.length, assets } };
  } finally {
    await renderer.dispose();
  }
}
