import type { Pose } from '../geometry/pose.js';
import type { BoxTree } from '../geometry/box-tree.js';
import { meshDistance } from '../geometry/mesh-distance.js';
import type { Constants } from './constants.js';
import { directionalTest, marginOf } from './directional-test.js';
import { imageAgrees, imageMayAgree } from './fits-image.js';
import { BY_COLLISION, makeLattice, VALID, type Lattice } from './fits-lattice.js';
import { motionTo, standingPose, yawsOf } from './fits-moving.js';
import { footprintBlock, markForbidden, slabBlock, type Block } from './fits-obstacles.js';
import { turned } from './fits-polygon.js';
import { footprintsOverlap, isAlongSight, obstaclesNear, spansAt, visibleContact, worldCenter } from './fits-pose.js';
import { markPositions, turnObject, type TurnedObject } from './fits-positions.js';
import type { Beside, BesideSetting, FitsSetting } from './fits-setting.js';
import { meshKeepsClear, partsKeepClear, posedTree } from './fits-witness.js';
import { borderSteps } from './free-space-window.js';
import { isSideways } from './frames.js';
import { atLeast, share as sampledShare } from './tolerance.js';
import type { Measured } from './verdict.js';

/** Where the object can stand: its pose, and the surface under it. */
export interface FitsWitness {
  readonly worldFromObject: Pose;
  readonly surface: number;
}

export interface FoundWitness {
  readonly witness: FitsWitness;
  readonly measured: Measured;
}

/** How far a search came; kept over several searches of one question. */
export interface SearchProgress {
  /** Poses of the lattices gone through. */
  tried: number;
  /** Whether a place was rejected because too little of it is visible. */
  hidden: boolean;
  looks: number;
  trials: number;
}

/** Part of the contact footprint that must be visible; what a look at few samples may be off by. */
const MIN_VISIBLE = 0.7;
const COARSE_SLACK = 0.1;
const COARSE_SAMPLES = 5;
const SAMPLES = 20;

/** Sections are grown by this much more than the clearance, so that what passes them passes the exact tests. */
const CLEARANCE_MARGIN = 0.0002;

/** Candidates of one yaw that are looked at, from the roomiest on, and of those the ones that get the exact tests. */
const MAX_LOOKS = 120;
const MAX_TRIALS = 6;

/** The same over all yaws: what fails at so many roomy places will hardly pass at the next. */
const MAX_LOOKS_IN_ALL = 600;
const MAX_TRIALS_IN_ALL = 30;

const GUARD = 1e-6;

/** Upright things are apart when their footprints are; only what is over its own surface needs its parts. */
export function footprintBlocks({ constants, moving, obstacles, latticeFrame }: FitsSetting): readonly Block[] {
  const clearance = constants.clearanceYes + CLEARANCE_MARGIN;
  return obstacles.map((obstacle) =>
    obstacle.isOwner
      ? slabBlock(moving.object, obstacle, latticeFrame, clearance)
      : footprintBlock(moving.object, obstacle, clearance),
  );
}

/** The same part by part: finds room under overhangs and between legs, at a price. */
export function slabBlocks({ constants, moving, obstacles, latticeFrame }: FitsSetting): readonly Block[] {
  const clearance = constants.clearanceYes + CLEARANCE_MARGIN;
  return obstacles.map((obstacle) => slabBlock(moving.object, obstacle, latticeFrame, clearance));
}

/**
 * The first pose that is valid with the clearance of T and visible, yaw by yaw, roomy places first.
 *
 * @param blocksOf what forbids positions; called only when there are any to forbid
 */
export function findWitness(
  setting: FitsSetting,
  blocksOf: (setting: FitsSetting) => readonly Block[],
  progress: SearchProgress,
): FoundWitness | null {
  const { constants, extent } = setting;
  const lattice = makeLattice(constants.gridStep, extent.minX, extent.minY, extent.maxX, extent.maxY);
  let blocks: readonly Block[] | null = null;
  for (const yaw of yawsOf(setting.moving, constants.yawStepDeg)) {
    if (progress.looks > MAX_LOOKS_IN_ALL || progress.trials > MAX_TRIALS_IN_ALL) return null;
    const own = turnObject(setting, yaw);
    progress.tried += lattice.codes.length;
    markPositions(setting, lattice, own, 0);
    if (!lattice.codes.includes(VALID)) continue;
    blocks ??= blocksOf(setting);
    if (!markForbidden(lattice, own, blocks, VALID, BY_COLLISION)) continue;
    const found = tryPositions(setting, lattice, own, yaw, progress);
    if (found !== null) return found;
  }
  return null;
}

function tryPositions(
  setting: FitsSetting,
  lattice: Lattice,
  own: TurnedObject,
  yaw: number,
  progress: SearchProgress,
): FoundWitness | null {
  let trials = 0;
  for (const k of roomiestFirst(lattice)) {
    const x = ((k % lattice.columns) + lattice.firstColumn) * lattice.step;
    const y = (Math.floor(k / lattice.columns) + lattice.firstRow) * lattice.step;
    progress.looks++;
    if (!passesCheaply(setting, own, yaw, x, y, progress)) continue;
    const found = confirm(setting, own, yaw, x, y);
    if (found !== null) return found;
    progress.trials++;
    if (++trials === MAX_TRIALS) return null;
  }
  return null;
}

