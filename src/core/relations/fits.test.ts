import { describe, expect, test } from 'vitest';
import { transformConvexBody, type ConvexBody } from '../geometry/convex.js';
import { clipConvex, convexHull, polygonArea, type Vec2 } from '../geometry/polygon.js';
import { transformPoints } from '../geometry/pose.js';
import { separation } from '../geometry/separation.js';
import type { Vec3 } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import { CONSTANTS } from './constants.js';
import { evaluateDirection } from './direction.js';
import { directionalTest, DIRECTION_ANGLE_DEG } from './directional-test.js';
import { evaluateFits, type FitsJudgement } from './fits.js';
import type { FitsQuestion } from './fits-setting.js';
import { motionTo, movingObject } from './fits-moving.js';
import { frameDirection, type Direction, type FrameRef } from './frames.js';
import { insideBy, patchUnder } from './patch.js';
import { OVERVIEW, TABLE_ID, TABLE_TOP, tableWorld, type TableWorld, type Thing } from './patch-test-world.js';
import { patchSight } from './patch-visibility.js';
import { boxMesh, joinMeshes, lookAt, shifted, standsOn } from './test-scene.js';

const K = CONSTANTS.tabletop;
const DIRECTIONS: readonly Direction[] = ['left', 'right', 'front', 'behind'];
const WORLD: FrameRef = { kind: 'world' };
const A: Thing = { id: 3, at: [-0.45, -0.3], size: [0.08, 0.08, 0.1], symmetry: 4 };
const B: Thing = { id: 2, at: [0, 0], size: [0.1, 0.1, 0.1] };

function ask(
  things: readonly Thing[],
  direction: Direction,
  world: Partial<TableWorld> = {},
  frame = WORLD,
): FitsJudgement {
  const graph = tableWorld({ things, ...world });
  return evaluateFits({ graph, view: graph.views[0], moving: 3, anchor: 2, frame, direction, profile: 'tabletop' });
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);

/** A thing of several boxes: their sizes, and centres over the middle of its base. */
function composite(thing: Omit<Thing, 'size'>, boxes: readonly (readonly [size: Vec3, center: Vec3])[]): Thing {
  const mesh = joinMeshes(...boxes.map(([size, center]) => shifted(boxMesh(size), center)));
  const parts = boxes.map(([size, center]) => {
    const corners = shifted(boxMesh(size), center).positions;
    const vertices: Vec3[] = [];
    for (let i = 0; i < 24; i += 3) vertices.push([corners[i], corners[i + 1], corners[i + 2]]);
    return { vertices };
  });
  let top = 0;
  for (let i = 2; i < mesh.positions.length; i += 3) top = Math.max(top, mesh.positions[i]);
  return { ...thing, mesh, parts, size: [0, 0, top] };
}

describe('T', () => {
  test.each(DIRECTIONS)('%s of a lone box there is room', (direction) => {
    for (const frame of [{ kind: 'ego' }, WORLD] as const) {
      const result = ask([A, B], direction, {}, frame);
      expect(result.verdict).toBe('T');
      expect(result.witness?.surface).toBe(1);
      expect(result.witness?.worldFromObject.position[2]).toBeCloseTo(TABLE_TOP + 0.05, 6);
    }
  });

  test('between the legs of a small bench, where its outline alone would forbid', () => {
    // The passage along x is 0.16 wide and 0.14 high; A needs 0.08 + 2 · 0.01 and 0.1 + 0.01.
    const bench = composite({ id: 4, at: [0.2, 0] }, [
      [
        [0.3, 0.02, 0.14],
        [0, 0.09, 0.07],
      ],
      [
        [0.3, 0.02, 0.14],
        [0, -0.09, 0.07],
      ],
      [
        [0.3, 0.2, 0.02],
        [0, 0, 0.15],
      ],
    ]);
    const fences: Thing[] = [
      { id: 5, at: [0.2, 0.25], size: [0.4, 0.2, 0.02] },
      { id: 6, at: [0.2, -0.25], size: [0.4, 0.2, 0.02] },
    ];
    const cameras = [lookAt([1.6, -0.2, 0.95], [0.2, 0, 0.72])];
    const result = ask([A, B, bench, ...fences], 'front', { cameras });
    expect(result.verdict).toBe('T');
    expect(Math.abs(result.witness?.worldFromObject.position[1] ?? 1)).toBeLessThan(0.031);
    const low = composite({ id: 4, at: [0.2, 0] }, [
      [
        [0.3, 0.02, 0.1],
        [0, 0.09, 0.05],
      ],
      [
        [0.3, 0.02, 0.1],
        [0, -0.09, 0.05],
      ],
      [
        [0.3, 0.2, 0.02],
        [0, 0, 0.11],
      ],
    ]);
    // Its board is at the height of A's top: A would lift it.
    expect(ask([A, B, low, ...fences], 'front', { cameras }).verdict).not.toBe('T');
  });
});

