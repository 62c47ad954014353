import { eyeOf } from '../camera/pinhole.js';
import { intersectionArea, polygonArea, polygonDistance, type Polygon, type Vec2 } from '../geometry/polygon.js';
import { meshDistance } from '../geometry/mesh-distance.js';
import type { Pose } from '../geometry/pose.js';
import { horizontal, negate, sub, type Vec3 } from '../geometry/vec3.js';
import { directionalTest, DIRECTION_ANGLE_DEG, marginOf, type Spans } from './directional-test.js';
import { imageAgrees, imageMayAgree } from './fits-image.js';
import { BY_COLLISION, BY_EDGE, HALF, makeLattice, mark, REASONS, VALID, type Lattice } from './fits-lattice.js';
import { motionTo, standingPose, yawsOf } from './fits-moving.js';
import {
  coreBlock,
  footprintBlock,
  forbidden,
  slabBlock,
  type Block,
  type Obstacle,
  type Shrinking,
} from './fits-obstacles.js';
import { extentAlong, turned, type FlatPolygon } from './fits-polygon.js';
import { markPositions, turnObject, type TurnedObject } from './fits-positions.js';
import { isWithin } from './fits-sections.js';
import { fitsSetting, type FitsQuestion, type FitsSetting } from './fits-setting.js';
import { meshKeepsClear, partsKeepClear, posedTree } from './fits-witness.js';
import { borderSteps } from './free-space-window.js';
import { isSideways } from './frames.js';
import { viewSector, visibleEdge } from './patch-sector.js';
import { planeSight } from './patch-visibility.js';
import { atLeast, overlaps, share as sampledShare } from './tolerance.js';
import type { Judgement, Measured } from './verdict.js';

// Would A fit beside B (SPEC §6)?

/** Where the object can stand: its pose, and the surface under it. */
export interface FitsWitness {
  readonly worldFromObject: Pose;
  readonly surface: number;
}

export interface FitsJudgement extends Judgement {
  /** Poses of the deciding pass. */
  readonly tried: number;
  readonly witness: FitsWitness | null;
  /** Ids, ascending; F only. */
  readonly blockers: readonly number[];
  /** Poses by the first reason that rejects them; F only, they sum to `tried`. */
  readonly rejected: Readonly<Record<string, number>>;
}

/** Part of the contact footprint, and of the sector, that must be visible. */
const MIN_VISIBLE = 0.7;

/** The fine lattice of F, as parts of the coarse one's step and yaw step. */
const FINE = 0.25;

/** Sections are grown by this much more than the clearance, so that what passes them passes the exact tests. */
const CLEARANCE_MARGIN = 0.0002;

/** Candidates of one yaw that are looked at, from the roomiest on, and of those the ones that get the exact tests. */
const MAX_LOOKS = 120;
const MAX_TRIALS = 6;

/** The same over all yaws: what fails at so many roomy places will hardly pass at the next. */
const MAX_LOOKS_IN_ALL = 600;
const MAX_TRIALS_IN_ALL = 30;

const GUARD = 1e-6;

/**
 * fits(A, B, frame, direction) of SPEC §6.
 *
 * T has a witness, found on the lattice and confirmed exactly. F is proved with slack: everything is forgiven that a
 * lattice with other positions or yaws, or other ways to shrink thin parts, could forgive. What neither shows is A.
 */
export function evaluateFits(question: FitsQuestion): FitsJudgement {
  const setting = fitsSetting(question);
  if ('reason' in setting) return ambiguous(setting.reason, 0, {});
  const search = new WitnessSearch(setting);
  const found = search.run(footprintBlocks(setting));
  if (found !== null) return found;
  const seen = seenSector(setting);
  if (seen.isSeen) {
    const refuted = refute(setting);
    if (refuted.empty) return judgeRefuted(refuted, seen.measured);
  }
  return search.run(slabBlocks(setting)) ?? ambiguous(search.reason(), search.tried, {});
}

function ambiguous(reason: string, tried: number, measured: Measured): FitsJudgement {
  return { verdict: 'A', measured, reason, tried, witness: null, blockers: [], rejected: {} };
}

/** Upright things are apart when their footprints are; only what is over its own surface needs its parts. */
function footprintBlocks({ constants, moving, obstacles, latticeFrame }: FitsSetting): readonly Block[] {
  const clearance = constants.clearanceYes + CLEARANCE_MARGIN;
  return obstacles.map((obstacle) =>
    obstacle.isOwner
      ? slabBlock(moving.object, obstacle, latticeFrame, clearance)
      : footprintBlock(moving.object, obstacle, clearance),
  );
}

