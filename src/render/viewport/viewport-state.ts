import type { CameraView } from '../../core/camera/pinhole.js';
import type { Vec2 } from '../../core/geometry/polygon.js';
import type { Pose } from '../../core/geometry/pose.js';
import type { Vec3 } from '../../core/geometry/vec3.js';
import type { Explanation, PixelMask } from './overlays/explanation.js';
import type { ShownScene } from './shown-scene.js';

/** What the viewport shows: everything but the free camera, which is its own. */
export interface ViewportState {
  readonly scene: ShownScene | null;
  /** Objects that are elsewhere than the scene says, by id. */
  readonly poses: ReadonlyMap<number, Pose> | null;
  readonly views: readonly CameraView[];
  /** Number of the view that is looked through; null: the free camera. */
  readonly through: number | null;
  /** Number of the view in the small picture; null: there is none. */
  readonly inset: number | null;
  readonly overlays: ReadonlySet<string>;
  readonly explanation: Explanation | null;
  /** What is free to put something on, in one view. */
  readonly freeSpace: PixelMask | null;
  readonly selected: number | null;
  /** Whether objects can be moved. */
  readonly editable: boolean;
  /** Whether an answer about what moves is being worked out: where drawing takes long, it comes first. */
  readonly answering: boolean;
  /** Around a picture that does not fill the viewport, sRGB 0 … 1. */
  readonly border: readonly [number, number, number];
}

/** What is under the pointer. */
export interface Hovered {
  /** Of the view that is looked through; of the viewport in CSS pixels otherwise. */
  readonly pixel: Vec2;
  readonly id: number;
  /** World. */
  readonly point: Vec3;
  /** Along the optical axis, metres. */
  readonly depth: number;
  readonly normal: Vec3;
}

/** What the last picture took. */
export interface DrawnPicture {
  /** Milliseconds. */
  readonly cost: number;
  /** Of its pixels to the screen's, a side. */
  readonly ratio: number;
  /** At rest, in full quality. */
  readonly still: boolean;
  readonly triangles: number;
}

/** Told what a hand does in the viewport. */
export interface ViewportWatcher {
  hovered(what: Hovered | null): void;
  selected(id: number | null): void;
  /** An object is being moved; its scene has not changed yet. */
  dragged(id: number, worldFromObject: Pose): void;
  /** The move has ended. */
  dropped(id: number, worldFromObject: Pose): void;
  /** The free camera takes over from the view that was looked through. */
  leftView(): void;
  /** The small picture was chosen. */
  choseInset(): void;
  drew(picture: DrawnPicture): void;
}

/** Nothing yet. */
export const NOTHING_SHOWN: ViewportState = {
  scene: null,
  poses: null,
  views: [],
  through: null,
  inset: null,
  overlays: new Set(),
  explanation: null,
  freeSpace: null,
  selected: null,
  editable: false,
  answering: false,
  border: [0, 0, 0],
};
