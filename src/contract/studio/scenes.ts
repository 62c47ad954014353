import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { CategoryKind } from '../../core/assets/asset.js';
import type { SampledView } from '../../core/camera/sample-views.js';
import type { RejectReason, SettlingMoment } from '../../core/edges.js';
import type { NewObject } from '../../core/scene/edit-scene.js';
import type { Recipe } from '../../core/scene/recipe.js';
import type { SceneSpec } from '../../core/scene/scene-spec.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';

/** What happens while a scene is arranged and comes to rest, in this order. */
export type StagingEvent =
  | { readonly type: 'arranged'; readonly spec: SceneSpec }
  | ({ readonly type: 'moment' } & SettlingMoment)
  | { readonly type: 'settled'; readonly scene: SettledScene; readonly views: readonly SampledView[] }
  | { readonly type: 'rejected'; readonly reason: RejectReason; readonly detail: string };

/** The same of a scene that is there already. */
export type SettlingEvent =
  | ({ readonly type: 'moment' } & SettlingMoment)
  | { readonly type: 'settled'; readonly scene: SettledScene }
  | { readonly type: 'rejected'; readonly reason: RejectReason; readonly detail: string };

/** A scene of a dataset or of a file, with who looks at it. */
export interface OpenedScene {
  readonly scene: SettledScene;
  readonly views: readonly SampledView[];
  /** The recipe it was made by; null where that is not known. */
  readonly recipe: Recipe | null;
}

/** A category of the object library, as it is listed. */
export interface LibraryEntry {
  readonly id: string;
  readonly kind: CategoryKind;
  readonly noun: string;
  /** Other words that find it. */
  readonly words: readonly string[];
  /** Number of its shapes. */
  readonly variants: number;
}

export const scenesContract = {
  /** Scene `index` of a dataset of this recipe and seed: the very one `generate` would draw. */
  stage: oc
    .input(z.object({ recipe: z.unknown(), seed: z.int(), index: z.int().min(0) }))
    .output(eventIterator(type<StagingEvent>())),
  /** Lets an edited scene come to rest. Its meshes are those of scenes opened before. */
  settle: oc.input(z.object({ scene: z.unknown() })).output(eventIterator(type<SettlingEvent>())),
  /** Meshes and cavities by name, as contract/capture-messages encodes them. */
  meshes: oc.input(z.object({ names: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(4000) })).output(type<Blob>()),
  /** What can be added to a scene. */
  library: oc.output(type<readonly LibraryEntry[]>()),
  /** An object of a category, in a shape and colour of its seed, upright on the world's origin. */
  make: oc.input(z.object({ category: z.string(), seed: z.int() })).output(type<NewObject>()),
  /** A scene of a dataset. */
  open: oc.input(z.object({ dataset: z.string(), scene: z.string() })).output(type<OpenedScene>()),
  /** A scene that was saved. */
  openFile: oc.input(z.object({ path: z.string() })).output(type<OpenedScene>()),
  /** Writes the open scene to a file that `openFile` reads. @returns its path */
  save: oc
    .input(z.object({ path: z.string(), scene: z.unknown(), views: z.unknown(), recipe: z.unknown() }))
    .output(type<string>()),
};
