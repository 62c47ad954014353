import { add, scale, sub, type Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import type { Rig } from '../scene/recipe/cameras.js';
import { glance, sharedByGlance, type Glance } from './glance.js';
import { aimCamera } from './aim-camera.js';
import type { CameraView, Intrinsics } from './pinhole.js';
import { isFreeFor, looksAtSupport, type Aim } from './rigs.js';
import type { FoundView } from './sample-views.js';
import type { Stage } from './stage.js';

/** Other ways tried where one is barred, before another start is sought. */
const WAYS_TRIED = 5;
/** Steps along a way are halved and doubled between these, in the way's own measure. */
const FIRST_STEP = 0.15;
const MAX_STEP = 2;
const SEARCH_STEPS = 9;
/** Kept from both ends of the wanted overlap: a few hundred rays are not the picture. */
const SLACK = 0.02;
/** A frame shows at least so many of the things. */
const MIN_THINGS = 2;

/**
 * A way for a camera to go: a pose for every distance along it. Distances are metres walked, or turned about the support
 * at its edge.
 */
type Way = (distance: number) => Aim;

/**
 * Frames along one path, from a view on: each frame shows a wanted part of what the frame before it shows.
 *
 * @param overlap least and most part of what two neighbouring frames show in common, the smaller of both sides
 * @returns null when no way from this start keeps free and within the overlap
 */
export function followPath(
  stage: Stage,
  rig: Rig,
  start: FoundView,
  intrinsics: Intrinsics,
  frames: number,
  overlap: readonly [number, number],
  rng: Rng,
): CameraView[] | null {
  const views = [start.view];
  let aim = start.aim;
  let seen = start.seen;
  let way = chooseWay(rig, aim, rng.fork('first way'));
  let at = 0;
  while (views.length < frames) {
    let next = nextFrame(stage, rig, way, at, seen, intrinsics, overlap);
    // Where the way is barred, or leads away from everything, another begins here.
    for (let k = 0; next === null && k < WAYS_TRIED; k++) {
      way = chooseWay(rig, aim, rng.fork(`way ${views.length} ${k}`));
      next = nextFrame(stage, rig, way, 0, seen, intrinsics, overlap);
    }
    if (!next) return null;
    views.push(next.seen.view);
    ({ at, seen } = next);
    aim = way(at);
  }
  return views;
}

/** Seeks the step whose frame overlaps as wanted: doubling, then halving the interval. */
function nextFrame(
  stage: Stage,
  rig: Rig,
  way: Way,
  from: number,
  before: Glance,
  intrinsics: Intrinsics,
  [least, most]: readonly [number, number],
): { at: number; seen: Glance } | null {
  const wanted = [least + SLACK, most - SLACK] as const;
  let [low, high] = [0, Infinity];
  let step = FIRST_STEP;
  for (let k = 0; k < SEARCH_STEPS && step <= MAX_STEP; k++) {
    const { eye, target, roll } = way(from + step);
    const view = aimCamera(eye, target, intrinsics, roll);
    const seen = glance(stage.geometry, view);
    const shared = Math.min(
      sharedByGlance(stage.geometry, before, view),
      sharedByGlance(stage.geometry, seen, before.view),
    );
    if (shared >= wanted[0] && shared <= wanted[1]) {
      if (isFreeFor(rig, stage, eye) && showsThings(stage, seen)) return { at: from + step, seen };
      // This far is barred: a little nearer may be free.
      high = step;
    } else if (shared > wanted[1]) low = step;
    else high = step;
    step = high === Infinity ? 2 * step : (low + high) / 2;
  }
  return null;
}

function showsThings({ things }: Stage, seen: Glance): boolean {
  const ids = new Set(seen.ids);
  return things.filter((o) => ids.has(o.id)).length >= Math.min(things.length, MIN_THINGS);
}

/** Round the support, over it, or through the room, one way or the other; a hand and a walk sway a little. */
function chooseWay(rig: Rig, start: Aim, rng: Rng): Way {
  const side = rng.next() < 0.5 ? 1 : -1;
  const sway = rig === 'phone' || rig === 'walking' ? swayOf(rng.fork('sway')) : () => [0, 0, 0] as Vec3;
  const way =
    looksAtSupport(rig) && rig !== 'wrist'
      ? orbit(start, side, rng)
      : rig === 'wrist'
        ? slide(start, rng)
        : walk(start, side, rng);
  return (distance) => {
    const aim = way(distance);
    return { ...aim, eye: add(aim.eye, sway(distance)) };
  };
}

/** About the target, at the height and distance of the start, both drifting slowly. */
function orbit({ eye, target, roll }: Aim, side: number, rng: Rng): Way {
  const radius = Math.hypot(eye[0] - target[0], eye[1] - target[1]);
  const azimuth = Math.atan2(eye[1] - target[1], eye[0] - target[0]);
  const rise = rng.range(-0.06, 0.06);
  const drift = rng.range(-0.05, 0.05);
  return (distance) => {
    const angle = azimuth + (side * distance) / radius;
    const r = radius * (1 + drift * Math.min(distance, 2));
    const at: Vec3 = [target[0] + r * Math.cos(angle), target[1] + r * Math.sin(angle), eye[2] + rise * distance];
    return { eye: at, target, roll };
  };
}

/** Straight across, eye and target together, as a hand moves over a table. */
function slide({ eye, target, roll }: Aim, rng: Rng): Way {
  const angle = rng.range(-Math.PI, Math.PI);
  const along: Vec3 = [Math.cos(angle), Math.sin(angle), rng.range(-0.15, 0.15)];
  return (distance) => ({ eye: add(eye, scale(along, distance)), target: add(target, scale(along, distance)), roll });
}

/** Walking to the side and a little forward; the gaze stays on what it was on, or turns to look about. */
function walk({ eye, target, roll }: Aim, side: number, rng: Rng): Way {
  const gaze = sub(target, eye);
  const heading = Math.atan2(gaze[1], gaze[0]);
  const course = heading + side * rng.range(0.15, 1.2);
  const turning = side * rng.range(0.05, 0.35);
  const reach = Math.hypot(gaze[0], gaze[1]);
  const keepsGaze = rng.next() < 0.5;
  return (distance) => {
    const at: Vec3 = [eye[0] + distance * Math.cos(course), eye[1] + distance * Math.sin(course), eye[2]];
    if (keepsGaze) return { eye: at, target, roll };
    const yaw = heading + turning * distance;
    return { eye: at, target: [at[0] + reach * Math.cos(yaw), at[1] + reach * Math.sin(yaw), target[2]], roll };
  };
}

/** A few centimetres up and down and to the sides, smooth along the way. */
function swayOf(rng: Rng): (distance: number) => Vec3 {
  const waves = [0, 1, 2].map(() => ({
    size: rng.range(0.005, 0.02),
    length: rng.range(0.5, 1.2),
    phase: rng.range(0, 6.3),
  }));
  const at = (k: number, distance: number) =>
    waves[k].size * (Math.sin((2 * Math.PI * distance) / waves[k].length + waves[k].phase) - Math.sin(waves[k].phase));
  return (distance) => [at(0, distance), at(1, distance), at(2, distance)];
}