describe('F', () => {
  test('beyond the edge: the owner forbids', () => {
    const cameras = [lookAt([1.2, -0.8, 1.8], [0.5, 0, 0.7])];
    const near: Thing = { ...B, at: [0.6 - 0.05 - 0.015, 0] };
    const result = ask([A, near], 'front', { cameras });
    expect(result.verdict).toBe('F');
    expect(result.blockers).toEqual([TABLE_ID]);
    expect(sum(result.rejected)).toBe(result.tried);
    // Right at the edge no surface is left to see, but the edge is.
    const flush: Thing = { ...B, at: [0.55, 0] };
    expect(ask([A, flush], 'front', { cameras }).verdict).toBe('F');
    expect(ask([A, flush], 'front', { cameras: [lookAt([-1.5, 0, 0.8], [0.5, 0, 0.7])] }).verdict).toBe('A');
  });

  test('in a crowd: the things forbid', () => {
    const crowd: Thing[] = [];
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 9; j++)
        crowd.push({ id: 10 + 9 * i + j, at: [0.13 + 0.1 * i, 0.09 * j - 0.36], size: [0.07, 0.07, 0.02] });
    }
    const result = ask([A, B, ...crowd], 'front');
    expect(result.verdict).toBe('F');
    expect(result.blockers.every((id) => id >= 10 || id === TABLE_ID || id === 2)).toBe(true);
    expect(result.blockers.length).toBeGreaterThan(10);
    expect(sum(result.rejected)).toBe(result.tried);
    const gap = crowd.filter(({ id }) => id !== 30);
    expect(ask([A, B, ...gap], 'front').verdict).not.toBe('F');
    const wider = crowd.filter(({ at: [x, y] }) => Math.abs(x - 0.23) > 0.07 || Math.abs(y) > 0.11);
    expect(ask([A, B, ...wider], 'front').verdict).toBe('T');
  });
});

describe('A', () => {
  test('when something is on it, it is fixed, or the anchor stands on nothing', () => {
    const graph = tableWorld({ things: [A, B] });
    const question: FitsQuestion = {
      graph,
      view: graph.views[0],
      moving: 3,
      anchor: 2,
      frame: WORLD,
      direction: 'front',
      profile: 'tabletop',
    };
    expect(evaluateFits(question).verdict).toBe('T');
    expect(evaluateFits({ ...question, moving: TABLE_ID }).verdict).toBe('A');
    expect(evaluateFits({ ...question, anchor: TABLE_ID }).verdict).toBe('A');
    const loaded = tableWorld({ things: [A, B], contacts: [standsOn(2, 3, [0, 0, 0.8], 0)] });
    expect(evaluateFits({ ...question, graph: loaded, view: loaded.views[0] }).verdict).toBe('A');
  });

  test('when the place is hidden', () => {
    const screen: Thing = { id: 4, at: [0.25, -0.3], size: [0.6, 0.02, 0.6] };
    expect(ask([A, B, screen], 'front', { cameras: [lookAt([0.25, -1.6, 0.9], [0.25, 0, 0.7])] }).verdict).toBe('A');
  });
});

