import { expect, test } from 'vitest';
import type { CameraView } from '../camera/pinhole.js';
import { transformPoint, type Pose } from '../geometry/pose.js';
import { fromYaw } from '../geometry/quat.js';
import type { Vec3 } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import { egoDepthSides, evaluateDirection } from './direction.js';
import type { Direction, FrameRef } from './frames.js';
import type { SceneGraph } from './scene-graph.js';
import { lookAt, testGraph, type TestObject } from './test-scene.js';
import type { Verdict } from './verdict.js';

// SPEC §3.7 over a hundred random tables of boxes.

const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);
const DIRECTIONS: readonly Direction[] = ['left', 'right', 'front', 'behind'];
const OPPOSITE: Record<Direction, Direction> = { left: 'right', right: 'left', front: 'behind', behind: 'front' };
const INTRINSICS = { width: 320, height: 240, fx: 260, fy: 260, cx: 160, cy: 120 };
const IDS = [1, 2, 3, 4, 5];

interface World {
  readonly objects: readonly TestObject[];
  readonly eye: Vec3;
  readonly target: Vec3;
  readonly heading: Vec3;
}

function randomWorld(seed: number): World {
  const rng = createRng(seed);
  const objects = IDS.map((id): TestObject => {
    const size: Vec3 = [rng.range(0.04, 0.2), rng.range(0.04, 0.2), rng.range(0.04, 0.3)];
    const front: Vec3 | null = rng.next() < 0.6 ? [1, 0, 0] : null;
    const center: Vec3 = [rng.range(-0.5, 0.5), rng.range(-0.5, 0.5), 0.75 + size[2] / 2];
    return { id, size, center, front, yaw: rng.range(0, 2 * Math.PI) };
  });
  const angle = rng.range(0, 2 * Math.PI);
  const away = rng.range(1, 1.6);
  const heading = rng.range(0, 2 * Math.PI);
  return {
    objects,
    eye: [away * Math.cos(angle), away * Math.sin(angle), rng.range(1, 1.7)],
    target: [rng.range(-0.1, 0.1), rng.range(-0.1, 0.1), 0.8],
    heading: [Math.cos(heading), Math.sin(heading), 0],
  };
}

function graphOf(world: World, intrinsics: CameraView['intrinsics'] = INTRINSICS): SceneGraph {
  const anchor = { origin: [0, 0, 0], heading: world.heading, text: '', by: { kind: 'camera', objects: [] } } as const;
  return testGraph({ objects: world.objects, anchor }, [lookAt(world.eye, world.target, intrinsics)]);
}

const framesOf = (b: number): readonly FrameRef[] => [
  { kind: 'ego' },
  { kind: 'world' },
  { kind: 'object', object: b },
];

function forEachPair(visit: (a: number, b: number) => void): void {
  for (const a of IDS) for (const b of IDS) if (a !== b) visit(a, b);
}

/** Verdicts of all pairs, frames and directions, in one order. */
function allVerdicts(graph: SceneGraph, rename: (direction: Direction) => Direction = (d) => d): string {
  const verdicts: Verdict[] = [];
  forEachPair((a, b) => {
    for (const frame of framesOf(b)) {
      for (const d of DIRECTIONS)
        verdicts.push(evaluateDirection(graph, graph.views[0], frame, rename(d), a, b).verdict);
    }
  });
  return verdicts.join('');
}

test.each(SEEDS)('seed %i: A is left of B exactly when B is right of A; never both; at most two adjacent', (seed) => {
  const graph = graphOf(randomWorld(seed));
  const view = graph.views[0];
  forEachPair((a, b) => {
    for (const frame of framesOf(b)) {
      const verdict = (d: Direction) => evaluateDirection(graph, view, frame, d, a, b).verdict;
      for (const d of DIRECTIONS) {
        expect(verdict(d)).toBe(evaluateDirection(graph, view, frame, OPPOSITE[d], b, a).verdict);
        if (verdict(d) === 'T') expect(verdict(OPPOSITE[d])).toBe('F');
      }
      expect(DIRECTIONS.filter((d) => verdict(d) === 'T').length).toBeLessThanOrEqual(2);
    }
  });
});

test.each(SEEDS)('seed %i: turning and shifting scene, camera and anchor together changes nothing', (seed) => {
  const world = randomWorld(seed);
  const rng = createRng(`move ${seed}`);
  const yaw = rng.range(0, 2 * Math.PI);
  const move: Pose = { position: [rng.range(-3, 3), rng.range(-3, 3), rng.range(-1, 1)], orientation: fromYaw(yaw) };
  const moved: World = {
    objects: world.objects.map((o) => ({ ...o, center: transformPoint(move, o.center), yaw: (o.yaw ?? 0) + yaw })),
    eye: transformPoint(move, world.eye),
    target: transformPoint(move, world.target),
    heading: transformPoint({ ...move, position: [0, 0, 0] }, world.heading),
  };
  expect(allVerdicts(graphOf(moved))).toBe(allVerdicts(graphOf(world)));
});

test.each(SEEDS)('seed %i: a mirror swaps left and right and leaves the rest', (seed) => {
  const world = randomWorld(seed);
  const mirror = ([x, y, z]: Vec3): Vec3 => [-x, y, z];
  // A box mirrored in x is the same box at yaw π − yaw: its front along +X is mirrored with it.
  const mirrored: World = {
    objects: world.objects.map((o) => ({ ...o, center: mirror(o.center), yaw: Math.PI - (o.yaw ?? 0) })),
    eye: mirror(world.eye),
    target: mirror(world.target),
    heading: mirror(world.heading),
  };
  const swap = (d: Direction): Direction => (d === 'left' || d === 'right' ? OPPOSITE[d] : d);
  expect(allVerdicts(graphOf(mirrored), swap)).toBe(allVerdicts(graphOf(world)));
});

test.each(SEEDS)('seed %i: twice the pixels do not move anything nearer', (seed) => {
  const world = randomWorld(seed);
  const { width, height, fx, fy, cx, cy } = INTRINSICS;
  const fine = { width: 2 * width, height: 2 * height, fx: 2 * fx, fy: 2 * fy, cx: 2 * cx, cy: 2 * cy };
  const coarseGraph = graphOf(world);
  const fineGraph = graphOf(world, fine);
  forEachPair((a, b) => {
    for (const d of ['front', 'behind'] as const) {
      const [coarse, sharp] = [coarseGraph, fineGraph].map((g) => egoDepthSides(g.geometry, g.views[0], d, a, b));
      expect(sharp).toEqual(coarse);
    }
  });
});

test('the hundred worlds decide often enough to mean something', () => {
  const counts = { T: 0, F: 0, A: 0 };
  for (const seed of SEEDS.slice(0, 20)) {
    for (const verdict of allVerdicts(graphOf(randomWorld(seed)))) counts[verdict as Verdict]++;
  }
  expect(counts.T).toBeGreaterThan(200);
  expect(counts.F).toBeGreaterThan(400);
});
