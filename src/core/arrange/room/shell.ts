import { bounds } from '../../geometry/mesh.js';
import { convexHull, type Polygon, type Vec2 } from '../../geometry/polygon.js';
import type { Rng } from '../../random.js';
import type { Recipe } from '../../scene/recipe.js';
import { uprightPose, type Placement } from '../placement.js';
import type { ChosenAsset, SceneBuilder } from '../scene-builder.js';
import { besideWall, wallsOf, type Wall } from './wall.js';

/** Room sizes come in steps of this, so that scenes share the meshes of floors and walls. */
const ROOM_STEP = 0.2;
const FLOOR_THICKNESS = 0.1;
const WALL_THICKNESS = 0.1;
/** Middle of a door's or window's frame before the wall: leaf and pane show, the rest is in the wall. */
const FRAME_PROUD = 0.012;
/** From an opening to the corner of the room and to the next opening, metres. */
const OPENING_SPACING = 0.25;
/** Height of a window's lower edge, metres [least, most]. */
const SILL = [0.85, 1.05] as const;
/** Nothing stands in this depth before a door; before a window nothing that is higher than its sill. */
const DOOR_SWING = 0.95;
const WINDOW_CLEAR = 0.55;
const PLACES_TRIED = 40;

/** A part of the floor that furniture above a height keeps out of. */
export interface KeepClear {
  readonly area: Polygon;
  readonly above: number;
}

/** A room without furniture. */
export interface Shell {
  /** Inner extent: x and y from −half to +half. */
  readonly half: Vec2;
  readonly walls: readonly Wall[];
  readonly doors: readonly Placement[];
  readonly windows: readonly Placement[];
  readonly keepClear: readonly KeepClear[];
}

/** Floor, walls, doors and windows. World origin is on the floor in the middle of the room; the floor is object 1. */
export function buildShell(builder: SceneBuilder, recipe: Recipe, rng: Rng, size: Rng): Shell {
  const { room } = recipe;
  const half: Vec2 = [roomExtent(size, room.width) / 2, roomExtent(size, room.depth) / 2];
  layFloor(builder, recipe, half, rng);
  const walls = wallsOf(half);
  // One paint for the whole room.
  for (const wall of walls) {
    const length = 2 * wall.halfLength + (wall.inward % Math.PI === 0 ? 0 : 2 * WALL_THICKNESS);
    const asset = builder.choose('wall', rng.fork('wall'), [length, WALL_THICKNESS, room.height]);
    const [x, y] = besideWall(wall, -WALL_THICKNESS / 2, 0);
    builder.place(asset, uprightPose(x, y, 0, wall.inward % Math.PI === 0 ? Math.PI / 2 : 0), 0);
  }
  const keepClear: KeepClear[] = [];
  const taken = new Map<Wall, { from: number; to: number }[]>(walls.map((wall) => [wall, []]));
  const doors = openings('door', room.doors);
  const windows = openings('window', room.windows);
  return { half, walls, doors, windows, keepClear };

  function openings(kind: 'door' | 'window', [least, most]: readonly [number, number]): Placement[] {
    const own = rng.fork(kind);
    const count = least + own.int(most - least + 1);
    const placed: Placement[] = [];
    // One kind of window in a room, each door its own.
    const asset = kind === 'window' ? builder.choose(kind, own.fork('asset')) : null;
    for (let n = 0; n < count; n++) {
      const found = opening(kind, asset ?? builder.choose(kind, own.fork(`asset ${n}`)), own.fork(n));
      if (found) placed.push(found);
    }
    return placed;
  }

  function opening(kind: 'door' | 'window', asset: ChosenAsset, own: Rng): Placement | null {
    const { min, max } = bounds(asset.shelved.model.mesh.positions);
    const width = max[1] - min[1];
    const bottom = kind === 'door' ? 0 : own.range(...SILL);
    if (bottom + max[2] > room.height - 0.05) return null;
    for (let attempt = 0; attempt < PLACES_TRIED; attempt++) {
      const wall = own.pick(walls);
      const free = wall.halfLength - width / 2 - OPENING_SPACING;
      if (free <= 0) continue;
      const along = own.range(-free, free);
      const [from, to] = [along - width / 2, along + width / 2];
      const others = taken.get(wall) ?? [];
      if (others.some((other) => from < other.to + OPENING_SPACING && to > other.from - OPENING_SPACING)) continue;
      others.push({ from, to });
      const [x, y] = besideWall(wall, FRAME_PROUD, along);
      const reach = kind === 'door' ? DOOR_SWING : WINDOW_CLEAR;
      const corners = [
        besideWall(wall, 0, from),
        besideWall(wall, 0, to),
        besideWall(wall, reach, to),
        besideWall(wall, reach, from),
      ];
      keepClear.push({ area: convexHull(corners), above: kind === 'door' ? 0.02 : bottom });
      return builder.place(asset, uprightPose(x, y, bottom, wall.inward), 0);
    }
    return null;
  }
}

function roomExtent(rng: Rng, [least, most]: readonly [number, number]): number {
  const steps = Math.floor((most - least) / ROOM_STEP + 1e-9);
  return least + rng.int(steps + 1) * ROOM_STEP;
}

function layFloor(builder: SceneBuilder, { room }: Recipe, [hx, hy]: Vec2, rng: Rng): void {
  const floor = builder.choose('floor', rng.fork('floor'), [
    2 * (hx + WALL_THICKNESS),
    2 * (hy + WALL_THICKNESS),
    FLOOR_THICKNESS,
  ]);
  const [cover, ...rest] = floor.appearance.materials;
  const covered = {
    ...floor,
    appearance: { ...floor.appearance, materials: [{ ...cover, texture: room.floor }, ...rest] },
  };
  builder.place(covered, uprightPose(0, 0, -FLOOR_THICKNESS, 0), 0);
}
