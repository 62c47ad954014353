import { convexHull, type Vec2 } from '../geometry/polygon.js';
import type { Pose } from '../geometry/pose.js';
import { fromYaw, multiply, rotate } from '../geometry/quat.js';
import type { Vec3 } from '../geometry/vec3.js';
import { flatten, type FlatPolygon } from './fits-polygon.js';
import { memoObject } from './memo.js';
import type { ObjectGeometry, SceneGeometry } from './scene-geometry.js';

/**
 * An object lifted from where it stands, turned about the vertical and put down elsewhere. Its shape here is relative
 * to its centre (c_A of SPEC) in x and y and to its lowest point in z, in world directions and as it stands now.
 */
export interface MovingObject {
  readonly object: ObjectGeometry;
  /** F_A */
  readonly footprint: FlatPolygon;
  /** Hull of the vertices within 2 mm of the lowest. */
  readonly contact: FlatPolygon;
  readonly massCenter: Vec2;
  readonly height: number;
  /** Reach of the footprint from the centre. */
  readonly radius: number;
}

/** Vertices this near the lowest belong to the contact footprint (SPEC §6). */
const CONTACT_BAND = 0.002;

export const movingObject = memoObject((geometry: SceneGeometry, id: number): MovingObject => {
  const object = geometry.object(id);
  const [cx, cy] = object.center;
  const { min, max } = object.vertical;
  const relative = ([x, y]: Vec2): Vec2 => [x - cx, y - cy];
  const low: Vec2[] = [];
  const { vertices } = object;
  for (let i = 0; i < vertices.length; i += 3) {
    if (vertices[i + 2] <= min + CONTACT_BAND) low.push(relative([vertices[i], vertices[i + 1]]));
  }
  const footprint = object.footprint.map(relative);
  return {
    object,
    footprint: flatten(footprint),
    contact: flatten(convexHull(low)),
    massCenter: relative([object.massCenter[0], object.massCenter[1]]),
    height: max - min,
    radius: Math.max(...footprint.map(([x, y]) => Math.hypot(x, y))),
  };
});

/** Where the object stands now when its centre is at (x, y), its lowest point at `floor`, turned by `yaw`. */
export function standingPose(moving: MovingObject, x: number, y: number, floor: number, yaw: number): Pose {
  const { position, orientation } = moving.object.record.worldFromObject;
  const [cx, cy] = moving.object.center;
  const turn = fromYaw(yaw);
  const offset: Vec3 = [position[0] - cx, position[1] - cy, position[2] - moving.object.vertical.min];
  const [ox, oy, oz] = rotate(turn, offset);
  return { position: [x + ox, y + oy, floor + oz], orientation: yaw === 0 ? orientation : multiply(turn, orientation) };
}

/** The rigid motion from where the object is to `standingPose`: what its world vertices and parts are moved by. */
export function motionTo(moving: MovingObject, x: number, y: number, floor: number, yaw: number): Pose {
  const [cx, cy] = moving.object.center;
  const turn = fromYaw(yaw);
  const [ox, oy] = rotate(turn, [cx, cy, 0]);
  return { position: [x - ox, y - oy, floor - moving.object.vertical.min], orientation: turn };
}

/** Further from the vertical than this, a turn about the vertical is none about a thing's own axis of symmetry. */
const MAX_AXIS_TILT_DEG = 5;

/** Yaws to try, radians, from the present one: multiples of the step up to where the object looks the same again. */
export function yawsOf(moving: MovingObject, stepDeg: number): readonly number[] {
  const { record, up } = moving.object;
  const stands = Math.abs(up[2]) >= Math.cos((MAX_AXIS_TILT_DEG * Math.PI) / 180);
  const symmetry = stands ? record.symmetry : 1;
  const count = symmetry === 'infinite' ? 1 : Math.round(360 / symmetry / stepDeg);
  return Array.from({ length: count }, (_, k) => (k * stepDeg * Math.PI) / 180);
}
