import { arrangeScene } from '../arrange/arrange-scene.js';
import { sampleViews, type SampledView } from '../camera/sample-views.js';
import type { Manipulation, PlacementPhysics, Physics, RejectReason, Renderer } from '../edges.js';
import { HOME } from '../robot/home.js';
import { MAX_OPENING } from '../robot/links.js';
import { isGraspable, Planner } from '../robot/plan-pick.js';
import { mountArm, movingLinkIds, sceneWithArm, type MountedArm } from '../robot/mount.js';
import { standArm } from '../robot/stand-arm.js';
import { isMovable } from '../tasks/movable.js';
import type { SceneEdges } from '../generate-scene.js';
import { graphOf, observeScene, type ObservedView } from '../observe-scene.js';
import type { Language } from '../questions/language/language.js';
import { createRng, type Rng } from '../random.js';
import { success, type Result } from '../result.js';
import { SceneGeometry } from '../relations/scene-geometry.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import type { Recipe } from '../scene/recipe.js';
import type { SettledScene } from '../scene/settled-scene.js';
import type { PlannedPose } from './plan-pose.js';
import { proposeTask } from '../tasks/propose/propose-task.js';
import { arrangedRecipe, episodeSlot, trialSeed, viewsOf, type Suite } from '../tasks/suite.js';
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
const MOST_TRIALS = 120;

/** A suite's recipe as its scenes are made: its own cameras, no twins. */
export const suiteRecipe = (suite: Suite, recipe: Recipe): Recipe => ({
  ...recipe,
  cameras: {
    ...recipe.cameras,
    size: suite.cameras.size,
    rig: suite.cameras.rig ?? recipe.cameras.rig,
    normals: false,
  },
  twins: { ...recipe.twins, share: 0 },
});

/**
 * The scene and the task of an episode: a pure function of the suite and the episode's number.
 *
 * @param inVain what was tried in vain for a scene of the suite, by its number: the episodes of one scene ask for the same,
 *   so that the next need not try it again
 * @returns why there is none when no scene had room for the task
 */
export async function openEpisode(
  suite: Suite,
  whole: Recipe,
  index: number,
  withArm: boolean,
  edges: RolloutEdges,
  inVain: Map<number, readonly string[]>,
): Promise<EpisodeScene | { readonly trials: readonly string[]; readonly seed: number }> {
  const slot = episodeSlot(suite, index);
  const arrangedTo = arrangedRecipe(whole, slot.arranged);
  const recipe: Recipe = { ...arrangedTo, cameras: { ...whole.cameras, views: viewsOf(slot.skill) } };
  const trials = [...(inVain.get(slot.scene) ?? [])];
  for (let trial = trials.length; trial < MOST_TRIALS; trial++) {
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
    const staged = withArm
      ? stageWithArm(settled.value, recipe, rng.fork('cameras'), edges)
      : stageWithout(settled.value, recipe, rng.fork('cameras'), edges);
    if (!staged.ok) {
      trials.push(staged.fault.reason);
      continue;
    }
    const { scene, arm, cameras } = staged.value;
    const seen = await lookAt(scene, arm, cameras, recipe, edges);
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
      ...(arm && {
        isGraspable: isWithinGrasp,
        canPlace: (id: number, { worldFromObject: goal }: PlannedPose) => {
          const errand = { geometry: seen.graph.geometry, arm, object: id, graspNear: null, goal };
          return new Planner(errand, rng.fork('reachable').fork(id)).pick(HOME).ok;
        },
      }),
    };
    const task = proposeTask(seen.graph, slot, options, rng.fork('task'));
    if (task) {
      inVain.set(slot.scene, trials);
      return { seed, trials, cameras, seen, task };
    }
    trials.push('no-task');
  }
  inVain.set(slot.scene, trials);
  return { trials, seed: trialSeed(suite, slot.scene, 0) };
}

/** A scene with its cameras, and the arm where one is to act. */
interface Staged {
  readonly scene: SettledScene;
  readonly arm: MountedArm | null;
  readonly cameras: readonly SampledView[];
}

function stageWithout(
  scene: SettledScene,
  recipe: Recipe,
  rng: Rng,
  { shelf }: RolloutEdges,
): Result<Staged, RejectReason> {
  const cameras = sampleViews(new SceneGeometry(scene, shelf.meshes), recipe, rng);
  return cameras.ok ? success({ scene, arm: null, cameras: cameras.value }) : cameras;
}

/** The arm is where the scene's robot base is; else it stands beside what the cameras look at. */
function stageWithArm(
  settled: SettledScene,
  recipe: Recipe,
  rng: Rng,
  edges: RolloutEdges,
): Result<Staged, RejectReason | 'no-arm'> {
  const { shelf } = edges;
  if (settled.objects.some(({ category }) => category === 'robot-base')) {
    const mounted = mountArm(settled, shelf);
    if (!mounted.ok) return mounted;
    const staged = stageWithout(mounted.value.scene, recipe, rng, edges);
    return staged.ok ? success({ ...staged.value, arm: mounted.value.arm }) : staged;
  }
  const staged = stageWithout(settled, recipe, rng, edges);
  if (!staged.ok) return staged;
  const { cameras } = staged.value;
  const geometry = new SceneGeometry(settled, shelf.meshes);
  const stood = standArm(geometry, shelf, cameras, (id) => isMovable(geometry, id));
  return stood.ok ? success({ ...stood.value, cameras }) : stood;
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
