import { eyeOf, forwardOf, pixelRay, type CameraView } from '../../../core/camera/pinhole.js';
import { transformDirection, type Pose } from '../../../core/geometry/pose.js';
import { rotate } from '../../../core/geometry/quat.js';
import { add, horizontal, leftOf, negate, scale, type Vec3 } from '../../../core/geometry/vec3.js';
import type { Anchor, Contact, Obb, Surface } from '../../../core/scene/settled-scene.js';
import type { Sketch } from './sketch.js';
import { AXIS_COLOURS, HOVER } from './tones.js';
import { instanceCss } from './truth-pixels.js';

/** What a scene's truth consists of, each to be shown or not. */
export const LINE_OVERLAYS = ['boxes3d', 'axes', 'fronts', 'frames', 'surfaces', 'contacts'] as const;
export type LineOverlay = (typeof LINE_OVERLAYS)[number];

/** An object as its truth is drawn. World. */
export interface MarkedObject {
  readonly id: number;
  readonly name: string;
  readonly structure: boolean;
  readonly obb: Obb;
  readonly worldFromObject: Pose;
  /** Object frame. */
  readonly front: Vec3 | null;
}

export interface MarkedScene {
  readonly objects: readonly MarkedObject[];
  readonly surfaces: readonly Surface[];
  readonly contacts: readonly Contact[];
  readonly anchor: Anchor;
}

const FRONT = '#f5b301';
const SURFACE = '#38bdf8';
/** Side contacts carry nothing and are drawn fainter. */
const CONTACT = '#ff7ab6';
const FRAME_LENGTH = 0.28;

/**
 * @param ego the view that egocentric words are about; null: none is chosen
 * @param selected whose own frame is drawn; null: that of no object
 */
export function drawTruth(
  sketch: Sketch,
  { objects, surfaces, contacts, anchor }: MarkedScene,
  shown: ReadonlySet<string>,
  ego: CameraView | null,
  selected: number | null,
): void {
  const things = objects.filter((object) => !object.structure);
  if (shown.has('surfaces')) {
    const building = new Set(objects.filter((object) => object.structure).map(({ id }) => id));
    for (const { owner, outline, holes } of surfaces) {
      // A floor fills the picture.
      const fill = building.has(owner) ? `${SURFACE}14` : `${SURFACE}40`;
      sketch.line(outline, { colour: SURFACE, width: 1, closed: true, fill });
      for (const hole of holes) sketch.line(hole, { colour: SURFACE, width: 1, closed: true, dashed: true });
    }
  }
  if (shown.has('boxes3d')) for (const { id, obb } of things) drawBox(sketch, obb, instanceCss(id));
  if (shown.has('axes')) {
    for (const { obb, worldFromObject } of things) {
      const size = 0.6 * Math.max(...obb.halfExtents) + 0.02;
      for (const [k, axis] of (
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ] as const
      ).entries())
        sketch.arrow(
          obb.center,
          add(obb.center, scale(transformDirection(worldFromObject, axis), size)),
          AXIS_COLOURS[k],
        );
    }
  }
  if (shown.has('fronts')) {
    for (const { obb, worldFromObject, front } of things) {
      if (front === null) continue;
      const size = Math.max(...obb.halfExtents) + 0.06;
      sketch.arrow(obb.center, add(obb.center, scale(transformDirection(worldFromObject, front), size)), FRONT, 2.5);
    }
  }
  if (shown.has('contacts')) {
    for (const { point, normal, share } of contacts) {
      const length = 0.02 + 0.08 * Math.max(0, share);
      sketch.line([point, add(point, scale(normal, length))], { colour: CONTACT, width: share > 0 ? 2 : 1 });
      sketch.dot(point, CONTACT, share > 0 ? 3 : 2);
    }
  }
  if (shown.has('frames')) {
    drawFrame(sketch, anchor.origin, anchor.heading, 'world');
    const object = objects.find(({ id }) => id === selected);
    const heading = object?.front ? horizontal(transformDirection(object.worldFromObject, object.front)) : null;
    if (object && heading) drawFrame(sketch, object.obb.center, heading, object.name);
    if (ego) drawEgo(sketch, ego);
  }
}

/** Front and left of a reference frame, with whose they are. */
function drawFrame(sketch: Sketch, origin: Vec3, heading: Vec3, whose: string): void {
  const left = leftOf(heading);
  for (const [direction, word, colour] of [
    [heading, `front (${whose})`, AXIS_COLOURS[0]],
    [left, `left (${whose})`, AXIS_COLOURS[1]],
  ] as const) {
    const tip = add(origin, scale(direction, FRAME_LENGTH));
    sketch.arrow(origin, tip, colour);
    sketch.label(tip, word, colour, [0, -12]);
  }
  sketch.dot(origin, HOVER, 3);
}

/** The camera as a small pyramid, with its front and left. Seen from within only the words would fill the picture. */
function drawEgo(sketch: Sketch, view: CameraView): void {
  const eye = eyeOf(view);
  const isInside =
    sketch.at(add(eye, scale(forwardOf(view), 0.05))) !== null && sketch.view.cameraFromWorld === view.cameraFromWorld;
  if (isInside) return;
  const { width, height } = view.intrinsics;
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ].map(([u, v]) => add(eye, scale(pixelRay(view, u, v).direction, 0.18)));
  sketch.line(corners, { colour: HOVER, width: 1, closed: true });
  for (const corner of corners) sketch.line([eye, corner], { colour: HOVER, width: 1 });
  const heading = horizontal(forwardOf(view));
  if (heading) drawFrame(sketch, eye, heading, 'camera');
}

export function drawBox(
  sketch: Sketch,
  { center, halfExtents, orientation }: Obb,
  colour: string,
  dashed = false,
): void {
  const [x, y, z] = [0, 1, 2].map((k) => rotate(orientation, unit(k, halfExtents[k])));
  const corner = (i: number, j: number, k: number) =>
    [i > 0 ? x : negate(x), j > 0 ? y : negate(y), k > 0 ? z : negate(z)].reduce(add, center);
  for (const k of [-1, 1])
    sketch.line([corner(-1, -1, k), corner(1, -1, k), corner(1, 1, k), corner(-1, 1, k)], {
      colour,
      width: 1.2,
      closed: true,
      dashed,
    });
  for (const [i, j] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const)
    sketch.line([corner(i, j, -1), corner(i, j, 1)], { colour, width: 1.2, dashed });
}

const unit = (k: number, size: number): Vec3 => [k === 0 ? size : 0, k === 1 ? size : 0, k === 2 ? size : 0];
