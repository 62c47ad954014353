import { describe, expect, test } from 'vitest';
import { separation } from '../geometry/separation.js';
import { transformConvexBody } from '../geometry/convex.js';
import { clipConvexBody } from '../geometry/clip.js';
import { transformPoints } from '../geometry/pose.js';
import type { Vec3 } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import { CONSTANTS } from './constants.js';
import { evaluateFitsOn } from './fits-on.js';
import type { FitsJudgement } from './fits.js';
import { motionTo, movingObject } from './fits-moving.js';
import { insideBy, buildPatch } from './patch.js';
import type { SceneGraph } from './scene-graph.js';
import {
  boxMesh,
  floorOf,
  joinMeshes,
  lookAt,
  openBox,
  shifted,
  standsOn,
  testGraph,
  type TestObject,
} from './test-scene.js';
import type { Contact, Surface } from '../scene/settled-scene.js';
import type { CameraView } from '../camera/pinhole.js';

const K = CONSTANTS.tabletop;

/** A floor at z = 0 (id 1), the support (id 2) at the origin, the thing that moves (id 3) beside it. */
const FLOOR: TestObject = floorOf(4);
const BLOCK: TestObject = { id: 2, name: 'block', center: [0, 0, 0.1], size: [0.3, 0.24, 0.2] };
const A: TestObject = { id: 3, name: 'cube', center: [0.5, 0, 0.05], size: [0.08, 0.08, 0.1], symmetry: 4 };

const ABOVE_IT = lookAt([0.1, -1.1, 1.3], [0, 0, 0.1], { width: 320, height: 240, fx: 300, fy: 300, cx: 160, cy: 120 });

const rectangle = (id: number, x: number, y: number, z: number): Surface => ({
  id,
  owner: 2,
  normal: [0, 0, 1],
  outline: [
    [-x, -y, z],
    [x, -y, z],
    [x, y, z],
    [-x, y, z],
  ],
  holes: [],
});

const BLOCK_TOP = rectangle(1, 0.15, 0.12, 0.2);

interface World {
  readonly a?: TestObject;
  readonly support?: TestObject;
  readonly surfaces?: readonly Surface[];
  /** Things that stand on the support's top or anywhere. */
  readonly others?: readonly TestObject[];
  readonly contacts?: readonly Contact[];
  readonly camera?: CameraView;
}

function graphOf({
  a = A,
  support = BLOCK,
  surfaces = [BLOCK_TOP],
  others = [],
  contacts = [],
  camera = ABOVE_IT,
}: World): SceneGraph {
  const stands = [standsOn(2, 1, [0, 0, 0]), standsOn(3, 1, [a.center[0], a.center[1], 0])];
  const placed = contacts.some((contact) => contact.a === 3) ? stands.slice(0, 1) : stands;
  return testGraph({ objects: [FLOOR, support, a, ...others], contacts: [...placed, ...contacts], surfaces }, [camera]);
}

const askGraph = (graph: SceneGraph): FitsJudgement =>
  evaluateFitsOn({ graph, view: graph.views[0], moving: 3, support: 2, profile: 'tabletop' });

const ask = (world: World): FitsJudgement => askGraph(graphOf(world));

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);

/** A thing of several boxes: sizes and centres, object frame and world alike. */
function boards(id: number, name: string, list: readonly (readonly [size: Vec3, center: Vec3])[]): TestObject {
  const meshes = list.map(([size, center]) => shifted(boxMesh(size), center));
  const mesh = joinMeshes(...meshes);
  const parts = meshes.map(({ positions }) => {
    const vertices: Vec3[] = [];
    for (let i = 0; i < positions.length; i += 3) vertices.push([positions[i], positions[i + 1], positions[i + 2]]);
    return { vertices };
  });
  let [low, high] = [Infinity, -Infinity];
  for (let i = 2; i < mesh.positions.length; i += 3) {
    low = Math.min(low, mesh.positions[i]);
    high = Math.max(high, mesh.positions[i]);
  }
  return { id, name, mesh, parts, center: [0, 0, (low + high) / 2] };
}

/** Two boards, the upper one with its underside `clearance` over the lower one's top at 0.1; open to the front. */
const shelf = (clearance: number): TestObject =>
  boards(2, 'shelf', [
    [
      [0.4, 0.2, 0.1],
      [0, 0, 0.05],
    ],
    [
      [0.4, 0.2, 0.012],
      [0, 0, 0.1 + clearance + 0.006],
    ],
    [
      [0.01, 0.2, clearance],
      [-0.195, 0, 0.1 + clearance / 2],
    ],
    [
      [0.01, 0.2, clearance],
      [0.195, 0, 0.1 + clearance / 2],
    ],
  ]);
const LOWER_BOARD = rectangle(1, 0.19, 0.1, 0.1);
const INTO_IT = lookAt([0, -1.2, 0.35], [0, 0, 0.1], { width: 320, height: 240, fx: 300, fy: 300, cx: 160, cy: 120 });

