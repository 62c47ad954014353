import type { Pose } from '../geometry/pose.js';
import { distance, type Vec3 } from '../geometry/vec3.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import { JOINT_SPEEDS, withinLimits, type JointVector } from '../robot/arm.js';
import { armBodies } from '../robot/collision.js';
import { FINGERS } from '../robot/links.js';
import type { MountedArm } from '../robot/mount.js';
import { Obstacles } from '../robot/obstacles.js';
import { FRAMES_PER_SECOND } from './carry.js';
import type { RecordedFrame } from './rollout-record.js';

/** What moves further than this between two frames, other than down, was pushed, metres. */
const MOVED = 0.001;
/** Touched so many frames ago it may still be on its way. */
const FRAMES_SINCE = 2;
/** The arm passes through nothing deeper than this; its pads press what they hold in by up to the other. Metres. */
const MAX_OVERLAP = 0.0005;
const MAX_PRESSED = 0.002;
/** Shifts below 10 µm are in no frame; metres. */
const UNTOLD = 2e-5;

/** Of times, seconds, and of speeds, as a share. */
const ROUNDING = 1e-6;

/** One 30 Hz record with what it is a record of. */
export interface RecordedMotion {
  /** The scene before it, and after. */
  readonly before: SceneGeometry;
  readonly after: SceneGeometry;
  /** null: what is placed is carried by an invisible hand. */
  readonly arm: MountedArm | null;
  /** What is grasped, or carried so. */
  readonly object: number;
  readonly frames: readonly RecordedFrame[];
}

/** What a motion could not have been so. @returns one sentence for each kind of contradiction, the first frame of it named */
export function checkMotion(motion: RecordedMotion): string[] {
  const found = [clock(motion), pushed(motion), ends(motion), armIsFree(motion)];
  return found.filter((problem) => problem !== null);
}

/** Frames follow one another thirty a second; the first is of the beginning, or of the first thirtieth. */
function clock({ frames }: RecordedMotion): string | null {
  if (frames.length === 0) return 'it has no frame.';
  const isOff = (time: number, k: number) => !(Math.abs(time - k / FRAMES_PER_SECOND) <= ROUNDING);
  const begin = isOff(frames[0].time, 1) ? 0 : 1;
  const wrong = frames.findIndex(({ time }, k) => isOff(time, begin + k));
  return wrong === -1 ? null : `frame ${wrong} is of ${frames[wrong].time} s, not of ${begin + wrong} thirtieths.`;
}

/** Everything that moves was touched a moment before, or sinks. */
function pushed({ arm, object, frames, before }: RecordedMotion): string | null {
  const last = new Map<number, Vec3>();
  const touched = new Map<number, number>();
  for (const [k, { poses, touches }] of frames.entries()) {
    for (const { a, b } of touches) for (const id of [a, b]) touched.set(id, k);
    for (const { id, worldFromObject } of poses) {
      const { position } = worldFromObject;
      const from = last.get(id) ?? before.object(id).record.worldFromObject.position;
      last.set(id, position);
      const moved = distance(from, position);
      if (moved <= MOVED || position[2] < from[2] || (arm === null && id === object)) continue;
      if (k - (touched.get(id) ?? -Infinity) > FRAMES_SINCE)
        return `in frame ${k} object ${id} moves by ${inMm(moved)}, and nothing touches it.`;
    }
  }
  return null;
}

/** Everything is in the end where the scene after it has it, but for what it drifts at rest after the last frame. */
function ends({ frames, before, after }: RecordedMotion): string | null {
  const most = UNTOLD + after.scene.settle.drift;
  const last = new Map<number, Pose>();
  for (const { poses } of frames) for (const { id, worldFromObject } of poses) last.set(id, worldFromObject);
  for (const { record } of before.objects) {
    const { position } = last.get(record.id) ?? record.worldFromObject;
    const off = distance(position, after.object(record.id).record.worldFromObject.position);
    if (off > most) return `object ${record.id} ends ${inMm(off)} from where the scene after it has it.`;
  }
  return null;
}

/** Joints stay within their limits of angle and speed, and no link but the standing base is in anything. */
function armIsFree({ before, arm, object, frames }: RecordedMotion): string | null {
  if (arm === null) return null;
  const poses = new Map<number, Pose>();
  for (const [k, frame] of frames.entries()) {
    for (const { id, worldFromObject } of frame.poses) poses.set(id, worldFromObject);
    if (frame.joints === null) continue;
    const joints = frame.joints as unknown as JointVector;
    if (!withinLimits(joints)) return `in frame ${k} a joint of the arm is beyond its limit.`;
    const last = k === 0 ? null : frames[k - 1];
    const elapsed = frame.time - (last?.time ?? 0);
    if (
      last?.joints?.some(
        (angle, j) => Math.abs(joints[j] - angle) > JOINT_SPEEDS[j] * elapsed * (1 + ROUNDING) + ROUNDING,
      )
    )
      return `in frame ${k} a joint of the arm turns faster than it can.`;
    const obstacles = new Obstacles(before, (id) => poses.get(id));
    for (const [link, parts] of armBodies(arm, joints, frame.opening).entries()) {
      if (link === 0) continue;
      for (const part of parts) {
        for (const id of obstacles.near(part, 0)) {
          if (id === arm.ids[0]) continue;
          const isHeld = id === object && FINGERS.includes(link as 7 | 8);
          const overlap = -obstacles.separation(part, id, 0);
          if (overlap > (isHeld ? MAX_PRESSED : MAX_OVERLAP))
            return `in frame ${k} the arm (link ${link}) is ${inMm(overlap)} deep in object ${id}.`;
        }
      }
    }
  }
  return null;
}

const inMm = (metres: number): string => `${(1000 * metres).toFixed(2)} mm`;
