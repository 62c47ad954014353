import type { ActionState } from '../edges.js';
import type { Pose } from '../geometry/pose.js';
import { fromYaw, multiply } from '../geometry/quat.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import { distance, lerp, type Vec3 } from '../geometry/vec3.js';

// Placement without grasping: the object goes up, across and down as if held by an invisible hand.

/** Metres per second, and what is kept to everything below on the way across, metres. */
const SPEED = 0.35;
const LIFT = 0.05;
export const FRAMES_PER_SECOND = 30;

/** Frames of the way from where an object stands to where it is let go, the last one excluded: that is the first of the fall. */
export function carryFrames(geometry: SceneGeometry, id: number, to: Pose, yaw: number): ActionState[] {
  const from = geometry.object(id).record.worldFromObject;
  const top = heightOver(geometry, id, from.position, to.position) + LIFT;
  const corners: Vec3[] = [
    from.position,
    [from.position[0], from.position[1], top],
    [to.position[0], to.position[1], top],
    to.position,
  ];
  const frames: ActionState[] = [];
  let time = 0;
  for (let leg = 0; leg < 3; leg++) {
    const length = distance(corners[leg], corners[leg + 1]);
    const count = Math.max(1, Math.round((length / SPEED) * FRAMES_PER_SECOND));
    for (let k = 0; k < count; k++) {
      const t = k / count;
      const turned = leg === 0 ? 0 : leg === 2 ? yaw : t * yaw;
      frames.push({
        time,
        joints: null,
        opening: 0,
        poses: [
          {
            id,
            worldFromObject: {
              position: lerp(corners[leg], corners[leg + 1], t),
              orientation: turned === 0 ? from.orientation : multiply(fromYaw(turned), from.orientation),
            },
          },
        ],
        touches: [],
      });
      time = frames.length / FRAMES_PER_SECOND;
    }
  }
  return frames;
}

/** Height of an object's origin at which its underside is over all that lies between two places. */
function heightOver(geometry: SceneGeometry, id: number, a: Vec3, b: Vec3): number {
  const { record, vertical, footprintSide } = geometry.object(id);
  const below = record.worldFromObject.position[2] - vertical.min;
  const within = (object: ObjectGeometry) =>
    ([0, 1] as const).every((k) => {
      const { min, max } = object.support(k === 0 ? [1, 0, 0] : [0, 1, 0]);
      return min < Math.max(a[k], b[k]) + footprintSide && max > Math.min(a[k], b[k]) - footprintSide;
    });
  const highest = geometry.objects
    .filter((object) => !object.record.structure && object.record.id !== id && within(object))
    .reduce((top, object) => Math.max(top, object.vertical.max), -Infinity);
  return Math.max(a[2], b[2], highest + below);
}