function slabBlocks({ constants, moving, obstacles, latticeFrame }: FitsSetting): readonly Block[] {
  const clearance = constants.clearanceYes + CLEARANCE_MARGIN;
  return obstacles.map((obstacle) => slabBlock(moving.object, obstacle, latticeFrame, clearance));
}

function coreBlocks(setting: FitsSetting, shrinking: Shrinking, slack: number): readonly Block[] {
  const { constants, moving, obstacles, latticeFrame } = setting;
  return obstacles.map((obstacle) =>
    coreBlock(moving.object, obstacle, latticeFrame, shrinking, constants.clearanceNo, slack),
  );
}

/**
 * Turns `from` into `to` at positions that the blocks forbid.
 *
 * @param blockers takes the ids of what forbade any
 * @returns whether positions are left
 */
function markForbidden(
  lattice: Lattice,
  own: TurnedObject,
  blocks: readonly Block[],
  from: number,
  to: number,
  blockers?: Set<number>,
): boolean {
  let left = 0;
  for (let i = 0; i < lattice.codes.length; i++) if (lattice.codes[i] === from) left++;
  for (const block of blocks) {
    if (left === 0) return false;
    for (const polygon of forbidden(block, own.cos, own.sin)) {
      const hit = mark(lattice, polygon, from, to);
      if (hit > 0) blockers?.add(block.obstacle.object.record.id);
      left -= hit;
    }
  }
  return left > 0;
}

// ---- T

/** Looks for a pose that is valid with the clearance of T and visible; remembers how far the best one came. */
class WitnessSearch {
  tried = 0;
  #hidden = false;
  #looks = 0;
  #trials = 0;

  constructor(readonly setting: FitsSetting) {}

  run(blocks: readonly Block[]): FitsJudgement | null {
    const { setting } = this;
    const { constants, extent } = setting;
    const lattice = makeLattice(constants.gridStep, extent.minX, extent.minY, extent.maxX, extent.maxY);
    for (const yaw of yawsOf(setting.moving, constants.yawStepDeg)) {
      if (this.#looks > MAX_LOOKS_IN_ALL || this.#trials > MAX_TRIALS_IN_ALL) return null;
      const own = turnObject(setting, yaw);
      this.tried += lattice.codes.length;
      markPositions(setting, lattice, own, 0);
      if (!markForbidden(lattice, own, blocks, VALID, BY_COLLISION)) continue;
      const found = this.#tryAll(lattice, own, yaw);
      if (found !== null) return found;
    }
    return null;
  }

  reason(): string {
    return this.#hidden ? 'where it would fit is not visible enough' : 'it is too tight to call';
  }

  #tryAll(lattice: Lattice, own: TurnedObject, yaw: number): FitsJudgement | null {
    let trials = 0;
    for (const k of roomiestFirst(lattice)) {
      const x = ((k % lattice.columns) + lattice.firstColumn) * lattice.step;
      const y = (Math.floor(k / lattice.columns) + lattice.firstRow) * lattice.step;
      const found = this.#tryPose(own, yaw, x, y);
      this.#looks++;
      if (found === 'far') {
        trials++;
        this.#trials++;
      } else if (found !== null) {
        return found;
      }
      if (trials === MAX_TRIALS) return null;
    }
    return null;
  }

