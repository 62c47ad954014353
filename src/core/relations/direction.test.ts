import { describe, expect, test } from 'vitest';
import { fromAxisAngle } from '../geometry/quat.js';
import { compose } from '../geometry/pose.js';
import type { Vec3 } from '../geometry/vec3.js';
import { closerToCamera } from './closer.js';
import { evaluateDirection } from './direction.js';
import { directionalTest, type Spans } from './directional-test.js';
import { frameAxes, frameDirection } from './frames.js';
import { medianDepth, nearestVisible } from './seen-pixels.js';
import type { SeenView } from './scene-graph.js';
import { lookAt, openBox, testGraph, type TestObject } from './test-scene.js';

const CAMERA = lookAt([0, -2, 1], [0, 0, 0]);
const cube = (id: number, x: number, y: number, more: Partial<TestObject> = {}): TestObject => ({
  id,
  center: [x, y, 0.05],
  size: [0.1, 0.1, 0.1],
  ...more,
});

describe('the test along one direction', () => {
  // Two intervals of 0.1 at `delta` along d and `lateral` across.
  const spans = (delta: number, lateral: number): Spans => ({
    aMin: delta - 0.05,
    aMax: delta + 0.05,
    bMin: -0.05,
    bMax: 0.05,
    aSideMin: lateral - 0.05,
    aSideMax: lateral + 0.05,
    bSideMin: -0.05,
    bSideMax: 0.05,
    delta,
    lateral,
  });
  const side = (delta: number, lateral: number, angle = 50) => directionalTest(spans(delta, lateral), 0.02, angle);

  test('ahead, astray, behind, beside, in between', () => {
    expect(side(0.3, 0)).toBe('T');
    expect(side(0.3, 0.35)).toBe('T');
    expect(side(0.3, 0.45)).toBe('A');
    expect(side(0.3, 0.45, 60)).toBe('T');
    expect(side(-0.3, 0)).toBe('opposite');
    expect(side(-0.3, 5)).toBe('opposite');
    expect(side(0, 0.3)).toBe('orthogonal');
    expect(side(0.015, 0.3)).toBe('orthogonal');
    expect(side(0.05, 0.3)).toBe('A');
    expect(side(0, 0)).toBe('A');
  });

  test('silent at its thresholds', () => {
    // Overlap 0.25 at δ = 0.075; φ = 50° at λ = δ tan 50°; |δ| = m = 0.02.
    expect(side(0.075, 0)).toBe('A');
    expect(side(0.0751, 0)).toBe('T');
    const lateral = 0.3 * Math.tan((50 * Math.PI) / 180);
    expect(side(0.3, lateral)).toBe('A');
    expect(side(0.3, lateral - 1e-4)).toBe('T');
    expect(side(0.02, 0.3)).toBe('A');
    expect(side(0.0199, 0.3)).toBe('orthogonal');
  });
});

describe('frames', () => {
  const graphOf = (b: Partial<TestObject>, camera = CAMERA) =>
    testGraph({ objects: [cube(1, -0.3, 0), cube(2, 0, 0, b)] }, [camera]);
  const verdicts = (b: Partial<TestObject>) => {
    const graph = graphOf(b);
    return (['left', 'right', 'front', 'behind'] as const)
      .map((d) => evaluateDirection(graph, graph.views[0], { kind: 'object', object: 2 }, d, 1, 2).verdict)
      .join('');
  };

  test("an object's own left, that of someone facing it, or neither", () => {
    // Its front is towards the camera, so its own left is the camera's right.
    const towards = { front: [0, -1, 0] as Vec3 };
    expect(verdicts({ ...towards, leftRight: 'intrinsic' })).toBe('FTFF');
    expect(verdicts({ ...towards, leftRight: 'facing' })).toBe('TFFF');
    expect(verdicts({ ...towards, leftRight: 'unsettled' })).toBe('AAFF');
  });

  test('no front, a front out of sight, a front on its back: undefined, never "no"', () => {
    expect(verdicts({})).toBe('AAAA');
    expect(verdicts({ front: [0, 1, 0] })).toBe('AAAA');
    expect(verdicts({ front: [1, 0, 0] })).toBe('FFFT');
    expect(verdicts({ front: [1, 0, 0], orientation: fromAxisAngle([0, 1, 0], Math.PI / 4) })).toBe('AAAA');
  });

  test('a camera that looks straight down, or is rolled, has no left and right', () => {
    const reason = (camera: typeof CAMERA) => {
      const graph = graphOf({}, camera);
      const axes = frameAxes(graph, graph.views[0], { kind: 'ego' });
      return 'reason' in axes ? axes.reason : null;
    };
    const rolled = (deg: number) => ({
      ...CAMERA,
      cameraFromWorld: compose(
        { position: [0, 0, 0], orientation: fromAxisAngle([0, 0, 1], (deg * Math.PI) / 180) },
        CAMERA.cameraFromWorld,
      ),
    });
    expect(reason(CAMERA)).toBe(null);
    expect(reason(lookAt([0, -0.3, 1], [0, 0, 0]))).toMatch(/straight up or down/);
    expect(reason(lookAt([0, -0.5, 1], [0, 0, 0]))).toBe(null);
    expect(reason(rolled(13))).toBe(null);
    expect(reason(rolled(20))).toMatch(/rolled/);
  });

  test('ego needs a view; the world is the anchor’s', () => {
    const graph = graphOf({});
    expect(frameDirection(graph, null, { kind: 'ego' }, 'left')).toHaveProperty('reason');
    expect(frameDirection(graph, null, { kind: 'world' }, 'left')).toEqual({ d: [-0, 1, 0] });
  });
});

