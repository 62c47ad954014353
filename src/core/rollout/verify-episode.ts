import { createRng, type Rng } from '../random.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import type { MountedArm } from '../robot/mount.js';
import { MAX_REST_DRIFT } from '../scene/rest.js';
import { evaluateGoal } from '../tasks/evaluate-goal.js';
import { goalRegion } from '../tasks/goal-region.js';
import { movedBy, type Task } from '../tasks/task.js';
import { agrees } from './agrees.js';
import { checkMotion } from './check-motion.js';
import { disturb } from './disturb.js';
import { askedRng, liftThroughNoise } from './lift-through-noise.js';
import { lookCount, lookOf, VIEW_NAME, viewName } from './looks.js';
import { pointError } from './noise.js';
import { MAX_OFF_SURFACE, planPose } from './plan-pose.js';
import { possibleClasses } from './possible-classes.js';
import { nextStep, whyNotDone } from './progress.js';
import { readPlace } from './read-place.js';
import { distanceTo, regionPoints } from './region-points.js';
import { releasedHeights } from './released-heights.js';
import { rewardOf, rewardTask, type RewardTask } from './reward.js';
import { whatIsUnknown } from './what-is-unknown.js';
import type { Asked, Attempt, EpisodeRecord, RecordedFrame, RunRecord } from './rollout-record.js';
import { scorePlacement } from './score-placement.js';

/** An episode as it is stored, read back. */
export interface StoredEpisode {
  readonly record: EpisodeRecord;
  readonly run: Pick<RunRecord, 'profile' | 'plan'>;
  /** Every look at its scene, in order, with all its views. */
  readonly looks: readonly SceneGraph[];
  /** null where nothing grasps. */
  readonly arm: MountedArm | null;
  /** By the numbers of their attempts. */
  readonly motions: ReadonlyMap<number, readonly RecordedFrame[]>;
  readonly rewards: ReadonlyMap<number, RewardTask>;
}

/**
 * Derives an episode's record again from its files: replies are read and lifted again, places judged, poses planned,
 * relations, collateral and rest measured in the stored scenes, rewards worked out from the 30 Hz records, and those looked at.
 * Only the grasp itself is not planned again.
 *
 * @returns one sentence for each contradiction
 */
export function verifyEpisode(episode: StoredEpisode): string[] {
  const { record, looks, run } = episode;
  const { task, attempts } = record;
  if (task === null) return attempts.length === 0 ? [] : ['it has attempts at no task.'];
  if (looks.length !== lookCount(record))
    return [`it has ${looks.length} looks where its record has ${lookCount(record)}.`];
  const unknown = whatIsUnknown(episode, task);
  if (unknown !== null) return [unknown];
  const moves = task.steps.length + (task.skill === 'disturbed' ? 1 : 0);
  const problems: string[] = [];
  if (attempts.length === 0 || attempts.length > moves + run.plan.replans)
    problems.push(`${attempts.length} attempts were made where 1 to ${moves + run.plan.replans} may be.`);
  if (task.expected === 'place' && evaluateGoal(looks[0].geometry, looks[0].views, task.goal) === 'T')
    problems.push('its task was done before it began.');
  let look = 0;
  for (const [k, attempt] of attempts.entries()) {
    if (lookOf(attempt) !== look) problems.push(`attempt ${k} looks at scene ${lookOf(attempt)}, not ${look}.`);
    else for (const problem of attemptProblems(episode, task, k, look)) problems.push(`attempt ${k}: ${problem}`);
    if (attempt.motion !== null) look++;
    for (const event of record.events.filter(({ afterAttempt }) => afterAttempt === k)) {
      const again = disturb(task, looks[look], createRng(record.seed).fork('rollout').fork('disturbance'));
      if (!agrees([event.object, event.worldFromObject], [again?.id, again?.worldFromObject]))
        problems.push(`after attempt ${k} something else was moved than the episode's chance says.`);
      look++;
    }
  }
  return [...problems, ...outcomeProblems(record, task, moves)];
}

