import type { RejectReason } from '../edges.js';
import { fromMatrix } from '../geometry/quat.js';
import { invert } from '../geometry/pose.js';
import { add, cross, normalize, scale, sub, type Vec3 } from '../geometry/vec3.js';
import { failure, success, type Result } from '../result.js';
import type { Rng } from '../random.js';
import type { Recipe } from '../scene/recipe.js';
import type { SceneObject, SettledScene } from '../scene/settled-scene.js';
import { project, type CameraView, type Intrinsics } from './pinhole.js';

/** The eye keeps this distance to every object's bounding box, metres: a head has a size, and a lens a near limit. */
const MIN_EYE_DISTANCE = 0.18;
/** A view that shows fewer objects than this (their centres), or fewer than this share of them, is drawn again. */
const MIN_OBJECTS_IN_VIEW = 4;
const MIN_SHARE_IN_VIEW = 0.35;
/** Each view shares at least this part of the objects it shows with the first one, so that views overlap. */
const MIN_SHARED = 0.3;
const TRIES_PER_VIEW = 200;

/**
 * Egocentric views of a settled scene: eyes at the heights of people and robots, aimed at the things, several
 * overlapping ones around them.
 *
 * @returns `recipe.cameras.views` views, or `no-view` when no place to stand shows enough
 */
export function sampleViews(
  scene: SettledScene,
  recipe: Recipe,
  rng: Rng,
): Result<readonly CameraView[], RejectReason> {
  const things = scene.objects.filter((o) => !o.structure && !isLargeSupport(o, scene));
  const views: CameraView[] = [];
  const sector = rng.fork('sector').next();
  let first: ReadonlySet<number> | null = null;
  for (let i = 0; i < recipe.cameras.views; i++) {
    const own = rng.fork(`view ${i}`);
    const found = findView(scene, recipe, things, own, sector, i, first);
    if (!found) return failure('no-view', `No place for view ${i} shows enough of the scene.`);
    views.push(found.view);
    first ??= found.shown;
  }
  return success(views);
}

function findView(
  scene: SettledScene,
  recipe: Recipe,
  things: readonly SceneObject[],
  rng: Rng,
  sector: number,
  index: number,
  first: ReadonlySet<number> | null,
) {
  const intrinsics = sampleIntrinsics(recipe, rng.fork('intrinsics'));
  const places = rng.fork('places');
  for (let attempt = 0; attempt < TRIES_PER_VIEW; attempt++) {
    const { eye, target } =
      recipe.cameras.rig === 'standing'
        ? standingEye(scene, things, places)
        : surfaceEye(scene, recipe, places, sector, index);
    if (!isFreeForAnEye(scene, eye)) continue;
    const view = lookAt(eye, target, intrinsics, (places.normal() * 1.2 * Math.PI) / 180);
    const shown = new Set(things.filter((o) => isInImage(view, o.obb.center)).map((o) => o.id));
    if (shown.size < Math.min(MIN_OBJECTS_IN_VIEW, things.length) || shown.size < MIN_SHARE_IN_VIEW * things.length)
      continue;
    if (first && [...shown].filter((id) => first.has(id)).length < MIN_SHARED * shown.size) continue;
    return { view, shown };
  }
  return null;
}

function sampleIntrinsics(recipe: Recipe, rng: Rng): Intrinsics {
  const [width, height] = recipe.cameras.size;
  const hfov = (rng.range(...recipe.cameras.hfovDeg) * Math.PI) / 180;
  const fx = width / 2 / Math.tan(hfov / 2);
  // Real lenses are a little off centre and their pixels a little off square.
  return {
    width,
    height,
    fx,
    fy: fx * rng.range(0.995, 1.005),
    cx: width / 2 + rng.range(-0.01, 0.01) * width,
    cy: height / 2 + rng.range(-0.01, 0.01) * height,
  };
}

