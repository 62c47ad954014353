import { bounds } from '../../geometry/mesh.js';
import type { Vec2 } from '../../geometry/polygon.js';
import { assertNever } from '../../result.js';
import type { Rng } from '../../random.js';
import type { FurnitureRule } from '../../scene/recipe.js';
import { localFootprint, movePolygon, type Placement } from '../placement.js';
import type { ChosenAsset } from '../scene-builder.js';
import type { Shell } from './shell.js';
import { alongWall, besideWall, wallFacing, type Wall } from './wall.js';

/** Where a piece of furniture might stand: its origin, and how it is turned. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
}

/** Width of a seat at a table, metres. */
const SEAT_WIDTH = 0.62;
/** A piece in the middle of a room may be this far off, metres. */
const OFF_MIDDLE = 0.15;
/** The first row stays this far from the wall it faces, metres. */
const FIRST_ROW = 1.5;

/**
 * Proposes a spot for a piece of a rule; whether there is room is for others to judge.
 *
 * @param of the piece it refers to, or null
 * @param index which of the rule's pieces, for places in order
 */
export function proposeSpot(
  rule: FurnitureRule,
  asset: ChosenAsset,
  of: Placement | null,
  shell: Shell,
  index: number,
  rng: Rng,
): Spot {
  const turn = (rng.range(...rule.turnDeg) * Math.PI) / 180;
  const gap = rng.range(...rule.gap);
  switch (rule.place) {
    case 'against-wall':
      return atWall(asset, rng.pick(shell.walls), gap, rng.range(-1, 1), turn);
    case 'corner':
      return atWall(asset, rng.pick(shell.walls), gap, rng.next() < 0.5 ? -1 : 1, turn);
    case 'opposite': {
      const facing = of ? facingOf(of) : 0;
      const wall = wallFacing(shell.walls, facing + Math.PI);
      const [px, py] = of ? of.worldFromObject.position : [0, 0];
      return atWall(asset, wall, gap, rng.range(-0.1, 0.1) + alongWall(wall, [px, py]) / wall.halfLength, turn, true);
    }
    case 'in-front':
    case 'beside':
      return of ? nextTo(rule.place, asset, of, gap, turn, rng) : anywhere(asset, shell, rng);
    case 'around':
      return of ? around(asset, of, gap, turn, index, rng) : anywhere(asset, shell, rng);
    case 'rows':
      return inRows(rule, asset, of, shell, index, turn, rng);
    case 'on':
    case 'under': {
      const [x, y] = of ? of.worldFromObject.position : [0, 0];
      const yaw = facingYaw(asset, of ? facingOf(of) : 0) + turn;
      if (rule.place === 'on' || !of) return { x, y, yaw };
      const spread = extentsAlong(of, facingOf(of));
      const [u, v] = [rng.range(-0.5, 0.5) * spread.depth, rng.range(-0.5, 0.5) * spread.width];
      const f = facingOf(of);
      return { x: x + u * Math.cos(f) - v * Math.sin(f), y: y + u * Math.sin(f) + v * Math.cos(f), yaw };
    }
    case 'middle':
      return {
        x: rng.range(-OFF_MIDDLE, OFF_MIDDLE),
        y: rng.range(-OFF_MIDDLE, OFF_MIDDLE),
        yaw: facingYaw(asset, longerWay(shell)) + turn,
      };
    case 'free':
      return anywhere(asset, shell, rng);
    case 'wall':
      throw new Error('Things on walls are hung, not put down.');
    default:
      return assertNever(rule.place);
  }
}

const anywhere = (_asset: ChosenAsset, { half }: Shell, rng: Rng): Spot => ({
  x: rng.range(-half[0], half[0]) * 0.9,
  y: rng.range(-half[1], half[1]) * 0.9,
  yaw: rng.range(-Math.PI, Math.PI),
});

/** Yaw across the longer side of the room: what lies in its middle lies along it. */
const longerWay = ({ half }: Shell): number => (half[0] >= half[1] ? -Math.PI / 2 : 0);

function nextTo(
  place: 'in-front' | 'beside',
  asset: ChosenAsset,
  at: Placement,
  gap: number,
  turn: number,
  rng: Rng,
): Spot {
  // What has no front has two long sides, and either may be the one that is used.
  const facing = facingOf(at) + (at.asset.model.front || rng.next() < 0.5 ? 0 : Math.PI);
  const direction = place === 'in-front' ? facing : facing + (rng.next() < 0.5 ? Math.PI / 2 : -Math.PI / 2);
  const yaw = (place === 'in-front' ? inFrontYaw(asset, facing) : facingYaw(asset, facing)) + turn;
  const slide = rng.range(-0.15, 0.15) * (gap < 0 ? 0.4 : 1);
  return away(asset, at, direction, gap, slide, yaw);
}

/** Beside `at` in a direction, `gap` between the two, `slide` to its left. */
function away(asset: ChosenAsset, at: Placement, direction: number, gap: number, slide: number, yaw: number): Spot {
  const d: Vec2 = [Math.cos(direction), Math.sin(direction)];
  const reach = (polygon: readonly Vec2[], sign: number) =>
    Math.max(...polygon.map((p) => sign * (p[0] * d[0] + p[1] * d[1])));
  const [cx, cy] = at.worldFromObject.position;
  const edge = reach(at.footprint, 1) - (cx * d[0] + cy * d[1]);
  const own = reach(movePolygon(localFootprint(asset.shelved), 0, 0, yaw), -1);
  const distance = edge + gap + own;
  return { x: cx + distance * d[0] - slide * d[1], y: cy + distance * d[1] + slide * d[0], yaw };
}

