import type { Category } from './assets/asset.js';
import type { AssetShelf } from './assets/shelf.js';
import { arrangeScene } from './arrange/arrange-scene.js';
import { sampleViews, type SampledView } from './camera/sample-views.js';
import type { Physics, RejectReason, Renderer, SettlingMoment } from './edges.js';
import type { Lexicon } from './questions/lexicon.js';
import { createRng, hashString, type Rng } from './random.js';
import { confirmForced } from './relations/confirm-forced.js';
import { SceneGeometry } from './relations/scene-geometry.js';
import { success, type Result } from './result.js';
import type { Recipe } from './scene/recipe.js';
import type { MeshLibrary, SceneSpec } from './scene/scene-spec.js';
import type { SettledScene } from './scene/settled-scene.js';
import { observeScene, type ObservedScene } from './observe-scene.js';
import { makeTwin } from './twins/make-twin.js';

/** One scene in five goes to the test split: all its views, variants and questions with it. */
const TEST_SHARE = 0.2;

/** What generating needs of the world outside, constructed by the host. */
export interface SceneEdges {
  readonly categories: (id: string) => Category;
  readonly shelf: AssetShelf;
  readonly lexicon: Lexicon;
  readonly physics: Physics;
  readonly renderer: Renderer;
}

/** A scene, and its counterfactual twin where the recipe wants one: made, or why none was. */
export interface GeneratedScene extends ObservedScene {
  readonly twin: Result<ObservedScene, RejectReason> | null;
}

/** A scene's own seed: the same whatever shard, worker or machine makes it. */
export const sceneSeed = (seed: number, index: number): number => hashString(`scene ${seed} ${index}`);

/**
 * The walk of a datum, steps 1–6: seed → arranged → settled → looked at → captured → truth, and of some scenes a twin.
 *
 * @param index which scene of the dataset
 * @param id its name in the dataset, `000012-003`
 * @returns the scene with its views; or why it was given up, to be counted
 */
export async function generateScene(
  recipe: Recipe,
  seed: number,
  index: number,
  id: string,
  edges: SceneEdges,
): Promise<Result<GeneratedScene, RejectReason>> {
  const staged = stageScene(recipe, seed, index, id, edges);
  if (!staged.ok) return staged;
  const { rng, spec, scene, views } = staged.value;

  const observe = (settledScene: SettledScene, views: readonly SampledView[]) =>
    observeScene(settledScene, views, recipe, edges);
  const observed = await observe(scene, views);
  if (!hasTwin(recipe, index)) return success({ ...observed, twin: null });
  const { physics, shelf } = edges;
  const twin = await makeTwin(observed, spec, views, recipe.twins, rng.fork('twin'), {
    physics,
    meshes: shelf.meshes,
    lexicon: edges.lexicon,
    observe,
  });
  return success({ ...observed, twin });
}

/** A scene at rest with those who will look at it: all of the walk that needs no renderer. */
export interface StagedScene {
  /** As it was arranged, before physics. */
  readonly spec: SceneSpec;
  readonly scene: SettledScene;
  readonly views: readonly SampledView[];
  /** The scene's own chance, for what is still to be drawn of it. */
  readonly rng: Rng;
}

/** Told what happens on the way, for whoever looks on. */
export interface StagingWatch {
  arranged(spec: SceneSpec): void;
  moment(moment: SettlingMoment): void;
}

/** The walk of a datum, steps 1–4: seed → arranged → settled → looked at. Parameters as of `generateScene`. */
export function stageScene(
  recipe: Recipe,
  seed: number,
  index: number,
  id: string,
  { categories, shelf, physics }: Pick<SceneEdges, 'categories' | 'shelf' | 'physics'>,
  watch?: StagingWatch,
): Result<StagedScene, RejectReason> {
  const own = sceneSeed(seed, index);
  const rng = createRng(own);
  const split = rng.fork('split').next() < TEST_SHARE ? 'test' : 'train';

  const arranged = arrangeScene(recipe, { id, seed: own, split }, categories, shelf, rng.fork('arrange'));
  if (!arranged.ok) return arranged;
  watch?.arranged(arranged.value);

  const settled = physics.settle(arranged.value, watch && ((moment) => watch.moment(moment)));
  if (!settled.ok) return settled;
  const scene = withConfirmed(settled.value, shelf.meshes);

  const looked = sampleViews(new SceneGeometry(scene, shelf.meshes), recipe, rng.fork('cameras'));
  if (!looked.ok) return looked;
  return success({ spec: arranged.value, scene, views: looked.value, rng });
}

/** Spread evenly: every fourth scene for a share of a quarter, whatever shard or machine makes it. */
const hasTwin = ({ twins }: Recipe, index: number): boolean =>
  Math.floor((index + 1) * twins.share + SHARE_SLACK) > Math.floor(index * twins.share + SHARE_SLACK);

/** 0.1 times 10 is 1, whatever its last bit says. */
const SHARE_SLACK = 1e-9;

/** Only those of the relations asked for are kept on record that hold now that everything rests. */
function withConfirmed(scene: SettledScene, meshes: MeshLibrary): SettledScene {
  const { forced } = scene;
  return forced ? { ...scene, forced: confirmForced(new SceneGeometry(scene, meshes), forced) } : scene;
}
