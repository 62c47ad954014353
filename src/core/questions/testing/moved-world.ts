import type { CameraView } from '../../camera/pinhole.js';
import { transformPoint, type Pose } from '../../geometry/pose.js';
import { fromYaw } from '../../geometry/quat.js';
import type { Vec3 } from '../../geometry/vec3.js';
import type { SceneGraph } from '../../relations/scene-graph.js';
import { lookAt, standsOn, testGraph, type TestObject } from '../../relations/test-scene.js';
import type { Lexicon } from '../lexicon.js';

// One table world in several guises: turned and moved with its camera, mirrored, or larger. Every object is a box.

export interface Guise {
  readonly pose?: Pose;
  /** x becomes −x, before the pose. */
  readonly mirrored?: boolean;
  /** Everything this many times as large, the camera's distance too. */
  readonly scale?: number;
}

export const MOVED_LEXICON: Lexicon = {
  version: 'test',
  nouns: Object.fromEntries(
    ['floor', 'table', 'mug', 'jar', 'can', 'clock', 'book', 'box', 'vase'].map((noun) => [noun, [noun]]),
  ),
  hypernyms: { container: ['mug', 'jar', 'can', 'vase'] },
  colours: { red: [45, 60, 40], blue: [40, 10, -50] },
};

const TOP = 0.75;
const EYE: Vec3 = [0.13, -1.25, 1.6];
const INTRINSICS = { width: 320, height: 240, fx: 300, fy: 300, cx: 160, cy: 120 };

interface Thing {
  readonly id: number;
  readonly category: string;
  readonly at: readonly [number, number];
  readonly size: Vec3;
  readonly yaw?: number;
  readonly front?: boolean;
  readonly on?: number;
}

const THINGS: readonly Thing[] = [
  { id: 3, category: 'mug', at: [-0.37, -0.06], size: [0.08, 0.09, 0.1] },
  { id: 4, category: 'box', at: [0.35, 0.02], size: [0.1, 0.14, 0.12] },
  { id: 5, category: 'jar', at: [0.02, 0.26], size: [0.12, 0.11, 0.2] },
  { id: 6, category: 'can', at: [0.05, -0.25], size: [0.07, 0.06, 0.12] },
  { id: 7, category: 'book', at: [0.42, -0.29], size: [0.2, 0.15, 0.04] },
  { id: 8, category: 'vase', at: [0.4, -0.28], size: [0.06, 0.05, 0.08], on: 7 },
  { id: 9, category: 'clock', at: [-0.12, 0.05], size: [0.05, 0.1, 0.12], yaw: -1.4, front: true },
];

export function movedWorld({ pose, mirrored = false, scale = 1 }: Guise = {}): SceneGraph {
  const at = ([x, y, z]: Vec3): Vec3 => {
    const point: Vec3 = [(mirrored ? -x : x) * scale, y * scale, z * scale];
    return pose ? transformPoint(pose, point) : point;
  };
  const turn = pose ? 2 * Math.atan2(pose.orientation[2], pose.orientation[3]) : 0;
  const sized = ([x, y, z]: Vec3): Vec3 => [x * scale, y * scale, z * scale];
  const heightOf = (thing: Thing): number => {
    const under = THINGS.find(({ id }) => id === thing.on);
    return TOP + (under?.size[2] ?? 0);
  };
  const objects = THINGS.map((thing): TestObject => {
    const { id, category, size, yaw = 0, front } = thing;
    return {
      id,
      category,
      name: category,
      center: at([...thing.at, heightOf(thing) + size[2] / 2]),
      size: sized(size),
      // The mirror image of a box turned by an angle is the same box turned the other way; its front turns with it.
      yaw: (mirrored ? (front ? Math.PI - yaw : -yaw) : yaw) + turn,
      ...(front && { front: [1, 0, 0] as const, leftRight: 'intrinsic' as const }),
    };
  });
  const outline = (
    [
      [-0.65, -0.45, TOP],
      [0.65, -0.45, TOP],
      [0.65, 0.45, TOP],
      [-0.65, 0.45, TOP],
    ] as Vec3[]
  ).map(at);
  const [ox, oy] = at([0, 0, 0]);
  const [hx, hy] = at([1, 0, 0]);
  const camera: CameraView = lookAt(at(EYE), at([0, 0, TOP]), INTRINSICS);
  return testGraph(
    {
      objects: [
        {
          id: 1,
          category: 'floor',
          name: 'floor',
          center: at([0, 0, -0.05]),
          size: sized([4, 4, 0.1]),
          yaw: turn,
          fixed: true,
          structure: true,
        },
        {
          id: 2,
          category: 'table',
          name: 'table',
          center: at([0, 0, TOP - 0.02]),
          size: sized([1.3, 0.9, 0.04]),
          yaw: turn,
          fixed: true,
        },
        ...objects,
      ],
      contacts: THINGS.map((thing) => standsOn(thing.id, thing.on ?? 2, at([...thing.at, heightOf(thing)]))),
      surfaces: [
        { id: 1, owner: 2, normal: [0, 0, 1], outline: mirrored ? [...outline].reverse() : outline, holes: [] },
      ],
      anchor: {
        origin: at([0, 0, TOP]),
        heading: [(hx - ox) / scale, (hy - oy) / scale, 0],
        text: 'facing along the table, from where the camera stands',
        by: { kind: 'camera', objects: [] },
      },
    },
    [camera],
  );
}

/** A quarter turn and a step: axis-aligned sides stay what they are. */
export const QUARTER_TURN: Pose = { position: [1.5, -0.7, 0], orientation: fromYaw(Math.PI / 2) };
