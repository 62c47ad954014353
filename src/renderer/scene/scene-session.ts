import { decodeMeshes, type DrawnMesh } from '../../contract/capture-messages.js';
import type { StudioClient } from '../../contract/studio/contract.js';
import type { SampledView } from '../../core/camera/sample-views.js';
import type { Pose } from '../../core/geometry/pose.js';
import type { Recipe } from '../../core/scene/recipe.js';
import type { SceneSpec } from '../../core/scene/scene-spec.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { createStore, type Store } from '../store.js';

/** The scene that is open: one for the whole page, shared by outline, viewport, questions and the first screen. */
export interface SceneState {
  readonly recipe: Recipe | null;
  readonly seed: number;
  /** Which scene of the recipe's and the seed's dataset. */
  readonly index: number;
  readonly phase: 'none' | 'arranging' | 'settling' | 'settled' | 'rejected';
  /** As arranged, while it settles and when it was rejected. */
  readonly spec: SceneSpec | null;
  /** At rest; null until then. */
  readonly scene: SettledScene | null;
  readonly views: readonly SampledView[];
  /** Where objects are while they fall or are dragged, by id; null: where the scene says. */
  readonly poses: ReadonlyMap<number, Pose> | null;
  /** Why there is no scene: one sentence. */
  readonly problem: string | null;
  /** Object that is chosen. */
  readonly selected: number | null;
}

export const session: Store<SceneState> = createStore<SceneState>({
  recipe: null,
  seed: 7,
  index: 0,
  phase: 'none',
  spec: null,
  scene: null,
  views: [],
  poses: null,
  problem: null,
  selected: null,
});

let running = 0;

/** Arranges and settles a scene before the user's eyes. A later call overtakes an earlier one. */
export async function stage(studio: StudioClient, recipe: Recipe, seed: number, index: number): Promise<void> {
  const run = ++running;
  const set = (change: Partial<SceneState>) => run === running && session.set(change);
  set({ recipe, seed, index, phase: 'arranging', problem: null, selected: null });
  try {
    for await (const event of await studio.scenes.stage({ recipe, seed, index })) {
      if (run !== running) return;
      switch (event.type) {
        case 'arranged':
          await fetchMeshes(studio, event.spec.objects);
          set({ spec: event.spec, scene: null, views: [], poses: null, phase: 'settling' });
          break;
        case 'moment': {
          const ids = session.get().spec?.objects.map(({ id }) => id) ?? [];
          set({ poses: new Map(ids.map((id, k) => [id, event.worldFromObjects[k]])) });
          break;
        }
        case 'settled':
          set({ scene: event.scene, views: event.views, poses: null, phase: 'settled' });
          break;
        case 'rejected':
          set({ phase: 'rejected', problem: event.detail });
      }
    }
  } catch (error) {
    set({ phase: 'rejected', problem: error instanceof Error ? error.message : String(error) });
  }
}

const known = new Map<string, DrawnMesh>();

/** Meshes of scenes opened so far, by name. */
export const meshes: ReadonlyMap<string, DrawnMesh> = known;

/** Asks the backend for the meshes of these objects that are not here yet. */
async function fetchMeshes(
  studio: StudioClient,
  objects: readonly { readonly mesh: string; readonly cavity: string | null }[],
): Promise<void> {
  const names = objects.flatMap(({ mesh, cavity }) => (cavity === null ? [mesh] : [mesh, cavity]));
  const missing = [...new Set(names)].filter((name) => !known.has(name));
  if (missing.length === 0) return;
  const blob = await studio.scenes.meshes({ names: missing });
  for (const mesh of decodeMeshes(await blob.arrayBuffer())) known.set(mesh.hash, mesh);
}
