import { MAX_OPENING } from '../core/robot/links.js';
import { COULOMB_DEFAULTS } from './coulomb-solver.js';
import { STEP } from './simulation.js';

/** Fastest change of the opening, m/s: free, and while one finger pushes a thing towards the other. */
const JAW_SPEED = 0.08;
const PUSH_SPEED = 0.03;

/**
 * Part of the missing force that one step may add, for the stiffest touch there is (two fingers, eight points): more
 * would overshoot and hammer.
 */
const STEP_SHARE = 0.25;
const STIFFEST_POINTS = 8;

/**
 * The jaws' one degree of freedom: both fingers move alike, as geared to one motor. Closing, the opening yields to the
 * force that is measured (admittance control): it stops where the mean of both fingers' forces is the one asked for, and
 * follows what gives way.
 */
export class Jaws {
  constructor(public opening: number) {}

  /**
   * Opening at the end of the next step.
   *
   * @param forces normal force on either finger in the last step, newtons
   * @param mass of the lightest thing within a contact's margin of a finger, kilograms; null: nothing
   */
  next(
    command: { readonly open: number } | { readonly squeeze: number },
    [left, right]: readonly [number, number],
    mass: number | null,
  ): number {
    const most = JAW_SPEED * STEP;
    let change: number;
    if ('open' in command) change = clamp(command.open - this.opening, most);
    else if (mass === null) change = -most;
    else {
      const { squeeze } = command;
      // A contact point gives way by force / (mass × ω²): see the solver's stiffness per reduced mass.
      const stiffness = STIFFEST_POINTS * mass * COULOMB_DEFAULTS.omega2;
      change = clamp((-2 * STEP_SHARE * (squeeze - (left + right) / 2)) / stiffness, most);
      const onlyPushes = Math.min(left, right) === 0 && Math.max(left, right) < squeeze;
      if (onlyPushes) change = Math.min(change, -PUSH_SPEED * STEP);
    }
    this.opening = Math.min(MAX_OPENING, Math.max(0, this.opening + change));
    return this.opening;
  }
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(-most, value));
