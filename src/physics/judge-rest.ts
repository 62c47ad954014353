import type { RejectReason } from '../core/edges.js';
import { transformDirection, type Pose } from '../core/geometry/pose.js';
import { angleDeg, UP } from '../core/geometry/vec3.js';
import type { Fault } from '../core/result.js';
import type { ObjectSpec, SceneSpec } from '../core/scene/scene-spec.js';
import { MAX_REST_DRIFT } from '../core/scene/rest.js';
import type { Contact, Profile } from '../core/scene/settled-scene.js';
import type { SupportRecord } from './contact-records.js';
import type { Overlap, PlacedParts } from './penetration.js';
import type { RestReport } from './simulation.js';

/** SPEC §1: deeper overlaps reject the scene, metres. */
const MAX_PENETRATION: Record<Profile, number> = { tabletop: 0.0005, room: 0.001 };

/** Something whose lowest point sank further than this is no longer where it was put, metres. */
const FALL = 0.02;

/** An object whose lean changed by more than this has tipped over. */
const MAX_TILT_DEG = 10;
/** Arranged leaning more than this from upright, lying or upside down, an object may find its own attitude. */
const LEANING_DEG = 5;

/** Part of its weight that something must carry, and part of that which must come from where it was put. */
const MIN_CARRIED = 0.5;
const MIN_INTENDED_SHARE = 0.5;

/** A settled scene as measured; lists are in the order of the spec's objects. */
export interface Outcome {
  readonly spec: SceneSpec;
  readonly arranged: readonly PlacedParts[];
  readonly placed: readonly PlacedParts[];
  readonly poses: readonly Pose[];
  readonly rest: RestReport;
  readonly overlap: Overlap;
  readonly support: SupportRecord;
}

/** What is wrong with how a scene came to rest, the plainest fault first; null when nothing is. */
export function judgeRest(outcome: Outcome): Fault<RejectReason> | null {
  return (
    judgeFalls(outcome) ??
    judgeMotion(outcome) ??
    judgeOverlap(outcome) ??
    judgeAttitude(outcome) ??
    judgeSupport(outcome)
  );
}

export const titleOf = (object: ObjectSpec): string => `${object.name} ${object.id}`;

export const inMm = (metres: number): string => `${(1000 * metres).toFixed(2)} mm`;

/** Whether an object was put nowhere in particular, as a hand lets go of it in the air: it may land wherever it does. */
export const mayFall = ({ free, intendedSupport }: SceneSpec, id: number): boolean =>
  free.includes(id) && intendedSupport[id] === undefined;

function judgeFalls({ spec, arranged, placed, support }: Outcome): Fault<RejectReason> | null {
  for (let k = 0; k < spec.objects.length; k++) {
    const object = spec.objects[k];
    const sank = arranged[k].box[2] - placed[k].box[2];
    if (object.fixed || sank <= FALL || mayFall(spec, object.id)) continue;
    // What lies loose in a container may roll down in it.
    if (spec.free.includes(object.id) && intendedShare(spec, support.contacts, object.id) >= MIN_INTENDED_SHARE)
      continue;
    return { reason: 'fell', detail: `${titleOf(object)} sank ${inMm(sank)} below where it was put.` };
  }
  return null;
}

function judgeMotion({ spec, rest }: Outcome): Fault<RejectReason> | null {
  if (rest.rested) return null;
  const detail =
    `${titleOf(spec.objects[rest.worst])} still moved ${inMm(rest.drift)} in half a second ` +
    `(at most ${inMm(MAX_REST_DRIFT)} is rest).`;
  return { reason: 'did-not-rest', detail };
}

function judgeOverlap({ spec, overlap }: Outcome): Fault<RejectReason> | null {
  const limit = MAX_PENETRATION[spec.profile];
  if (overlap.between === null || overlap.depth <= limit) return null;
  const [a, b] = overlap.between.map(titleOf);
  return { reason: 'penetrates', detail: `${a} and ${b} overlap by ${inMm(overlap.depth)}, more than ${inMm(limit)}.` };
}

function judgeAttitude({ spec, poses }: Outcome): Fault<RejectReason> | null {
  for (let k = 0; k < spec.objects.length; k++) {
    const object = spec.objects[k];
    if (object.fixed || spec.free.includes(object.id)) continue;
    const before = tiltDeg(object, object.worldFromObject);
    const fromStable = Math.min(before, Math.abs(before - 90), 180 - before);
    const turned = Math.abs(tiltDeg(object, poses[k]) - before);
    if (fromStable > LEANING_DEG || turned <= MAX_TILT_DEG) continue;
    return { reason: 'tipped-over', detail: `${titleOf(object)} tipped by ${turned.toFixed(0)}°.` };
  }
  return null;
}

const tiltDeg = (object: ObjectSpec, pose: Pose): number => angleDeg(transformDirection(pose, object.up), UP);

function judgeSupport({ spec, support }: Outcome): Fault<RejectReason> | null {
  const titles = new Map(spec.objects.map((object) => [object.id, titleOf(object)]));
  for (const object of spec.objects) {
    if (object.fixed) continue;
    const carried = support.carried.get(object.id) ?? 0;
    if (carried < MIN_CARRIED) {
      return {
        reason: 'unsupported',
        detail: `${titleOf(object)} rests on nothing: contacts carry ${(100 * carried).toFixed(0)} % of its weight.`,
      };
    }
    const intended = spec.intendedSupport[object.id];
    if (intended === undefined) continue;
    const share = intendedShare(spec, support.contacts, object.id);
    if (share < MIN_INTENDED_SHARE) {
      const detail = `${titleOf(object)} was put on ${titles.get(intended)}, which carries ${(100 * share).toFixed(0)} % of it.`;
      return { reason: 'unsupported', detail };
    }
  }
  return null;
}

/** Part of an object's support given by what it was put on; for loose contents also by what lies in there with it. */
function intendedShare(spec: SceneSpec, contacts: readonly Contact[], id: number): number {
  const intended = spec.intendedSupport[id];
  const loose = spec.free.includes(id);
  let share = 0;
  for (const contact of contacts) {
    if (contact.a !== id) continue;
    if (contact.b === intended || (loose && spec.intendedSupport[contact.b] === intended)) share += contact.share;
  }
  return share;
}
