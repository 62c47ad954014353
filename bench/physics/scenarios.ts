import { buildConvexBody, separationBelow, transformConvexBody } from '../../src/core/geometry/convex.js';
import type { Pose } from '../../src/core/geometry/pose.js';
import { fromYaw, IDENTITY } from '../../src/core/geometry/quat.js';
import type { Vec3 } from '../../src/core/geometry/vec3.js';
import { createRng } from '../../src/core/random.js';
import { cornersOf, STEP, type BenchBody, type BenchEngine, type BenchWorld } from './engine.js';

const FRICTION = 0.5;

const GROUND: BenchBody = {
  shape: { kind: 'box', half: [2, 2, 0.05] },
  pose: { position: [0, 0, -0.05], orientation: IDENTITY },
  mass: 0,
  friction: FRICTION,
};

const at = (x: number, y: number, z: number): Pose => ({ position: [x, y, z], orientation: IDENTITY });

/** Boxes and cylinders in ten small heaps of two, a little turned, dropped 2 mm. */
export function heapOfTwenty(): BenchBody[] {
  const rng = createRng('bench heap');
  const bodies = [GROUND];
  for (let k = 0; k < 20; k++) {
    const [column, level] = [k % 10, Math.floor(k / 10)];
    const height = k % 2 === 0 ? 0.08 : 0.06;
    const below = level === 0 ? 0 : column % 2 === 0 ? 0.08 : 0.06;
    const position: Vec3 = [
      0.2 * (column % 5) - 0.4 + rng.range(-0.01, 0.01),
      0.25 * Math.floor(column / 5) + rng.range(-0.01, 0.01),
      below + height / 2 + 0.002 * (level + 1),
    ];
    bodies.push({
      shape: k % 4 < 2 ? { kind: 'box', half: [0.04, 0.05, height / 2] } : { kind: 'cylinder', radius: 0.04, height },
      pose: { position, orientation: fromYaw(rng.range(0, 6)) },
      mass: rng.range(0.05, 0.8),
      friction: FRICTION,
    });
  }
  return bodies;
}

/** Pairs that touch or overlap, in depth of overlap, metres, sorted. Measured by `core`, not by an engine. */
export function overlaps(bodies: readonly BenchBody[], world: BenchWorld): number[] {
  const placed = bodies.map((body, k) => transformConvexBody(world.pose(k), buildConvexBody(cornersOf(body.shape))));
  const depths: number[] = [];
  for (let a = 0; a < placed.length; a++) {
    for (let b = a + 1; b < placed.length; b++) {
      const gap = separationBelow(placed[a], placed[b], 0.001);
      if (gap < 0.0005) depths.push(Math.max(0, -gap));
    }
  }
  return depths.sort((x, y) => x - y);
}

/** Largest way of any body's centre between two moments, metres. */
export function largestMove(before: readonly Pose[], after: readonly Pose[]): number {
  return before.reduce((most, pose, k) => Math.max(most, distance(pose.position, after[k].position)), 0);
}

const distance = (a: Vec3, b: Vec3) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** Five cubes of 5 cm on one another for ten seconds. @returns how far one slid sideways, metres; null: it fell */
export function stackOfFive(engine: BenchEngine): number | null {
  const bodies = [GROUND];
  for (let k = 0; k < 5; k++) {
    bodies.push({
      shape: { kind: 'box', half: [0.025, 0.025, 0.025] },
      pose: at(0, 0, 0.0255 + 0.0505 * k),
      mass: 0.1,
      friction: FRICTION,
    });
  }
  const world = engine.create(bodies, false);
  for (let k = 0; k < 10 / STEP; k++) world.step();
  let most = 0;
  let stands = true;
  for (let k = 1; k <= 5; k++) {
    const [x, y, z] = world.pose(k).position;
    most = Math.max(most, Math.hypot(x, y));
    if (z < 0.05 * k - 0.05) stands = false;
  }
  world.dispose();
  return stands ? most : null;
}

/** A box pushed off at 1 m/s. @returns its way until it stands, metres; by the formula v² / 2μg = 0.1019 */
export function slide(engine: BenchEngine): number {
  const box: BenchBody = {
    shape: { kind: 'box', half: [0.05, 0.05, 0.02] },
    pose: at(-1, 0, 0.02),
    mass: 0.5,
    friction: FRICTION,
  };
  const world = engine.create([GROUND, box], false);
  for (let k = 0; k < 60; k++) world.step();
  const from = world.pose(1).position[0];
  world.setVelocity(1, [1, 0, 0]);
  for (let k = 0; k < 1 / STEP; k++) world.step();
  const way = world.pose(1).position[0] - from;
  world.dispose();
  return way;
}

export const SLIDE_EXPECTED = 1 / (2 * FRICTION * 9.81);

const CUBE_MASS = 0.108;
/** Two fingers of friction μ hold a weight from mg / 2μ each. */
export const GRASP_EXPECTED = (CUBE_MASS * 9.81) / (2 * FRICTION);

/** Whether two fingers that press with this force, newtons, lift a cube of 108 g by 10 cm. */
export function lifts(engine: BenchEngine, force: number): boolean {
  const finger = (x: number): BenchBody => ({
    shape: { kind: 'box', half: [0.005, 0.01, 0.01] },
    pose: at(x, 0, 0.02),
    mass: 0.5,
    friction: FRICTION,
    guided: [1, 0, 1],
  });
  const cube: BenchBody = {
    shape: { kind: 'box', half: [0.02, 0.02, 0.02] },
    pose: at(0, 0, 0.02),
    mass: CUBE_MASS,
    friction: FRICTION,
  };
  const world = engine.create([GROUND, cube, finger(-0.0255), finger(0.0255)], false);
  world.setForce(2, [force, 0, 0]);
  world.setForce(3, [-force, 0, 0]);
  const hold = (seconds: number, speed: number) => {
    for (let k = 0; k < seconds / STEP; k++) {
      for (const f of [2, 3]) world.setVelocity(f, [world.velocity(f)[0], 0, speed]);
      world.step();
    }
  };
  hold(0.5, 0);
  hold(1, 0.1);
  hold(0.5, 0);
  const lifted = world.pose(1).position[2] > 0.02 + 0.05;
  world.dispose();
  return lifted;
}

/** Least force that lifts, newtons, by halving; null when even `most` does not. */
export function graspThreshold(engine: BenchEngine, most = 8): number | null {
  if (!lifts(engine, most)) return null;
  let [low, high] = [0, most];
  while (high - low > 0.02) {
    const middle = (low + high) / 2;
    if (lifts(engine, middle)) high = middle;
    else low = middle;
  }
  return high;
}
