import { bounds } from '../geometry/mesh.js';
import { pointInPolygon, type Vec2 } from '../geometry/polygon.js';
import type { Rng } from '../random.js';
import type { FurnitureRule, Recipe } from '../scene/recipe.js';
import {
  DROP_GAP,
  isFree,
  localFootprint,
  movePolygon,
  shelvesOf,
  uprightPose,
  type Placement,
  type Shelf,
} from './placement.js';
import type { ChosenAsset, SceneBuilder } from './scene-builder.js';

/** Room sizes come in steps of this, so that scenes share the meshes of floors and walls. */
const ROOM_STEP = 0.2;
const FLOOR_THICKNESS = 0.1;
const WALL_THICKNESS = 0.1;
const FURNITURE_SPACING = 0.04;
const PLACES_TRIED = 80;

/** A room with its furniture in place. */
export interface RoomLayout {
  /** Inner extent: x and y from −half to +half. */
  readonly half: Vec2;
  /** What stood in the recipe, by rule; a category may occur more than once. */
  readonly furniture: readonly Placement[];
  /** The surface the recipe names, and the yaw of its front side. */
  readonly surface: Placement | null;
}

/** A wall seen from inside: its inward normal's yaw, and the half extents along the normal and along the wall. */
interface Wall {
  readonly inward: number;
  readonly depth: number;
  readonly halfLength: number;
}

/**
 * Floor, walls and furniture. World origin is on the floor in the middle of the room; a surface against a wall has its
 * back to +y, so its front side is −y.
 *
 * @returns the layout, or the category for which there was no room
 */
export function layOutRoom(
  builder: SceneBuilder,
  recipe: Recipe,
  rng: Rng,
): { layout: RoomLayout } | { noRoomFor: string } {
  const size = rng.fork('room');
  const half: Vec2 = [roomExtent(size, recipe.room.width) / 2, roomExtent(size, recipe.room.depth) / 2];
  buildShell(builder, recipe, half, rng.fork('shell'));

  let surface: Placement | null = null;
  if (recipe.surface) {
    const { category, size: top, height, place } = recipe.surface;
    const asset = builder.choose(category, rng.fork('surface'), [top[0], top[1], height]);
    const yaw = facingYaw(asset, -Math.PI / 2);
    const extent = extentAt(asset, yaw);
    const y = place === 'against-wall' ? half[1] - extent.y1 - 0.03 : 0;
    surface = builder.place(asset, uprightPose(0, y, DROP_GAP, yaw), builder.placements[0].id);
  }
  const furniture: Placement[] = [];
  for (const [i, rule] of recipe.furniture.entries()) {
    const own = rng.fork(`furniture ${i}`);
    const count = rule.count[0] + own.int(rule.count[1] - rule.count[0] + 1);
    for (let n = 0; n < count; n++) {
      const placed = placeFurniture(builder, rule, half, own.fork(n));
      if (placed) furniture.push(placed);
      else if (rule.required && n < rule.count[0]) return { noRoomFor: rule.category };
    }
  }
  return { layout: { half, furniture, surface } };
}

function roomExtent(rng: Rng, [least, most]: readonly [number, number]): number {
  const steps = Math.floor((most - least) / ROOM_STEP + 1e-9);
  return least + rng.int(steps + 1) * ROOM_STEP;
}

/** Yaw of the side a piece of furniture is used from. */
export const facingOf = (placement: Placement): number => {
  const yaw = yawOf(placement);
  return placement.asset.model.front ? yaw : yaw - Math.PI / 2;
};

/** The patches objects may stand on: of the named furniture, or of the surface. */
export function supportShelves(layout: RoomLayout, on: readonly string[] | undefined): Shelf[] {
  const owners = on
    ? [...layout.furniture, ...(layout.surface ? [layout.surface] : [])].filter((p) => on.includes(p.category.id))
    : [layout.surface];
  return owners.flatMap((owner) => (owner ? shelvesOf(owner, facingOf(owner)) : []));
}

function buildShell(builder: SceneBuilder, recipe: Recipe, half: Vec2, rng: Rng): void {
  const [hx, hy] = half;
  const floor = builder.choose('floor', rng.fork('floor'), [
    2 * (hx + WALL_THICKNESS),
    2 * (hy + WALL_THICKNESS),
    FLOOR_THICKNESS,
  ]);
  const [cover, ...rest] = floor.appearance.materials;
  const covered = {
    ...floor,
    appearance: { ...floor.appearance, materials: [{ ...cover, texture: recipe.room.floor }, ...rest] },
  };
  builder.place(covered, uprightPose(0, 0, -FLOOR_THICKNESS, 0), 0);
  const h = recipe.room.height;
  // One paint for the whole room.
  for (const wall of wallsOf(half)) {
    const length = 2 * wall.halfLength + (wall.inward % Math.PI === 0 ? 0 : 2 * WALL_THICKNESS);
    const asset = builder.choose('wall', rng.fork('wall'), [length, WALL_THICKNESS, h]);
    const away = wall.depth + WALL_THICKNESS / 2;
    const [x, y] = [-Math.cos(wall.inward) * away, -Math.sin(wall.inward) * away];
    builder.place(asset, uprightPose(clean(x), clean(y), 0, wall.inward % Math.PI === 0 ? Math.PI / 2 : 0), 0);
  }
}

const clean = (x: number): number => (Math.abs(x) < 1e-9 ? 0 : x);

function wallsOf([hx, hy]: Vec2): Wall[] {
  return [
    { inward: -Math.PI / 2, depth: hy, halfLength: hx },
    { inward: Math.PI / 2, depth: hy, halfLength: hx },
    { inward: Math.PI, depth: hx, halfLength: hy },
    { inward: 0, depth: hx, halfLength: hy },
  ];
}

