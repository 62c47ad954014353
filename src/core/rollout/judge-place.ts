import type { Vec3 } from '../geometry/vec3.js';
import { frameDirection } from '../relations/frames.js';
import { movingObject, standingPose } from '../relations/fits-moving.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import { worldReadable } from '../relations/world-readable.js';
import { evaluateGoal, frameRef } from '../tasks/evaluate-goal.js';
import type { GoalTerm, Task, TaskFrame } from '../tasks/task.js';
import type { Failure } from './rollout-record.js';

/** What a place that was pointed at is worth, whether or not the object would be free there. */
export type PlaceJudgement = 'right' | 'other-frame' | 'wrong';

/**
 * Whether the goal would hold with the object's middle over a point; if not, whether it would were its directions meant
 * in another frame.
 *
 * @param owner id of what the point lies on
 */
export function judgePlace(
  geometry: SceneGeometry,
  views: readonly SeenView[],
  task: Pick<Task, 'shown'>,
  object: number,
  goal: readonly GoalTerm[],
  point: Vec3,
  owner: number,
): PlaceJudgement {
  const moving = movingObject(geometry, object);
  const imagined = geometry.withMoved(object, standingPose(moving, point[0], point[1], point[2], 0));
  const holds = (terms: readonly GoalTerm[]) =>
    terms.every((term) =>
      term.type === 'on' || term.type === 'inside'
        ? owner === term.reference
        : evaluateGoal(imagined, views, [term]) === 'T',
    );
  if (holds(goal)) return 'right';
  const others = goal.flatMap((term) => otherFrames(geometry, views, task, term));
  const isMixedUp = others.some((frame) => holds(goal.map((term) => inFrame(geometry, views, term, frame))));
  return isMixedUp ? 'other-frame' : 'wrong';
}

/** The frames a direction could be mistaken for: those of the pictures shown, the world where it can be read, the reference's own. */
function otherFrames(
  geometry: SceneGeometry,
  views: readonly SeenView[],
  { shown }: Pick<Task, 'shown'>,
  { frame, reference }: GoalTerm,
): TaskFrame[] {
  if (frame === null) return [];
  const frames: TaskFrame[] = [...new Set([...shown.object, ...shown.place])].map((view) => ({ kind: 'ego', view }));
  if (shown.place.some((view) => worldReadable({ geometry, views }, views[view]).ok)) frames.push({ kind: 'world' });
  if (geometry.object(reference).front !== null) frames.push({ kind: 'object', object: reference });
  return frames.filter((other) => JSON.stringify(other) !== JSON.stringify(frame));
}

function inFrame(geometry: SceneGeometry, views: readonly SeenView[], term: GoalTerm, frame: TaskFrame): GoalTerm {
  if (term.frame === null || term.type === 'gap') return term;
  const view = views[frame.kind === 'ego' ? frame.view : 0];
  const isDefined = !('reason' in frameDirection({ geometry, views }, view, frameRef(frame), 'front'));
  return isDefined ? { ...term, frame } : term;
}

const DETAIL = {
  'other-frame': 'The place fulfils the task in another frame than the one it names.',
  wrong: 'The task would not be fulfilled there.',
} as const;

export const placeFailure = (judgement: Exclude<PlaceJudgement, 'right'>): Failure => ({
  class: judgement === 'other-frame' ? 'frame-confusion' : 'wrong-place',
  detail: DETAIL[judgement],
});
