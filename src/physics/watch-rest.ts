import type { SimulatedBody } from './bodies.js';
import { ForceMeter } from './force-meter.js';
import { LOOK_EVERY, METER_STEPS, readPoses, shiftSince, SleepWatch, STEP, type Simulation } from './simulation.js';

/** What has not come to rest by then is not waited for, steps. */
const MOST_STEPS = 4 * 240;
/** Rest is watched for two seconds, in windows of half a second (SPEC §1); in the last one everything is awake. */
const WINDOW_STEPS = 120;
const WINDOWS = 4;

/** What two seconds of watching saw. */
export interface RestWatch {
  /** Most that any point moved in half a second of them, metres. */
  readonly drift: number;
  /** Contacts of the end. */
  readonly meter: ForceMeter;
}

/**
 * Steps a world until nothing moves, and two seconds more. What rests undisturbed sleeps meanwhile; in the last half
 * second all bodies are awake.
 *
 * @param isInvolved whether a body was let go or moved by what happened: it is watched awake all the time
 * @param step one step of the world and all that belongs to it
 */
export function watchRest(
  simulation: Simulation,
  isInvolved: (body: SimulatedBody, index: number) => boolean,
  step: () => void,
): RestWatch {
  const { world, solver, bodies } = simulation;
  world.allowSleep = true;
  const sleepers = new SleepWatch(simulation);
  for (let k = 1; k <= MOST_STEPS; k++) {
    step();
    if (!world.hasActiveBodies) break;
    if (k % LOOK_EVERY === 0) sleepers.wakeUnsupported();
  }
  const meter = new ForceMeter();
  let drift = 0;
  const involved = bodies.map(isInvolved);
  for (let window = 0; window < WINDOWS; window++) {
    const last = window === WINDOWS - 1;
    if (last) world.allowSleep = false;
    bodies.forEach(({ body }, b) => {
      body.allowSleep = !involved[b] && !last;
      if (involved[b] || last) body.wakeUp();
    });
    const before = readPoses(bodies);
    for (let k = 1; k <= WINDOW_STEPS; k++) {
      step();
      if (last && k > WINDOW_STEPS - METER_STEPS) meter.add(world, solver, STEP);
      if (k % LOOK_EVERY !== 0) continue;
      for (let b = 0; b < bodies.length; b++) drift = Math.max(drift, shiftSince(bodies[b], before, b));
    }
  }
  return { drift, meter };
}
