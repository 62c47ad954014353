import { project } from '../camera/pinhole.js';
import { walkRay } from '../geometry/box-tree.js';
import { add, distance, dot, lerp, scale, type Vec3 } from '../geometry/vec3.js';
import { objectAt } from '../multiview/same-object.js';
import { whyNotMoved } from '../relations/fits-setting.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import type { Judgement } from '../relations/verdict.js';
import { FINGER_REACH, FINGERTIP, gripperBodies, JAW_GAP, type GripperPose } from './gripper.js';
import { separationFrom } from './swept-body.js';

// Grasps of a parallel-jaw gripper (docs/spec.md §13.4).

export type GraspFrom = 'above' | 'side';

export interface Grasp extends GripperPose {
  readonly from: GraspFrom;
  /** World; in order along the axis. */
  readonly contacts: readonly [Vec3, Vec3];
  readonly pixels: readonly [readonly [number, number], readonly [number, number]];
}

export interface GraspQuestion {
  readonly geometry: SceneGeometry;
  readonly view: SeenView;
  readonly object: number;
  readonly from: GraspFrom;
  /** How far apart the jaws can stand. */
  readonly opening: number;
}

/** Outward normals at the contacts lie within this of the closing axis: friction of about 0.27. */
const MAX_TILT_DEG = 15;
/** Contacts nearer than this are an edge, not two faces. */
const MIN_WIDTH = 0.003;
/** The hand, way in included, keeps this clear of other things, and of the object itself. */
const CLEAR_OF_OTHERS = 0.003;
const CLEAR_OF_OBJECT = 0.001;
/** The middle is no further from the mass centre than this, across the way in. */
const MAX_OFF_CENTRE = 0.04;

const YAW_STEP_DEG = 15;
const LEVEL_STEP = 0.012;
/** Lines beside the middle one, as shares of the larger half extent. */
const OFFSETS = [0, 0.3, -0.3, 0.6, -0.6];
/** Hands tried, best first; each costs separations from everything near. */
const MAX_TRIALS = 24;
export const MAX_GRASPS = 6;

/** Grasps that hold, best first: nearest to the mass centre. At most `MAX_GRASPS`, each unlike the ones before. */
export function findGrasps(question: GraspQuestion): readonly Grasp[] {
  const { geometry, view, object: id, from, opening } = question;
  if (whyNotMoved(geometry, id) !== null) return [];
  const object = geometry.object(id);
  const candidates = antipodalPairs(object, from, { yawStepDeg: YAW_STEP_DEG, maxTiltDeg: MAX_TILT_DEG })
    .filter(({ width }) => width + 2 * JAW_GAP <= opening - 1e-6 && width >= MIN_WIDTH)
    .map((pose) => ({ pose, off: offCentre(object, pose) }))
    .filter(({ off }) => off <= MAX_OFF_CENTRE)
    .sort((a, b) => a.off - b.off);
  const found: Grasp[] = [];
  let trials = 0;
  for (const { pose } of candidates) {
    if (trials >= MAX_TRIALS || found.length >= MAX_GRASPS) break;
    if (found.some((other) => isLike(other, pose))) continue;
    const contacts = contactsOf(pose);
    const pixels = seenContacts(view, id, contacts);
    if (pixels === null) continue;
    trials++;
    if (handIsClear(geometry, object, pose)) found.push({ ...pose, from, contacts, pixels });
  }
  return found;
}

/** Rays of the search that says "nowhere": finer, and with more than the friction and opening of T. */
const FINE_YAW_STEP_DEG = 5;
const LOOSE_TILT_DEG = 30;
const LOOSE_OPENING = 1.1;

/**
 * Whether a gripper of that opening can grasp it from there: T with a grasp; F when no two facing surfaces of it lie
 * within the opening, looked for more finely and more generously; else A.
 */
export function graspable(question: GraspQuestion): Judgement & { readonly grasps: readonly Grasp[] } {
  const { geometry, object: id, from, opening } = question;
  const refused = whyNotMoved(geometry, id);
  if (refused !== null) return { verdict: 'A', measured: {}, reason: refused, grasps: [] };
  const grasps = findGrasps(question);
  if (grasps.length > 0) return { verdict: 'T', measured: { width: grasps[0].width }, grasps };
  const pairs = antipodalPairs(geometry.object(id), from, {
    yawStepDeg: FINE_YAW_STEP_DEG,
    maxTiltDeg: LOOSE_TILT_DEG,
  });
  const narrowest = pairs.reduce((least, { width }) => Math.min(least, width), Infinity);
  if (pairs.length > 0 && narrowest >= LOOSE_OPENING * opening)
    return { verdict: 'F', measured: { narrowest }, grasps: [] };
  return { verdict: 'A', measured: {}, reason: 'whether a hand gets there cannot be told', grasps: [] };
}

interface PairOptions {
  readonly yawStepDeg: number;
  readonly maxTiltDeg: number;
}

/** Pairs of points of an object's surface that face away from each other along horizontal lines through it. */
export function antipodalPairs(object: ObjectGeometry, from: GraspFrom, options: PairOptions): readonly GripperPose[] {
  const result: GripperPose[] = [];
  const [mx, my] = object.massCenter;
  const cosine = Math.cos((options.maxTiltDeg * Math.PI) / 180);
  const reach = object.diagonal + 0.01;
  for (let deg = 0; deg < 180; deg += options.yawStepDeg) {
    const yaw = (deg * Math.PI) / 180;
    const axis: Vec3 = [Math.cos(yaw), Math.sin(yaw), 0];
    const across: Vec3 = [-axis[1], axis[0], 0];
    const span = object.support(across);
    const half = (span.max - span.min) / 2;
    for (const z of levelsOf(object, from)) {
      for (const offset of from === 'above' ? OFFSETS : [0]) {
        const middle: Vec3 = [mx + across[0] * offset * half, my + across[1] * offset * half, z];
        for (const { near, far } of crossings(object, add(middle, scale(axis, -reach)), axis, 2 * reach, cosine)) {
          const at = (near + far) / 2 - reach;
          for (const approach of approaches(from, across))
            result.push({ middle: add(middle, scale(axis, at)), axis, approach, width: far - near });
        }
      }
    }
  }
  return result;
}

