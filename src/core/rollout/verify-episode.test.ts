import { beforeAll, describe, expect, it } from 'vitest';
import { GENERIC_PROFILE } from '../models/shipped-profiles.js';
import { createRng } from '../random.js';
import { drawView, lookAt, standsOn, testGeometry, type TestObject } from '../relations/test-scene.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import { success } from '../result.js';
import type { SettledScene, Surface } from '../scene/settled-scene.js';
import type { GoalTerm, Task } from '../tasks/task.js';
import { actAs } from './acting-baseline.js';
import { attemptPlacement, type AttemptInput } from './attempt.js';
import type { RolloutEdges, Seen } from './episode-scene.js';
import { NO_NOISE, type EpisodeRecord, type Noise } from './rollout-record.js';
import { verifyEpisode, type StoredEpisode } from './verify-episode.js';

// A table with a cube and a can; the cube is to be put on the can's left side in the world. Physics leaves everything where it was let go.

const TOP: Surface = {
  id: 1,
  owner: 1,
  normal: [0, 0, 1],
  outline: [
    [-0.5, -0.5, 0],
    [0.5, -0.5, 0],
    [0.5, 0.5, 0],
    [-0.5, 0.5, 0],
  ],
  holes: [],
};
const TABLE: TestObject = { id: 1, center: [0, 0, -0.02], size: [1, 1, 0.04], fixed: true, name: 'table' };
const CUBE: TestObject = { id: 2, center: [0.1, -0.25, 0.03], size: [0.06, 0.06, 0.06], name: 'cube' };
const CAN: TestObject = { id: 3, center: [0, 0.05, 0.05], size: [0.07, 0.07, 0.1], name: 'can' };

const geometry = testGeometry({
  objects: [TABLE, CUBE, CAN],
  surfaces: [TOP],
  contacts: [standsOn(2, 1, [0.1, -0.25, 0]), standsOn(3, 1, [0, 0.05, 0])],
});
const camera = lookAt([-0.9, 0, 0.8], [0, 0, 0], { width: 200, height: 150, fx: 190, fy: 190, cx: 100, cy: 75 });
const GOAL: GoalTerm = { type: 'left', frame: { kind: 'world' }, subject: 2, reference: 3 };
const TASK: Task = {
  skill: 'place',
  steps: [{ object: 2, goal: [GOAL] }],
  goal: [GOAL],
  expected: 'place',
  shown: { object: [0], place: [0] },
  phrases: { '2': 'cube', '3': 'can' },
  template: 'test',
  text: 'Put the cube to the left of the can.',
  chance: { object: 0.5, place: 0.2 },
};
const SEED = 7;
const CUBE_ELSEWHERE = { position: [0.3, -0.3, 0], orientation: [0, 0, 0, 1] };

const seenOf = (now: SceneGeometry): Seen => {
  const { record, ids, depth } = drawView(now, camera);
  const { width, height } = record.intrinsics;
  const frame = { width, height, rgb: new Uint8Array(), depth: new Uint16Array(), ids, normals: null };
  return {
    scene: now.scene,
    views: [{ record, frame }],
    graph: { geometry: now, views: [{ record, ids, depth }] },
    arm: null,
  };
};

/** One attempt by the oracle, as it would be stored. @param reply instead of the oracle's about the place */
async function episodeBy(noise: Noise = NO_NOISE, reply?: string): Promise<StoredEpisode> {
  const first = seenOf(geometry);
  let after = geometry;
  const release = (_: SettledScene, [{ id, worldFromObject }]: Parameters<RolloutEdges['physics']['release']>[1]) => {
    after = geometry.withMoved(id, worldFromObject);
    const frame = { time: 0, joints: null, opening: 0, poses: [{ id, worldFromObject }], touches: [] };
    return { scene: after.scene, rested: true, drift: 0, frames: [frame] };
  };
  const edges = { physics: { release } } as unknown as RolloutEdges;
  const run = { profile: GENERIC_PROFILE, plan: { episodes: 1, placementOnly: true, replans: 0, noise } };
  const input: AttemptInput = {
    task: TASK,
    first,
    now: first,
    step: 0,
    number: 0,
    look: 0,
    episode: 0,
    options: { profile: GENERIC_PROFILE, replans: 0, noise, placementOnly: true },
    answer: async ({ acting, rng }) => {
      const own = actAs('oracle', acting, GENERIC_PROFILE, [[200, 150]], rng);
      const text = acting.stage === 'place' ? (reply ?? own) : own;
      return success({ text, probabilities: null, promptTokens: null, replyTokens: null, finish: 'stop' });
    },
    edges,
    rng: createRng(SEED).fork('rollout'),
  };
  const { attempt, success: done, frames, reward } = await attemptPlacement(input);
  const record: EpisodeRecord = {
    schema: 'vantage/rollout@1',
    episode: 0,
    scene: 'test',
    seed: SEED,
    trials: [],
    task: TASK,
    attempts: [attempt],
    events: [],
    outcome: { success: done, firstAttempt: done, failure: attempt.failure },
  };
  const looks = attempt.motion === null ? [first.graph] : [first.graph, seenOf(after).graph];
  return {
    // As it reads back.
    record: JSON.parse(JSON.stringify(record)) as EpisodeRecord,
    run,
    looks,
    arm: null,
    motions: new Map(attempt.motion === null ? [] : [[0, frames]]),
    rewards: new Map(attempt.motion === null || reward === null ? [] : [[0, reward]]),
  };
}

