import { lexiconOf } from '../../core/assets/lexicon.js';
import { ENGLISH } from '../../core/questions/language/english.js';
import { generateScene, sceneSeed } from '../../core/generate-scene.js';
import type { CapturedFrame } from '../../core/edges.js';
import type { ObservedScene } from '../../core/observe-scene.js';
import { UserError } from '../../core/result.js';
import type { AssetEntry, ShardRecord } from '../../core/scene/dataset-record.js';
import type { Recipe } from '../../core/scene/recipe.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { encodeThumbnail } from '../../dataset/images.js';
import { sceneId, shardId } from '../../dataset/layout.js';
import { storeMesh } from '../../dataset/mesh-store.js';
import { encodeView, ShardWriter } from '../../dataset/shard-writer.js';
import { createPhysics } from '../../physics/settle.js';
import type { SceneReport } from '../../services/generate.js';
import type { FiledShelf } from '../asset-shelf.js';
import type { JobContext } from '../jobs.js';

/** Of the pictures that accompany a run, pixels. */
const THUMBNAIL_WIDTH = 240;

export interface MakeShardInput {
  readonly dir: string;
  readonly recipe: Recipe;
  /** Folder of imported objects. */
  readonly imported: string;
  readonly seed: number;
  readonly shard: number;
  readonly shardSize: number;
  /** Scenes of the whole run: the last shard may hold fewer. */
  readonly scenes: number;
  /** The renderer the dataset was begun with; another one would draw other bytes. */
  readonly renderer: string;
  /** Whether a small picture of each scene is wanted with the news of it. */
  readonly thumbnails: boolean;
}

/** Scenes of one shard, start to finish: a pure function of its input, written whole or not at all. */
export async function makeShard(
  context: JobContext,
  input: MakeShardInput,
  report: (event: SceneReport) => void,
): Promise<ShardRecord> {
  const renderer = await context.renderer();
  if (renderer.description !== input.renderer) {
    throw new UserError(
      `This dataset was begun with the renderer "${input.renderer}", this machine has "${renderer.description}": finish it where it was begun, or start a new folder.`,
    );
  }
  const { library, shelf } = await context.assets(input.recipe, input.imported);
  const edges = {
    categories: library.category,
    shelf,
    lexicon: lexiconOf(ENGLISH, library.categories),
    physics: createPhysics(shelf.meshes),
    renderer,
  };
  const id = shardId(input.shard);
  const writer = await ShardWriter.open(input.dir, id);
  try {
    const rejected: Record<string, number> = {};
    const used = new Map<string, AssetEntry>();
    const first = input.shard * input.shardSize;
    const count = Math.min(input.shardSize, input.scenes - first);
    for (let k = 0; k < count; k++) {
      const scene = sceneId(id, k);
      const result = await generateScene(input.recipe, input.seed, first + k, scene, edges);
      if (!result.ok) {
        const { reason, detail } = result.fault;
        rejected[reason] = (rejected[reason] ?? 0) + 1;
        report({ type: 'rejected', scene, seed: sceneSeed(input.seed, first + k), reason, detail });
        continue;
      }
      await storeAssets(input.dir, shelf, result.value.scene, used);
      await addScene(writer, result.value);
      const thumbnail = input.thumbnails ? await thumbnailOf(result.value.views[0].frame) : null;
      report({ type: 'made', scene, thumbnail });
      const { twin } = result.value;
      if (twin?.ok) {
        // A twin's meshes are its original's.
        await addScene(writer, twin.value);
        report({ type: 'twin', scene: twin.value.scene.id });
      } else if (twin) {
        const { reason, detail } = twin.fault;
        rejected[reason] = (rejected[reason] ?? 0) + 1;
        report({ type: 'no-twin', scene, seed: sceneSeed(input.seed, first + k), reason, detail });
      }
    }
    return await writer.finish(rejected, [...used.values()]);
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

const thumbnailOf = (frame: CapturedFrame): Promise<Buffer> => encodeThumbnail(frame.rgb, frame, THUMBNAIL_WIDTH);

async function addScene(writer: ShardWriter, { scene, views }: ObservedScene): Promise<void> {
  await writer.addScene(scene, await Promise.all(views.map((view) => encodeView(view.record, view.frame))));
}

/** Every mesh a scene names is on disk before the shard that names it. */
async function storeAssets(
  dir: string,
  shelf: FiledShelf,
  scene: SettledScene,
  used: Map<string, AssetEntry>,
): Promise<void> {
  for (const { asset, mesh, cavity } of scene.objects) {
    for (const name of cavity === null ? [mesh] : [mesh, cavity]) {
      if (used.has(name)) continue;
      await storeMesh(dir, shelf.file(name));
      const origin = shelf.models.get(mesh)?.origin;
      used.set(name, { mesh: name, asset, ...(origin ?? { licence: 'Apache-2.0', source: 'Vantage object library' }) });
    }
  }
}