/** Seated or robot-head eyes around a surface; views are spread over the recipe's arc, each scene with its own offset. */
function surfaceEye(
  scene: SettledScene,
  recipe: Recipe,
  rng: Rng,
  sector: number,
  index: number,
): { eye: Vec3; target: Vec3 } {
  const surface = scene.objects.find((o) => o.category === recipe.surface?.category) as SceneObject;
  const { center, halfExtents } = surface.obb;
  const top = center[2] + halfExtents[2];
  const [arcFrom, arcTo] = recipe.cameras.arcDeg;
  const turn = (sector + index / recipe.cameras.views + rng.range(-0.12, 0.12)) % 1;
  const azimuth = ((-90 + arcFrom + (arcTo - arcFrom) * ((turn + 1) % 1)) * Math.PI) / 180;
  const direction: Vec3 = [Math.cos(azimuth), Math.sin(azimuth), 0];
  const seated = recipe.cameras.rig === 'table-side';
  const height = seated ? rng.range(0.32, 0.62) : rng.range(0.6, 0.95);
  // Distance from the edge of the surface in that direction, so that narrow and long sides are looked at alike.
  const edge = Math.min(
    halfExtents[0] / Math.max(1e-6, Math.abs(direction[0])),
    halfExtents[1] / Math.max(1e-6, Math.abs(direction[1])),
  );
  const away = edge + (seated ? rng.range(0.12, 0.45) : rng.range(0.25, 0.6));
  const eye = add([center[0], center[1], top + height], scale(direction, away));
  const target: Vec3 = [
    center[0] + rng.range(-0.25, 0.25) * halfExtents[0],
    center[1] + rng.range(-0.25, 0.25) * halfExtents[1],
    top + rng.range(-0.02, 0.08),
  ];
  return { eye, target };
}

/** A person's or robot's eye somewhere on the floor, aimed near the middle of a few things. */
function standingEye(scene: SettledScene, things: readonly SceneObject[], rng: Rng): { eye: Vec3; target: Vec3 } {
  const floor = scene.objects[0].obb;
  const eye: Vec3 = [
    floor.center[0] + rng.range(-0.95, 0.95) * floor.halfExtents[0],
    floor.center[1] + rng.range(-0.95, 0.95) * floor.halfExtents[1],
    rng.range(1.05, 1.65),
  ];
  const few = [rng.pick(things), rng.pick(things), rng.pick(things)];
  const middle = scale(
    few.reduce<Vec3>((sum, o) => add(sum, o.obb.center), [0, 0, 0]),
    1 / few.length,
  );
  return { eye, target: [middle[0], middle[1], Math.min(0.9, Math.max(0.35, middle[2]))] };
}

/** Outside every object with a margin, and inside the room: no wall between the eye and the room's middle. */
function isFreeForAnEye(scene: SettledScene, eye: Vec3): boolean {
  return scene.objects.every((o) => distanceToBox(o, eye) >= MIN_EYE_DISTANCE) && insideRoom(scene, eye);
}

function insideRoom(scene: SettledScene, eye: Vec3): boolean {
  const floor = scene.objects[0].obb;
  const wallThickness = 0.1;
  return [0, 1].every(
    (k) => Math.abs(eye[k] - floor.center[k]) <= floor.halfExtents[k] - wallThickness - MIN_EYE_DISTANCE,
  );
}

/** Distance to the world-axes box around an object's OBB: never more than the distance to the object. */
function distanceToBox(o: SceneObject, p: Vec3): number {
  const m = axesOf(o);
  const d = sub(p, o.obb.center);
  const outside = m.map((axis, k) =>
    Math.max(0, Math.abs(d[0] * axis[0] + d[1] * axis[1] + d[2] * axis[2]) - o.obb.halfExtents[k]),
  );
  return Math.hypot(...outside);
}

function axesOf(o: SceneObject): Vec3[] {
  const [x, y, z, w] = o.obb.orientation;
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)],
    [2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)],
    [2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)],
  ];
}

/** Camera at `eye`, optical axis through `target`, turned by `roll` radians about it. */
export function lookAt(eye: Vec3, target: Vec3, intrinsics: Intrinsics, roll: number): CameraView {
  const forward = normalize(sub(target, eye));
  const level = normalize(cross(forward, [0, 0, 1]));
  const downLevel = cross(forward, level);
  const right = add(scale(level, Math.cos(roll)), scale(downLevel, Math.sin(roll)));
  const down = cross(forward, right);
  const worldFromCamera = {
    position: eye,
    orientation: fromMatrix([
      right[0],
      down[0],
      forward[0],
      right[1],
      down[1],
      forward[1],
      right[2],
      down[2],
      forward[2],
    ]),
  };
  return { intrinsics, cameraFromWorld: invert(worldFromCamera) };
}

function isInImage(view: CameraView, p: Vec3): boolean {
  const { u, v, depth } = project(view, p);
  const { width, height } = view.intrinsics;
  return depth > 0.1 && u > 0.02 * width && u < 0.98 * width && v > 0.02 * height && v < 0.98 * height;
}

/** Furniture that carries the things of a tabletop scene is looked at, not counted. */
const isLargeSupport = (o: SceneObject, scene: SettledScene): boolean =>
  scene.profile === 'tabletop' && Math.max(...o.obb.halfExtents) > 0.4;
