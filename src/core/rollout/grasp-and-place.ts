import type { ActionState, Manipulation } from '../edges.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import type { MountedArm } from '../robot/mount.js';
import { pickAndPlace, type PickOutcome } from '../robot/pick-and-place.js';
import type { SettledScene } from '../scene/settled-scene.js';
import type { Seen } from './episode-scene.js';
import type { PlannedPose } from './plan-pose.js';

/** What came of grasping something and putting it down. */
export interface Grasped {
  readonly scene: SettledScene;
  readonly rested: boolean;
  readonly drift: number;
  readonly frames: readonly ActionState[];
  readonly outcome: PickOutcome;
}

/** The arm takes an object near a point and puts it where it was planned to stand; then everything comes to rest. */
export function graspAndPlace(
  { scene, graph }: Seen,
  arm: MountedArm,
  physics: Manipulation,
  object: number,
  graspNear: Vec3,
  plan: PlannedPose,
  rng: Rng,
): Grasped {
  const world = physics.openWorld(scene, arm);
  const errand = { geometry: graph.geometry, arm, object, graspNear, goal: plan.worldFromObject };
  const frames: ActionState[] = [];
  const steps = pickAndPlace(world, errand, rng);
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      const settled = world.settle((state) => frames.push(state));
      const { drift } = settled.scene.settle;
      return { ...settled, drift, frames, outcome: value };
    }
    frames.push(value);
  }
}