describe('T', () => {
  test('a box on a larger one', () => {
    const result = ask({});
    expect(result.verdict).toBe('T');
    expect(result.witness?.surface).toBe(1);
    expect(result.witness?.worldFromObject.position[2]).toBeCloseTo(0.25, 6);
    expect(Object.keys(result.measured).sort()).toEqual(['footprintVisible', 'yawDeg']);
  });

  test('under a board that is high enough', () => {
    const result = ask({ support: shelf(0.14), surfaces: [LOWER_BOARD], camera: INTO_IT });
    expect(result.verdict).toBe('T');
    expect(result.witness?.worldFromObject.position[2]).toBeCloseTo(0.15, 6);
  });

  test('on the highest surface with room', () => {
    const surfaces = [LOWER_BOARD, rectangle(2, 0.2, 0.1, 0.1 + 0.14 + 0.012)];
    const camera = lookAt([0, -1.2, 0.7], [0, 0, 0.2]);
    expect(ask({ support: shelf(0.14), surfaces, camera }).witness?.surface).toBe(2);
  });
});

describe('F', () => {
  test('too large a thing: the owner forbids', () => {
    const large: TestObject = { ...A, center: [0.6, 0, 0.05], size: [0.36, 0.3, 0.1] };
    const result = ask({ a: large });
    expect(result.verdict).toBe('F');
    expect(result.blockers).toEqual([2]);
    expect(Object.keys(result.rejected)).toEqual(['edge']);
    expect(sum(result.rejected)).toBe(result.tried);
    expect(Number(result.measured.topVisible)).toBeGreaterThan(0.9);
  });

  test.each([0.05, 0.07, 0.09])('a board %f overhead', (clearance) => {
    const result = ask({ support: shelf(clearance), surfaces: [LOWER_BOARD], camera: INTO_IT });
    expect(result.verdict).toBe('F');
    expect(result.blockers).toEqual([2]);
    expect(result.rejected.collision).toBeGreaterThan(0);
    expect(sum(result.rejected)).toBe(result.tried);
  });

  test('a crowded top: what stands there forbids, too', () => {
    const others: TestObject[] = [];
    const contacts: Contact[] = [];
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const [id, x, y] = [10 + 3 * i + j, 0.1 * (i - 1), 0.085 * (j - 1)];
        others.push({ id, center: [x, y, 0.21], size: [0.07, 0.06, 0.02] });
        contacts.push(standsOn(id, 2, [x, y, 0.2]));
      }
    }
    const result = ask({ others, contacts });
    expect(result.verdict).toBe('F');
    expect(result.blockers).toContain(2);
    expect(result.blockers).toContain(14);
    expect(result.blockers).not.toContain(3);
    expect(sum(result.rejected)).toBe(result.tried);
    // Without the row on one side there is room.
    expect(ask({ others: others.slice(3), contacts: contacts.slice(3) }).verdict).toBe('T');
  });
});

describe('A', () => {
  test('between fitting and not', () => {
    expect(ask({ support: shelf(0.1), surfaces: [LOWER_BOARD], camera: INTO_IT }).verdict).toBe('A');
    expect(ask({ support: shelf(0.107), surfaces: [LOWER_BOARD], camera: INTO_IT }).verdict).toBe('A');
  });

  test('when the top is hidden', () => {
    const level = lookAt([0, -1.2, 0.15], [0, 0, 0.15]);
    expect(ask({ camera: level })).toMatchObject({ verdict: 'A', reason: 'where it would fit is not visible enough' });
    expect(ask({ camera: level, a: { ...A, center: [0.6, 0, 0.05], size: [0.36, 0.3, 0.1] } }).verdict).toBe('A');
  });

  test('when something is on it, or it is there already, directly or by what carries it', () => {
    const loaded = { others: [{ id: 4, center: [0.5, 0, 0.11] as Vec3, size: [0.03, 0.03, 0.02] as Vec3 }] };
    expect(ask({ ...loaded, contacts: [standsOn(4, 3, [0.5, 0, 0.1])] })).toMatchObject({
      verdict: 'A',
      reason: 'something is on or against the cube',
    });
    const there = { ...A, center: [0, 0, 0.25] as Vec3 };
    expect(ask({ a: there, contacts: [standsOn(3, 2, [0, 0, 0.2])] })).toMatchObject({
      verdict: 'A',
      reason: 'it is on the block already',
    });
    const book: TestObject = { id: 4, center: [0, 0, 0.21], size: [0.12, 0.12, 0.02] };
    const higher = { ...A, center: [0, 0, 0.27] as Vec3 };
    const contacts = [standsOn(3, 4, [0, 0, 0.22]), standsOn(4, 2, [0, 0, 0.2])];
    expect(ask({ a: higher, others: [book], contacts }).reason).toBe('it is on the block already');
  });

  test('when it has no top, or what it has is inside it', () => {
    expect(ask({ surfaces: [] })).toMatchObject({ verdict: 'A', reason: 'the block has no top to put things on' });
    const { mesh, cavity } = openBox([0.3, 0.24, 0.2], 0.01);
    const box: TestObject = { ...BLOCK, mesh, cavity, opening: [0, 0, 1] };
    expect(ask({ support: box, surfaces: [rectangle(1, 0.14, 0.11, 0.01)] }).verdict).toBe('A');
  });

  test('when it cannot be moved, or is the thing itself', () => {
    expect(ask({ a: { ...A, fixed: true } }).verdict).toBe('A');
    expect(ask({ support: { ...BLOCK, held: true } }).verdict).toBe('A');
    const graph = graphOf({});
    const itself = { graph, view: graph.views[0], moving: 2, support: 2, profile: 'tabletop' } as const;
    expect(evaluateFitsOn(itself).verdict).toBe('A');
  });
});

