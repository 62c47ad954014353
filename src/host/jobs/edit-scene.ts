import { z } from 'zod';
import type { OpenedScene, SettlingEvent } from '../../contract/studio/scenes.js';
import type { DrawnMesh } from '../../contract/capture-messages.js';
import { newObject } from '../../core/arrange/new-object.js';
import type { TriangleMesh } from '../../core/geometry/mesh.js';
import { intrinsicsSchema, type ViewRecord } from '../../core/camera/view-record.js';
import type { SampledView } from '../../core/camera/sample-views.js';
import { UserError } from '../../core/result.js';
import { specOfEdited, type NewObject } from '../../core/scene/edit-scene.js';
import { recipeSchema } from '../../core/scene/recipe.js';
import type { MeshLibrary } from '../../core/scene/scene-spec.js';
import { poseSchema, settledSceneSchema, type SceneObject, type SettledScene } from '../../core/scene/settled-scene.js';
import { expectWithin } from '../../dataset/confine.js';
import { shardOf, shardPath } from '../../dataset/layout.js';
import { readManifest } from '../../dataset/manifest.js';
import { readSurfaceMesh } from '../../dataset/mesh-store.js';
import { parseRecord } from '../../dataset/parse-record.js';
import { camerasOfLook, readLook, readLookView } from '../../dataset/rollouts/read-episode.js';
import { ShardReader } from '../../dataset/shard-reader.js';
import { readWholeFile } from '../../dataset/whole-file.js';
import { createPhysics } from '../../physics/settle.js';
import { settledObject } from '../../physics/settled-record.js';
import type { JobContext } from '../jobs.js';

/** No scene of ours has more than a few megabytes. */
const MAX_SCENE_BYTES = 64 * 1024 * 1024;

/** A scene in a file of its own. */
export const savedSceneSchema = z.strictObject({
  schema: z.literal('vantage/saved-scene@1'),
  scene: settledSceneSchema,
  views: z
    .array(
      z.strictObject({
        intrinsics: intrinsicsSchema,
        cameraFromWorld: poseSchema,
        rig: z.string().optional(),
        device: z.string().nullable().optional(),
      }),
    )
    .max(64),
  recipe: recipeSchema.nullable(),
});

/** Lets an edited scene come to rest, telling where everything is on the way. */
export async function settleEdited(
  context: JobContext,
  { scene }: { readonly scene: SettledScene },
  report: (event: SettlingEvent) => void,
): Promise<null> {
  const physics = createPhysics(meshesOf(context, scene));
  const settled = physics.settle(specOfEdited(scene), (moment) => report({ type: 'moment', ...moment }));
  if (settled.ok) report({ type: 'settled', scene: settled.value });
  else report({ type: 'rejected', ...settled.fault });
  return null;
}

/** A new object of a category of the library, and its surfaces. @throws UserError for a category that is not there */
export async function makeObject(
  context: JobContext,
  { category, seed }: { readonly category: string; readonly seed: number },
): Promise<NewObject> {
  const { library, shelf } = context.lastAssets();
  if (!library.categories.some(({ id }) => id === category))
    throw new UserError(`The library has no category "${category}": choose one of its list.`);
  const made = newObject(category, seed, library.category, shelf);
  const { id: _id, ...object } = settledObject(made.object, made.object.worldFromObject, shelf.meshes);
  return { object, surfaces: made.surfaces.map(({ id: _s, owner: _o, ...surface }) => surface) };
}

/** A stored scene with its views; its meshes are kept for `stagedMeshes` and `settleEdited`. */
export async function openStoredScene(
  context: JobContext,
  { dataset, scene: id }: { readonly dataset: string; readonly scene: string },
): Promise<OpenedScene> {
  const { recipe } = await readManifest(dataset);
  await expectWithin(dataset, shardPath(dataset, shardOf(id)));
  const shard = await ShardReader.open(dataset, shardOf(id));
  const stored = shard.scenes.find((scene) => scene.id === id);
  if (!stored) throw new UserError(`The dataset "${dataset}" has no scene ${id}.`);
  const scene = await shard.readScene(id);
  const records = await Promise.all(stored.views.map((view) => shard.readViewRecord(view)));
  await keepMeshes(context, scene, dataset);
  return { scene, views: records.map(viewOf), recipe };
}

