import type { Mesh } from './tree.ts';
import type { ContactRecord, ObjectRecord, QuestionRecord, SceneRecord, SurfaceRecord, ViewRecord } from './types.ts';
import type { Quat, Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { amodal, draw } from './raster.ts';
import { add, cross, mul, multiply, negate, rotate, unit, yaw, Z } from './vec.ts';
import { viewOf } from './view.ts';
import { worldOf } from './world.ts';

// Boxes and one camera, put together by hand for the self test; pictures drawn by the checker's own ideal camera.

export interface BoxSpec {
  readonly id: number;
  readonly category: string;
  readonly center: Vec3;
  readonly size: Vec3;
  readonly yawDeg?: number;
  readonly front?: Vec3 | null;
  readonly colour?: string;
  readonly lab?: Vec3;
  readonly structure?: boolean;
  readonly fixed?: boolean;
}

export function boxMesh([x, y, z]: Vec3): Mesh {
  const corners: number[] = [];
  for (let i = 0; i < 8; i++) corners.push(((i & 1) - 0.5) * x, (((i >> 1) & 1) - 0.5) * y, ((i >> 2) - 0.5) * z);
  // Two triangles a side, outward.
  const quads = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ];
  const indices = quads.flatMap(([a, b, c, d]) => [a, b, c, a, c, d]);
  return { vertices: new Float64Array(corners), indices: new Uint32Array(indices) };
}

export function boxRecord(spec: BoxSpec): ObjectRecord {
  const { size } = spec;
  const orientation = yaw(((spec.yawDeg ?? 0) * Math.PI) / 180);
  const h = mul(size, 0.5);
  const corners: Vec3[] = [];
  for (let i = 0; i < 8; i++) corners.push([i & 1 ? h[0] : -h[0], i & 2 ? h[1] : -h[1], i & 4 ? h[2] : -h[2]]);
  return {
    id: spec.id,
    category: spec.category,
    asset: `${spec.category}/0`,
    name: spec.category,
    attributes: { colour: spec.colour ?? 'grey', material: 'wood' },
    mesh: `box ${size.join(' ')}`,
    scale: 1,
    worldFromObject: { position: spec.center, orientation },
    obb: { center: spec.center, halfExtents: h, orientation },
    mass: 1,
    massCenter: [0, 0, 0],
    solid: true,
    fixed: spec.fixed ?? false,
    structure: spec.structure ?? false,
    parts: [{ vertices: corners }],
    up: [0, 0, 1],
    front: spec.front ?? null,
    symmetry: 1,
    leftRight: 'intrinsic',
    colourLab: spec.lab ?? [50, 0, 0],
    colourConfidence: 0.95,
    held: false,
    friction: 0.5,
    cavity: null,
    opening: null,
    parent: null,
  };
}

export const meshOf = (name: string): Mesh => boxMesh(name.split(' ').slice(1).map(Number) as unknown as Vec3);

/** Orientation of cameraFromWorld for a camera at `eye` that looks along `forward`, its x axis level. */
function lookAlong(forward: Vec3): Quat {
  const z = unit(forward);
  const x = unit(cross(z, Z));
  const y = cross(z, x);
  // Rows of the rotation are the camera's axes; found by Shepperd's method for w > 0 or the largest diagonal.
  const m = [x, y, z];
  const candidates: Quat[] = [
    [m[2][1] - m[1][2], m[0][2] - m[2][0], m[1][0] - m[0][1], 1 + m[0][0] + m[1][1] + m[2][2]],
    [1 + m[0][0] - m[1][1] - m[2][2], m[0][1] + m[1][0], m[0][2] + m[2][0], m[2][1] - m[1][2]],
    [m[0][1] + m[1][0], 1 - m[0][0] + m[1][1] - m[2][2], m[1][2] + m[2][1], m[0][2] - m[2][0]],
    [m[0][2] + m[2][0], m[1][2] + m[2][1], 1 - m[0][0] - m[1][1] + m[2][2], m[1][0] - m[0][1]],
  ];
  const best = candidates.reduce((p, q) => (Math.hypot(...p) > Math.hypot(...q) ? p : q));
  const n = Math.hypot(...best);
  return best.map((c) => c / n) as unknown as Quat;
}

export function cameraAt(eye: Vec3, forward: Vec3, id: string, scene: string): ViewRecord {
  const orientation = lookAlong(forward);
  return {
    schema: 'vantage/view@1',
    id,
    scene,
    intrinsics: { width: 640, height: 480, fx: 600, fy: 600, cx: 320, cy: 240 },
    cameraFromWorld: { orientation, position: negate(rotate(orientation, eye)) },
    depthUnit: 0.0001,
    objects: [],
  };
}

/** The camera of SPEC §11. */
export const testCamera = (): ViewRecord =>
  cameraAt([0, -2, 1.2], [0, Math.cos((25 * Math.PI) / 180), -Math.sin((25 * Math.PI) / 180)], 's-v0', 's');

