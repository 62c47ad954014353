import { nameObjectColour } from '../assets/colour-name.js';
import type { AssetShelf } from '../assets/shelf.js';
import { eyeOf, project, type CameraView } from '../camera/pinhole.js';
import { buildConvexBody, type ConvexBody } from '../geometry/convex.js';
import { pointInPolygon, type Vec2 } from '../geometry/polygon.js';
import { transformPoint } from '../geometry/pose.js';
import { fromYaw } from '../geometry/quat.js';
import type { Vec3 } from '../geometry/vec3.js';
import { patchUnder } from '../relations/patch.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import { failure, success, type Result } from '../result.js';
import type { SettledScene } from '../scene/settled-scene.js';
import { armBodies } from './collision.js';
import { HOME } from './home.js';
import { ARM_MATERIALS, armLinks, COLUMN_FOOT, LINK_NAMES, MAX_OPENING, standingBase } from './links.js';
import { footContacts, linkObject, type MountedArm } from './mount.js';
import { Obstacles } from './obstacles.js';

// Where a scene has no robot base, the arm comes on a column of its own, which stands on the floor beside the furniture
// that most of the things to be moved are on.

/** Turns about the middle of the things, and distances from it, that are tried, degrees and metres. */
const TURN_STEP_DEG = 15;
const DISTANCES = [0.45, 0.52, 0.6, 0.68, 0.38, 0.76, 0.84];
/** Things are within easy reach of the foot between these, metres. */
const EASY: readonly [number, number] = [0.22, 0.85];
/** The foot is at the height of what the things stand on, within these, metres. */
const HEIGHTS: readonly [number, number] = [0.2, 1.3];
/** Kept free around the column and the waiting arm, and before a camera, metres. */
const CLEARANCE = 0.015;
const BEFORE_CAMERA = 0.45;
/** The arm stands no nearer than this to the line from a camera to the things, degrees. */
const BESIDE_VIEW_DEG = 40;
/** Lower things on the floor are stood on, wholly or not at all. */
const RUG_HEIGHT = 0.03;
/** An arm with fewer things in reach is of no use. */
const MIN_REACHED = 2;

/**
 * Stands an arm beside the furniture that carries most of what the first camera shows.
 *
 * @param isMovable whether an object may be asked to be moved
 * @param cameras that look at the scene: the arm stands neither before them nor between them and the things
 * @returns the arm and the scene with its base in it
 */
export function standArm(
  geometry: SceneGeometry,
  shelf: AssetShelf,
  cameras: readonly CameraView[],
  isMovable: (id: number) => boolean,
): Result<{ readonly arm: MountedArm; readonly scene: SettledScene }, 'no-arm'> {
  const stage = busiestStage(geometry, cameras[0], isMovable);
  if (stage === null) return failure('no-arm', `Nothing in scene "${geometry.scene.id}" carries things to be moved.`);
  const obstacles = new Obstacles(geometry);
  const middle = meanOf(stage.things.map(({ center }) => center));
  let best: { arm: MountedArm; height: number; floor: number; reached: number } | null = null;
  for (const distance of DISTANCES) {
    for (let turn = 0; turn < 360; turn += TURN_STEP_DEG) {
      const angle = (turn * Math.PI) / 180;
      const foot: Vec2 = [middle[0] + distance * Math.cos(angle), middle[1] + distance * Math.sin(angle)];
      const reached = stage.things.filter(({ center }) => isEasy(center, foot)).length;
      if (reached < MIN_REACHED || (best && reached <= best.reached) || isInView(cameras, foot, middle)) continue;
      const floor = floorAt(geometry, foot);
      if (floor === null) continue;
      const height = Math.min(HEIGHTS[1], Math.max(HEIGHTS[0], stage.height - floor));
      const arm = armAt(geometry, shelf, [foot[0], foot[1], floor + height], angle + Math.PI, height);
      if (isFree(arm, obstacles, geometry)) best = { arm, height, floor, reached };
    }
  }
  if (best === null) return failure('no-arm', `Scene "${geometry.scene.id}" has no free place for an arm to stand.`);
  const { arm } = best;
  const { scene } = geometry;
  const base = { ...linkObject(arm, 0, arm.worldFromBase), category: 'robot-base', name: 'robot arm' };
  return success({
    arm,
    scene: {
      ...scene,
      objects: [...scene.objects, base],
      contacts: [...scene.contacts, ...footContacts(base, scene.objects[0].id)],
    },
  });
}

interface BusyStage {
  readonly things: readonly ObjectGeometry[];
  readonly height: number;
}

