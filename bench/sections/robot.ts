import type { Pose } from '../../src/core/geometry/pose.js';
import { distance } from '../../src/core/geometry/vec3.js';
import { createRng, type Rng } from '../../src/core/random.js';
import { SceneGeometry } from '../../src/core/relations/scene-geometry.js';
import { JOINT_LIMITS, type JointVector } from '../../src/core/robot/arm.js';
import { forwardKinematics } from '../../src/core/robot/forward-kinematics.js';
import { HOME } from '../../src/core/robot/home.js';
import { inverseKinematics } from '../../src/core/robot/inverse-kinematics.js';
import { mountArm, type MountedArm } from '../../src/core/robot/mount.js';
import { pickAndPlace, type PickOutcome } from '../../src/core/robot/pick-and-place.js';
import { isGraspable, Planner, type Errand } from '../../src/core/robot/plan-pick.js';
import type { SettledScene } from '../../src/core/scene/settled-scene.js';
import type { Bench } from '../bench.js';
import { physics, prepare, recipes, shelf } from '../recipes.js';

const POSES = 20_000;
const SCENES = 12;
const RECIPES = ['tabletop', 'robot-cell'];

/** The arm: inverse kinematics, planning, and whole errands with grasping, without a model and without pictures. */
export async function benchRobot({ say, measureOwn }: Bench): Promise<void> {
  const rng = createRng('bench robot');
  const base: Pose = { position: [0, 0, 0.75], orientation: [0, 0, 0, 1] };
  const joints = Array.from(
    { length: POSES },
    () => JOINT_LIMITS.map(([low, high]) => rng.range(low, high)) as unknown as JointVector,
  );
  const tools = joints.map((q) => forwardKinematics(q, base).tool);
  const forward = measureOwn(() => joints.forEach((q) => forwardKinematics(q, base)));
  let worst = 0;
  const solved = tools.map((tool) => inverseKinematics(tool, base, HOME));
  const inverse = measureOwn(() => tools.forEach((tool) => inverseKinematics(tool, base, HOME)));
  solved.forEach((found, k) =>
    found.forEach(
      (q) => (worst = Math.max(worst, distance(forwardKinematics(q, base).tool.position, tools[k].position))),
    ),
  );
  const solutions = solved.reduce((sum, found) => sum + found.length, 0) / POSES;
  say('forward kinematics, microseconds a pose', ((1e6 * forward) / POSES).toFixed(1));
  say('inverse kinematics, all solutions, microseconds a pose', ((1e6 * inverse) / POSES).toFixed(1));
  say('solutions a reachable pose; largest error of any', `${solutions.toFixed(1)}; ${worst.toExponential(1)} m`);

  for (const recipe of RECIPES) {
    const costs: Costs = { graspable: [], plan: [], errand: [] };
    let done = 0;
    for (let index = 0; index < SCENES; index++) {
      const outcome = runErrand(recipe, index, rng.fork(`${recipe} ${index}`), measureOwn, costs);
      if (outcome?.fault === null) done++;
    }
    const ms = (times: readonly number[]) =>
      `${(1000 * mean(times)).toFixed(0)} ms, at most ${(1000 * Math.max(...times)).toFixed(0)}`;
    say(`${recipe}: is it graspable, CPU an object`, ms(costs.graspable));
    say(`${recipe}: plan of an errand, CPU`, ms(costs.plan));
    say(`${recipe}: whole errand with physics and settling, CPU (limit 5 s)`, ms(costs.errand));
    say(`${recipe}: errands done`, `${done} of ${costs.errand.length}`);
  }
}

interface Costs {
  readonly graspable: number[];
  readonly plan: number[];
  readonly errand: number[];
}

const mean = (times: readonly number[]): number => times.reduce((sum, t) => sum + t, 0) / Math.max(1, times.length);

function runErrand(
  recipe: string,
  index: number,
  rng: Rng,
  measureOwn: Bench['measureOwn'],
  costs: Costs,
): PickOutcome | null {
  const prepared = prepare(recipes[recipe], index);
  if (typeof prepared === 'string') return null;
  const mounted = mountArm(prepared.scene, shelf);
  if (!mounted.ok) return null;
  const { arm, scene } = mounted.value;
  const geometry = new SceneGeometry(scene, shelf.meshes);
  const errand = chooseErrand(scene, geometry, arm, rng, measureOwn, costs);
  if (errand === null) return null;
  costs.plan.push(measureOwn(() => new Planner(errand, rng.fork('plan')).pick(HOME)));
  let outcome: PickOutcome | null = null;
  costs.errand.push(
    measureOwn(() => {
      const world = physics.openWorld(scene, arm);
      const acting = pickAndPlace(world, errand, rng.fork('act'));
      for (let next = acting.next(); outcome === null; next = acting.next()) if (next.done) outcome = next.value;
      world.settle();
    }),
  );
  return outcome;
}

/** An object that can be grasped, to be put down somewhere free a little to the side of where it stands. */
function chooseErrand(
  scene: SettledScene,
  geometry: SceneGeometry,
  arm: MountedArm,
  rng: Rng,
  measureOwn: Bench['measureOwn'],
  costs: Costs,
): Errand | null {
  for (const { record } of rng.shuffle(geometry.objects.filter(({ record }) => !record.fixed))) {
    let graspable = false;
    costs.graspable.push(measureOwn(() => (graspable = isGraspable(geometry, arm, record.id, rng.fork(record.id)))));
    if (!graspable) continue;
    const { position, orientation } = record.worldFromObject;
    // Several places all round: which are free is the planner's to find.
    const places = Array.from({ length: 12 }, (_, k): Pose => {
      const [angle, away] = [(2 * Math.PI * k) / 12, 0.12 + 0.03 * (k % 4)];
      return {
        position: [position[0] + away * Math.cos(angle), position[1] + away * Math.sin(angle), position[2]],
        orientation,
      };
    }).filter((pose) => standsOnSurface(scene, pose));
    if (places.length === 0) continue;
    const [goal, ...alternatives] = rng.shuffle(places);
    return { geometry, arm, object: record.id, graspNear: null, goal, alternatives };
  }
  return null;
}

/** Well inside the box of some surface at that height: enough for figures. */
function standsOnSurface({ surfaces }: SettledScene, { position: [x, y, z] }: Pose): boolean {
  return surfaces.some(({ outline }) => {
    const [xs, ys] = [outline.map((p) => p[0]), outline.map((p) => p[1])];
    const inset = 0.1;
    return (
      Math.abs(outline[0][2] - z) < 0.005 &&
      x > Math.min(...xs) + inset &&
      x < Math.max(...xs) - inset &&
      y > Math.min(...ys) + inset &&
      y < Math.max(...ys) - inset
    );
  });
}