  /** Obstacles whose parts and meshes may be nearer than the clearance: of the others the footprints are further. */
  #nearObstacles(own: TurnedObject, x: number, y: number): readonly Obstacle[] {
    const { obstacles, constants } = this.setting;
    const footprint = movedPolygon(own.whole, x, y);
    return obstacles.filter(
      (obstacle) =>
        obstacle.isOwner ||
        !(polygonDistance(footprint, movedPolygon(obstacle.footprint, 0, 0)) > constants.clearanceYes + GUARD),
    );
  }

  /** @returns null when a cheap test fails, 'far' when an exact one does */
  #tryPose(own: TurnedObject, yaw: number, x: number, y: number): FitsJudgement | 'far' | null {
    const { setting } = this;
    const { question, constants, moving, anchor, patch, floor } = setting;
    const spans = spansAt(setting, own, x, y);
    if (directionalTest(spans, constants.minMargin, setting.maxAngleDeg) !== 'T') return null;
    const center = worldCenter(setting, x, y);
    if (!isAlongSight(setting, yaw, center)) return null;
    if (visibleContact(setting, own, x, y, 5) < MIN_VISIBLE - 0.1) {
      this.#hidden = true;
      return null;
    }
    const visible = visibleContact(setting, own, x, y, 20);
    if (atLeast(visible, MIN_VISIBLE, sampledShare) !== 'T') {
      this.#hidden = true;
      return null;
    }
    const { frame, direction, view } = question;
    const isImageAsked = frame.kind === 'ego' && isSideways(direction);
    if (isImageAsked) {
      const outline = turned(moving.footprint, Math.cos(yaw), Math.sin(yaw), center[0], center[1]);
      if (!imageMayAgree(view, direction, outline, floor, floor + moving.height, question.anchor)) return null;
    }
    if (footprintsOverlap(setting, own, x, y)) return 'far';
    const near = this.#nearObstacles(own, x, y);
    const motion = motionTo(moving, center[0], center[1], floor, yaw);
    if (!partsKeepClear(moving, motion, near, constants.clearanceYes)) return 'far';
    const posed = posedTree(moving, motion);
    const distance = meshDistance(posed, anchor.tree).distance;
    if (!(distance <= constants.fitReach - GUARD)) return 'far';
    if (!meshKeepsClear(moving, posed, near, constants.clearanceYes)) return 'far';
    if (isImageAsked && !imageAgrees(view, direction, posed, question.anchor)) return 'far';
    return {
      verdict: 'T',
      measured: {
        distance,
        delta: spans.delta,
        margin: marginOf(spans, constants.minMargin),
        lateral: spans.lateral,
        yawDeg: (yaw * 180) / Math.PI,
        footprintVisible: visible,
      },
      tried: this.tried,
      witness: {
        worldFromObject: standingPose(moving, center[0], center[1], floor, yaw),
        surface: patch.surface.id,
      },
      blockers: [],
      rejected: {},
    };
  }
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

const worldCenter = ({ anchor, d, e }: FitsSetting, x: number, y: number): Vec2 => [
  anchor.center[0] + x * d[0] + y * e[0],
  anchor.center[1] + x * d[1] + y * e[1],
];

function spansAt({ anchorFootprint }: FitsSetting, own: TurnedObject, x: number, y: number): Spans {
  return {
    aMin: x + own.minX,
    aMax: x + own.maxX,
    bMin: -extentAlong(anchorFootprint, -1, 0),
    bMax: extentAlong(anchorFootprint, 1, 0),
    aSideMin: y + own.minY,
    aSideMax: y + own.maxY,
    bSideMin: -extentAlong(anchorFootprint, 0, -1),
    bSideMax: extentAlong(anchorFootprint, 0, 1),
    delta: x,
    lateral: Math.abs(y),
  };
}

/** The second axis of ego front and behind (SPEC §3.5): the line of sight to the middle of the two. */
function isAlongSight(setting: FitsSetting, yaw: number, center: Vec2): boolean {
  const { question, anchor, moving, constants } = setting;
  const { frame, direction, view } = question;
  if (frame.kind !== 'ego' || isSideways(direction)) return true;
  const [bx, by] = anchor.center;
  const eye = eyeOf(view.record);
  const sight = horizontal(sub([(bx + center[0]) / 2, (by + center[1]) / 2, 0], [eye[0], eye[1], 0]));
  if (sight === null) return false;
  const d: Vec3 = direction === 'front' ? negate(sight) : sight;
  const e: Vec3 = [-d[1], d[0], 0];
  const own = moving.footprint;
  const [c, s] = [Math.cos(yaw), Math.sin(yaw)];
  const offset = center[0] * d[0] + center[1] * d[1];
  // Turning the footprint by the yaw is turning the direction back.
  const extent = (sign: number) => extentAlong(own, sign * (c * d[0] + s * d[1]), sign * (c * d[1] - s * d[0]));
  const along = anchor.support(d);
  const spans: Spans = {
    aMin: offset - extent(-1),
    aMax: offset + extent(1),
    bMin: along.min,
    bMax: along.max,
    aSideMin: 0,
    aSideMax: 0,
    bSideMin: 0,
    bSideMax: 0,
    delta: offset - (bx * d[0] + by * d[1]),
    lateral: Math.abs((center[0] - bx) * e[0] + (center[1] - by) * e[1]),
  };
  return directionalTest(spans, constants.minMargin, DIRECTION_ANGLE_DEG) === 'T';
}

