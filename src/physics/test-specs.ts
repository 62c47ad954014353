import type { TriangleMesh } from '../core/geometry/mesh.js';
import { buildConvexBody } from '../core/geometry/convex.js';
import { IDENTITY } from '../core/geometry/quat.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import type { ObjectSpec, SceneSpec } from '../core/scene/scene-spec.js';

// Small scenes made by hand for tests: objects by their convex parts, each its own mesh.

export type PartPoints = readonly (readonly Vec3[])[];

export interface TestObject extends Partial<ObjectSpec> {
  readonly id: number;
  readonly shape: PartPoints;
  readonly at: Vec3;
  readonly on?: number;
}

export interface TestSpec {
  readonly spec: SceneSpec;
  readonly meshes: ReadonlyMap<string, TriangleMesh>;
}

export function testSpec(objects: readonly TestObject[], extra: Partial<SceneSpec> = {}): TestSpec {
  const meshes = new Map<string, TriangleMesh>();
  const intendedSupport: Record<number, number> = {};
  const specs = objects.map(({ shape, at, on, ...given }): ObjectSpec => {
    const mesh = given.id.toString(16).padStart(64, '0');
    meshes.set(mesh, meshOf(shape));
    if (on !== undefined) intendedSupport[given.id] = on;
    return {
      category: 'thing',
      asset: 'thing/0',
      name: 'thing',
      attributes: { colour: 'red', material: 'wooden' },
      mesh,
      scale: 1,
      worldFromObject: { position: at, orientation: IDENTITY },
      mass: 0.5,
      massCenter: centroidOf(shape),
      solid: true,
      fixed: false,
      structure: false,
      parts: shape.map((vertices) => ({ vertices })),
      up: [0, 0, 1],
      front: null,
      symmetry: 1,
      leftRight: 'unsettled',
      colourLab: [50, 0, 0],
      colourConfidence: 1,
      held: false,
      cavity: null,
      opening: null,
      parent: null,
      materials: [],
      friction: 0.5,
      ...given,
    };
  });
  const spec: SceneSpec = {
    schema: 'vantage/scene@1',
    id: 'test',
    recipe: 'test',
    seed: 0,
    profile: 'tabletop',
    split: 'train',
    gravity: [0, 0, -9.81],
    anchor: { origin: [0, 0, 0], heading: [1, 0, 0], text: 'along x', by: { kind: 'camera', objects: [] } },
    counterfactualOf: null,
    lighting: { direction: [0, 0, -1], key: 1, ambient: 1, tint: [1, 1, 1] },
    objects: specs,
    surfaces: [],
    intendedSupport,
    free: [],
    ...extra,
  };
  return { spec, meshes };
}

/** A floor whose top is at z = 0. */
export const floor = (id: number): TestObject => ({
  id,
  shape: box(4, 4, 0.1),
  at: [0, 0, -0.1],
  fixed: true,
  structure: true,
  name: 'floor',
});

/** Corners of a box standing on z = 0 about the z axis. */
export function box(x: number, y: number, z: number): PartPoints {
  const points: Vec3[] = [];
  for (const a of [-x / 2, x / 2]) for (const b of [-y / 2, y / 2]) for (const c of [0, z]) points.push([a, b, c]);
  return [points];
}

/** A cylinder of 24 sides standing on z = 0. */
export function cylinder(radius: number, height: number, sides = 24): PartPoints {
  const points: Vec3[] = [];
  for (let k = 0; k < sides; k++) {
    const angle = (2 * Math.PI * k) / sides;
    for (const z of [0, height]) points.push([radius * Math.cos(angle), radius * Math.sin(angle), z]);
  }
  return [points];
}

/** A round bowl of wedges: a flat bottom disc and a conical wall, open above. */
export function bowl(bottom: number, rim: number, height: number, wall: number, sides = 24): PartPoints {
  const at = (radius: number, k: number, z: number): Vec3 => {
    const angle = (2 * Math.PI * k) / sides;
    return [radius * Math.cos(angle), radius * Math.sin(angle), z];
  };
  const parts: Vec3[][] = [];
  for (let k = 0; k < sides; k++) {
    parts.push(
      [k, k + 1].flatMap((s) => [
        at(bottom, s, 0),
        at(bottom - wall, s, wall),
        at(rim, s, height),
        at(rim - wall, s, height),
      ]),
    );
  }
  const disc = Array.from({ length: sides }, (_, k) => [at(bottom, k, 0), at(bottom - wall, k, wall)]).flat();
  return [...parts, disc];
}

/** Points of a ball, as even as a Fibonacci spiral makes them, about a centre at height `radius`. */
export function ball(radius: number, points = 80): PartPoints {
  const turn = Math.PI * (3 - Math.sqrt(5));
  return [
    Array.from({ length: points }, (_, k): Vec3 => {
      const z = 1 - (2 * k + 1) / points;
      const r = Math.sqrt(1 - z * z);
      return [radius * r * Math.cos(turn * k), radius * r * Math.sin(turn * k), radius * (1 + z)];
    }),
  ];
}

function meshOf(shape: PartPoints): TriangleMesh {
  const positions: number[] = [];
  const indices: number[] = [];
  for (const part of shape) {
    const { vertices, faces } = buildConvexBody(part);
    const first = positions.length / 3;
    positions.push(...vertices);
    for (const face of faces) {
      for (let k = 1; k + 1 < face.length; k++) indices.push(first + face[0], first + face[k], first + face[k + 1]);
    }
  }
  return { positions: Float32Array.from(positions), indices: Uint32Array.from(indices) };
}

/** Middle of the parts' corners: their mass centre, for the symmetric shapes here. */
function centroidOf(shape: PartPoints): Vec3 {
  const points = shape.flat();
  return [0, 1, 2].map((axis) => points.reduce((sum, p) => sum + p[axis], 0) / points.length) as unknown as Vec3;
}
