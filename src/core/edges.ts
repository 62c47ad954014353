import type { CameraView } from './camera/pinhole.js';
import type { Pose } from './geometry/pose.js';
import type { Vec3 } from './geometry/vec3.js';
import type { Fault, Result } from './result.js';
import type { JointVector } from './robot/arm.js';
import type { MountedArm } from './robot/mount.js';
import type { ModelLibrary, SceneSpec } from './scene/scene-spec.js';
import type { SettledScene } from './scene/settled-scene.js';

// The interfaces that physics, renderer and store implement. Types only.

/** Why a scene was given up; counted in the run's report under these names. */
export type SceneFault = Fault<RejectReason>;
export type RejectReason =
  | 'no-room'
  | 'penetrates'
  | 'fell'
  | 'did-not-rest'
  | 'unsupported'
  | 'tipped-over'
  | 'no-view'
  /** Of a twin: what should have stayed as it was did not. */
  | 'disturbed'
  /** A scene was to have a twin, and no change was found that flips an answer. */
  | 'no-twin';

export interface Physics {
  /**
   * Lets a scene come to rest, or says why it does not. Pure: equal specs give equal scenes.
   *
   * @param watch told where everything is, in the order of the spec's objects, now and then while it settles
   */
  settle(spec: SceneSpec, watch?: (moment: SettlingMoment) => void): Result<SettledScene, RejectReason>;
}

/** Where a settling scene is after so many simulated seconds. */
export interface SettlingMoment {
  readonly time: number;
  readonly worldFromObjects: readonly Pose[];
}

/** Physics of acting. */
export interface Manipulation {
  /** A settled scene that can be acted in. @param arm null: nothing acts, things can only be put somewhere */
  openWorld(scene: SettledScene, arm: MountedArm | null): ManipulationWorld;
}

/** What the arm is to do within one step of 1/240 s. */
export interface ArmCommand {
  /** Where its joints are at the end of the step. */
  readonly joints: JointVector;
  /** Jaws go to a distance between the pads, metres; or close until each finger presses with a force, newtons. */
  readonly jaws: { readonly open: number } | { readonly squeeze: number };
}

/** One pair of bodies that pressed against each other since the last state, its points taken together. */
export interface Touch {
  /** Ids of objects or of the arm's links; `a` is the object that is pushed. */
  readonly a: number;
  readonly b: number;
  /** World, mean of the points by how hard they pressed. */
  readonly point: Vec3;
  /** Mean force on `a`, newtons, world. */
  readonly force: Vec3;
  /** Mean of the normal part alone, newtons. */
  readonly pressed: number;
}

/** A moment of an action, thirty a second. */
export interface ActionState {
  /** Seconds since the world was opened. */
  readonly time: number;
  readonly joints: JointVector | null;
  /** Distance between the pads, metres. */
  readonly opening: number;
  /** Objects that moved since the last state; the first state has every object that can move. */
  readonly poses: readonly { readonly id: number; readonly worldFromObject: Pose }[];
  /** Touches of the arm, and of things that have been moved. */
  readonly touches: readonly Touch[];
}

/** A scene while something acts in it. Deterministic: equal commands give equal states. */
export interface ManipulationWorld {
  /** 1/240 s. null: the arm, if there is one, stays where it is. */
  step(command: ArmCommand | null): void;
  /** What happened since the last call; eight steps apart for thirty a second. */
  state(): ActionState;
  poseOf(id: number): Pose;
  /** Mean normal force of the two fingers in the last step, newtons. */
  grip(): number;
  /** Upward force on an object from everything but the arm in the last step, newtons. */
  supportOf(id: number): number;
  /** Puts an object somewhere, at rest; nothing is held for it. */
  put(id: number, worldFromObject: Pose): void;
  /**
   * Lets everything come to rest, the arm standing still, watches for two seconds more, and writes the scene down as
   * settling would. Judges nothing: what toppled has toppled, what fell lies on the floor. `rested` false: something moved
   * in those two seconds, by SPEC's measure of rest.
   *
   * @param watch told what happens thirty times a second
   */
  settle(watch?: (state: ActionState) => void): { readonly scene: SettledScene; readonly rested: boolean };
}

/** How a scene came out after something was let go in it. */
export interface Released {
  /** As it is at the end: fallen is fallen. */
  readonly scene: SettledScene;
  /** Whether nothing moved in the last two seconds, by SPEC's measure of rest. */
  readonly rested: boolean;
  /** Most that any point moved in half a second of those, metres. */
  readonly drift: number;
  /** Of this as of any action, thirty a second; nothing acts. */
  readonly frames: readonly ActionState[];
}

/** Physics of placement: an object lifted out of a settled scene is let go elsewhere. */
export interface PlacementPhysics {
  /**
   * @param moved objects and where they are let go, at rest; everything else is where it settled
   * @returns never a fault: what topples has toppled
   */
  release(scene: SettledScene, moved: readonly { readonly id: number; readonly worldFromObject: Pose }[]): Released;
}

/** One frame's pixels, row-major, top row first. */
export interface CapturedFrame {
  readonly width: number;
  readonly height: number;
  /** [height * width * 3] sRGB. */
  readonly rgb: Uint8Array;
  /** [height * width] distance along camera +Z in steps of `depthUnit` metres; 0 where nothing was hit or beyond range. */
  readonly depth: Uint16Array;
  /** [height * width] instance ids, 0 background. */
  readonly ids: Uint16Array;
  /** [height * width * 3] world normals × 0.5 + 0.5 in 8 bits; null when not asked for. */
  readonly normals: Uint8Array | null;
}

export interface CaptureOptions {
  /** Metres per depth step. */
  readonly depthUnit: number;
  readonly normals: boolean;
  /** Draw RGB with multisampling. Off only to measure. */
  readonly antialias: boolean;
}

export interface Renderer {
  /** GL renderer string and library versions: part of what a dataset's bytes depend on. */
  readonly description: string;
  /** Frames of one scene, one per view, in order. */
  capture(
    scene: SettledScene,
    models: ModelLibrary,
    views: readonly CameraView[],
    options: CaptureOptions,
  ): Promise<readonly CapturedFrame[]>;
  dispose(): Promise<void>;
}
