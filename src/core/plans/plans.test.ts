import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import { drawView, lookAt, openBox, standsOn, testGeometry, type TestObject } from '../relations/test-scene.js';
import { evaluateFits } from '../relations/fits.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { Surface } from '../scene/settled-scene.js';
import { airPoint, clearanceAt } from './air-point.js';
import { findGrasps, graspable, handIsClear } from './grasp.js';
import { liftBlockers } from './lift.js';
import { firstBeforeFit, firstBeforeLift, liftable } from './moved-first.js';
import { planTrace, traceCollisions } from './trace.js';

/** A table top 1 m × 0.6 m at z = 0; things on it are listed with the height of their middle. */
const table: TestObject = {
  id: 1,
  category: 'table',
  name: 'table',
  center: [0, 0, -0.02],
  size: [1, 0.6, 0.04],
  fixed: true,
};
const surface: Surface = {
  id: 1,
  owner: 1,
  normal: [0, 0, 1],
  outline: [
    [-0.5, -0.3, 0],
    [0.5, -0.3, 0],
    [0.5, 0.3, 0],
    [-0.5, 0.3, 0],
  ],
  holes: [],
};
const onTable = (id: number, x: number, y: number, size: Vec3): TestObject => ({
  id,
  center: [x, y, size[2] / 2],
  size,
});
const world = (things: readonly TestObject[], stacked: readonly [number, number, Vec3][] = []): SceneGeometry =>
  testGeometry({
    objects: [table, ...things],
    surfaces: [surface],
    contacts: [
      ...things
        .filter(({ id }) => !stacked.some(([a]) => a === id))
        .map(({ id, center }) => standsOn(id, 1, [center[0], center[1], 0])),
      ...stacked.map(([a, b, point]) => standsOn(a, b, point)),
    ],
  });
const camera = lookAt([0, -0.9, 0.7], [0, 0, 0], { width: 320, height: 240, fx: 300, fy: 300, cx: 160, cy: 120 });

describe('lifting', () => {
  const plate = onTable(2, 0, 0, [0.2, 0.2, 0.02]);
  const mug: TestObject = { id: 3, center: [0, 0, 0.07], size: [0.08, 0.08, 0.1] };
  const ball: TestObject = { id: 4, center: [0, 0, 0.14], size: [0.04, 0.04, 0.04] };
  const stack = world(
    [plate, mug, ball],
    [
      [3, 2, [0, 0, 0.02]],
      [4, 3, [0, 0, 0.12]],
    ],
  );

  it('is blocked by what rests on it, and free at the top of the stack', () => {
    expect(liftable(stack, 2)).toMatchObject({ verdict: 'F' });
    expect(liftBlockers(stack, 3).blockers).toEqual([4]);
    expect(liftable(stack, 4)).toEqual({ verdict: 'T', blockers: [] });
  });

  it('has the top of the stack moved first', () => {
    expect(firstBeforeLift(stack, 2)).toMatchObject({ first: 4, blockers: [3, 4] });
    expect(firstBeforeLift(stack, 4).first).toBeNull();
  });

  it('names nothing when two things could go first, or a fixed one is in the way', () => {
    const two = world(
      [plate, { ...ball, id: 3, center: [-0.05, 0, 0.04] }, { ...ball, id: 4, center: [0.05, 0, 0.04] }],
      [
        [3, 2, [-0.05, 0, 0.02]],
        [4, 2, [0.05, 0, 0.02]],
      ],
    );
    expect(firstBeforeLift(two, 2).first).toBeNull();
    const shelf: TestObject = { id: 5, center: [0, 0, 0.1], size: [0.3, 0.3, 0.02], fixed: true };
    expect(firstBeforeLift(world([plate, shelf], [[5, 1, [0, 0, 0]]]), 2).first).toBeNull();
  });

  it('is open when something reaches over it by a hair', () => {
    const over = (x: number) =>
      world([plate, { id: 3, center: [x, 0, 0.1], size: [0.1, 0.1, 0.02] }], [[3, 1, [x, 0, 0]]]);
    expect(liftable(over(0.1505), 2).verdict).toBe('A');
    expect(liftable(over(0.153), 2).verdict).toBe('T');
    expect(liftable(over(0.14), 2).verdict).toBe('F');
  });

  it('finds what is inside', () => {
    const { mesh, cavity } = openBox([0.2, 0.2, 0.15], 0.01);
    const box: TestObject = { id: 2, center: [0, 0, 0.075], mesh, cavity };
    const inner: TestObject = { id: 3, center: [0, 0, 0.035], size: [0.05, 0.05, 0.05] };
    const scene = world([box, inner], [[3, 2, [0, 0, 0.01]]]);
    expect(liftBlockers(scene, 2).steps[0]).toMatchObject({ op: 'inside', args: [3, 2], verdict: 'T' });
  });
});