/** Conditions (i) to (iv) of SPEC §6 word by word, for the world frame, with separations computed pair by pair. */
function isValid(
  { graph, moving: id, anchor: anchorId, direction }: FitsQuestion,
  x: number,
  y: number,
  yaw: number,
  c: number,
): boolean {
  const { geometry } = graph;
  const moving = movingObject(geometry, id);
  const anchor = geometry.object(anchorId);
  const motion = motionTo(moving, x, y, TABLE_TOP, yaw);
  const vertices = transformPoints(motion, moving.object.vertices);
  const low: Vec2[] = [];
  for (let i = 0; i < vertices.length; i += 3)
    if (vertices[i + 2] <= TABLE_TOP + 0.002) low.push([vertices[i], vertices[i + 1]]);
  const contact = convexHull(low);
  const patch = patchUnder(geometry, anchorId);
  if (patch === null) return false;
  if (polygonArea(clipConvex(contact, patch.outline)) < 0.95 * polygonArea(contact)) return false;
  const [mx, my] = transformPoints(motion, moving.object.massCenter);
  if (insideBy(patch, mx, my) < 0.01) return false;

  const vector = frameDirection(graph, null, WORLD, direction);
  if ('reason' in vector) return false;
  const [dx, dy] = vector.d;
  const extent = (points: Float64Array, ux: number, uy: number) => {
    let [min, max] = [Infinity, -Infinity];
    for (let i = 0; i < points.length; i += 3) {
      min = Math.min(min, points[i] * ux + points[i + 1] * uy);
      max = Math.max(max, points[i] * ux + points[i + 1] * uy);
    }
    return { min, max };
  };
  const a = extent(vertices, dx, dy);
  const b = extent(anchor.vertices, dx, dy);
  const delta = (x - anchor.center[0]) * dx + (y - anchor.center[1]) * dy;
  const lateral = Math.abs((y - anchor.center[1]) * dx - (x - anchor.center[0]) * dy);
  const spans = {
    aMin: a.min,
    aMax: a.max,
    bMin: b.min,
    bMax: b.max,
    aSideMin: 0,
    aSideMax: 0,
    bSideMin: 0,
    bSideMax: 0,
    delta,
    lateral,
  };
  if (directionalTest(spans, K.minMargin, DIRECTION_ANGLE_DEG) !== 'T') return false;

  const own = moving.object.convexParts.map((part) => transformConvexBody(motion, part));
  const apart = (parts: readonly ConvexBody[]) =>
    Math.min(...parts.flatMap((part) => own.map((body) => separation(body, part))));
  if (apart(anchor.convexParts) > K.fitReach) return false;
  for (const object of geometry.objects) {
    const { id: other } = object.record;
    if (other !== id && other !== TABLE_ID && apart(object.convexParts) < c) return false;
  }
  return true;
}

function contactVisible({ graph, view, moving: id, anchor }: FitsQuestion, x: number, y: number, yaw: number): number {
  const patch = patchUnder(graph.geometry, anchor);
  if (patch === null) return 0;
  const sight = patchSight(graph.geometry, view, patch);
  const moving = movingObject(graph.geometry, id);
  let [seen, all] = [0, 0];
  // All contacts here are boxes' bases.
  const [hx, hy] = [Math.abs(moving.contact[0]), Math.abs(moving.contact[1])];
  for (let i = -4; i <= 4; i++) {
    for (let j = -4; j <= 4; j++) {
      const [px, py] = [(hx * i) / 4.5, (hy * j) / 4.5];
      all++;
      if (sight(x + px * Math.cos(yaw) - py * Math.sin(yaw), y + px * Math.sin(yaw) + py * Math.cos(yaw))) seen++;
    }
  }
  return seen / all;
}

function crowdedTable(seed: number): readonly Thing[] {
  const rng = createRng(seed);
  const place = (): [number, number] => [rng.range(-0.5, 0.5), rng.range(-0.3, 0.3)];
  const things: Thing[] = [
    { id: 3, at: [-0.45, -0.28], size: [rng.range(0.05, 0.16), rng.range(0.05, 0.16), 0.1], symmetry: 2 },
    { id: 2, at: [rng.range(-0.2, 0.5), rng.range(-0.2, 0.3)], size: [0.1, 0.08, 0.1] },
  ];
  for (let i = 0; i < 9; i++) {
    const [w, h] = [rng.range(0.06, 0.25), rng.range(0.03, 0.12)];
    const thing = { id: 10 + i, at: place(), yaw: rng.range(0, 3) };
    if (i % 3 > 0) things.push({ ...thing, size: [w, 0.12, h] });
    else
      things.push(
        composite(thing, [
          [
            [w, 0.02, h],
            [0, 0, h / 2],
          ],
          [
            [0.02, 0.14, h],
            [w / 2, 0, h / 2],
          ],
        ]),
      );
  }
  return things;
}

