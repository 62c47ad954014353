import { constantsFor } from './profile.js';
import type { Vec2 } from '../geometry/polygon.js';
import { flatPatch, type FlatPatch } from './fits-edge.js';
import { movingObject, type MovingObject } from './fits-moving.js';
import { obstaclesOf, type LatticeFrame, type Obstacle } from './fits-obstacles.js';
import { flatten, turned, type FlatPolygon } from './fits-polygon.js';
import { frameDirection, isSideways, type Direction, type FrameRef } from './frames.js';
import { DIRECTION_ANGLE_DEG, EGO_SIDEWAYS_ANGLE_DEG } from './directional-test.js';
import { leftOf, type Vec3 } from '../geometry/vec3.js';
import type { Profile } from '../scene/settled-scene.js';
import type { Constants } from './constants.js';
import { patchUnder, type Patch } from './patch.js';
import { sectorOf, type Sector } from './patch-sector.js';
import { patchSight, type PatchSight } from './patch-visibility.js';
import type { ObjectGeometry, SceneGeometry } from './scene-geometry.js';
import type { SceneGraph, SeenView } from './scene-graph.js';
import { atMost } from './tolerance.js';

export interface FitsQuestion {
  readonly graph: SceneGraph;
  readonly view: SeenView;
  /** A: taken from where it is and put down again. */
  readonly moving: number;
  /** B */
  readonly anchor: number;
  readonly frame: FrameRef;
  readonly direction: Direction;
  readonly profile: Profile;
  /** Another object, thought away: "would it fit if this were gone?" */
  readonly without?: number | undefined;
}

