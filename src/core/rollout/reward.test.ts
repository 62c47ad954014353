import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Pose } from '../geometry/pose.js';
import { normalizeQuat } from '../geometry/quat.js';
import { createRng } from '../random.js';
import { rewardOf, rewardTaskSchema, type RewardTask } from './reward.js';

const task: RewardTask = rewardTaskSchema.parse({
  schema: 'vantage/reward@1',
  object: 7,
  center: [0, 0, 0.05],
  region: [
    [0.5, 0, 0.8],
    [0.5, 0.1, 0.8],
  ],
  start: 0.5,
  others: [{ id: 8, position: [1, 1, 0.75] }],
  maxCollateral: 0.01,
  reached: 0.03,
});
const at = (x: number, y: number, z: number): Pose => ({ position: [x, y, z], orientation: [0, 0, 0, 1] });

describe('rewardOf', () => {
  it('is 0 at the start and 1 at the goal', () => {
    expect(rewardOf(task, new Map())).toEqual({ distance: 0.5, progress: 0, reached: false, collateral: 0, reward: 0 });
    expect(rewardOf(task, new Map([[7, at(0.25, 0, 0.75)]])).progress).toBeCloseTo(0.5, 12);
    expect(rewardOf(task, new Map([[7, at(0.5, 0.1, 0.75)]]))).toMatchObject({ progress: 1, reached: true, reward: 1 });
  });

  it('takes away what was moved besides', () => {
    const poses = new Map([
      [7, at(0.5, 0, 0.75)],
      [8, at(1.02, 1, 0.75)],
    ]);
    expect(rewardOf(task, poses).collateral).toBeCloseTo(0.02, 12);
    expect(rewardOf(task, poses).reward).toBeCloseTo(0, 12);
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
const work = mkdtempSync(join(tmpdir(), 'vantage-reward-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('reward.py', () => {
  it.skipIf(!hasPython)('gives the same numbers (skipped where there is no python3)', () => {
    const rng = createRng(5);
    const frames = Array.from({ length: 50 }, (_, k) => ({
      time: k / 30,
      poses: [7, 8].map((id) => ({
        id,
        worldFromObject: {
          position: [rng.range(-1, 1), rng.range(-1, 1), rng.range(0, 1)] as const,
          orientation: normalizeQuat([rng.normal(), rng.normal(), rng.normal(), rng.normal()]),
        },
      })),
    }));
    const [taskPath, motionPath] = [join(work, 'reward-0.json'), join(work, 'motion-0.jsonl')];
    writeFileSync(taskPath, JSON.stringify(task));
    writeFileSync(motionPath, frames.map((frame) => `${JSON.stringify(frame)}\n`).join(''));
    const run = spawnSync('python3', [join(import.meta.dirname, 'reward.py'), taskPath, motionPath], {
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    const rows = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, number | boolean>);
    expect(rows).toHaveLength(50);
    for (const [k, row] of rows.entries()) {
      const ours = rewardOf(task, new Map(frames[k].poses.map(({ id, worldFromObject }) => [id, worldFromObject])));
      for (const key of ['distance', 'progress', 'collateral', 'reward'] as const)
        expect(row[key]).toBeCloseTo(ours[key], 12);
      expect(row['reached']).toBe(ours.reached);
    }
  });
});
