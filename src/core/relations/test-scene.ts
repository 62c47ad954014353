import { aimCamera } from '../camera/aim-camera.js';
import type { CameraView } from '../camera/pinhole.js';
import { eyeOf, pixelRay } from '../camera/pinhole.js';
import { raycast } from '../geometry/box-tree.js';
import { bounds, volumeAndCentroid, type TriangleMesh } from '../geometry/mesh.js';
import { compose, invert, transformPoint, transformPoints, type Pose } from '../geometry/pose.js';
import { fromYaw, IDENTITY } from '../geometry/quat.js';
import { scale, sub, UP, type Vec3 } from '../geometry/vec3.js';
import type { Contact, SceneObject, SettledScene, Surface } from '../scene/settled-scene.js';
import { frameTruth } from '../truth/frame-truth.js';
import { SceneGeometry } from './scene-geometry.js';
import type { SceneGraph, SeenView } from './scene-graph.js';

// Small worlds made by hand for tests: boxes (or meshes), listed contacts, a camera, and pixels by ray casting.

/** Everything has a default: a red wooden box, upright, without front, cavity or parent. */
export interface TestObject extends Partial<Omit<SceneObject, 'mesh' | 'obb' | 'cavity' | 'worldFromObject'>> {
  readonly id: number;
  /** Of the object's own bounding box, world. */
  readonly center: Vec3;
  /** Full sides of a box; ignored when `mesh` is given. */
  readonly size?: Vec3;
  readonly yaw?: number;
  /** Instead of `yaw`. */
  readonly orientation?: SceneObject['worldFromObject']['orientation'];
  /** Instead of a box; object frame, any origin: the middle of its bounds is put at `center`. */
  readonly mesh?: TriangleMesh;
  /** Same frame as the mesh. */
  readonly cavity?: TriangleMesh;
}

export interface TestScene {
  readonly objects: readonly TestObject[];
  readonly contacts?: readonly Contact[];
  readonly surfaces?: readonly Surface[];
  readonly anchor?: SettledScene['anchor'];
}

/** A square floor, its top at 0: object 1. @param side metres */
export const floorOf = (side: number): TestObject => ({
  id: 1,
  category: 'floor',
  name: 'floor',
  center: [0, 0, -0.05],
  size: [side, side, 0.1],
  fixed: true,
  structure: true,
});

export function testGeometry(spec: TestScene): SceneGeometry {
  const meshes = new Map<string, TriangleMesh>();
  const objects = spec.objects.map((object) => recordOf(object, meshes));
  const scene: SettledScene = {
    schema: 'vantage/scene@1',
    id: 'test',
    recipe: 'test',
    seed: 0,
    profile: 'tabletop',
    split: 'train',
    gravity: [0, 0, -9.81],
    anchor: spec.anchor ?? {
      origin: [0, 0, 0],
      heading: [1, 0, 0],
      text: 'along x',
      by: { kind: 'camera', objects: [] },
    },
    counterfactualOf: null,
    lighting: { direction: [0, 0, -1], key: 1, ambient: 1, tint: [1, 1, 1] },
    objects,
    surfaces: spec.surfaces ?? [],
    contacts: spec.contacts ?? [],
    settle: { steps: 1, drift: 0, penetration: 0 },
  };
  return new SceneGeometry(scene, meshes);
}

/** A scene and its views, drawn. */
export function testGraph(spec: TestScene, cameras: readonly CameraView[]): SceneGraph {
  const geometry = testGeometry(spec);
  return { geometry, views: cameras.map((camera) => drawView(geometry, camera)) };
}

/** Pixels by casting a ray through each pixel centre that an object's bounds may cover. */
export function drawView(geometry: SceneGeometry, camera: CameraView): SeenView {
  const { width, height } = camera.intrinsics;
  const ids = new Uint16Array(width * height);
  const depth = new Float64Array(width * height).fill(Infinity);
  const eye = eyeOf(camera);
  for (const object of geometry.objects) {
    const [u0, v0, u1, v1] = pixelBounds(camera, object.vertices);
    for (let v = v0; v < v1; v++) {
      for (let u = u0; u < u1; u++) {
        const pixel = v * width + u;
        const hit = raycast(object.tree, eye, pixelRay(camera, u + 0.5, v + 0.5).direction, depth[pixel]);
        if (hit === null || hit.distance >= depth[pixel]) continue;
        depth[pixel] = hit.distance;
        ids[pixel] = object.record.id;
      }
    }
  }
  const { objects } = frameTruth(geometry, camera, ids);
  return {
    record: { schema: 'vantage/view@1', id: 'test-v0', scene: 'test', ...camera, depthUnit: 0.0001, objects },
    ids,
    depth,
  };
}

/** A camera at `eye` that looks at `target`, level. */
export const lookAt = (
  eye: Vec3,
  target: Vec3,
  intrinsics = { width: 640, height: 480, fx: 600, fy: 600, cx: 320, cy: 240 },
): CameraView => aimCamera(eye, target, intrinsics, 0);

/** The same world and camera, turned by `yaw` about the origin and then shifted. */
export function movedCamera(camera: CameraView, worldFromOld: Pose): CameraView {
  return { ...camera, cameraFromWorld: compose(camera.cameraFromWorld, invert(worldFromOld)) };
}

