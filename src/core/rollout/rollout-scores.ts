import { rateOf } from '../scoring/wilson.js';
import type { Rate } from '../scoring/score-report.js';
import { frameOf, relationOf } from '../tasks/task.js';
import type { EpisodeRecord, FailureClass, Stages } from './rollout-record.js';

/** Success of some episodes. */
export interface SuccessGroup {
  readonly n: number;
  readonly success: Rate;
}

/** What a run comes to. */
export interface RolloutScores {
  readonly schema: 'vantage/rollout-scores@1';
  readonly episodes: number;
  /** Episodes that had no scene with room for their task: in no rate. */
  readonly withoutTask: number;
  readonly success: Rate;
  /** Of the first attempt alone. */
  readonly firstAttempt: Rate;
  /** Expected successes of one random attempt over the episodes, as a share. */
  readonly chance: number;
  /** Of first attempts: the right object, and the place where the goal would be true. */
  readonly stages: Readonly<Partial<Record<keyof Stages, Rate>>>;
  readonly failures: Readonly<Partial<Record<FailureClass, number>>>;
  /** By relation, by frame ("none" where it has none), by skill, and by relation and frame. */
  readonly slices: readonly ({
    readonly dimension: 'relation' | 'frame' | 'skill' | 'relation × frame';
    readonly value: string;
  } & SuccessGroup)[];
  /** Mean share of the way to the goal that was gone, from −1 up to 1. */
  readonly progress: number | null;
}

export function scoreRollouts(all: readonly EpisodeRecord[]): RolloutScores {
  const episodes = all.filter(({ task }) => task !== null);
  const failures: Partial<Record<FailureClass, number>> = {};
  for (const { outcome } of episodes)
    if (outcome.failure) failures[outcome.failure.class] = (failures[outcome.failure.class] ?? 0) + 1;
  const of = (list: readonly EpisodeRecord[]): SuccessGroup => ({
    n: list.length,
    success: rateOf(list, ({ outcome }) => outcome.success),
  });
  const slices = (['relation', 'frame', 'skill', 'relation × frame'] as const).flatMap((dimension) => {
    const groups = new Map<string, EpisodeRecord[]>();
    for (const episode of episodes) {
      const value = valueOf(episode, dimension);
      groups.set(value, [...(groups.get(value) ?? []), episode]);
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, list]) => ({ dimension, value, ...of(list) }));
  });
  return {
    schema: 'vantage/rollout-scores@1',
    episodes: all.length,
    withoutTask: all.length - episodes.length,
    success: rateOf(episodes, ({ outcome }) => outcome.success),
    firstAttempt: rateOf(episodes, ({ outcome }) => outcome.firstAttempt),
    chance: mean(episodes.map(({ task }) => chanceOf(task))) ?? 0,
    stages: stageRates(episodes),
    failures,
    slices,
    progress: mean(episodes.flatMap((episode) => progressOf(episode) ?? [])),
  };
}

function valueOf({ task }: EpisodeRecord, dimension: RolloutScores['slices'][number]['dimension']): string {
  if (task === null) return 'none';
  switch (dimension) {
    case 'relation':
      return relationOf(task);
    case 'frame':
      return frameOf(task);
    case 'skill':
      return task.skill;
    case 'relation × frame':
      return `${relationOf(task)} × ${frameOf(task)}`;
  }
}

/** What one attempt by chance gets: the right one of the loose things, and a place of the surface where the goal would hold. */
export const chanceOf = (task: EpisodeRecord['task']): number =>
  task === null || task.steps.length > 1 ? 0 : task.chance.object * task.chance.place;

function stageRates(episodes: readonly EpisodeRecord[]): RolloutScores['stages'] {
  const first = episodes.flatMap(({ attempts }) => attempts.slice(0, 1));
  const rates: Partial<Record<keyof Stages, Rate>> = {};
  const names = Object.keys(first[0]?.stages ?? {}) as (keyof Stages)[];
  for (const name of names) {
    const reached = first.filter(({ stages }) => stages[name] !== null);
    if (reached.length > 0) rates[name] = rateOf(reached, ({ stages }) => stages[name] === true);
  }
  return rates;
}

/** Of an episode's last attempt: 1 at a place where the goal holds, 0 where it began. */
function progressOf({ attempts }: EpisodeRecord): number | null {
  const distance = attempts.at(-1)?.distance;
  if (!distance || distance.before <= 1e-9) return null;
  return Math.max(-1, 1 - distance.after / distance.before);
}

const mean = (list: readonly number[]): number | null =>
  list.length === 0 ? null : list.reduce((sum, x) => sum + x, 0) / list.length;