function movedPolygon(p: FlatPolygon, x: number, y: number): Polygon {
  const result: Vec2[] = [];
  for (let i = 0; i < p.length; i += 2) result.push([p[i] + x, p[i + 1] + y]);
  return result;
}

function footprintsOverlap({ anchorFootprint }: FitsSetting, own: TurnedObject, x: number, y: number): boolean {
  const a = movedPolygon(own.footprint, x, y);
  const b = movedPolygon(anchorFootprint, 0, 0);
  const smaller = Math.min(polygonArea(a), polygonArea(b));
  return smaller > 0 && overlaps(intersectionArea(a, b) / smaller) !== 'F';
}

/** Share of samples of the contact footprint that are visible: `count` along its longer side. */
function visibleContact(setting: FitsSetting, own: TurnedObject, x: number, y: number, count: number): number {
  const { contact } = own;
  const minX = -extentAlong(contact, -1, 0);
  const maxX = extentAlong(contact, 1, 0);
  const minY = -extentAlong(contact, 0, -1);
  const maxY = extentAlong(contact, 0, 1);
  const step = Math.max(maxX - minX, maxY - minY) / count;
  let [samples, visible] = [0, 0];
  const look = (px: number, py: number) => {
    samples++;
    const [wx, wy] = worldCenter(setting, x + px, y + py);
    if (setting.sight(wx, wy)) visible++;
  };
  for (let px = minX + step / 2; px < maxX; px += step) {
    for (let py = minY + step / 2; py < maxY; py += step) if (isWithin(contact, px, py)) look(px, py);
  }
  // A contact along a line has no inside.
  if (samples === 0) for (let i = 0; i < contact.length; i += 2) look(contact[i], contact[i + 1]);
  return visible / samples;
}

// ---- F

interface Refutation {
  /** No position of any yaw is left. */
  readonly empty: boolean;
  readonly tried: number;
  readonly blockers: readonly number[];
  readonly rejected: Readonly<Record<string, number>>;
}

const NOT_EMPTY: Refutation = { empty: false, tried: 0, blockers: [], rejected: {} };

/**
 * Looks for any pose on the fine lattice that is not surely invalid. All limits are relaxed by as much as a pose can
 * be off the lattice, and a position counts as forbidden only when it is so with either object shrunk by c_no.
 */
function refute(setting: FitsSetting): Refutation {
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
      if (markForbidden(lattice, own, blocks.moving, VALID, HALF)) return NOT_EMPTY;
      if (markForbidden(lattice, own, blocks.obstacle, HALF, BY_COLLISION, blockers)) return NOT_EMPTY;
    }
    for (let k = 0; k < lattice.codes.length; k++) counts[lattice.codes[k]]++;
  }
  if (counts[BY_EDGE] > 0) blockers.add(setting.patch.surface.owner);
  const rejected: Record<string, number> = {};
  counts.forEach((count, code) => {
    if (count > 0) rejected[REASONS[code]] = count;
  });
  return {
    empty: true,
    tried: yaws.length * lattice.codes.length,
    blockers: [...blockers].sort((p, q) => p - q),
    rejected,
  };
}

/** F needs the picture to show that there is no room: the sector's surface, or the edge before which it would lie. */
function judgeRefuted({ tried, blockers, rejected }: Refutation, measured: Measured): FitsJudgement {
  if (blockers.length === 0) return ambiguous('no pose is on that side at all', tried, {});
  return { verdict: 'F', measured, tried, witness: null, blockers, rejected };
}

/** Whether enough of the sector is visible for F; cheap beside the refutation itself. */
function seenSector(setting: FitsSetting): { readonly isSeen: boolean; readonly measured: Measured } {
  const { constants, moving, patch, sector, sight } = setting;
  const reach = constants.fitReach + moving.object.diagonal;
  const { samples, visible } = viewSector(patch, sector, reach, constants.voxel, sight);
  const share =
    samples > 0 ? visible / samples : visibleEdge(patch, sector, sight, planeSight(setting.question.view, patch));
  return {
    isSeen: atLeast(share, MIN_VISIBLE, sampledShare) === 'T',
    measured: { sectorVisible: share, sectorSamples: samples },
  };
}
