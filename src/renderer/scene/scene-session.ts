import { decodeMeshes, type DrawnMesh } from '../../contract/capture-messages.js';
import type { StudioClient } from '../../contract/studio/contract.js';
import type { OpenedScene } from '../../contract/studio/scenes.js';
import type { SampledView } from '../../core/camera/sample-views.js';
import type { Pose } from '../../core/geometry/pose.js';
import { withPoses } from '../../core/scene/edit-scene.js';
import type { Recipe } from '../../core/scene/recipe.js';
import type { SceneSpec } from '../../core/scene/scene-spec.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { createStore, type Store } from '../store.js';
import { clearHistory } from './scene-history.js';

/** The scene that is open: one for the whole page, shared by outline, viewport, questions and the first screen. */
export interface SceneState {
  readonly recipe: Recipe | null;
  readonly seed: number;
  /** Which scene of the recipe's and the seed's dataset. */
  readonly index: number;
  /**
   * `edited`: something was moved, added or removed since the scene came to rest. `rejected`: it did not come to rest, or
   * could not be arranged; an edited scene that did not is still there.
   */
  readonly phase: 'none' | 'arranging' | 'settling' | 'settled' | 'edited' | 'rejected';
  /** As arranged, while it settles and when it was rejected. */
  readonly spec: SceneSpec | null;
  /** At rest, or as it was edited; null until then. */
  readonly scene: SettledScene | null;
  /** Where it comes from: a dataset's folder and the scene's id, a file; null: arranged here. */
  readonly source: string | null;
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
  source: null,
  views: [],
  poses: null,
  problem: null,
  selected: null,
});

/** Counts what is under way: whatever was begun before the last is overtaken. */
let running = 0;

/** @returns sets state as long as nothing was begun later; false then */
export function begin(): (change: Partial<SceneState>) => boolean {
  const run = ++running;
  return (change) => {
    if (run === running) session.set(change);
    return run === running;
  };
}

/** Arranges and settles a scene before the user's eyes. A later call overtakes an earlier one. */
export async function stage(studio: StudioClient, recipe: Recipe, seed: number, index: number): Promise<void> {
  const set = begin();
  set({ recipe, seed, index, phase: 'arranging', problem: null, selected: null, source: null });
  clearHistory();
  try {
    for await (const event of await studio.scenes.stage({ recipe, seed, index })) {
      switch (event.type) {
        case 'arranged':
          await fetchMeshes(studio, event.spec.objects);
          if (!set({ spec: event.spec, scene: null, views: [], poses: null, phase: 'settling' })) return;
          break;
        case 'moment':
          if (!set({ poses: posesOf(session.get().spec?.objects ?? [], event.worldFromObjects) })) return;
          break;
        case 'settled':
          if (!set({ scene: event.scene, views: event.views, poses: null, phase: 'settled' })) return;
          break;
        case 'rejected':
          set({ phase: 'rejected', problem: event.detail });
      }
    }
  } catch (error) {
    set({ phase: 'rejected', problem: error instanceof Error ? error.message : String(error) });
  }
}

/** Opens a scene of a dataset or of a file. @param source words for where it comes from */
export async function openScene(studio: StudioClient, source: string, open: () => Promise<OpenedScene>): Promise<void> {
  const set = begin();
  set({ phase: 'arranging', problem: null, selected: null });
  clearHistory();
  try {
    const { scene, views, recipe } = await open();
    await fetchMeshes(studio, scene.objects);
    set({ recipe, source, seed: scene.seed, index: 0, spec: null, scene, views, poses: null, phase: 'settled' });
  } catch (error) {
    set({ phase: 'rejected', problem: error instanceof Error ? error.message : String(error) });
  }
}

/** Whether objects can be moved now: there is a scene, and it is not falling. */
export const isEditable = ({ scene, phase }: Pick<SceneState, 'scene' | 'phase'>): boolean =>
  scene !== null && (phase === 'settled' || phase === 'edited' || phase === 'rejected');

/** Where objects are while they fall, by id. */
export const posesOf = (
  objects: readonly { readonly id: number }[],
  poses: readonly Pose[],
): ReadonlyMap<number, Pose> => new Map(objects.map(({ id }, k) => [id, poses[k]]));

let moved: { readonly from: SettledScene; readonly by: SceneState['poses']; readonly scene: SettledScene } | null =
  null;

/** The scene as it is at this moment, with what is being dragged where it is; null before it came to rest. */
export function sceneNow({ scene, poses, phase }: SceneState): SettledScene | null {
  if (!scene || !poses || phase === 'settling') return scene;
  if (moved?.from !== scene || moved.by !== poses) moved = { from: scene, by: poses, scene: withPoses(scene, poses) };
  return moved.scene;
}

const known = new Map<string, DrawnMesh>();

/** Meshes of scenes opened so far, by name. */
export const meshes: ReadonlyMap<string, DrawnMesh> = known;

/** Asks the backend for the meshes of these objects that are not here yet. */
export async function fetchMeshes(
  studio: StudioClient,
  objects: readonly { readonly mesh: string; readonly cavity: string | null }[],
): Promise<void> {
  const names = objects.flatMap(({ mesh, cavity }) => (cavity === null ? [mesh] : [mesh, cavity]));
  const missing = [...new Set(names)].filter((name) => !known.has(name));
  if (missing.length === 0) return;
  const blob = await studio.scenes.meshes({ names: missing });
  for (const mesh of decodeMeshes(await blob.arrayBuffer())) known.set(mesh.hash, mesh);
}