/** The scene of an episode before an attempt, or at the end, with who looked at it. */
export async function openEpisodeScene(
  context: JobContext,
  place: { readonly dir: string; readonly run: string; readonly episode: number; readonly look: number },
): Promise<OpenedScene> {
  const { dir, run, episode, look } = place;
  const scene = await readLook(dir, run, episode, look);
  const cameras = await camerasOfLook(dir, run, episode, look);
  const views = await Promise.all(
    Array.from({ length: cameras }, async (_, k) => viewOf((await readLookView(dir, run, episode, look, k)).record)),
  );
  await keepMeshes(context, scene, dir);
  return { scene, views, recipe: null };
}

/**
 * A saved scene. Its objects are those of the library; of others the dataset it came from has to be opened before.
 *
 * @throws UserError naming the file and what is wrong with it
 */
export async function openSavedScene(context: JobContext, { path }: { readonly path: string }): Promise<OpenedScene> {
  const text = (await readWholeFile(path, MAX_SCENE_BYTES)).toString('utf8');
  const saved = parseRecord(savedSceneSchema, text, path, 'save the scene again.');
  const { shelf } = context.lastAssets();
  for (const { asset, mesh, obb, scale } of saved.scene.objects) {
    if (shelf.meshes.has(mesh) || context.opened.has(mesh)) continue;
    const [category, variant] = asset.split('/');
    const { categories } = context.lastAssets().library;
    const known = categories.find((entry) => entry.id === category);
    const k = Number(variant);
    if (!known || !Number.isInteger(k) || k < 0 || k >= known.variants) continue;
    shelf.get(known.id, k);
    // Supports and walls are built to a size.
    const [x, y, z] = obb.halfExtents.map((half) => Math.round((2e4 * half) / scale) / 1e4);
    if (!shelf.meshes.has(mesh)) shelf.get(known.id, k, [x, y, z]);
  }
  meshesOf(context, saved.scene);
  return { scene: saved.scene, views: saved.views as readonly SampledView[], recipe: saved.recipe };
}

const viewOf = ({ intrinsics, cameraFromWorld }: ViewRecord): SampledView => ({ intrinsics, cameraFromWorld });

/** @throws UserError naming the first object whose mesh is not here */
function meshesOf(context: JobContext, scene: SettledScene): MeshLibrary {
  const { shelf } = context.lastAssets();
  const meshes = new Map<string, TriangleMesh>();
  for (const { name, asset, mesh, cavity } of scene.objects) {
    for (const wanted of cavity === null ? [mesh] : [mesh, cavity]) {
      const found = shelf.meshes.get(wanted) ?? context.opened.get(wanted)?.mesh;
      if (!found) {
        throw new UserError(
          `The shape of the ${name} (${asset}) is not here: open the dataset or the recipe that the scene came from first.`,
        );
      }
      meshes.set(wanted, found);
    }
  }
  return meshes;
}

async function keepMeshes(context: JobContext, scene: SettledScene, dataset: string): Promise<void> {
  for (const object of scene.objects) {
    for (const name of object.cavity === null ? [object.mesh] : [object.mesh, object.cavity]) {
      if (!context.opened.has(name)) context.opened.set(name, await readDrawn(dataset, name, object));
    }
  }
}

async function readDrawn(dataset: string, hash: string, { materials }: SceneObject): Promise<DrawnMesh> {
  return { hash, mesh: await readSurfaceMesh(dataset, hash), textures: materials.map(({ texture }) => texture) };
}