describe.each(Array.from({ length: 10 }, (_, seed) => seed))('against the definition, seed %i', (seed) => {
  const graph = tableWorld({ things: crowdedTable(seed) });
  const view = graph.views[0];

  test.each(DIRECTIONS)('%s', (direction) => {
    const question: FitsQuestion = { graph, view, moving: 3, anchor: 2, frame: WORLD, direction, profile: 'tabletop' };
    const result = evaluateFits(question);
    const { center } = graph.geometry.object(2);
    const rng = createRng(`poses ${seed} ${direction}`);
    if (result.verdict === 'T' && result.witness !== null) {
      const [x, y] = result.witness.worldFromObject.position;
      const yaw = (Number(result.measured.yawDeg) * Math.PI) / 180;
      expect(isValid(question, x, y, yaw, K.clearanceYes)).toBe(true);
      expect(contactVisible(question, x, y, yaw)).toBeGreaterThan(0.68);
    }
    let comfortable = false;
    for (let i = 0; i < 4000; i++) {
      const x = center[0] + rng.range(-0.5, 0.5);
      const y = center[1] + rng.range(-0.5, 0.5);
      const yaw = rng.range(0, Math.PI);
      if (result.verdict === 'F') expect(isValid(question, x, y, yaw, -K.clearanceNo)).toBe(false);
      if (result.verdict === 'A' && !comfortable) {
        // Room for a pose of the lattice near this one.
        const near = Math.round(yaw / (Math.PI / 12)) * (Math.PI / 12);
        comfortable =
          isValid(question, x, y, near, K.clearanceYes + 0.012) && contactVisible(question, x, y, near) > 0.85;
      }
    }
    expect(comfortable).toBe(false);
  });
});

test('the witness is in the direction when the object is really put there', () => {
  const things = crowdedTable(3);
  for (const direction of DIRECTIONS) {
    const graph = tableWorld({ things });
    const question: FitsQuestion = {
      graph,
      view: graph.views[0],
      moving: 3,
      anchor: 2,
      frame: { kind: 'ego' },
      direction,
      profile: 'tabletop',
    };
    const { witness, measured } = evaluateFits(question);
    if (witness === null) continue;
    const [x, y] = witness.worldFromObject.position;
    const moved = things.map((thing) =>
      thing.id === 3 ? { ...thing, at: [x, y] as const, yaw: (Number(measured.yawDeg) * Math.PI) / 180 } : thing,
    );
    const after = tableWorld({ things: moved, cameras: [OVERVIEW] });
    // Depth and occlusion may leave it open, but never contradict.
    expect(evaluateDirection(after, after.views[0], { kind: 'ego' }, direction, 3, 2).verdict).not.toBe('F');
    expect(evaluateDirection(after, after.views[0], { kind: 'ego' }, direction, 3, 2).verdict).toBe('T');
  }
});

test('mirroring the world keeps every verdict', () => {
  for (const seed of [1, 4, 6]) {
    // Things of one box only: a bracket's mirror image is another shape.
    const things = crowdedTable(seed).filter(({ mesh }) => mesh === undefined);
    const mirrored = things.map((thing) => ({
      ...thing,
      at: [-thing.at[0], thing.at[1]] as const,
      yaw: -(thing.yaw ?? 0),
    }));
    for (const direction of DIRECTIONS) {
      const opposite = direction === 'left' ? 'right' : direction === 'right' ? 'left' : direction;
      const ego: FrameRef = { kind: 'ego' };
      expect(ask(mirrored, opposite, {}, ego).verdict).toBe(ask(things, direction, {}, ego).verdict);
    }
  }
});