describe('what the picture must agree to', () => {
  const ego = (graph: ReturnType<typeof testGraph>, view: SeenView, d: 'left' | 'right' | 'front' | 'behind') =>
    evaluateDirection(graph, view, { kind: 'ego' }, d, 1, 2);

  test('front and behind need a difference in depth as large as the margin', () => {
    const graph = testGraph({ objects: [cube(1, 0, -0.3), cube(2, 0, 0)] }, [CAMERA]);
    const [view] = graph.views;
    expect(ego(graph, view, 'front').verdict).toBe('T');
    expect(ego(graph, view, 'behind').verdict).toBe('F');
    expect(ego(graph, view, 'front').measured.depthDelta).toBeGreaterThan(0.2);
    const flat = { ...view, depth: view.depth.map((d) => (d === Infinity ? d : 2)) };
    expect(ego(graph, flat, 'front')).toMatchObject({ verdict: 'A', measured: { depthDelta: 0 } });
  });

  test('beside is not in front, unless its visible part is much nearer', () => {
    const graph = testGraph({ objects: [cube(1, -0.3, 0), cube(2, 0, 0)] }, [CAMERA]);
    const [view] = graph.views;
    expect(ego(graph, view, 'front').verdict).toBe('F');
    const nearer = { ...view, depth: view.depth.map((d, i) => (view.ids[i] === 1 ? d / 2 : d)) };
    expect(ego(graph, nearer, 'front').verdict).toBe('A');
    expect(ego(graph, nearer, 'behind').verdict).toBe('F');
  });

  test('left and right need centroids apart', () => {
    const graph = testGraph({ objects: [cube(1, -0.3, 0), cube(2, 0, 0)] }, [CAMERA]);
    const [view] = graph.views;
    const [b] = view.record.objects.filter(({ id }) => id === 2);
    const objects = view.record.objects.map((truth) => (truth.id === 1 ? { ...b, id: 1 } : truth));
    const same = { ...view, record: { ...view.record, objects } };
    expect(ego(graph, view, 'left').verdict).toBe('T');
    expect(ego(graph, same, 'left').verdict).toBe('A');
  });

  test('what is not seen is not judged by sight', () => {
    const graph = testGraph(
      { objects: [cube(1, 0, 0.6, { size: [0.02, 0.02, 0.02] }), cube(2, 0, 0, { size: [1, 0.1, 0.8] })] },
      [lookAt([0, -2, 0.3], [0, 0, 0.2])],
    );
    const [view] = graph.views;
    expect(medianDepth(view, 1)).toBe(null);
    expect(ego(graph, view, 'behind')).toMatchObject({ verdict: 'A', reason: 'one of the two is not visible' });
    expect(closerToCamera(view, 1, 2).verdict).toBe('A');
  });
});

test('pairs without a horizontal direction', () => {
  const reason = (a: TestObject, b: TestObject) => {
    const graph = testGraph({ objects: [a, b] }, [CAMERA]);
    return evaluateDirection(graph, null, { kind: 'world' }, 'left', a.id, b.id).reason;
  };
  expect(reason(cube(1, 0, 0), cube(2, 0.04, 0, { center: [0.04, 0, 0.15] }))).toMatch(/above, below or inside/);
  expect(
    reason(
      { ...cube(1, 0, 0), center: [0, 0, 0.1], size: [0.05, 0.05, 0.05] },
      { id: 2, center: [0, 0, 0.1], ...openBox([0.3, 0.3, 0.2], 0.01) },
    ),
  ).toMatch(/inside/);
  expect(reason(cube(1, 0, 0), cube(2, 0.5, 0, { center: [0.5, 0, 0.7] }))).toMatch(/different heights/);
  expect(reason(cube(1, 0, 0, { parent: 2 }), cube(2, 0.5, 0))).toMatch(/part/);
  expect(reason(cube(1, 0, 0), cube(2, 3, 0, { category: 'wall', name: 'wall' }))).toBe('the wall is on no one side');
  expect(reason(cube(1, 0, 0), cube(2, 0, 0.5))).toBe(undefined);
});

test('closer to the camera by the nearest visible point', () => {
  const graph = testGraph({ objects: [cube(1, 0, -0.5), cube(2, 0.2, 0.3), cube(3, -0.2, 0.3)] }, [CAMERA]);
  const [view] = graph.views;
  expect(closerToCamera(view, 1, 2).verdict).toBe('T');
  expect(closerToCamera(view, 2, 1).verdict).toBe('F');
  expect(closerToCamera(view, 2, 3).verdict).toBe('A');
  // The nearest point of cube 1 is on its upper front edge, at (0, −0.55, 0.1).
  expect(nearestVisible(view, 1)).toBeCloseTo(Math.hypot(1.45, 0.9), 2);
});