describe('verifyEpisode', () => {
  let done: StoredEpisode;
  beforeAll(async () => {
    done = await episodeBy();
  });

  it('derives again what was recorded', async () => {
    expect(done.record.outcome.success).toBe(true);
    expect(verifyEpisode(done)).toEqual([]);
  });

  it.each([
    ['where the point is on the wrong side', '[(0.5, 0.8)]', 'wrong-place'],
    ['where it is read as nothing', 'Over there, I think.', 'parsing'],
    ['where it is refused', 'It does not fit.', 'would-not-fit'],
  ])('derives again a failure %s', async (_, reply, failure) => {
    const failed = await episodeBy(NO_NOISE, reply);
    expect(failed.record.outcome.failure?.class).toBe(failure);
    expect(verifyEpisode(failed)).toEqual([]);
  });

  it('draws the same noise again', async () => {
    const noise = { depth: 0.01, cameraPosition: 0.01, cameraAngleDeg: 1, pointing: 3 };
    const noisy = await episodeBy(noise);
    expect(verifyEpisode(noisy)).toEqual([]);
    const quiet = { ...noisy, run: done.run };
    expect(verifyEpisode(quiet).join(' ')).toContain('the point of the object lies elsewhere in 3D');
  });

  const [TURNED, ELSEWHERE] = [0.001, 0.5];
  const DISTURBANCE = { afterAttempt: 0, object: 2, worldFromObject: CUBE_ELSEWHERE };
  const changes: readonly [string, (record: EpisodeRecord) => unknown, string][] = [
    ['an outcome', (r) => edit(r, ['outcome', 'success'], false), 'its outcome is not'],
    ['a reply', (r) => edit(r, ['attempts', 0, 'asked', 1, 'reply'], '[(0.5, 0.5)]'), 'the reply about the place'],
    ['a point', (r) => edit(r, ['attempts', 0, 'asked', 0, 'lifted', 'depth'], ELSEWHERE), 'the point of the object'],
    [
      'a pose',
      (r) => edit(r, ['attempts', 0, 'action', 'worldFromObject', 'position', 0], ELSEWHERE),
      'the pose it was',
    ],
    ['a verdict', (r) => edit(r, ['attempts', 0, 'checks', 0, 'verdict'], 'A'), 'check "goal"'],
    ['what was measured', (r) => edit(r, ['attempts', 0, 'checks', 2, 'measured', 'most'], TURNED), 'check "moved"'],
    ['a distance', (r) => edit(r, ['attempts', 0, 'distance', 'after'], ELSEWHERE), 'the distance to the goal'],
    ['the places it could go', (r) => edit(r, ['attempts', 0, 'region', 0, 0], ELSEWHERE), 'the list of places'],
    ['a look', (r) => edit(r, ['attempts', 0, 'motion'], null), 'looks where its record has'],
    [
      'a class',
      (r) => edit(r, ['attempts', 0, 'failure'], { class: 'frame-confusion', detail: '' }),
      'filed under "frame-confusion"',
    ],
    ['the task', (r) => edit(r, ['task', 'goal', 0, 'type'], 'right'), 'check "goal"'],
    ['a thing', (r) => edit(r, ['attempts', 0, 'action', 'owner'], 99), 'it names object 99'],
    ['a step', (r) => edit(r, ['attempts', 0, 'step'], 3), 'it names step 3 of a task that has 1'],
    ['a view', (r) => edit(r, ['task', 'shown', 'place', 0], 2), 'it names view 2, and has 1 at a look'],
    ['a disturbance', (r) => edit(r, ['events'], [DISTURBANCE]), 'looks where its record has'],
    ['the seen views', (r) => edit(r, ['attempts', 0, 'asked', 1, 'views', 0], 'look-1-v0'), 'other views were shown'],
  ];
  it.each(changes)('finds %s that was changed', (_, change, problem) => {
    const record = structuredClone(done.record);
    change(record);
    expect(verifyEpisode({ ...done, record }).join('\n')).toContain(problem);
  });

  it('finds a 30 Hz record that ends elsewhere, and distances that do not follow from it', () => {
    const frames = (done.motions.get(0) ?? []).map((frame, k, all) =>
      k < all.length - 1 ? frame : { ...frame, poses: frame.poses.map((moved) => shifted(moved, 0.01)) },
    );
    const found = verifyEpisode({ ...done, motions: new Map([[0, frames]]) });
    expect(found.join('\n')).toContain('object 2 ends 10.00 mm from where');
    expect(found.join('\n')).toContain('the distances in motion-0.jsonl');
  });

  it('finds a disturbance that its chance did not bring', () => {
    const record = structuredClone(done.record);
    edit(record, ['events'], [DISTURBANCE]);
    const found = verifyEpisode({ ...done, record, looks: [...done.looks, done.looks[1]] });
    expect(found).toContain("after attempt 0 something else was moved than the episode's chance says.");
  });

  it('finds a reward that was changed', () => {
    const reward = done.rewards.get(0);
    if (!reward) throw new Error('no reward');
    const rewards = new Map([[0, { ...reward, start: reward.start + 0.01 }]]);
    expect(verifyEpisode({ ...done, rewards })).toContain(
      'attempt 0: reward-0.json is not what follows from the files.',
    );
  });
});

/** Sets one field of plain data. */
function edit(data: unknown, path: readonly (string | number)[], value: unknown): void {
  const [key, ...rest] = path;
  const record = data as Record<string | number, unknown>;
  if (rest.length === 0) record[key] = value;
  else edit(record[key], rest, value);
}

function shifted<T extends { readonly worldFromObject: SettledScene['objects'][number]['worldFromObject'] }>(
  moved: T,
  by: number,
): T {
  const { position, orientation } = moved.worldFromObject;
  return { ...moved, worldFromObject: { position: [position[0] + by, position[1], position[2]], orientation } };
}
