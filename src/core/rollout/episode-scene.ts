import { arrangeScene } from '../arrange/arrange-scene.js';
import { sampleViews, type SampledView } from '../camera/sample-views.js';
import type { Manipulation, PlacementPhysics, Physics, Renderer } from '../edges.js';
import { HOME } from '../robot/home.js';
import { MAX_OPENING } from '../robot/links.js';
import { isGraspable } from '../robot/plan-pick.js';
import { mountArm, movingLinkIds, sceneWithArm, type MountedArm } from '../robot/mount.js';
import type { SceneEdges } from '../generate-scene.js';
import { graphOf, observeScene, type ObservedView } from '../observe-scene.js';
import type { Language } from '../questions/language/language.js';
import { createRng } from '../random.js';
import { SceneGeometry } from '../relations/scene-geometry.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import type { Recipe } from '../scene/recipe.js';
import type { SettledScene } from '../scene/settled-scene.js';
import { proposeTask } from '../tasks/propose-task.js';
import { episodeSlot, trialSeed, viewsOf, type Suite } from '../tasks/suite.js';
import type { Task } from '../tasks/task.js';

/** What rollouts need of the world outside, constructed by the host. */
export interface RolloutEdges extends SceneEdges {
  readonly physics: Physics & PlacementPhysics & Manipulation;
  readonly language: Language;
}

/** A scene as it is looked at now. */
export interface Seen {
  readonly scene: SettledScene;
  readonly views: readonly ObservedView[];
  readonly graph: SceneGraph;
  /** The arm that acts in it; null where nothing is grasped. */
  readonly arm: MountedArm | null;
}

export interface EpisodeScene {
  readonly seed: number;
  /** Why earlier scenes were given up. */
  readonly trials: readonly string[];
  readonly cameras: readonly SampledView[];
  readonly seen: Seen;
  readonly task: Task;
}

/** Scenes tried for one episode. */
const MOST_TRIALS = 40;

/** A suite's recipe as its scenes are made: its own cameras, no twins. */
export const suiteRecipe = (suite: Suite, recipe: Recipe): Recipe => ({
  ...recipe,
  cameras: { ...recipe.cameras, size: suite.cameras.size, normals: false },
  twins: { ...recipe.twins, share: 0 },
});

/**
 * The scene and the task of an episode: a pure function of the suite and the episode's number.
 *
 * @returns why there is none when no scene had room for the task
 */
export async function openEpisode(
  suite: Suite,
  whole: Recipe,
  index: number,
  withArm: boolean,
  edges: RolloutEdges,
): Promise<EpisodeScene | { readonly trials: readonly string[]; readonly seed: number }> {
  const slot = episodeSlot(suite, index);
  const recipe: Recipe = { ...whole, cameras: { ...whole.cameras, views: viewsOf(slot.skill) } };
  const trials: string[] = [];
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const seed = trialSeed(suite, slot.scene, trial);
    const rng = createRng(seed);
    const id = `${String(index).padStart(6, '0')}-${String(trial).padStart(3, '0')}`;
    const arranged = arrangeScene(
      recipe,
      { id, seed, split: 'test' },
      edges.categories,
      edges.shelf,
      rng.fork('arrange'),
    );
    if (!arranged.ok) {
      trials.push(arranged.fault.reason);
      continue;
    }
    const settled = edges.physics.settle(arranged.value);
    if (!settled.ok) {
      trials.push(settled.fault.reason);
      continue;
    }
    const mounted = withArm ? mountArm(settled.value, edges.shelf) : null;
    if (mounted?.ok === false) {
      trials.push(mounted.fault.reason);
      continue;
    }
    const scene = mounted?.value.scene ?? settled.value;
    const arm = mounted?.value.arm ?? null;
    const geometry = new SceneGeometry(scene, edges.shelf.meshes);
    const cameras = sampleViews(geometry, recipe, rng.fork('cameras'));
    if (!cameras.ok) {
      trials.push(cameras.fault.reason);
      continue;
    }
    const seen = await lookAt(scene, arm, cameras.value, recipe, edges);
    const { language, lexicon } = edges;
    const graspable = new Map<number, boolean>();
    const isWithinGrasp = (id: number): boolean => {
      let found = graspable.get(id);
      if (found === undefined && arm)
        graspable.set(id, (found = isGraspable(seen.graph.geometry, arm, id, rng.fork('graspable').fork(id))));
      return found ?? true;
    };
    const options = {
      language,
      lexicon,
      ...(suite.categories && { categories: suite.categories }),
      ...(arm && { isGraspable: isWithinGrasp }),
    };
    const task = proposeTask(seen.graph, slot, options, rng.fork('task'));
    if (task) return { seed, trials, cameras: cameras.value, seen, task };
    trials.push('no-task');
  }
  return { trials, seed: trialSeed(suite, slot.scene, 0) };
}

/** The scene as all cameras of the episode see it, the arm waiting where it waits. */
export async function lookAt(
  scene: SettledScene,
  arm: MountedArm | null,
  cameras: readonly SampledView[],
  recipe: Recipe,
  edges: RolloutEdges,
): Promise<Seen> {
  const renderer = arm === null ? edges.renderer : drawnWithArm(edges.renderer, arm);
  const observed = await observeScene(scene, cameras, recipe, { ...edges, renderer });
  const geometry = new SceneGeometry(scene, edges.shelf.meshes);
  return { scene, views: observed.views, graph: graphOf(observed, geometry), arm };
}

/** Draws the whole arm into a scene that has only its base; masks call all of it by the base's id. */
function drawnWithArm(renderer: Renderer, arm: MountedArm): Renderer {
  const links = new Set(movingLinkIds(arm));
  return {
    description: renderer.description,
    dispose: () => renderer.dispose(),
    capture: async (scene, models, views, options) => {
      const frames = await renderer.capture(sceneWithArm(scene, arm, HOME, MAX_OPENING), models, views, options);
      return frames.map((frame) => ({ ...frame, ids: frame.ids.map((id) => (links.has(id) ? arm.ids[0] : id)) }));
    },
  };
}
