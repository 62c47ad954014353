import type { AssetShelf } from './assets/shelf.js';
import type { SampledView } from './camera/sample-views.js';
import type { ViewRecord } from './camera/view-record.js';
import type { CapturedFrame, Renderer } from './edges.js';
import { chooseSensor, throughSensor } from './looks/sensor.js';
import { viewOverlap } from './multiview/view-overlap.js';
import { createRng } from './random.js';
import { SceneGeometry } from './relations/scene-geometry.js';
import type { SceneGraph, SeenView } from './relations/scene-graph.js';
import type { Recipe } from './scene/recipe.js';
import type { SettledScene } from './scene/settled-scene.js';
import { frameTruth } from './truth/frame-truth.js';
import { seenView } from './truth/seen-view.js';

/** Metres per stored depth step: 6.5 m on a table, 13 m in a room. */
export const DEPTH_UNIT = { tabletop: 0.0001, room: 0.0002 } as const;

export interface ObservedView {
  readonly record: ViewRecord;
  readonly frame: CapturedFrame;
}

/** A settled scene with what its cameras show of it. */
export interface ObservedScene {
  readonly scene: SettledScene;
  readonly views: readonly ObservedView[];
}

/** Steps 5 and 6 of the walk: draws a scene from each view and works out what every frame shows of every object. */
export async function observeScene(
  scene: SettledScene,
  looked: readonly SampledView[],
  { cameras, looks }: Pick<Recipe, 'cameras' | 'looks'>,
  edges: { readonly renderer: Renderer; readonly shelf: Pick<AssetShelf, 'models' | 'meshes'> },
): Promise<ObservedScene> {
  const depthUnit = DEPTH_UNIT[scene.profile];
  const options = { depthUnit, normals: cameras.normals, antialias: true };
  const frames = await edges.renderer.capture(scene, edges.shelf.models, looked, options);
  const geometry = new SceneGeometry(scene, edges.shelf.meshes);
  const views = looked.map(({ intrinsics, cameraFromWorld, rig, device }, k): ObservedView => {
    const rng = createRng(scene.seed).fork('sensor').fork(`${scene.id} ${k}`);
    const sensor = chooseSensor(looks, rng);
    const { width, height } = intrinsics;
    const frame = sensor
      ? { ...frames[k], rgb: throughSensor(frames[k].rgb, width, height, sensor, rng.fork('pixels')) }
      : frames[k];
    const record: ViewRecord = {
      schema: 'vantage/view@1',
      id: `${scene.id}-v${k}`,
      scene: scene.id,
      intrinsics,
      cameraFromWorld,
      depthUnit,
      ...(rig && { rig }),
      ...(device && { device }),
      ...(sensor && { sensor }),
      objects: frameTruth(geometry, { intrinsics, cameraFromWorld }, frames[k].ids).objects,
    };
    return { record, frame };
  });
  return { scene, views: cameras.sequence ? inSequence(views) : views };
}

/** Frames know their place on the path, and how much of it they share with the frame before. */
function inSequence(views: readonly ObservedView[]): ObservedView[] {
  const seen = views.map(seenOf);
  return views.map(({ record, frame }, k) => ({
    record: { ...record, sequence: { frame: k, overlap: k === 0 ? null : viewOverlap(seen[k - 1], seen[k]) } },
    frame,
  }));
}

/** An observed scene as the predicates see it: the same as it reads back from a shard. */
export const graphOf = (observed: ObservedScene, geometry: SceneGeometry): SceneGraph => ({
  geometry,
  views: observed.views.map(seenOf),
});

const seenOf = ({ record, frame }: ObservedView): SeenView => seenView(record, frame.ids, frame.depth);