function attemptProblems(episode: StoredEpisode, task: Task, k: number, look: number): string[] {
  const { record, looks, run } = episode;
  const attempt = record.attempts[k];
  const now = looks[look];
  const problems: string[] = [];
  const expect = (what: string, stored: unknown, again: unknown) => {
    if (!agrees(stored, again)) problems.push(`${what} is not what follows from the files.`);
  };
  const rng = createRng(record.seed).fork('rollout');
  for (const asked of attempt.asked) problems.push(...replyProblems(asked, task, now, run, rng, k, look));
  expect('the step that was next', attempt.step, nextStep(task, now));
  const step = task.steps[attempt.step];
  const placeView = now.views[task.shown.place[task.shown.place.length - 1]];
  const region =
    task.expected === 'refuse'
      ? []
      : regionPoints(now.geometry, step.object, goalRegion(now.geometry, now.views, placeView, step));
  expect('the list of places where the goal holds', attempt.region, region);
  problems.push(...classProblems(attempt, task, now));
  const { action, motion } = attempt;
  if (action === null || motion === null) {
    if (action !== null || motion !== null) problems.push('it has an action or a 30 Hz record without the other.');
    return problems;
  }
  const { world, id, depth } = attempt.asked[1]?.lifted ?? { world: null, id: 0, depth: 0 };
  if (world === null) return [...problems, 'something was put down, and no place was pointed at.'];
  const plan = planPose(now.geometry, action.object, world, id, {
    maxOff: MAX_OFF_SURFACE + 3 * pointError(run.plan.noise, depth),
  });
  expect('the pose it was put down in', action.worldFromObject, plan.ok ? plan.value.worldFromObject : null);

  const after = looks[look + 1].geometry;
  const { drift } = after.scene.settle;
  const checks = scorePlacement({
    before: looks[0].geometry,
    after,
    views: now.views,
    goal: attempt.step === task.steps.length - 1 ? task.goal : step.goal,
    allowed: movedBy(task),
    released: releasedHeights(now.geometry, looks[0].geometry, task, action),
    rest: { rested: drift <= MAX_REST_DRIFT, drift },
  });
  for (const [n, check] of checks.entries()) expect(`check "${check.check}"`, attempt.checks[n], check);
  if (checks.length !== attempt.checks.length) problems.push('it has more checks than there are.');
  const distances = [now.geometry, after].map((geometry) => distanceTo(region, geometry.object(step.object).center));
  const [before, end] = distances;
  expect('the distance to the goal', attempt.distance, before === null || end === null ? null : { before, after: end });
  const frames = episode.motions.get(k) ?? [];
  const reward = rewardTask(now.geometry, step.object, movedBy(task), region);
  expect(`reward-${k}.json`, episode.rewards.get(k) ?? null, reward);
  if (reward !== null)
    expect(
      `the distances in ${motion}`,
      frames.map(({ distance }) => distance),
      distancesOf(reward, frames),
    );
  const moved = { before: now.geometry, after, arm: episode.arm, object: action.object, frames };
  return [...problems, ...checkMotion(moved).map((problem) => `${motion}: ${problem}`)];
}

/** What was asked, read and lifted again. */
function replyProblems(
  asked: Asked,
  task: Task,
  { views }: SceneGraph,
  { profile, plan }: StoredEpisode['run'],
  rng: Rng,
  attempt: number,
  look: number,
): string[] {
  const { stage, reply, point, refuses, fault, lifted } = asked;
  const shown = task.shown[stage];
  if (
    !agrees(
      asked.views,
      shown.map((camera) => viewName(look, camera)),
    )
  )
    return [`other views were shown for the ${stage} than the task says.`];
  if (reply === null) return fault === null ? [`the ${stage} has neither a reply nor a reason for none.`] : [];
  const sizes = shown.map((camera) => {
    const { width, height } = views[camera].record.intrinsics;
    return [width, height] as const;
  });
  const read = readPlace(reply, profile, sizes, stage === 'place');
  if (!agrees(read, { point, refuses, fault })) return [`the reply about the ${stage} reads otherwise.`];
  const again =
    point === null
      ? null
      : liftThroughNoise(views[Number(VIEW_NAME.exec(asked.views[asked.views.length - 1])?.[2])], point, plan.noise, {
          episode: rng,
          asked: askedRng(rng, attempt, stage),
          shown: shown.length,
        });
  return agrees(lifted, again) ? [] : [`the point of the ${stage} lies elsewhere in 3D.`];
}

/** A failure has the class that its reply and place leave; none where every check passed. */
function classProblems(attempt: Attempt, task: Task, now: SceneGraph): string[] {
  const { failure, asked, checks } = attempt;
  const found = failure?.class ?? null;
  const possible = possibleClasses(attempt, task, now);
  if (!possible.includes(found))
    return [`it is filed under "${found ?? 'success'}", which its files do not bear out (${possible.join(', ')}).`];
  const passes =
    asked.every(({ fault }) => fault === null) && checks.length > 0 && checks.every(({ passed }) => passed);
  const isRight = passes && asked[0].lifted?.id === task.steps[attempt.step].object;
  return found === null && !isRight ? ['it counts as done, and its checks do not all pass.'] : [];
}

/** From the reward's own file alone: not as the rollout worked it out. */
function distancesOf(reward: RewardTask, frames: readonly RecordedFrame[]): number[] {
  let pose = new Map();
  return frames.map(({ poses }) => {
    const moved = poses.find(({ id }) => id === reward.object);
    if (moved) pose = new Map([[reward.object, moved.worldFromObject]]);
    return rewardOf(reward, pose).distance;
  });
}

function outcomeProblems({ attempts, events, outcome }: EpisodeRecord, task: Task, moves: number): string[] {
  const last = attempts.at(-1);
  if (last === undefined) return [];
  const isUndone = events.some(({ afterAttempt }) => afterAttempt === attempts.length - 1);
  const isLastStep = last.step === task.steps.length - 1 || last.asked.at(-1)?.refuses === true;
  const success = last.failure === null && isLastStep && !isUndone;
  const again = {
    success,
    firstAttempt: success && attempts.length === moves,
    failure: success ? null : whyNotDone(attempts),
  };
  return agrees(outcome, again) ? [] : ['its outcome is not what follows from its attempts.'];
}