/** Seats: the places along both long sides first, those at the ends last, each side in turn. */
function around(asset: ChosenAsset, at: Placement, gap: number, turn: number, index: number, rng: Rng): Spot {
  const facing = facingOf(at);
  const { depth, width } = extentsAlong(at, facing);
  // Along facing it is `depth` long; the seats of the long sides look across the shorter extent.
  const long = width >= depth ? facing : facing + Math.PI / 2;
  const length = Math.max(width, depth);
  const perSide = Math.max(1, Math.floor((length - 0.1) / SEAT_WIDTH));
  const seats = [];
  for (let k = 0; k < perSide; k++) {
    const slide = ((k + 0.5) / perSide - 0.5) * length;
    seats.push({ direction: long, slide }, { direction: long + Math.PI, slide: -slide });
  }
  seats.push({ direction: long + Math.PI / 2, slide: 0 }, { direction: long - Math.PI / 2, slide: 0 });
  const { direction, slide } = seats[index % seats.length];
  const yaw = (asset.shelved.model.front ? direction + Math.PI : facingYaw(asset, direction)) + turn;
  return away(asset, at, direction, gap, slide + rng.range(-0.05, 0.05), yaw);
}

/** Piece `index` of a grid that faces the wall of `of`: seats look at the board. */
function inRows(
  rule: FurnitureRule,
  asset: ChosenAsset,
  of: Placement | null,
  shell: Shell,
  index: number,
  turn: number,
  rng: Rng,
): Spot {
  const board = wallFacing(shell.walls, of ? facingOf(of) : -Math.PI / 2);
  // One sits on the far side and looks at the board: the side it is used from faces away from it.
  const facing = board.inward;
  const yaw = facingYaw(asset, facing);
  const { depth, width } = extentsOf(asset, yaw, facing);
  const column = index % rule.columns;
  const row = Math.floor(index / rule.columns);
  const [least, most] = rule.gap;
  const aisle = (least + most) / 2;
  const along = (column - (rule.columns - 1) / 2) * (width + aisle) + rng.range(-0.03, 0.03);
  const back = FIRST_ROW + row * (depth + Math.max(0.85, aisle)) + depth / 2 + rng.range(-0.03, 0.03);
  const [x, y] = besideWall(board, back, along);
  return { x, y, yaw: yaw + turn };
}

/** @param along −1 … 1: where along the wall; `centred` takes it as it is, else it spans the room the piece has */
function atWall(asset: ChosenAsset, wall: Wall, gap: number, along: number, turn: number, centred = false): Spot {
  const yaw = facingYaw(asset, wall.inward) + turn;
  const moved = movePolygon(localFootprint(asset.shelved), 0, 0, yaw);
  const n: Vec2 = [Math.cos(wall.inward), Math.sin(wall.inward)];
  const t: Vec2 = [-n[1], n[0]];
  const back = Math.max(...moved.map((p) => -(p[0] * n[0] + p[1] * n[1])));
  const side = Math.max(...moved.map((p) => Math.abs(p[0] * t[0] + p[1] * t[1])));
  const free = centred ? wall.halfLength : Math.max(0, wall.halfLength - side - 0.03);
  const [x, y] = besideWall(wall, back + gap, along * free);
  return { x, y, yaw };
}

/** Yaw that turns the front (or, without one, the long side) to face `towards`. */
export function facingYaw(asset: ChosenAsset, towards: number): number {
  if (asset.shelved.model.front) return towards;
  const { min, max } = bounds(asset.shelved.model.mesh.positions);
  return max[0] - min[0] >= max[1] - min[1] ? towards + Math.PI / 2 : towards;
}

/** In front of something, a piece with a front looks back at it; one without lies parallel to it. */
const inFrontYaw = (asset: ChosenAsset, facing: number): number =>
  asset.shelved.model.front ? facing + Math.PI : facingYaw(asset, facing);

/** Yaw of the side a piece of furniture is used from: its front, or else its long side. */
export function facingOf(placement: Placement): number {
  const [, , z, w] = placement.worldFromObject.orientation;
  const yaw = 2 * Math.atan2(z, w);
  if (placement.asset.model.front) return yaw;
  const { min, max } = bounds(placement.asset.model.mesh.positions);
  return max[0] - min[0] >= max[1] - min[1] ? yaw - Math.PI / 2 : yaw;
}

/** Extents of a placed piece along and across a yaw. */
function extentsAlong({ footprint }: Placement, yaw: number): { depth: number; width: number } {
  return extents(footprint, yaw);
}

function extentsOf(asset: ChosenAsset, yaw: number, facing: number): { depth: number; width: number } {
  return extents(movePolygon(localFootprint(asset.shelved), 0, 0, yaw), facing);
}

function extents(polygon: readonly Vec2[], yaw: number): { depth: number; width: number } {
  const span = (dx: number, dy: number) => {
    const values = polygon.map((p) => p[0] * dx + p[1] * dy);
    return Math.max(...values) - Math.min(...values);
  };
  return { depth: span(Math.cos(yaw), Math.sin(yaw)), width: span(-Math.sin(yaw), Math.cos(yaw)) };
}