/** Limits of the lattice: centres of the moved object relative to its origin, along d and e. */
export interface Extent {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/**
 * What stays the same for all poses of one question on one surface. The lattice's frame has its origin over `origin` on
 * the surface (beside an anchor: the anchor's centre), x along d (the direction asked for), y along e = Z × d, z up.
 */
export interface FitsSetting {
  readonly view: SeenView;
  readonly constants: Constants;
  readonly moving: MovingObject;
  readonly patch: Patch;
  /** World height of the surface. */
  readonly floor: number;
  readonly latticeFrame: LatticeFrame;
  /** World. */
  readonly origin: Vec2;
  readonly d: Vec3;
  readonly e: Vec3;
  /** World yaw of the lattice's frame is −this. */
  readonly theta: number;
  /** In the lattice's frame. */
  readonly surface: FlatPatch;
  readonly extent: Extent;
  readonly obstacles: readonly Obstacle[];
  readonly sight: PatchSight;
  /** Direction and reach, (iii) and (iv) of SPEC §6; null when anywhere on the surface will do. */
  readonly beside: Beside | null;
}

/** What a pose must be beside. */
export interface Beside {
  readonly question: FitsQuestion;
  readonly anchor: ObjectGeometry;
  /** In the lattice's frame. */
  readonly anchorFootprint: FlatPolygon;
  readonly maxAngleDeg: number;
  readonly sector: Sector;
}

export interface BesideSetting extends FitsSetting {
  readonly beside: Beside;
}

/** Surfaces less level than this are not stood on here: poses have one height. */
const MAX_SPREAD = 0.001;

/** Heights further apart than this, or than both heights together, are not compared sideways (SPEC §3.3). */
const MAX_HEIGHT_DIFFERENCE = 0.5;

/** Obstacles this far beyond the clearance are looked at too: the search has slack. */
const REACH_SLACK = 0.05;

/** The setting, or why the question has no answer (A). */
export function fitsSetting(question: FitsQuestion): BesideSetting | { readonly reason: string } {
  const { graph, view, frame, direction, profile, without } = question;
  const { geometry } = graph;
  const a = geometry.object(question.moving);
  const anchor = geometry.object(question.anchor);
  const refused = whyNotBeside(question, a, anchor);
  if (refused !== null) return { reason: refused };
  const patch = patchUnder(geometry, question.anchor);
  if (patch === null || patch.surface.owner === question.moving) {
    return { reason: `the ${anchor.record.name} does not stand on a surface` };
  }
  if (!isLevel(patch)) return { reason: 'the surface is not level' };
  const vector = frameDirection(graph, view, frame, direction);
  if ('reason' in vector) return vector;

  const constants = constantsFor(geometry, profile);
  const moving = movingObject(geometry, question.moving);
  const floor = patch.origin[2];
  const heights = Math.abs(floor + moving.height / 2 - (anchor.vertical.min + anchor.vertical.max) / 2);
  if (atMost(heights, Math.max(MAX_HEIGHT_DIFFERENCE, moving.height + anchor.height)) !== 'T') {
    return { reason: 'they would be at very different heights' };
  }

  const { d } = vector;
  const sector = sectorOf(anchor, d);
  const maxAngleDeg = frame.kind === 'ego' && isSideways(direction) ? EGO_SIDEWAYS_ANGLE_DEG : DIRECTION_ANGLE_DEG;
  const extent = extentOf(sector, moving, constants, maxAngleDeg);
  const [bx, by] = anchor.center;
  const setting = settingOn({ graph, view, moving, patch, constants, origin: [bx, by], d, extent, without });
  const { cos, sin, x, y } = setting.latticeFrame;
  const anchorFootprint = turned(flatten(anchor.footprint), cos, sin, x, y);
  return { ...setting, beside: { question, anchor, anchorFootprint, maxAngleDeg, sector } };
}

/** A surface, the lattice laid on it, and what is put down there. */
export interface Place {
  readonly graph: SceneGraph;
  readonly view: SeenView;
  readonly moving: MovingObject;
  readonly patch: Patch;
  readonly constants: Constants;
  readonly origin: Vec2;
  /** Unit, horizontal. */
  readonly d: Vec3;
  readonly extent: Extent;
  /** An object thought away. */
  readonly without?: number | undefined;
}

/** The setting without direction and reach. */
export function settingOn({ graph, view, moving, patch, constants, origin, d, extent, without }: Place): FitsSetting {
  const { geometry } = graph;
  const floor = patch.origin[2];
  const latticeFrame = latticeFrameAt(origin, d, floor);
  const { cos, sin, x, y } = latticeFrame;
  const beyond = moving.radius + constants.clearanceYes + REACH_SLACK;
  const others = geometry.objects.filter((object) => object !== moving.object && object.record.id !== without);
  return {
    view,
    constants,
    moving,
    patch,
    floor,
    latticeFrame,
    origin,
    d,
    e: leftOf(d),
    theta: Math.atan2(d[1], d[0]),
    surface: flatPatch(patch, cos, sin, x, y),
    extent,
    obstacles: obstaclesOf(others, patch.surface.owner, latticeFrame, {
      minX: extent.minX - beyond,
      minY: extent.minY - beyond,
      maxX: extent.maxX + beyond,
      maxY: extent.maxY + beyond,
      height: moving.height + constants.clearanceYes,
    }),
    sight: patchSight(geometry, view, patch),
    beside: null,
  };
}

export function latticeFrameAt([x, y]: Vec2, [dx, dy]: Vec3, floor: number): LatticeFrame {
  return { cos: dx, sin: -dy, x: -(dx * x + dy * y), y: dy * x - dx * y, floor };
}

/** Whether poses on a surface have one height. */
export const isLevel = (patch: Patch): boolean => patch.spread <= MAX_SPREAD;

function whyNotBeside({ graph, frame, moving }: FitsQuestion, a: ObjectGeometry, b: ObjectGeometry): string | null {
  if (a === b) return 'a thing is not beside itself';
  if (b.record.structure) return `the ${b.record.name} is on no one side`;
  if (b.record.held) return `the ${b.record.name} is held`;
  if (frame.kind === 'object' && frame.object === moving) return 'the frame would move along';
  return whyNotMoved(graph.geometry, moving);
}

/** Why an object cannot be taken from where it is; null when it can. */
export function whyNotMoved(geometry: SceneGeometry, moving: number): string | null {
  const { record } = geometry.object(moving);
  if (record.structure || record.fixed) return `the ${record.name} cannot be moved`;
  if (record.held) return `the ${record.name} is held`;
  const related = record.parent !== null || geometry.objects.some((object) => object.record.parent === moving);
  if (related) return `the ${record.name} is part of something or has parts`;
  // Whatever it carries, holds, or props up would move or fall.
  if (geometry.contactsOf(moving).some((contact) => contact.b === moving)) {
    return `something is on or against the ${record.name}`;
  }
  return null;
}

/** Every position that direction and reach may allow. */
function extentOf(sector: Sector, moving: MovingObject, constants: Constants, maxAngleDeg: number): Extent {
  const { anchor, d, e } = sector;
  const along = anchor.center[0] * d[0] + anchor.center[1] * d[1];
  const across = anchor.center[0] * e[0] + anchor.center[1] * e[1];
  const reach = constants.fitReach + moving.radius + constants.gridStep;
  const maxX = sector.start - along + reach;
  const side = Math.abs(sector.middle - across) + sector.halfWidth + reach;
  const maxY = Math.min(side, maxX * Math.tan((maxAngleDeg * Math.PI) / 180) + constants.gridStep);
  return { minX: 0, minY: -maxY, maxX, maxY };
}