/** The surface with most movable things that a camera looks at; of equals the one of the lower number. */
function busiestStage(
  geometry: SceneGeometry,
  camera: CameraView,
  isMovable: (id: number) => boolean,
): BusyStage | null {
  const bySurface = new Map<number, ObjectGeometry[]>();
  for (const object of geometry.objects) {
    const { record, center } = object;
    if (record.structure || record.fixed || !isInImage(camera, center) || !isMovable(record.id)) continue;
    const patch = patchUnder(geometry, record.id);
    if (patch) bySurface.set(patch.surface.id, [...(bySurface.get(patch.surface.id) ?? []), object]);
  }
  let best: BusyStage | null = null;
  for (const [id, things] of [...bySurface].sort(([a], [b]) => a - b)) {
    if (best !== null && things.length <= best.things.length) continue;
    const surface = geometry.scene.surfaces.find((one) => one.id === id);
    if (surface) best = { things, height: surface.outline[0][2] };
  }
  return best;
}

const isInImage = (camera: CameraView, point: Vec3): boolean => {
  const seen = project(camera, point);
  const { width, height } = camera.intrinsics;
  return seen.depth > 0 && seen.u > 0 && seen.v > 0 && seen.u < width && seen.v < height;
};

const meanOf = (points: readonly Vec3[]): Vec2 => [
  points.reduce((sum, p) => sum + p[0], 0) / points.length,
  points.reduce((sum, p) => sum + p[1], 0) / points.length,
];

const isEasy = (center: Vec3, [x, y]: Vec2): boolean => {
  const away = Math.hypot(center[0] - x, center[1] - y);
  return away >= EASY[0] && away <= EASY[1];
};

function isInView(cameras: readonly CameraView[], foot: Vec2, middle: Vec2): boolean {
  return cameras.some((camera) => {
    const [x, y] = eyeOf(camera);
    if (Math.hypot(foot[0] - x, foot[1] - y) < BEFORE_CAMERA) return true;
    const [a, b] = [Math.atan2(y - middle[1], x - middle[0]), Math.atan2(foot[1] - middle[1], foot[0] - middle[0])];
    const apart = Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
    return apart < (BESIDE_VIEW_DEG * Math.PI) / 180;
  });
}

/** Height of the floor, or of the rug, where a column can stand; null across a rug's edge and outside the room. */
function floorAt(geometry: SceneGeometry, [x, y]: Vec2): number | null {
  const half = COLUMN_FOOT / 2 + CLEARANCE;
  const corners: Vec2[] = [-half, half].flatMap((dx) => [-half, half].map((dy): Vec2 => [x + dx, y + dy]));
  const [floor, ...others] = geometry.objects;
  if (!corners.every((corner) => pointInPolygon(corner, floor.footprint))) return null;
  let height = floor.vertical.max;
  for (const object of others) {
    if (!isRug(object, floor)) continue;
    const within = corners.filter((corner) => pointInPolygon(corner, object.footprint)).length;
    if (within === corners.length) height = Math.max(height, object.vertical.max);
    else if (within > 0) return null;
  }
  return height;
}

const isRug = ({ vertical, record }: ObjectGeometry, floor: ObjectGeometry): boolean =>
  record.fixed && vertical.max - floor.vertical.max < RUG_HEIGHT;

function armAt(geometry: SceneGeometry, shelf: AssetShelf, foot: Vec3, yaw: number, height: number): MountedArm {
  const standing = standingBase(height);
  const highest = Math.max(...geometry.objects.map(({ record }) => record.id));
  const { colour, lab, confidence } = nameObjectColour(standing.model.mesh, ARM_MATERIALS);
  return {
    worldFromBase: { position: foot, orientation: fromYaw(yaw) },
    ids: LINK_NAMES.map((_, k) => highest + 1 + k),
    shelved: armLinks().map(({ model }, k) => shelf.add(k === 0 ? standing.model : model)),
    standing,
    appearance: {
      materials: ARM_MATERIALS,
      attributes: { colour, material: 'metal' },
      colourLab: lab,
      colourConfidence: confidence,
    },
  };
}

/** Neither column nor waiting arm is in anything. */
function isFree(arm: MountedArm, obstacles: Obstacles, geometry: SceneGeometry): boolean {
  const { parts, worldFromObject } = linkObject(arm, 0, arm.worldFromBase);
  const base = parts.map(({ vertices }): ConvexBody =>
    buildConvexBody(vertices.map((p) => transformPoint(worldFromObject, p))),
  );
  const links = armBodies(arm, HOME, MAX_OPENING).slice(1).flat();
  const [floor] = geometry.objects;
  const clearance = (id: number) =>
    id === floor.record.id || isRug(geometry.object(id), floor) ? -Infinity : CLEARANCE;
  return obstacles.hit([...base, ...links], clearance) === null;
}