/** Valid positions, those furthest from invalid ones first, then the least to the side; thinned out evenly. */
function roomiestFirst(lattice: Lattice): readonly number[] {
  const { columns, rows, codes, firstRow } = lattice;
  const bits = new Uint8Array(codes.length);
  let count = 0;
  for (let k = 0; k < codes.length; k++) if (codes[k] === VALID) count += bits[k] = 1;
  const steps = borderSteps({ left: 0, top: 0, width: columns, height: rows, bits });
  // One number per position sorts faster than a comparison of three: room, distance to the side, index.
  const order = new Float64Array(count);
  let n = 0;
  for (let k = 0; k < codes.length; k++) {
    if (codes[k] !== VALID) continue;
    const aside = Math.abs(Math.floor(k / columns) + firstRow);
    order[n++] = ((rows + columns - steps[k]) * (rows + Math.abs(firstRow)) + aside) * codes.length + k;
  }
  order.sort();
  const stride = Math.ceil(count / MAX_LOOKS);
  const result: number[] = [];
  for (let i = 0; i < count; i += stride) result.push(order[i] % codes.length);
  return result;
}

const isImageAsked = ({ question: { frame, direction } }: Beside): boolean =>
  frame.kind === 'ego' && isSideways(direction);

const isBeside = (setting: FitsSetting): setting is BesideSetting => setting.beside !== null;

function passesCheaply(
  setting: FitsSetting,
  own: TurnedObject,
  yaw: number,
  x: number,
  y: number,
  progress: SearchProgress,
): boolean {
  if (isBeside(setting) && !isInDirection(setting, own, yaw, x, y)) return false;
  const isSeen =
    visibleContact(setting, own, x, y, COARSE_SAMPLES) >= MIN_VISIBLE - COARSE_SLACK &&
    atLeast(visibleContact(setting, own, x, y, SAMPLES), MIN_VISIBLE, sampledShare) === 'T';
  if (!isSeen) {
    progress.hidden = true;
    return false;
  }
  const { beside, moving, floor } = setting;
  if (beside === null || !isImageAsked(beside)) return true;
  const { view, direction, anchor } = beside.question;
  const center = worldCenter(setting, x, y);
  const outline = turned(moving.footprint, Math.cos(yaw), Math.sin(yaw), center[0], center[1]);
  return imageMayAgree(view, direction, outline, floor, floor + moving.height, anchor);
}

function isInDirection(setting: BesideSetting, own: TurnedObject, yaw: number, x: number, y: number): boolean {
  const { beside, constants } = setting;
  if (directionalTest(spansAt(beside, own, x, y), constants.minMargin, beside.maxAngleDeg) !== 'T') return false;
  return isAlongSight(setting, yaw, worldCenter(setting, x, y));
}

/** The exact tests, on the convex parts, the meshes and the pixels. */
function confirm(setting: FitsSetting, own: TurnedObject, yaw: number, x: number, y: number): FoundWitness | null {
  const { beside, constants, moving, patch, floor } = setting;
  if (beside !== null && footprintsOverlap(beside, own, x, y)) return null;
  const center = worldCenter(setting, x, y);
  const near = obstaclesNear(setting, own, x, y, constants.clearanceYes + GUARD);
  const motion = motionTo(moving, center[0], center[1], floor, yaw);
  if (!partsKeepClear(moving, motion, near, constants.clearanceYes)) return null;
  const posed = posedTree(moving, motion);
  const distance = beside === null ? 0 : meshDistance(posed, beside.anchor.tree).distance;
  if (!(distance <= constants.fitReach - GUARD)) return null;
  if (!meshKeepsClear(moving, posed, near, constants.clearanceYes)) return null;
  if (beside !== null && !imageAllows(beside, posed)) return null;
  return {
    witness: { worldFromObject: standingPose(moving, center[0], center[1], floor, yaw), surface: patch.surface.id },
    measured: {
      ...(beside !== null && measuredBeside(beside, constants, own, x, y, distance)),
      yawDeg: (yaw * 180) / Math.PI,
      footprintVisible: visibleContact(setting, own, x, y, SAMPLES),
    },
  };
}

function imageAllows(beside: Beside, posed: BoxTree): boolean {
  const { view, direction, anchor } = beside.question;
  return !isImageAsked(beside) || imageAgrees(view, direction, posed, anchor);
}

function measuredBeside(
  beside: Beside,
  { minMargin }: Constants,
  own: TurnedObject,
  x: number,
  y: number,
  distance: number,
): Measured {
  const spans = spansAt(beside, own, x, y);
  return { distance, delta: spans.delta, margin: marginOf(spans, minMargin), lateral: spans.lateral };
}
