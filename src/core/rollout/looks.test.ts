import { describe, expect, it } from 'vitest';
import { lookCount, lookOf, viewName } from './looks.js';
import type { Attempt, EpisodeRecord } from './rollout-record.js';

const attempt = (look: number, motion: string | null): Attempt =>
  ({ asked: [{ views: [viewName(look, 0)] }], motion }) as unknown as Attempt;
const task = {} as EpisodeRecord['task'];
const event = (afterAttempt: number) => ({ afterAttempt }) as EpisodeRecord['events'][number];

describe('looks of an episode', () => {
  it('stay the same over attempts that move nothing', () => {
    const attempts = [attempt(0, null), attempt(0, null), attempt(0, 'motion-2.jsonl'), attempt(1, null)];
    expect(attempts.map(lookOf)).toEqual([0, 0, 0, 1]);
    expect(lookCount({ task, attempts, events: [] })).toBe(2);
  });

  it('are one more after what the robot did not do', () => {
    const attempts = [attempt(0, 'motion-0.jsonl'), attempt(2, 'motion-1.jsonl')];
    expect(lookCount({ task, attempts, events: [event(0)] })).toBe(4);
    expect(lookCount({ task, attempts: attempts.slice(0, 1), events: [event(0)] })).toBe(3);
  });

  it('are none without a task', () => expect(lookCount({ task: null, attempts: [], events: [] })).toBe(0));
});
