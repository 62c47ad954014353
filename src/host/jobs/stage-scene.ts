import type { StagingEvent } from '../../contract/studio/scenes.js';
import { encodeMeshes, type DrawnMesh } from '../../contract/capture-messages.js';
import { stageScene } from '../../core/generate-scene.js';
import { UserError } from '../../core/result.js';
import type { Recipe } from '../../core/scene/recipe.js';
import { sceneId, shardId } from '../../dataset/layout.js';
import { createPhysics } from '../../physics/settle.js';
import type { JobContext } from '../jobs.js';

export interface StageSceneInput {
  readonly recipe: Recipe;
  /** Folder of imported objects. */
  readonly imported: string;
  readonly seed: number;
  readonly index: number;
}

/** Arranges and settles one scene, telling where everything is on the way. */
export async function stageSceneJob(
  context: JobContext,
  { recipe, imported, seed, index }: StageSceneInput,
  report: (event: StagingEvent) => void,
): Promise<null> {
  const { library, shelf } = await context.assets(recipe, imported);
  const edges = { categories: library.category, shelf, physics: createPhysics(shelf.meshes) };
  const id = sceneId(shardId(0), index);
  const staged = stageScene(recipe, seed, index, id, edges, {
    arranged: (spec) => report({ type: 'arranged', spec }),
    moment: (moment) => report({ type: 'moment', ...moment }),
  });
  if (staged.ok) report({ type: 'settled', scene: staged.value.scene, views: staged.value.views });
  else report({ type: 'rejected', ...staged.fault });
  return null;
}

/** Meshes and cavities of scenes this worker staged, as one message for a page. @throws UserError for unknown names */
export async function stagedMeshes(context: JobContext, { names }: { readonly names: readonly string[] }) {
  const { shelf } = context.lastAssets();
  const meshes = names.map((name): DrawnMesh => {
    const model = shelf.models.get(name);
    if (model) return { hash: name, mesh: model.mesh, textures: model.materials.map(({ texture }) => texture) };
    const opened = context.opened.get(name);
    if (opened) return opened;
    const cavity = shelf.meshes.get(name);
    if (!cavity)
      throw new UserError(`The mesh ${name} belongs to no scene that was opened here: open the scene again.`);
    const { positions, indices } = cavity;
    const normals = new Float32Array(positions.length);
    return { hash: name, mesh: { positions, normals, indices, groups: [] }, textures: [] };
  });
  return encodeMeshes(meshes);
}
