import type { Category } from './assets/asset.js';
import type { AssetShelf } from './assets/shelf.js';
import { arrangeScene } from './arrange/arrange-scene.js';
import { sampleViews } from './camera/sample-views.js';
import type { CameraView } from './camera/pinhole.js';
import type { CapturedFrame, Physics, RejectReason, Renderer } from './edges.js';
import { createRng, hashString } from './random.js';
import { SceneGeometry } from './relations/scene-geometry.js';
import { success, type Result } from './result.js';
import type { Recipe } from './scene/recipe.js';
import type { SettledScene } from './scene/settled-scene.js';
import type { ViewRecord } from './camera/view-record.js';
import { frameTruth } from './truth/frame-truth.js';

/** Metres per stored depth step: 6.5 m on a table, 13 m in a room. */
export const DEPTH_UNIT = { tabletop: 0.0001, room: 0.0002 } as const;

/** One scene in five goes to the test split: all its views, variants and questions with it. */
const TEST_SHARE = 0.2;

/** What generating needs of the world outside, constructed by the host. */
export interface SceneEdges {
  readonly categories: (id: string) => Category;
  readonly shelf: AssetShelf;
  readonly physics: Physics;
  readonly renderer: Renderer;
}

export interface GeneratedView {
  readonly record: ViewRecord;
  readonly frame: CapturedFrame;
}

export interface GeneratedScene {
  readonly scene: SettledScene;
  readonly views: readonly GeneratedView[];
}

/** A scene's own seed: the same whatever shard, worker or machine makes it. */
export const sceneSeed = (seed: number, index: number): number => hashString(`scene ${seed} ${index}`);

/**
 * The walk of a datum, steps 1–6: seed → arranged → settled → looked at → captured → truth.
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
  const own = sceneSeed(seed, index);
  const rng = createRng(own);
  const split = rng.fork('split').next() < TEST_SHARE ? 'test' : 'train';

  const arranged = arrangeScene(recipe, { id, seed: own, split }, edges.categories, edges.shelf, rng.fork('arrange'));
  if (!arranged.ok) return arranged;

  const settled = edges.physics.settle(arranged.value);
  if (!settled.ok) return settled;
  const scene = settled.value;

  const looked = sampleViews(scene, recipe, rng.fork('cameras'));
  if (!looked.ok) return looked;

  const depthUnit = DEPTH_UNIT[recipe.profile];
  const options = { depthUnit, normals: recipe.cameras.normals, antialias: true };
  const frames = await edges.renderer.capture(scene, edges.shelf.models, looked.value, options);

  const geometry = new SceneGeometry(scene, edges.shelf.meshes);
  const views = looked.value.map((view, i) => ({
    record: viewRecord(`${id}-v${i}`, scene, geometry, view, frames[i], depthUnit),
    frame: frames[i],
  }));
  return success({ scene, views });
}

function viewRecord(
  id: string,
  scene: SettledScene,
  geometry: SceneGeometry,
  view: CameraView,
  frame: CapturedFrame,
  depthUnit: number,
): ViewRecord {
  return {
    schema: 'vantage/view@1',
    id,
    scene: scene.id,
    intrinsics: view.intrinsics,
    cameraFromWorld: view.cameraFromWorld,
    depthUnit,
    objects: frameTruth(geometry, view, frame.ids).objects,
  };
}
