import { arrangeScene } from '../arrange/arrange-scene.js';
import { sampleViews, type SampledView } from '../camera/sample-views.js';
import type { PlacementPhysics, Physics } from '../edges.js';
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
  readonly physics: Physics & PlacementPhysics;
  readonly language: Language;
}

/** A scene as it is looked at now. */
export interface Seen {
  readonly scene: SettledScene;
  readonly views: readonly ObservedView[];
  readonly graph: SceneGraph;
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
const MOST_TRIALS = 24;

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
    const geometry = new SceneGeometry(settled.value, edges.shelf.meshes);
    const cameras = sampleViews(geometry, recipe, rng.fork('cameras'));
    if (!cameras.ok) {
      trials.push(cameras.fault.reason);
      continue;
    }
    const seen = await lookAt(settled.value, cameras.value, recipe, edges);
    const { language, lexicon } = edges;
    const options = { language, lexicon, ...(suite.categories && { categories: suite.categories }) };
    const task = proposeTask(seen.graph, slot, options, rng.fork('task'));
    if (task) return { seed, trials, cameras: cameras.value, seen, task };
    trials.push('no-task');
  }
  return { trials, seed: trialSeed(suite, slot.scene, 0) };
}

/** The scene as all cameras of the episode see it. */
export async function lookAt(
  scene: SettledScene,
  cameras: readonly SampledView[],
  recipe: Recipe,
  edges: RolloutEdges,
): Promise<Seen> {
  const observed = await observeScene(scene, cameras, recipe, edges);
  return { scene, views: observed.views, graph: graphOf(observed, new SceneGeometry(scene, edges.shelf.meshes)) };
}
