import { BY_COLLISION, BY_EDGE, HALF, makeLattice, REASONS, VALID } from './fits-lattice.js';
import { yawsOf } from './fits-moving.js';
import { coreBlock, markForbidden, type Block, type Core, type Shrinking } from './fits-obstacles.js';
import { markPositions, turnObject } from './fits-positions.js';
import type { FitsSetting } from './fits-setting.js';

/** That no pose is valid, whatever the lattice. */
export interface Refutation {
  readonly tried: number;
  /** Ids, ascending. */
  readonly blockers: readonly number[];
  /** Poses by the first reason that rejects them; they sum to `tried`. */
  readonly rejected: Readonly<Record<string, number>>;
}

/** The fine lattice of F, as parts of the coarse one's step and yaw step: finer than SPEC asks, for less slack. */
const FINE = 0.25;

function coreBlocks(setting: FitsSetting, shrinking: Shrinking, slack: number): readonly Block[] {
  const { constants, moving, obstacles, latticeFrame, beside } = setting;
  // On top of a thing its own boards overhead decide; beside one they hardly ever do.
  const core: Core = { shrinking, clearance: constants.clearanceNo, slack, everyPart: beside === null };
  return obstacles.map((obstacle) => coreBlock(moving.object, obstacle, latticeFrame, core));
}

/**
 * Looks for any pose on the fine lattice that is not surely invalid. All limits are relaxed by as much as a pose can
 * be off the lattice, and a position counts as forbidden only when it is so with either object shrunk by c_no.
 *
 * @returns null when such a pose is left
 */
export function refute(setting: FitsSetting): Refutation | null {
  const { constants, extent, moving } = setting;
  const step = FINE * constants.gridStep;
  const yawStepDeg = FINE * constants.yawStepDeg;
  const yaws = yawsOf(moving, yawStepDeg);
  const yawSlack = yaws.length === 1 ? 0 : (moving.radius * yawStepDeg * Math.PI) / 360;
  const slack = step * Math.SQRT1_2 + yawSlack;
  const lattice = makeLattice(step, extent.minX - slack, extent.minY - slack, extent.maxX + slack, extent.maxY + slack);
  let blocks: Record<Shrinking, readonly Block[]> | null = null;
  const blockers = new Set<number>();
  const counts = REASONS.map(() => 0);
  for (const yaw of yaws) {
    const own = turnObject(setting, yaw);
    markPositions(setting, lattice, own, slack);
    if (lattice.codes.includes(VALID)) {
      blocks ??= { moving: coreBlocks(setting, 'moving', slack), obstacle: coreBlocks(setting, 'obstacle', slack) };
      if (markForbidden(lattice, own, blocks.moving, VALID, HALF)) return null;
      if (markForbidden(lattice, own, blocks.obstacle, HALF, BY_COLLISION, blockers)) return null;
    }
    for (let k = 0; k < lattice.codes.length; k++) counts[lattice.codes[k]]++;
  }
  if (counts[BY_EDGE] > 0) blockers.add(setting.patch.surface.owner);
  const rejected: Record<string, number> = {};
  counts.forEach((count, code) => {
    if (count > 0) rejected[REASONS[code]] = count;
  });
  return {
    tried: yaws.length * lattice.codes.length,
    blockers: [...blockers].sort((p, q) => p - q),
    rejected,
  };
}
