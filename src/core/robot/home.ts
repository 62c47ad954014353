import type { JointVector } from './arm.js';

/**
 * Where the arm waits: folded over its base, the hand above and a little before it, pads down, out of the way of what
 * is on the table and of the cameras.
 */
export const HOME: JointVector = [0, -0.75, 2.05, 0, 1.84, 0];