export function sceneOf(
  boxes: readonly BoxSpec[],
  surfaces: readonly SurfaceRecord[] = [],
  contacts: readonly ContactRecord[] = [],
): SceneRecord {
  return {
    schema: 'vantage/scene@1',
    id: 's',
    recipe: 'by-hand',
    seed: 1,
    profile: 'tabletop',
    split: 'train',
    anchor: {
      origin: [0, 0, 0],
      heading: [0, 1, 0],
      text: 'facing from the camera to the far edge',
      by: { kind: 'camera', objects: [] },
    },
    counterfactualOf: null,
    objects: boxes.map(boxRecord),
    surfaces,
    contacts,
    settle: { steps: 1, drift: 0, penetration: 0 },
  };
}

/** World and view, every picture and every count as an ideal camera would have them. */
export function stage(scene: SceneRecord, camera = testCamera()): { world: World; view: View } {
  const world = worldOf(scene, meshOf);
  const items = world.bodies.map((b) => ({ id: b.id, tree: b.tree() }));
  const { ids, depth } = draw(items, camera.cameraFromWorld, camera.intrinsics);
  const stored = Uint16Array.from(depth, (z) => (Number.isFinite(z) ? Math.round(z / camera.depthUnit) : 0));
  const bare = viewOf(camera, world, ids, stored);
  const objects = world.bodies.map((b) => {
    const seen = bare.seen(b.id);
    const whole = amodal(b.tree(), camera.cameraFromWorld, camera.intrinsics);
    return {
      id: b.id,
      visiblePixels: seen?.pixels ?? 0,
      amodalPixels: whole.pixels,
      visibleFraction: whole.pixels ? (seen?.pixels ?? 0) / whole.pixels : 0,
      truncation: whole.pixels ? 1 - whole.inImage / whole.pixels : 0,
      box: seen?.box ?? null,
      amodalBox: whole.box,
      centroid: seen?.centroid ?? null,
      obbInCamera: {
        center: bare.toCamera(b.center),
        halfExtents: b.halfExtents,
        orientation: multiply(camera.cameraFromWorld.orientation, b.record.obb.orientation),
      },
    };
  });
  return { world, view: viewOf({ ...camera, objects }, world, ids, stored) };
}

/** A table, and things that stand on it; ids: 1 table, 2 the middle box with a front, then the rest. */
export function tableScene(): SceneRecord {
  const top = 0.75;
  const boxes: BoxSpec[] = [
    { id: 1, category: 'table', center: [0, 0, top - 0.02], size: [1.2, 0.9, 0.04], fixed: true },
    { id: 2, category: 'laptop', center: [0, 0, top + 0.05], size: [0.2, 0.2, 0.1], front: [0, -1, 0] },
    { id: 3, category: 'mug', center: [-0.35, 0, top + 0.05], size: [0.1, 0.1, 0.1], colour: 'red', lab: [45, 60, 40] },
    {
      id: 4,
      category: 'mug',
      center: [0.4, 0.25, top + 0.05],
      size: [0.1, 0.1, 0.1],
      colour: 'blue',
      lab: [40, 15, -50],
    },
    { id: 5, category: 'book', center: [0.3, -0.25, top + 0.02], size: [0.2, 0.15, 0.04] },
  ];
  const contacts = boxes.slice(1).flatMap((b) =>
    [-1, 1].flatMap((i) =>
      [-1, 1].map((j): ContactRecord => ({
        a: b.id,
        b: 1,
        point: add([b.center[0], b.center[1], top], [(i * b.size[0]) / 2, (j * b.size[1]) / 2, 0]),
        normal: [0, 0, 1],
        share: 0.25,
      })),
    ),
  );
  const outline: Vec3[] = [
    [-0.6, -0.45, top],
    [0.6, -0.45, top],
    [0.6, 0.45, top],
    [-0.6, 0.45, top],
  ];
  return sceneOf(boxes, [{ id: 1, owner: 1, normal: [0, 0, 1], outline, holes: [] }], contacts);
}

/** A question about the table scene, right in all that is not said otherwise. */
export function question(part: Partial<QuestionRecord>): QuestionRecord {
  return {
    schema: 'vantage/question@1',
    id: 'q',
    scene: 's',
    views: ['s-v0'],
    split: 'train',
    kind: 'configuration',
    type: 'left',
    frame: { kind: 'ego', view: 's-v0' },
    template: 't',
    text: 'From the camera, is the red mug to the left of the laptop?',
    direction: null,
    objects: { subject: 3, reference: 2 },
    phrases: { '3': 'red mug', '2': 'laptop' },
    answer: { kind: 'yes-no', value: true },
    answerText: 'Yes',
    evidence: { verdict: 'T', params: {}, measured: {}, steps: [], blockers: [], rejected: {}, witness: null },
    profile: 'tabletop',
    egoVerdict: null,
    spec: '0.3',
    ...part,
  };
}

export const lexicon = {
  nouns: { table: ['table'], laptop: ['laptop'], mug: ['mug'], book: ['book'] },
  hypernyms: { cup: ['mug'] },
  colours: { red: [45, 60, 40], blue: [40, 15, -50], grey: [50, 0, 0] },
} as const;
