import type { ActionState } from './edges.js';
import type { ModelFaultReason, ModelReply } from './models/vision-language-model.js';
import type { ModelProfile } from './models/profile.js';
import type { Prompt } from './models/prompt.js';
import type { ObservedView } from './observe-scene.js';
import { createRng, type Rng } from './random.js';
import type { Result } from './result.js';
import { attemptPlacement, type Attempted } from './rollout/attempt.js';
import type { ActingQuestion } from './rollout/acting-baseline.js';
import { lookAt, openEpisode, type RolloutEdges, type Seen } from './rollout/episode-scene.js';
import type { SettledScene } from './scene/settled-scene.js';
import type { RewardTask } from './rollout/reward.js';
import { disturb } from './rollout/disturb.js';
import type { WatchEpisode } from './rollout/episode-step.js';
import { viewName } from './rollout/looks.js';
import type { Attempt, EpisodeEvent, EpisodeRecord, Noise } from './rollout/rollout-record.js';
import { isRecoverable, nextStep, whyNotDone } from './rollout/progress.js';
import type { Recipe } from './scene/recipe.js';
import type { Suite } from './tasks/suite.js';

/** One thing the model is asked. */
export interface RolloutQuestion {
  /** "000012 1 place": episode, attempt and stage. */
  readonly id: string;
  readonly prompt: Prompt;
  /** In the order shown. */
  readonly views: readonly ObservedView[];
  /** For baselines alone. */
  readonly acting: ActingQuestion;
  /** This question's own chance. */
  readonly rng: Rng;
}

export type AnswerQuestion = (question: RolloutQuestion) => Promise<Result<ModelReply, ModelFaultReason>>;

export interface RolloutOptions {
  readonly profile: ModelProfile;
  /** Attempts granted beyond the moves a task needs. */
  readonly replans: number;
  readonly noise: Noise;
  /** Lower the object without grasping it. */
  readonly placementOnly: boolean;
  readonly watch?: WatchEpisode | undefined;
}

/** An episode with all that is kept of it. */
export interface EpisodeRun {
  readonly record: EpisodeRecord;
  /** What was seen before each attempt, and at the end; empty when no scene had room for the task. */
  readonly seen: readonly Seen[];
  /** What `reward.py` scores the motions with, by the names of their files. */
  readonly rewards: Readonly<Record<string, RewardTask>>;
  /** 30 Hz records by their names in the record. */
  readonly motions: Readonly<Record<string, readonly (ActionState & { readonly distance: number | null })[]>>;
}

/**
 * The closed loop, one episode of a suite: look → point at the object → point at the place → lift to 3D → act → release →
 * settle → score; and again with a new view while attempts are left and success is still possible.
 *
 * @param inVain shared by the episodes of one run: see openEpisode
 */
export async function runEpisode(
  suite: Suite,
  recipe: Recipe,
  index: number,
  options: RolloutOptions,
  answer: AnswerQuestion,
  edges: RolloutEdges,
  inVain: Map<number, readonly string[]> = new Map(),
): Promise<EpisodeRun> {
  const opened = await openEpisode(suite, recipe, index, !options.placementOnly, edges, inVain);
  const { seed, trials } = opened;
  const events: EpisodeEvent[] = [];
  const base = { schema: 'vantage/rollout@1', episode: index, seed, trials, events } as const;
  if (!('task' in opened)) {
    const outcome = { success: false, firstAttempt: false, failure: null };
    const record: EpisodeRecord = { ...base, scene: '', task: null, attempts: [], outcome };
    return { record, seen: [], motions: {}, rewards: {} };
  }
  const { task, cameras } = opened;
  const rng = createRng(seed).fork('rollout');
  const seen: Seen[] = [opened.seen];
  const attempts: Attempt[] = [];
  const motions: Record<string, EpisodeRun['motions'][string]> = {};
  const look = async (scene: SettledScene) => {
    seen.push(await lookAt({ ...scene, id: opened.seen.scene.id }, opened.seen.arm, cameras, recipe, edges));
  };
  const rewards: Record<string, RewardTask> = {};
  let success = false;
  const moves = task.steps.length + (task.skill === 'disturbed' ? 1 : 0);
  for (let k = 0; k < moves + options.replans; k++) {
    const now = seen[seen.length - 1];
    const attempted: Attempted = await attemptPlacement({
      task,
      first: seen[0],
      now,
      step: nextStep(task, now.graph),
      number: k,
      look: seen.length - 1,
      episode: index,
      options,
      answer,
      edges,
      rng,
    });
    attempts.push(attempted.attempt);
    if (attempted.frames.length > 0 && attempted.attempt.motion !== null)
      motions[attempted.attempt.motion] = attempted.frames;
    if (attempted.attempt.motion !== null && attempted.reward !== null) rewards[`reward-${k}.json`] = attempted.reward;
    success = attempted.success;
    if (attempted.scene !== null) await look(attempted.scene);
    await options.watch?.({
      episode: index,
      attempt: k,
      text: task.text,
      asked: attempted.attempt.asked,
      picture: { name: viewName(seen.length - 1, 0), view: seen[seen.length - 1].views[0] },
      ended: { failure: attempted.attempt.failure },
    });
    if (success && task.skill === 'disturbed' && events.length === 0) {
      const event = disturb(task, seen[seen.length - 1].graph, rng.fork('disturbance'));
      if (event !== null) {
        success = false;
        events.push({ afterAttempt: k, object: event.id, worldFromObject: event.worldFromObject });
        await look(edges.physics.release(seen[seen.length - 1].scene, [event]).scene);
        continue;
      }
    }
    if (
      success ||
      attempted.final ||
      !isRecoverable(task, seen[0].graph.geometry, seen[seen.length - 1].graph.geometry)
    )
      break;
  }
  const record: EpisodeRecord = {
    ...base,
    scene: opened.seen.scene.id,
    task,
    attempts,
    outcome: {
      success,
      firstAttempt: success && attempts.length === moves,
      failure: success ? null : whyNotDone(attempts),
    },
  };
  return { record, seen, motions, rewards };
}