function placeFurniture(builder: SceneBuilder, rule: FurnitureRule, half: Vec2, rng: Rng): Placement | null {
  const asset = builder.choose(rule.category, rng.fork('asset'));
  const others = builder.placements.filter((p) => p.category.id === rule.of);
  const footprint = localFootprint(asset.shelved);
  const { max } = bounds(asset.shelved.model.mesh.positions);
  for (let attempt = 0; attempt < PLACES_TRIED; attempt++) {
    const own = rng.fork(attempt);
    const of = others.length > 0 ? own.pick(others) : null;
    const spot = proposeSpot(rule, asset, of, half, own);
    const moved = movePolygon(footprint, spot.x, spot.y, spot.yaw);
    if (rule.place === 'on' && of) {
      const top = shelvesOf(of, 0).find(
        (shelf) => shelf.clearance > max[2] && moved.every((p) => pointInPolygon(p, shelf.outline, shelf.holes)),
      );
      if (
        !top ||
        !isFree(
          moved,
          top.height,
          top.height + max[2],
          builder.placements,
          0.01,
          new Set([of.id, ...builder.supportsOf(of.id)]),
        )
      )
        continue;
      return builder.place(asset, uprightPose(spot.x, spot.y, top.height + DROP_GAP, spot.yaw), of.id);
    }
    if (!moved.every(([x, y]) => Math.abs(x) <= half[0] - 0.01 && Math.abs(y) <= half[1] - 0.01)) continue;
    if (!isFree(moved, 0.001, max[2], builder.placements, FURNITURE_SPACING, new Set([1]))) continue;
    return builder.place(asset, uprightPose(spot.x, spot.y, DROP_GAP, spot.yaw), builder.placements[0].id);
  }
  return null;
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
}

function proposeSpot(rule: FurnitureRule, asset: ChosenAsset, of: Placement | null, half: Vec2, rng: Rng): Spot {
  const turn = (rng.range(...rule.turnDeg) * Math.PI) / 180;
  const gap = rng.range(...rule.gap);
  switch (rule.place) {
    case 'against-wall':
      return atWall(asset, rng.pick(wallsOf(half)), gap, rng.range(-1, 1), turn);
    case 'corner': {
      const wall = rng.pick(wallsOf(half));
      return atWall(asset, wall, gap, rng.next() < 0.5 ? -1 : 1, turn);
    }
    case 'opposite': {
      const facing = of ? facingOf(of) : 0;
      const inward = Math.atan2(-Math.sin(facing), -Math.cos(facing));
      const wall = wallsOf(half).reduce((best, w) =>
        turnBetween(w.inward, inward) < turnBetween(best.inward, inward) ? w : best,
      );
      const lateral = of
        ? -Math.sin(wall.inward) * of.worldFromObject.position[0] +
          Math.cos(wall.inward) * of.worldFromObject.position[1]
        : 0;
      return atWall(asset, wall, gap, rng.range(-0.1, 0.1) + lateral / wall.halfLength, turn, true);
    }
    case 'in-front':
    case 'beside': {
      const at = of as Placement;
      const facing = facingOf(at);
      const direction = rule.place === 'in-front' ? facing : facing + (rng.next() < 0.5 ? Math.PI / 2 : -Math.PI / 2);
      const yaw = (rule.place === 'in-front' ? inFrontYaw(asset, facing) : facingYaw(asset, facing)) + turn;
      const d: Vec2 = [Math.cos(direction), Math.sin(direction)];
      const reach = (polygon: readonly Vec2[], sign: number) =>
        Math.max(...polygon.map((p) => sign * (p[0] * d[0] + p[1] * d[1])));
      const [cx, cy] = at.worldFromObject.position;
      const edge = reach(at.footprint, 1) - (cx * d[0] + cy * d[1]);
      const own = reach(movePolygon(localFootprint(asset.shelved), 0, 0, yaw), -1);
      const away = edge + gap + own;
      const slide = rng.range(-0.15, 0.15);
      return { x: cx + away * d[0] - slide * d[1], y: cy + away * d[1] + slide * d[0], yaw };
    }
    case 'on': {
      const at = of as Placement;
      return {
        x: at.worldFromObject.position[0],
        y: at.worldFromObject.position[1],
        yaw: facingYaw(asset, facingOf(at)) + turn,
      };
    }
    case 'free':
      return {
        x: rng.range(-half[0], half[0]) * 0.9,
        y: rng.range(-half[1], half[1]) * 0.9,
        yaw: rng.range(-Math.PI, Math.PI),
      };
  }
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
  const away = -(wall.depth - back - gap);
  const s = along * free;
  return { x: n[0] * away + t[0] * s, y: n[1] * away + t[1] * s, yaw };
}

/** Yaw that turns the front (or, without one, the long side) to face `towards`. */
function facingYaw(asset: ChosenAsset, towards: number): number {
  if (asset.shelved.model.front) return towards;
  const { min, max } = bounds(asset.shelved.model.mesh.positions);
  return max[0] - min[0] >= max[1] - min[1] ? towards + Math.PI / 2 : towards;
}

/** In front of something, a piece with a front looks back at it; one without lies parallel to it. */
const inFrontYaw = (asset: ChosenAsset, facing: number): number =>
  asset.shelved.model.front ? facing + Math.PI : facingYaw(asset, facing);

function extentAt(asset: ChosenAsset, yaw: number): { y1: number } {
  return { y1: Math.max(...movePolygon(localFootprint(asset.shelved), 0, 0, yaw).map((p) => p[1])) };
}

const turnBetween = (a: number, b: number): number => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));

function yawOf(placement: Placement): number {
  const [, , z, w] = placement.worldFromObject.orientation;
  return 2 * Math.atan2(z, w);
}