/** A contact entry of `a` standing on `b`; its normal points up unless given. */
export const standsOn = (a: number, b: number, point: Vec3, share = 1, normal: Vec3 = UP): Contact => ({
  a,
  b,
  point,
  normal,
  share,
});

export function boxMesh([x, y, z]: Vec3): TriangleMesh {
  const positions = new Float32Array(24);
  for (let i = 0; i < 8; i++) {
    positions.set([(i & 1 ? x : -x) / 2, (i & 2 ? y : -y) / 2, (i & 4 ? z : -z) / 2], 3 * i);
  }
  const quads = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ];
  const indices = Uint32Array.from(quads.flatMap(([a, b, c, d]) => [a, b, c, a, c, d]));
  return { positions, indices };
}

/** Several meshes as one, in one frame. */
export function joinMeshes(...meshes: readonly TriangleMesh[]): TriangleMesh {
  const positions: number[] = [];
  const indices: number[] = [];
  for (const mesh of meshes) {
    const first = positions.length / 3;
    positions.push(...mesh.positions);
    indices.push(...mesh.indices.map((index) => index + first));
  }
  return { positions: Float32Array.from(positions), indices: Uint32Array.from(indices) };
}

export function shifted(mesh: TriangleMesh, by: Vec3): TriangleMesh {
  return {
    ...mesh,
    positions: Float32Array.from(transformPoints({ position: by, orientation: IDENTITY }, mesh.positions)),
  };
}

function recordOf(object: TestObject, meshes: Map<string, TriangleMesh>): SceneObject {
  const { center, size = [0.1, 0.1, 0.1], yaw = 0, mesh, cavity, orientation = fromYaw(yaw), ...rest } = object;
  const own = mesh ?? boxMesh(size);
  const name = `mesh ${object.id}`;
  meshes.set(name, own);
  if (cavity) meshes.set(`cavity ${object.id}`, cavity);
  const { min, max } = bounds(own.positions);
  const middle: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  const rotated = transformPoint({ position: [0, 0, 0], orientation }, middle);
  const worldFromObject: Pose = { position: sub(center, rotated), orientation };
  return {
    category: 'box',
    asset: 'box/0',
    name: 'box',
    attributes: { colour: 'red', material: 'wooden' },
    scale: 1,
    mass: 1,
    massCenter: volumeAndCentroid(own.positions, own.indices).centroid,
    solid: true,
    fixed: false,
    structure: false,
    parts: [{ vertices: corners(own.positions) }],
    up: UP,
    front: null,
    symmetry: 1,
    leftRight: 'intrinsic',
    colourLab: [50, 60, 40],
    colourConfidence: 1,
    held: false,
    opening: cavity ? UP : null,
    parent: null,
    materials: [],
    friction: 0.5,
    ...rest,
    mesh: name,
    cavity: cavity ? `cavity ${object.id}` : null,
    worldFromObject,
    obb: { center, halfExtents: scale(sub(max, min), 0.5), orientation },
  };
}

function corners(positions: Float32Array): Vec3[] {
  const result: Vec3[] = [];
  for (let i = 0; i < positions.length; i += 3) result.push([positions[i], positions[i + 1], positions[i + 2]]);
  return result;
}

/** Pixel rectangle [u0, v0, u1, v1) within the image around the projected vertices; the whole image if one is behind. */
function pixelBounds(camera: CameraView, vertices: Float64Array): readonly [number, number, number, number] {
  const { width, height, fx, fy, cx, cy } = camera.intrinsics;
  const p = transformPoints(camera.cameraFromWorld, vertices);
  let [u0, v0, u1, v1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < p.length; i += 3) {
    if (p[i + 2] < 0.01) return [0, 0, width, height];
    const u = (fx * p[i]) / p[i + 2] + cx;
    const v = (fy * p[i + 1]) / p[i + 2] + cy;
    u0 = Math.min(u0, u);
    v0 = Math.min(v0, v);
    u1 = Math.max(u1, u);
    v1 = Math.max(v1, v);
  }
  return [
    Math.max(0, Math.floor(u0) - 1),
    Math.max(0, Math.floor(v0) - 1),
    Math.min(width, Math.ceil(u1) + 1),
    Math.min(height, Math.ceil(v1) + 1),
  ];
}

/** An open box of outer `size` with walls and floor `wall` thick, and the cavity it holds; object frame, centred. */
export function openBox(size: Vec3, wall: number): { readonly mesh: TriangleMesh; readonly cavity: TriangleMesh } {
  const [x, y, z] = size;
  const inner: Vec3 = [x - 2 * wall, y - 2 * wall, z - wall];
  return {
    mesh: joinMeshes(
      shifted(boxMesh([x, y, wall]), [0, 0, (wall - z) / 2]),
      shifted(boxMesh([wall, y, inner[2]]), [(wall - x) / 2, 0, wall / 2]),
      shifted(boxMesh([wall, y, inner[2]]), [(x - wall) / 2, 0, wall / 2]),
      shifted(boxMesh([inner[0], wall, inner[2]]), [0, (wall - y) / 2, wall / 2]),
      shifted(boxMesh([inner[0], wall, inner[2]]), [0, (y - wall) / 2, wall / 2]),
    ),
    cavity: shifted(boxMesh(inner), [0, 0, wall / 2]),
  };
}