describe('what must go for a fit', () => {
  // B stands near the right edge; a thing fills what is left beside it.
  const anchor = onTable(2, 0.1, 0, [0.1, 0.1, 0.1]);
  const moving = onTable(3, -0.35, 0, [0.2, 0.2, 0.1]);
  const question = (geometry: SceneGeometry) => ({
    graph: { geometry, views: [] },
    view: drawView(geometry, camera),
    moving: 3,
    anchor: 2,
    frame: { kind: 'ego' } as const,
    direction: 'right' as const,
    profile: 'tabletop' as const,
  });

  const first = (asked: ReturnType<typeof question>, asIs: ReturnType<typeof evaluateFits>) =>
    firstBeforeFit(asked.graph.geometry, 2, asIs, (without) => evaluateFits({ ...asked, without }));

  it('is the one thing without which it fits', () => {
    const blocked = question(world([anchor, moving, onTable(4, 0.32, 0, [0.2, 0.5, 0.05])]));
    const asIs = evaluateFits(blocked);
    expect(asIs.verdict).toBe('F');
    const found = first(blocked, asIs);
    expect(found).toMatchObject({ first: 4 });
    expect(found.without?.verdict).toBe('T');
  });

  it('is nothing when two of them each are in the way', () => {
    const twice = question(
      world([anchor, moving, onTable(4, 0.32, -0.15, [0.2, 0.2, 0.05]), onTable(5, 0.32, 0.13, [0.2, 0.3, 0.05])]),
    );
    const asIs = evaluateFits(twice);
    expect(asIs.verdict).toBe('F');
    expect(first(twice, asIs).first).toBeNull();
  });
});

describe('traces', () => {
  const anchor = onTable(2, 0.15, 0, [0.1, 0.1, 0.1]);
  const moving = onTable(3, -0.3, 0, [0.06, 0.06, 0.1]);
  const wall = onTable(4, -0.1, 0, [0.02, 0.5, 0.12]);
  const geometry = world([anchor, moving, wall]);
  const trace = planTrace({
    graph: { geometry, views: [] },
    view: drawView(geometry, camera),
    moving: 3,
    anchor: 2,
    frame: { kind: 'ego' },
    direction: 'right',
    profile: 'tabletop',
  });

  it('go over what stands between, and end where the object fits', () => {
    if ('reason' in trace) throw new Error(trace.reason);
    expect(trace.points[0]).toEqual([-0.3, 0, 0.05]);
    const end = trace.points[trace.points.length - 1];
    expect(end[0]).toBeGreaterThan(0.15);
    expect(end[2]).toBeCloseTo(0.05, 6);
    // Its lower side passes the wall, 0.12 high, with the clearance of T.
    expect(Math.max(...trace.points.map((p) => p[2]))).toBeGreaterThanOrEqual(0.12 + 0.05 + 0.01);
    expect(trace.clearance).toBeGreaterThanOrEqual(0.01);
    expect(traceCollisions(geometry, 3, trace.points).hits).toEqual([]);
  });

  it('that go straight run into it', () => {
    if ('reason' in trace) throw new Error(trace.reason);
    const { points } = trace;
    expect(traceCollisions(geometry, 3, [points[0], points[points.length - 1]]).hits).toContain(4);
  });
});

