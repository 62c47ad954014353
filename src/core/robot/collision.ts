import { buildConvexBody, separationBelow, transformConvexBody, type ConvexBody } from '../geometry/convex.js';
import { compose, type Pose } from '../geometry/pose.js';
import { IDENTITY } from '../geometry/quat.js';
import { ARM, type JointVector } from './arm.js';
import { FINGERS, HAND, armLinks } from './links.js';
import { linkPoses, type MountedArm } from './mount.js';
import { boxesApart, boxOf, type Clearance, type Obstacles } from './obstacles.js';

/** The hand and the fingers keep this clear of what they are not to touch, the limbs that; metres. */
export const HAND_CLEARANCE = 0.003;
export const LIMB_CLEARANCE = 0.008;
/** What is carried keeps this clear. */
export const CARRIED_CLEARANCE = 0.005;

/** A thing between the pads: its hull in the frame between them. */
export interface Carried {
  readonly id: number;
  readonly hull: ConvexBody;
}

/** Pairs of links that could meet: those of the hand and forearm with shoulder and upper arm. */
const SELF_PAIRS: readonly (readonly [number, number])[] = [
  ...[3, 4, 5, 6, 7, 8].map((k) => [k, 1] as const),
  ...[4, 5, 6, 7, 8].map((k) => [k, 2] as const),
];

let local: readonly (readonly ConvexBody[])[] | null = null;

/** Convex parts of the links in their own frames. */
export const linkBodies = (): readonly (readonly ConvexBody[])[] =>
  (local ??= armLinks().map(({ parts }) => parts.map(({ vertices }) => buildConvexBody(vertices))));

/** Convex parts of each link where a configuration puts them, world. */
export function armBodies(arm: MountedArm, joints: JointVector, opening: number): readonly (readonly ConvexBody[])[] {
  const poses = linkPoses(arm, joints, opening);
  return linkBodies().map((parts, k) => parts.map((part) => transformConvexBody(poses[k], part)));
}

/** Palm and fingers of a hand at a pose, whatever the arm behind it: for looking at grasps. World. */
export function handBodies(worldFromTool: Pose, opening: number): readonly ConvexBody[] {
  const bodies = linkBodies();
  const palm = compose(worldFromTool, { position: [0, 0, -ARM.hand], orientation: IDENTITY });
  return [
    ...bodies[HAND].map((part) => transformConvexBody(palm, part)),
    ...FINGERS.flatMap((k, i) => {
      const pad = compose(worldFromTool, {
        position: [((i === 0 ? -1 : 1) * opening) / 2, 0, 0],
        orientation: IDENTITY,
      });
      return bodies[k].map((part) => transformConvexBody(pad, part));
    }),
  ];
}

export interface ArmState {
  readonly joints: JointVector;
  readonly opening: number;
  readonly carried?: Carried;
  /** Where what is carried is, world. */
  readonly worldFromTool: Pose;
}

/** What stands in the way of a configuration. */
export interface Collisions {
  readonly arm: MountedArm;
  readonly obstacles: Obstacles;
  /** Objects that are no obstacles (what is about to be carried, or is). */
  readonly ignore: ReadonlySet<number>;
}

/**
 * What a configuration of the arm runs into: the id of an object, or of the link that the arm itself is in the way of.
 *
 * @param handClearance of hand and fingers; objects not to be told apart from what they hold get a smaller one
 * @returns null when it is free
 */
export function collisionAt(
  { arm, obstacles, ignore }: Collisions,
  { joints, opening, carried, worldFromTool }: ArmState,
  handClearance: Clearance = () => HAND_CLEARANCE,
  carriedClearance: Clearance = () => CARRIED_CLEARANCE,
): number | null {
  const links = armBodies(arm, joints, opening);
  const base = arm.ids[0];
  const hand = [links[HAND], ...FINGERS.map((k) => links[k])].flat();
  const onlyOthers =
    (clearance: Clearance): Clearance =>
    (id) =>
      ignore.has(id) ? -Infinity : clearance(id);
  const ofHand = obstacles.hit(hand, onlyOthers(handClearance));
  if (ofHand !== null) return ofHand;
  if (carried) {
    const hull = transformConvexBody(worldFromTool, carried.hull);
    const ofCarried = obstacles.hit([hull], onlyOthers(carriedClearance));
    if (ofCarried !== null) return ofCarried;
    for (const k of [1, 2, 3, 4, 5]) if (meets([hull], links[k], k > 3 ? 0 : LIMB_CLEARANCE)) return arm.ids[k];
  }
  // Shoulder and upper arm turn on the base itself.
  const near = obstacles.hit(
    [...links[1], ...links[2]],
    onlyOthers((id) => (id === base ? -Infinity : LIMB_CLEARANCE)),
  );
  if (near !== null) return near;
  const far = obstacles.hit(
    [...links[3], ...links[4], ...links[5]],
    onlyOthers(() => LIMB_CLEARANCE),
  );
  if (far !== null) return far;
  const self = SELF_PAIRS.find(([a, b]) => meets(links[a], links[b], HAND_CLEARANCE));
  return self ? arm.ids[self[1]] : null;
}

function meets(a: readonly ConvexBody[], b: readonly ConvexBody[], margin: number): boolean {
  return a.some((p) => {
    const box = boxOf(p);
    return b.some((q) => !boxesApart(box, boxOf(q), margin) && separationBelow(p, q, margin + 1e-9) < margin);
  });
}

/** Hull of an object's parts in the frame between the pads. @param toolFromObject where the object is in the hand */
export function carriedHull(
  id: number,
  parts: readonly { readonly vertices: readonly (readonly number[])[] }[],
  toolFromObject: Pose,
): Carried {
  let hull = hulls.get(parts);
  if (hull === undefined) {
    hull = buildConvexBody(Float64Array.from(parts.flatMap(({ vertices }) => vertices.flat())));
    hulls.set(parts, hull);
  }
  return { id, hull: transformConvexBody(toolFromObject, hull) };
}

/** Hulls of objects in their own frames: asked for at every grasp that is looked at. */
const hulls = new WeakMap<object, ConvexBody>();