/** Conditions (i) and (ii) of SPEC §6 word by word for boxes, with separations computed pair by pair. */
function isValid(graph: SceneGraph, x: number, y: number, yaw: number, c: number, share = 0.945): boolean {
  const { geometry } = graph;
  const moving = movingObject(geometry, 3);
  const patch = buildPatch(geometry.scene.surfaces[0]);
  const floor = patch.origin[2];
  const motion = motionTo(moving, x, y, floor, yaw);
  const [mx, my] = transformPoints(motion, moving.object.massCenter);
  if (insideBy(patch, mx, my) < 0.01) return false;
  // Share of the base on the surface, by samples.
  const [hx, hy] = [Math.abs(moving.contact[0]), Math.abs(moving.contact[1])];
  let on = 0;
  for (let i = 0; i < 40; i++) {
    for (let j = 0; j < 40; j++) {
      const [px, py] = [hx * ((i + 0.5) / 20 - 1), hy * ((j + 0.5) / 20 - 1)];
      const [wx, wy] = [x + px * Math.cos(yaw) - py * Math.sin(yaw), y + px * Math.sin(yaw) + py * Math.cos(yaw)];
      if (insideBy(patch, wx, wy) >= 0) on++;
    }
  }
  if (on / 1600 < share) return false;
  const own = moving.object.convexParts.map((part) => transformConvexBody(motion, part));
  return geometry.objects.every(({ record, convexParts }) => {
    if (record.id === 3) return true;
    const start = record.id === 2 ? floor + 0.001 : -Infinity;
    const parts =
      start === -Infinity ? convexParts : convexParts.flatMap((part) => clipConvexBody(part, [0, 0, -1], -start) ?? []);
    return parts.every((part) => own.every((body) => separation(body, part) >= c));
  });
}

const met = new Set<string>();

describe.each(Array.from({ length: 18 }, (_, seed) => seed))('against the definition, seed %i', (seed) => {
  const rng = createRng(seed);
  const others: TestObject[] = [];
  const contacts: Contact[] = [];
  const isShelf = seed % 3 === 0;
  const height = isShelf ? 0.1 : 0.2;
  for (let i = 0; i < 1 + (seed % 6); i++) {
    const [x, y, h] = [rng.range(-0.13, 0.13), rng.range(-0.08, 0.08), rng.range(0.02, 0.06)];
    others.push({ id: 10 + i, center: [x, y, height + h / 2], size: [0.05, 0.04, h], yaw: rng.range(0, 3) });
    contacts.push(standsOn(10 + i, 2, [x, y, height]));
  }
  const a: TestObject = { ...A, symmetry: 2, size: [rng.range(0.06, 0.28), rng.range(0.06, 0.2), 0.1] };
  const graph = graphOf({
    a,
    others,
    contacts,
    ...(isShelf && { support: shelf(rng.range(0.06, 0.16)), surfaces: [LOWER_BOARD], camera: INTO_IT }),
  });
  const result = askGraph(graph);
  met.add(result.verdict);

  test('a witness is valid, and where there is none none is found', () => {
    if (result.witness !== null) {
      const [x, y] = result.witness.worldFromObject.position;
      expect(isValid(graph, x, y, (Number(result.measured.yawDeg) * Math.PI) / 180, K.clearanceYes)).toBe(true);
      return;
    }
    const random = createRng(`poses ${seed}`);
    for (let i = 0; i < 1500; i++) {
      const [x, y, yaw] = [random.range(-0.2, 0.2), random.range(-0.12, 0.12), random.range(0, Math.PI)];
      if (result.verdict === 'F') expect(isValid(graph, x, y, yaw, -K.clearanceNo)).toBe(false);
      else {
        // With room for a pose of the lattice near by there would be a witness: no board hides this top.
        const near = Math.round(yaw / (Math.PI / 12)) * (Math.PI / 12);
        if (!isShelf) expect(isValid(graph, x, y, near, K.clearanceYes + 0.012, 1)).toBe(false);
      }
    }
  });
});

test('the worlds above have all three verdicts', () => {
  expect([...met].sort()).toEqual(['A', 'F', 'T']);
});
