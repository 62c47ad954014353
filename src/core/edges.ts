import type { CameraView } from './camera/pinhole.js';
import type { Pose } from './geometry/pose.js';
import type { Fault, Result } from './result.js';
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