describe('grasps', () => {
  const grasp = (things: readonly TestObject[], from: 'above' | 'side', opening: number) => {
    const geometry = world(things);
    return graspable({ geometry, view: drawView(geometry, camera), object: 2, from, opening });
  };
  const narrow = onTable(2, 0, 0, [0.04, 0.15, 0.1]);

  it('close across the narrow side, about the mass centre, within the opening', () => {
    const { verdict, grasps } = grasp([narrow], 'above', 0.08);
    expect(verdict).toBe('T');
    expect(grasps[0].width).toBeCloseTo(0.04, 6);
    expect(Math.abs(grasps[0].axis[0])).toBeCloseTo(1, 6);
    expect(Math.abs(grasps[0].middle[1])).toBeLessThan(0.01);
    expect(grasp([onTable(2, 0, 0, [0.1, 0.15, 0.1])], 'above', 0.08).verdict).toBe('F');
    expect(grasp([onTable(2, 0, 0, [0.078, 0.15, 0.1])], 'above', 0.08).verdict).toBe('A');
  });

  it('need room for both fingers', () => {
    const beside = onTable(3, 0.045, 0, [0.04, 0.3, 0.1]);
    expect(grasp([narrow, beside], 'above', 0.08).verdict).toBe('A');
  });

  it('come from the side under a board', () => {
    const board: TestObject = { id: 3, center: [0, 0, 0.2], size: [0.4, 0.3, 0.02], fixed: true };
    const slim = onTable(2, 0, 0, [0.04, 0.04, 0.12]);
    expect(grasp([slim, board], 'above', 0.08).verdict).toBe('A');
    const { verdict, grasps } = grasp([slim, board], 'side', 0.08);
    expect(verdict).toBe('T');
    expect(grasps.every(({ approach }) => approach[2] === 0)).toBe(true);
  });

  it('keep the hand clear of everything', () => {
    const geometry = world([narrow, onTable(3, 0.2, 0, [0.1, 0.1, 0.2])]);
    const found = findGrasps({ geometry, view: drawView(geometry, camera), object: 2, from: 'above', opening: 0.08 });
    expect(found.length).toBeGreaterThan(0);
    for (const pose of found) expect(handIsClear(geometry, geometry.object(2), pose)).toBe(true);
  });
});

describe('points in the air', () => {
  const geometry = world([onTable(2, 0, 0, [0.1, 0.1, 0.1]), onTable(3, 0.2, 0, [0.1, 0.1, 0.3])]);
  const ask = (direction: 'up' | 'left' | 'right', displacement: number) =>
    airPoint({
      graph: { geometry, views: [] },
      view: drawView(geometry, camera),
      anchor: 2,
      frame: { kind: 'ego' },
      direction,
      displacement,
      profile: 'tabletop',
    });

  it('are so far from the centre, free, and seen through', () => {
    const up = ask('up', 0.2);
    if ('reason' in up) throw new Error(up.reason);
    expect(up.world).toEqual([0, 0, 0.25]);
    expect(up.camera[2]).toBeGreaterThan(0);
    expect('reason' in ask('left', 0.15)).toBe(false);
  });

  it('are not inside or close to things, nor outside the picture', () => {
    expect(ask('right', 0.2)).toEqual({ reason: 'something hides it' });
    expect('reason' in ask('up', 0.06)).toBe(true);
    expect('reason' in ask('left', 3)).toBe(true);
    expect(clearanceAt(geometry, [0.2, 0, 0.1], 0.05)).toBe(0);
    expect(clearanceAt(geometry, [0, 0, 0.13], 0.05)).toBeCloseTo(0.03, 6);
  });
});
