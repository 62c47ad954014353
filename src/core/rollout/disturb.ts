import type { Pose } from '../geometry/pose.js';
import type { Rng } from '../random.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import { stageUnder } from '../tasks/goal-region.js';
import { evaluateGoal } from '../tasks/evaluate-goal.js';
import type { Task } from '../tasks/task.js';
import { isBalanced } from './balance.js';
import { planPose } from './plan-pose.js';

/** Places tried for what is pushed away. */
const TRIES = 200;
/** Pushed at least this far, metres. */
const LEAST = 0.1;

/** Someone takes the object and puts it elsewhere on the furniture, where the goal no longer holds; null where there is no such place. */
export function disturb(
  task: Task,
  { geometry, views }: SceneGraph,
  rng: Rng,
): { readonly id: number; readonly worldFromObject: Pose } | null {
  const { object } = task.steps[task.steps.length - 1];
  const patch = stageUnder(geometry, object);
  if (patch === null) return null;
  const { min, max, surface, origin } = patch;
  const [cx, cy] = geometry.object(object).center;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const [x, y] = [rng.range(min[0], max[0]), rng.range(min[1], max[1])];
    if (Math.hypot(x - cx, y - cy) < LEAST) continue;
    const plan = planPose(geometry, object, [x, y, origin[2]], surface.owner, { roomy: true, onTop: true });
    if (!plan.ok || !isBalanced(geometry, object, plan.value)) continue;
    const { worldFromObject } = plan.value;
    if (evaluateGoal(geometry.withMoved(object, worldFromObject), views, task.goal) !== 'T')
      return { id: object, worldFromObject };
  }
  return null;
}
