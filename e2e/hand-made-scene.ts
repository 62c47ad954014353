import { readFileSync, readdirSync } from 'node:fs';
import type { AssetModel } from '../src/core/assets/asset.js';
import type { CameraView } from '../src/core/camera/pinhole.js';
import { pixelRay } from '../src/core/camera/pinhole.js';
import { buildBoxTree, raycast } from '../src/core/geometry/box-tree.js';
import { bounds, type SurfaceMesh } from '../src/core/geometry/mesh.js';
import { transformPoints, type Pose } from '../src/core/geometry/pose.js';
import { fromMatrix } from '../src/core/geometry/quat.js';
import { cross, dot, normalize, sub, type Vec3 } from '../src/core/geometry/vec3.js';
import type { Material } from '../src/core/scene/material.js';
import type { SceneObject, SettledScene } from '../src/core/scene/settled-scene.js';

/** One thing of a scene made by hand. */
export interface Thing {
  readonly id: number;
  readonly mesh: string;
  readonly model: AssetModel;
  readonly pose: Pose;
  readonly scale?: number;
  readonly structure?: boolean;
}

export const MATERIAL: Material = {
  name: 'clay',
  colour: [0.75, 0.6, 0.5],
  roughness: 0.7,
  metallic: 0,
  texture: 'plain',
};

const NOTHING = { position: [0, 0, 0], orientation: [0, 0, 0, 1] } as const;

/** A box about the origin. */
export function boxModel(size: Vec3, material = MATERIAL): AssetModel {
  const positions: number[] = [];
  const normals: number[] = [];
  const indices: number[] = [];
  const square = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ];
  for (const axis of [0, 1, 2]) {
    for (const sign of [-1, 1]) {
      const first = positions.length / 3;
      for (const [a, b] of square) {
        const corner = [0, 0, 0];
        corner[axis] = sign;
        corner[(axis + 1) % 3] = a;
        corner[(axis + 2) % 3] = b;
        positions.push(...corner.map((c, k) => (c * size[k]) / 2));
        normals.push(...[0, 1, 2].map((k) => (k === axis ? sign : 0)));
      }
      indices.push(...(sign > 0 ? [0, 1, 2, 0, 2, 3] : [0, 2, 1, 0, 3, 2]).map((i) => first + i));
    }
  }
  return model(positions, normals, indices, material);
}

/** A closed profile [radius, z] turned about z, from the lowest point on the axis to the highest one; smooth normals. */
export function latheModel(
  profile: readonly (readonly [number, number])[],
  segments: number,
  material = MATERIAL,
): AssetModel {
  const positions: number[] = [];
  const indices: number[] = [];
  for (const [radius, z] of profile) {
    for (let i = 0; i < segments; i++) {
      const angle = (2 * Math.PI * i) / segments;
      positions.push(radius * Math.cos(angle), radius * Math.sin(angle), z);
    }
  }
  const at = (ring: number, i: number) => ring * segments + (i % segments);
  for (let ring = 0; ring + 1 < profile.length; ring++) {
    for (let i = 0; i < segments; i++) {
      if (profile[ring][0] > 0) indices.push(at(ring, i), at(ring, i + 1), at(ring + 1, i));
      if (profile[ring + 1][0] > 0) indices.push(at(ring, i + 1), at(ring + 1, i + 1), at(ring + 1, i));
    }
  }
  return model(positions, smoothNormals(positions, indices), indices, material);
}

export function ballModel(radius: number, rings: number, material = MATERIAL): AssetModel {
  const profile = Array.from({ length: rings + 1 }, (_, i) => {
    const polar = Math.PI * (1 - i / rings);
    return [i === 0 || i === rings ? 0 : radius * Math.sin(polar), radius * Math.cos(polar)] as const;
  });
  return latheModel(profile, 2 * rings, material);
}

function smoothNormals(positions: readonly number[], indices: readonly number[]): number[] {
  const normals = positions.map(() => 0);
  const point = (i: number): Vec3 => [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]];
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [indices[t], indices[t + 1], indices[t + 2]];
    const n = cross(sub(point(b), point(a)), sub(point(c), point(a)));
    for (const i of [a, b, c]) for (let k = 0; k < 3; k++) normals[3 * i + k] += n[k];
  }
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i], normals[i + 1], normals[i + 2]) || 1;
    for (let k = 0; k < 3; k++) normals[i + k] /= length;
  }
  return normals;
}

function model(positions: number[], normals: number[], indices: number[], material: Material): AssetModel {
  const mesh: SurfaceMesh = {
    positions: new Float32Array(positions),
    normals: new Float32Array(normals),
    indices: new Uint32Array(indices),
    groups: [{ start: 0, count: indices.length, material: 0 }],
  };
  return {
    category: 'thing',
    asset: 'thing/0',
    mesh,
    materials: [material],
    parts: [],
    solid: true,
    mass: 1,
    massCenter: [0, 0, 0],
    up: [0, 0, 1],
    front: null,
    symmetry: 1,
    leftRight: 'unsettled',
    surfaces: [],
    cavity: null,
    opening: null,
    friction: 0.5,
  };
}