const approaches = (from: GraspFrom, across: Vec3): readonly Vec3[] =>
  from === 'above' ? [[0, 0, -1]] : [across, [-across[0], -across[1], 0]];

/** Heights of the closing line: from above, within the fingers' reach of the top; from the side, all the way. */
function levelsOf(object: ObjectGeometry, from: GraspFrom): number[] {
  const { min, max } = object.vertical;
  const low =
    from === 'above' ? Math.max(min + FINGERTIP + CLEAR_OF_OTHERS, max - FINGER_REACH) : min + 0.02 + CLEAR_OF_OTHERS;
  const levels: number[] = [];
  for (let z = max - LEVEL_STEP; z >= low; z -= LEVEL_STEP) levels.push(z);
  return levels;
}

/** Pairs of crossings of a line, the first facing back along it and the second forward, within the tilt. */
function crossings(object: ObjectGeometry, origin: Vec3, axis: Vec3, length: number, cosine: number) {
  const { tree } = object;
  const back: number[] = [];
  const forward: number[] = [];
  walkRay(tree, origin, axis, length, (t, slot) => {
    const n = 3 * slot;
    const along = tree.normals[n] * axis[0] + tree.normals[n + 1] * axis[1] + tree.normals[n + 2] * axis[2];
    if (along <= -cosine) back.push(t);
    else if (along >= cosine) forward.push(t);
    return Infinity;
  });
  const pairs: { near: number; far: number }[] = [];
  for (const near of back) for (const far of forward) if (far > near + 1e-6) pairs.push({ near, far });
  // A ray through a shared edge crosses twice; of equal pairs one is enough.
  return pairs
    .sort((a, b) => a.near - b.near || a.far - b.far)
    .filter((p, i, all) => i === 0 || p.near - all[i - 1].near > 1e-6 || p.far - all[i - 1].far > 1e-6);
}

const contactsOf = ({ middle, axis, width }: GripperPose): readonly [Vec3, Vec3] => [
  add(middle, scale(axis, -width / 2)),
  add(middle, scale(axis, width / 2)),
];

/** Distance of the closing middle from the mass centre, without what the way in may make up for. */
function offCentre({ massCenter }: ObjectGeometry, { middle, approach }: GripperPose): number {
  const d: Vec3 = [middle[0] - massCenter[0], middle[1] - massCenter[1], middle[2] - massCenter[2]];
  const along = dot(d, approach);
  return Math.sqrt(Math.max(0, dot(d, d) - along * along));
}

const SAME_PLACE = 0.015;
const SAME_AXIS = Math.cos((20 * Math.PI) / 180);

function isLike(a: GripperPose, b: GripperPose): boolean {
  return (
    Math.hypot(a.middle[0] - b.middle[0], a.middle[1] - b.middle[1], a.middle[2] - b.middle[2]) < SAME_PLACE &&
    Math.abs(dot(a.axis, b.axis)) > SAME_AXIS &&
    dot(a.approach, b.approach) > 0.9
  );
}

/** Whether the hand, with its way in, keeps clear of the object and of everything else. */
export function handIsClear(geometry: SceneGeometry, object: ObjectGeometry, pose: GripperPose): boolean {
  const bodies = gripperBodies(pose);
  return geometry.objects.every((other) => {
    const limit = other === object ? CLEAR_OF_OBJECT : CLEAR_OF_OTHERS;
    return separationFrom(bodies, other, 2 * limit) >= limit + 1e-6;
  });
}

/** Nearer contacts, as on the rim of a mug far away, are one point to whoever looks. */
const MIN_PIXELS_APART = 8;
/** How far inside the object, from a contact towards the other, the picture must show it: metres, or part of the width. */
const INSET = 0.005;
const INSET_SHARE = 0.25;

/**
 * Pixels of the contacts, when both are in the picture and no other thing stands before the closing line: just inside
 * each contact the picture shows the object. (Contacts lie on the outline as often as not, so their own pixels may not.)
 */
function seenContacts(view: SeenView, id: number, [a, b]: readonly [Vec3, Vec3]): Grasp['pixels'] | null {
  const inset = Math.min(INSET_SHARE, INSET / Math.max(INSET, distance(a, b)));
  const shown = [lerp(a, b, inset), lerp(b, a, inset)].every((p) => {
    const pixel = pixelAt(view, p);
    return pixel !== null && objectAt(view, pixel) === id;
  });
  const [first, second] = [pixelAt(view, a), pixelAt(view, b)];
  if (!shown || first === null || second === null) return null;
  return Math.hypot(first[0] - second[0], first[1] - second[1]) >= MIN_PIXELS_APART ? [first, second] : null;
}

function pixelAt(view: SeenView, p: Vec3): readonly [number, number] | null {
  const { u, v, depth } = project(view.record, p);
  const { width, height } = view.record.intrinsics;
  return depth > 0.05 && u >= 1 && v >= 1 && u < width - 1 && v < height - 1 ? [u, v] : null;
}
