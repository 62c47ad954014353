import { add, scale, type Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import { assertNever } from '../result.js';
import type { Rig } from '../scene/recipe/cameras.js';
import { isFreeForABody, isFreeForAnEye, type Stage } from './stage.js';

/** Where a camera is, what it is aimed at, and how far it is turned about its axis. */
export interface Aim {
  readonly eye: Vec3;
  readonly target: Vec3;
  /** Radians. */
  readonly roll: number;
}

/** Which turn around the support a view gets: views are spread over the arc, each scene with its own offset. */
export interface Turn {
  /** Degrees from the front side [from, to]. */
  readonly arcDeg: readonly [number, number];
  /** 0–1, the scene's offset. */
  readonly sector: number;
  /** k of n views. */
  readonly index: number;
  readonly of: number;
}

/** Rigs that look at one support; the others look about the room. */
const AROUND: ReadonlySet<Rig> = new Set<Rig>(['table-side', 'robot-head', 'wrist', 'phone']);

export const looksAtSupport = (rig: Rig): boolean => AROUND.has(rig);

/** Heights above the support and distances from its edge, metres. */
const REACH = {
  'table-side': { height: [0.32, 0.62], away: [0.12, 0.45] },
  'robot-head': { height: [0.6, 0.95], away: [0.25, 0.6] },
  phone: { height: [0.45, 0.8], away: [0.15, 0.7] },
} as const;

/** Deviation of the roll, degrees: a head is held level, a hand is not. */
const ROLL_DEG: Record<Rig, number> = {
  'table-side': 1.2,
  'robot-head': 1.2,
  wrist: 2,
  phone: 3.5,
  standing: 1.2,
  walking: 1.5,
};
/** SPEC's ego directions end at 15°. */
const MAX_ROLL_DEG = 11;
/** A hand's camera looks down by this, degrees; steeper than 70° has no ego directions. */
const WRIST_PITCH_DEG = [32, 64] as const;

/** Proposes a place for a camera; whether it is free and shows enough is for others to judge. */
export function proposeAim(rig: Rig, stage: Stage, turn: Turn, rng: Rng): Aim {
  const { eye, target } = place(rig, stage, turn, rng);
  const rollDeg = Math.max(-MAX_ROLL_DEG, Math.min(MAX_ROLL_DEG, rng.normal() * ROLL_DEG[rig]));
  return { eye, target, roll: (rollDeg * Math.PI) / 180 };
}

/** Whether the one who holds the camera could be there. */
export function isFreeFor(rig: Rig, stage: Stage, eye: Vec3): boolean {
  if (!isFreeForAnEye(stage, eye, rig === 'wrist')) return false;
  return (rig !== 'standing' && rig !== 'walking') || isFreeForABody(stage, eye);
}

function place(rig: Rig, stage: Stage, turn: Turn, rng: Rng): { eye: Vec3; target: Vec3 } {
  switch (rig) {
    case 'table-side':
    case 'robot-head':
    case 'phone':
      return besideSupport(stage, turn, REACH[rig], rng);
    case 'wrist':
      return overSupport(stage, turn, rng);
    case 'standing':
    case 'walking':
      return inRoom(stage, rng);
    default:
      return assertNever(rig);
  }
}

/** Half extents of the support along world x and y, its middle and the height of its top. */
function supportBox(stage: Stage): { middle: Vec3; half: readonly [number, number] } {
  const { support } = stage;
  if (!support) throw new Error('This rig needs a support to look at.');
  const x = support.support([1, 0, 0]);
  const y = support.support([0, 1, 0]);
  return {
    middle: [(x.min + x.max) / 2, (y.min + y.max) / 2, topOf(stage)],
    half: [(x.max - x.min) / 2, (y.max - y.min) / 2],
  };
}

/** Higher than this it is no table but a shelf: looked at from before it, at the height of what stands in it, metres. */
const SHELF_HEIGHT = 1.2;

const isShelf = ({ support }: Stage): boolean => (support?.vertical.max ?? 0) > SHELF_HEIGHT;

/** Height of what is looked at: a table's top, or the middle of the things in a shelf. */
function topOf(stage: Stage): number {
  const { support, things } = stage;
  if (!support || !isShelf(stage)) return support?.vertical.max ?? 0;
  return things.reduce((sum, o) => sum + o.obb.center[2], 0) / Math.max(1, things.length);
}

function azimuthOf(stage: Stage, { arcDeg, sector, index, of }: Turn, rng: Rng): number {
  const turn = (sector + index / of + rng.range(-0.12, 0.12) + 1) % 1;
  return stage.front + ((arcDeg[0] + (arcDeg[1] - arcDeg[0]) * turn) * Math.PI) / 180;
}

function besideSupport(
  stage: Stage,
  turn: Turn,
  reach: { readonly height: readonly [number, number]; readonly away: readonly [number, number] },
  rng: Rng,
): { eye: Vec3; target: Vec3 } {
  const { middle, half } = supportBox(stage);
  const azimuth = azimuthOf(stage, turn, rng);
  const direction: Vec3 = [Math.cos(azimuth), Math.sin(azimuth), 0];
  // Distance from the edge in that direction, so that narrow and long sides are looked at alike.
  const edge = Math.min(
    half[0] / Math.max(1e-6, Math.abs(direction[0])),
    half[1] / Math.max(1e-6, Math.abs(direction[1])),
  );
  const shelf = isShelf(stage);
  const away = edge + rng.range(...reach.away) + (shelf ? 0.7 : 0);
  const rise = shelf ? rng.range(-0.1, 0.4) : rng.range(...reach.height);
  const eye = add([middle[0], middle[1], middle[2] + rise], scale(direction, away));
  const target: Vec3 = [
    middle[0] + rng.range(-0.25, 0.25) * half[0],
    middle[1] + rng.range(-0.25, 0.25) * half[1],
    middle[2] + rng.range(-0.02, 0.08),
  ];
  return { eye, target };
}

/** A hand over the support, looking down along its arm's direction at one of the things. */
function overSupport(stage: Stage, turn: Turn, rng: Rng): { eye: Vec3; target: Vec3 } {
  const { middle } = supportBox(stage);
  const aimed = rng.pick(stage.things).obb.center;
  const target: Vec3 = [
    aimed[0] + 0.5 * (middle[0] - aimed[0]) * rng.next(),
    aimed[1] + 0.5 * (middle[1] - aimed[1]) * rng.next(),
    Math.max(middle[2], aimed[2] - 0.02),
  ];
  const azimuth = azimuthOf(stage, turn, rng);
  const pitch = (rng.range(...WRIST_PITCH_DEG) * Math.PI) / 180;
  const distance = rng.range(0.32, 0.6);
  const back: Vec3 = [Math.cos(azimuth) * Math.cos(pitch), Math.sin(azimuth) * Math.cos(pitch), Math.sin(pitch)];
  return { eye: add(target, scale(back, distance)), target };
}

/** Nearer than this one would look down on the tops of things, metres. */
const MIN_STAND_OFF = 1.3;
const PLACES_TRIED = 8;

/** A person's or robot's eye somewhere on the floor, aimed near the middle of a few things that are near one another. */
function inRoom({ geometry, things }: Stage, rng: Rng): { eye: Vec3; target: Vec3 } {
  const floor = geometry.objects[0].record.obb;
  const first = rng.pick(things).obb.center;
  const near = [...things]
    .sort((a, b) => flatDistance(a.obb.center, first) - flatDistance(b.obb.center, first))
    .slice(0, Math.min(things.length, 5));
  const few = [first, rng.pick(near).obb.center, rng.pick(near).obb.center];
  const middle = scale(
    few.reduce<Vec3>((sum, p) => add(sum, p), [0, 0, 0]),
    1 / few.length,
  );
  const target: Vec3 = [middle[0], middle[1], Math.min(0.9, Math.max(0.3, middle[2]))];
  let eye: Vec3 = target;
  for (let attempt = 0; attempt < PLACES_TRIED && flatDistance(eye, target) < MIN_STAND_OFF; attempt++) {
    eye = [
      floor.center[0] + rng.range(-0.95, 0.95) * floor.halfExtents[0],
      floor.center[1] + rng.range(-0.95, 0.95) * floor.halfExtents[1],
      rng.range(1.05, 1.65),
    ];
  }
  return { eye, target };
}

const flatDistance = (a: Vec3, b: Vec3): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