export function handMadeScene(things: readonly Thing[], light: Vec3 = [0.45, 0.3, -1]): SettledScene {
  return {
    schema: 'vantage/scene@1',
    id: 'hand-made',
    recipe: 'none',
    seed: 0,
    profile: 'tabletop',
    split: 'train',
    gravity: [0, 0, -9.81],
    anchor: { origin: [0, 0, 0], heading: [1, 0, 0], text: 'here', by: { kind: 'edge', objects: [] } },
    counterfactualOf: null,
    lighting: { direction: normalize(light), key: 1, ambient: 1, tint: [1, 1, 1] },
    objects: things.map(sceneObject),
    surfaces: [],
    contacts: [],
    settle: { steps: 0, drift: 0, penetration: 0 },
  };
}

function sceneObject({ id, mesh, model, pose, scale = 1, structure = false }: Thing): SceneObject {
  const { min, max } = bounds(model.mesh.positions);
  return {
    id,
    category: 'thing',
    asset: 'thing/0',
    name: 'thing',
    attributes: { colour: 'brown', material: 'clay' },
    mesh,
    scale,
    worldFromObject: pose,
    obb: {
      ...NOTHING,
      center: pose.position,
      halfExtents: [(max[0] - min[0]) / 2, (max[1] - min[1]) / 2, (max[2] - min[2]) / 2],
    },
    mass: 1,
    massCenter: [0, 0, 0],
    solid: true,
    fixed: true,
    structure,
    parts: [],
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
    materials: model.materials,
    friction: 0.5,
  } as SceneObject;
}

export const modelsOf = (things: readonly Thing[]) => new Map(things.map(({ mesh, model }) => [mesh, model]));

/** A camera at `eye` that looks at `target`, rolled by `roll` radians. */
export function lookAt(eye: Vec3, target: Vec3, intrinsics: CameraView['intrinsics'], roll = 0): CameraView {
  const forward = normalize(sub(target, eye));
  const level = normalize(cross(forward, [0, 0, 1]));
  const under = cross(forward, level);
  const [s, c] = [Math.sin(roll), Math.cos(roll)];
  const mix = (a: number, b: number): Vec3 => [
    a * level[0] + b * under[0],
    a * level[1] + b * under[1],
    a * level[2] + b * under[2],
  ];
  const [right, down] = [mix(c, s), mix(-s, c)];
  return {
    intrinsics,
    cameraFromWorld: {
      position: [-dot(right, eye), -dot(down, eye), -dot(forward, eye)],
      orientation: fromMatrix([...right, ...down, ...forward]),
    },
  };
}

export interface CastFrame {
  readonly ids: Uint16Array;
  /** Metres along the optical axis; 0 where nothing was hit. */
  readonly depth: Float64Array;
}

/** The frame by rays through the pixel centres, in float64, with none of the renderer's code. */
export function castFrame(things: readonly Thing[], view: CameraView): CastFrame {
  const { width, height } = view.intrinsics;
  const trees = things.map((thing) => ({ id: thing.id, tree: treeOf(thing) }));
  const ids = new Uint16Array(width * height);
  const depth = new Float64Array(width * height);
  for (let i = 0; i < ids.length; i++) {
    const { origin, direction } = pixelRay(view, (i % width) + 0.5, Math.floor(i / width) + 0.5);
    let nearest = Infinity;
    for (const { id, tree } of trees) {
      const hit = raycast(tree, origin, direction, nearest);
      if (hit === null || hit.distance >= nearest) continue;
      nearest = hit.distance;
      ids[i] = id;
      depth[i] = nearest;
    }
  }
  return { ids, depth };
}

export const treeOf = ({ model, pose, scale = 1 }: Thing) =>
  buildBoxTree(transformPoints(pose, model.mesh.positions, scale), model.mesh.indices);

/** Whether a pixel's eight neighbours show what it shows. */
export function isInner({ ids }: CastFrame, width: number, height: number, i: number): boolean {
  const [x, y] = [i % width, Math.floor(i / width)];
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
      if (ids[v * width + u] !== ids[i]) return false;
    }
  }
  return true;
}

interface RunningProcess {
  readonly pid: number;
  readonly command: string;
  /** Bytes that no other process shares: pages of the program come and go with other browsers on the machine. */
  readonly resident: number;
}

/** Processes that this one started, and those that they did (Linux). */
export function descendants(root = process.pid): RunningProcess[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const below = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent === root || (parent !== undefined && parent > 1 && below(parent));
  };
  return [...parents.keys()].filter(below).flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const resident = Number(/^Private_Dirty:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024;
      return [{ pid, command, resident }];
    } catch {
      return [];
    }
  });
}
