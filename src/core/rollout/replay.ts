import { linkObjectPoses } from '../robot/arm-in-scene.js';
import { HOME } from '../robot/home.js';
import { MAX_OPENING } from '../robot/links.js';
import { sceneWithArm, type MountedArm } from '../robot/mount.js';
import type { JointVector } from '../robot/arm.js';
import type { Pose } from '../geometry/pose.js';
import type { SettledScene } from '../scene/settled-scene.js';
import type { RecordedFrame } from './rollout-record.js';

// A rollout as it was recorded, moment by moment.

/** A scene with the whole arm in it, waiting; as it is where nothing acts. */
export const withWholeArm = (scene: SettledScene, arm: MountedArm | null): SettledScene =>
  arm === null ? scene : sceneWithArm(scene, arm, HOME, MAX_OPENING);

/** A 30 Hz record in which the links of the arm are among what moves. */
export function withLinks(frames: readonly RecordedFrame[], arm: MountedArm | null): readonly RecordedFrame[] {
  if (arm === null) return frames;
  return frames.map((frame) =>
    frame.joints === null
      ? frame
      : {
          ...frame,
          poses: [...frame.poses, ...linkObjectPoses(arm, frame.joints as unknown as JointVector, frame.opening)],
        },
  );
}

/** The scene at one frame of a record. @param scene with the whole arm @param frames with links */
export function sceneAtFrame(scene: SettledScene, frames: readonly RecordedFrame[], at: number): SettledScene {
  const poses = new Map<number, Pose>();
  for (const frame of frames.slice(0, at + 1))
    for (const { id, worldFromObject } of frame.poses) poses.set(id, worldFromObject);
  return {
    ...scene,
    objects: scene.objects.map((object) => ({
      ...object,
      worldFromObject: poses.get(object.id) ?? object.worldFromObject,
    })),
  };
}
