import { fromAxisAngle, rotate } from '../geometry/quat.js';
import { add, cross, distance, dot, scale, sub, type Vec3 } from '../geometry/vec3.js';
import { antipodalPairs } from '../plans/grasp.js';
import { FINGER_HALF_WIDTH, JAW_GAP, toolPose, type GripperPose } from '../plans/gripper.js';
import { whyNotMoved } from '../relations/fits-setting.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import { separationFrom } from '../plans/swept-body.js';
import { handBodies } from './collision.js';
import type { MountedArm } from './mount.js';
import { MAX_OPENING, PAD_FRICTION } from './links.js';

/** A way to take hold of a thing: where the pads close on it, and how hard. */
export interface ArmGrasp extends GripperPose {
  /** Between the pads while the hand goes in, metres. */
  readonly opening: number;
  /** Force of each finger that holds it, newtons. */
  readonly squeeze: number;
  /** What it costs: lower is tried first. */
  readonly cost: number;
}

/** Outward normals at the contacts lie within this of the closing axis. */
const MAX_TILT_DEG = 15;
const YAW_STEP_DEG = 15;
const MIN_WIDTH = 0.003;

/** Ways in: straight down, and leaning from it about the closing axis by these, degrees; 90 is level. */
const LEANS_DEG = [0, 25, -25, 50, -50, 75, -75];
/** A lean is worth so many metres of being off centre, per radian. */
const LEAN_COST = 0.02;
/** A metre away from the point that was pointed at, beyond the first bit, is worth so many off centre. */
const POINT_COST = 0.4;
const POINT_FREE = 0.02;

/** Strongest squeeze, newtons: about that of a common gripper of this size. */
const MAX_SQUEEZE = 150;
const MIN_SQUEEZE = 1;
/** Held so many times better than still: the arm speeds up and slows down. */
const SAFETY = 2;
/** Contacts of a pad count as spread about its middle by this, metres: what keeps a thing from turning in the grip. */
const PAD_REACH = 0.75 * FINGER_HALF_WIDTH;

/** Open this much wider than the object where the stroke allows, and never less than so much on either side, metres. */
const MIN_GAP = 0.002;
/** The palm and the open fingers keep this clear of the object. */
const CLEAR_OF_OBJECT = 0.0005;

/** Candidates handed out at most, and hands looked at for them. */
const MAX_CANDIDATES = 80;
const MAX_LOOKS = 3000;

/**
 * Candidate grasps of an object, cheapest first: pairs of facing points of its mesh (body, rim, handle), several ways in.
 * Whether hand and arm get there is not asked here.
 *
 * @param near the point that was pointed at, world; null: none
 * @returns none when the object may not be taken, is too wide, or too heavy
 */
export function candidateGrasps(
  geometry: SceneGeometry,
  arm: MountedArm,
  id: number,
  near: Vec3 | null,
): readonly ArmGrasp[] {
  if (whyNotMoved(geometry, id) !== null) return [];
  const object = geometry.object(id);
  const options = { yawStepDeg: YAW_STEP_DEG, maxTiltDeg: MAX_TILT_DEG };
  const pairs = (['above', 'side'] as const)
    .flatMap((from) => antipodalPairs(object, from, options).filter((_, k) => from === 'above' || k % 2 === 0))
    .filter(({ width }) => width >= MIN_WIDTH && width + 2 * MIN_GAP <= MAX_OPENING);
  const found: ArmGrasp[] = [];
  for (const pair of pairs) {
    const squeeze = squeezeFor(object, pair);
    if (squeeze > MAX_SQUEEZE) continue;
    const away = near === null ? 0 : Math.max(0, distance(near, pair.middle) - POINT_FREE);
    for (const deg of LEANS_DEG) {
      const approach = lean(arm, pair, deg);
      const cost =
        offCentre(object, pair.middle, approach) + POINT_COST * away + (LEAN_COST * Math.abs(deg) * Math.PI) / 180;
      found.push({ ...pair, approach, opening: Math.min(MAX_OPENING, pair.width + 2 * JAW_GAP), squeeze, cost });
    }
  }
  return fitting(
    object,
    found.sort((a, b) => a.cost - b.cost),
  );
}

/** Distance of the middle from the mass centre across the way in: along it, fingers reach as far as the object lets them. */
function offCentre({ massCenter }: ObjectGeometry, middle: Vec3, approach: Vec3): number {
  const d = sub(middle, massCenter);
  return Math.sqrt(Math.max(0, dot(d, d) - dot(d, approach) ** 2));
}

/** Straight down, turned about the closing axis; positive leans reach away from the base. */
function lean({ worldFromBase }: MountedArm, { axis, middle }: GripperPose, deg: number): Vec3 {
  const outward = sub(middle, worldFromBase.position);
  const about = dot(cross(axis, [0, 0, -1]), outward) >= 0 ? 1 : -1;
  return rotate(fromAxisAngle(axis, (about * deg * Math.PI) / 180), [0, 0, -1]);
}

/**
 * Force of each finger that holds a thing, times the safety: friction carries its weight; where the weight hangs beside
 * the pads along the closing axis, the pads' normal forces move apart to meet its moment; where it hangs beside that
 * axis, friction about the pads' middle does.
 */
function squeezeFor(object: ObjectGeometry, { middle, axis }: GripperPose): number {
  const { record, massCenter } = object;
  // A face that leans to the pad uses up part of the friction cone.
  const friction = Math.tan(Math.atan(Math.sqrt(record.friction * PAD_FRICTION)) - (MAX_TILT_DEG * Math.PI) / 180);
  if (friction <= 0) return Infinity;
  const weight = record.mass * GRAVITY;
  const beside = sub(massCenter, middle);
  const along = Math.abs(beside[0] * axis[0] + beside[1] * axis[1]);
  const across = Math.abs(beside[0] * axis[1] - beside[1] * axis[0]);
  const force = weight / (2 * friction) + (weight * (along + across / friction)) / (2 * PAD_REACH);
  return Math.max(MIN_SQUEEZE, SAFETY * force);
}

const GRAVITY = 9.81;

/** Those in which the hand does not run into the object itself, without those that are much like a cheaper one. */
function fitting(object: ObjectGeometry, sorted: readonly ArmGrasp[]): readonly ArmGrasp[] {
  const kept: ArmGrasp[] = [];
  let looks = 0;
  for (const grasp of sorted) {
    if (kept.length >= MAX_CANDIDATES || looks >= MAX_LOOKS) break;
    if (kept.some((other) => isLike(other, grasp))) continue;
    looks++;
    const hand = handBodies(toolPose(grasp), grasp.opening);
    if (separationFrom(hand, object, 2 * CLEAR_OF_OBJECT) >= CLEAR_OF_OBJECT) kept.push(grasp);
  }
  return kept;
}

const SAME_PLACE = 0.008;
const SAME_WAY = Math.cos((14 * Math.PI) / 180);

function isLike(a: ArmGrasp, b: ArmGrasp): boolean {
  return (
    distance(a.middle, b.middle) < SAME_PLACE &&
    Math.abs(dot(a.axis, b.axis)) > SAME_WAY &&
    dot(a.approach, b.approach) > SAME_WAY
  );
}

/** Both ways round of a gripper that looks the same after half a turn. */
export const toolPoses = (grasp: GripperPose) => [toolPose(grasp), toolPose({ ...grasp, axis: scale(grasp.axis, -1) })];

/** The pose from which the hand goes straight in. */
export const backedOff = (grasp: GripperPose, by: number): GripperPose => ({
  ...grasp,
  middle: add(grasp.middle, scale(grasp.approach, -by)),
});
