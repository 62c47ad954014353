import { bounds } from '../../geometry/mesh.js';
import { pointInPolygon, polygonDistance, type Polygon } from '../../geometry/polygon.js';
import type { Rng } from '../../random.js';
import type { FurnitureRule, Recipe } from '../../scene/recipe.js';
import {
  DROP_GAP,
  isFree,
  keepsClear,
  liesOn,
  localFootprint,
  movePolygon,
  shelvesOf,
  uprightPose,
  type Placement,
  type Shelf,
} from '../placement.js';
import type { ChosenAsset, SceneBuilder } from '../scene-builder.js';
import { buildShell, type Shell } from './shell.js';
import { facingOf, facingYaw, proposeSpot, type Spot } from './spots.js';
import { hangOnWall } from './wall-parts.js';
import { isWalkable } from './walkable.js';

const FURNITURE_SPACING = 0.04;
/** What is pushed in keeps this distance to what it is pushed under, part by part. */
const PUSHED_IN_SPACING = 0.015;
const PLACES_TRIED = 80;
/** Furniture stands wholly on a rug or wholly beside it. */
const RUG_INSET = 0.02;

/** A room with its furniture in place. */
export interface RoomLayout {
  readonly shell: Shell;
  /** What the recipe lists, in its order; a category may occur more than once. */
  readonly furniture: readonly Placement[];
  /** The surface the recipe names. */
  readonly surface: Placement | null;
}

/**
 * Floor, walls, openings and furniture. A surface against a wall has its back to +y, so its front side is −y.
 *
 * @returns the layout, or the category for which there was no room
 */
export function layOutRoom(
  builder: SceneBuilder,
  recipe: Recipe,
  rng: Rng,
): { layout: RoomLayout } | { noRoomFor: string } {
  const shell = buildShell(builder, recipe, rng.fork('shell'), rng.fork('room'));
  let surface: Placement | null = null;
  if (recipe.surface) {
    surface = placeSurface(builder, recipe.surface, shell, rng);
    if (!surface) return { noRoomFor: recipe.surface.category };
  }
  const furniture: Placement[] = [];
  for (const [i, rule] of recipe.furniture.entries()) {
    const own = rng.fork(`furniture ${i}`);
    const others = builder.placements.filter((p) => p.category.id === rule.of);
    const groups = rule.each ? others.map((other) => [other]) : [others];
    for (const [g, of] of groups.entries()) {
      const random = rule.each ? own.fork(`of ${g}`) : own;
      const count = rule.count[0] + random.int(rule.count[1] - rule.count[0] + 1);
      for (let n = 0; n < count; n++) {
        const look = rule.alike ? own.fork('look') : random.fork(n);
        const placed = placeFurniture(builder, recipe, rule, of, shell, n, look, random.fork(n));
        if (placed) furniture.push(placed);
        else if (rule.required && n < rule.count[0]) return { noRoomFor: namesOf(rule) };
      }
    }
  }
  return { layout: { shell, furniture, surface } };
}

const namesOf = ({ category }: FurnitureRule): string =>
  typeof category === 'string' ? category : category.join(' or ');

/** The patches objects may stand on: of the named furniture ("floor" is one), or of the surface. */
export function supportShelves(builder: SceneBuilder, layout: RoomLayout, on: readonly string[] | undefined): Shelf[] {
  const owners = on ? builder.placements.filter((p) => on.includes(p.category.id)) : [layout.surface];
  return owners.flatMap((owner) => (owner ? shelvesOf(owner, facingOf(owner)) : []));
}

function placeSurface(
  builder: SceneBuilder,
  { category, size: [length, width], height, place }: NonNullable<Recipe['surface']>,
  { half, keepClear }: Shell,
  rng: Rng,
): Placement | null {
  const asset = builder.choose(category, rng.fork('surface'), [length, width, height]);
  const yaw = facingYaw(asset, -Math.PI / 2);
  const footprint = movePolygon(localFootprint(asset.shelved), 0, 0, yaw);
  const back = Math.max(...footprint.map((p) => p[1]));
  const y = place === 'against-wall' ? half[1] - back - 0.03 : 0;
  for (let attempt = 0; attempt < PLACES_TRIED; attempt++) {
    // Doors and windows came first: along its wall there is a place that they leave free.
    const side = Math.max(...footprint.map((p) => p[0]));
    const x = attempt === 0 ? 0 : rng.fork(`surface ${attempt}`).range(-1, 1) * Math.max(0, half[0] - side - 0.05);
    const moved = movePolygon(localFootprint(asset.shelved), x, y, yaw);
    if (blocks(moved, height, keepClear)) continue;
    return builder.place(asset, uprightPose(x, y, DROP_GAP, yaw), builder.placements[0].id);
  }
  return null;
}

const blocks = (footprint: Polygon, top: number, keepClear: Shell['keepClear']): boolean =>
  keepClear.some(({ area, above }) => top > above && polygonDistance(footprint, area) <= 0);

function placeFurniture(
  builder: SceneBuilder,
  recipe: Recipe,
  rule: FurnitureRule,
  others: readonly Placement[],
  shell: Shell,
  index: number,
  look: Rng,
  rng: Rng,
): Placement | null {
  const category = typeof rule.category === 'string' ? rule.category : look.fork('category').pick(rule.category);
  if (rule.place === 'wall') return hangOnWall(builder, category, rule, others, shell, rng);
  const size = rule.size && ([rule.size[0], rule.size[1], rule.size[2] ?? FLAT] as const);
  const asset = builder.choose(category, look.fork('asset'), size);
  const { max } = bounds(asset.shelved.model.mesh.positions);
  for (let attempt = 0; attempt < PLACES_TRIED; attempt++) {
    const own = rng.fork(attempt);
    const of = others.length > 0 ? own.pick(others) : null;
    // Seats and rows have places in order; when the first ones are barred, later ones are tried.
    const place = index + Math.floor(attempt / 8);
    const spot = proposeSpot(rule, asset, of, shell, place, own);
    const placed =
      rule.place === 'on' && of
        ? putOn(builder, asset, of, spot, max[2])
        : standOnFloor(builder, rule, asset, of, shell, spot);
    if (!placed) continue;
    const needsPath = asset.category.kind === 'furniture' && rule.place !== 'on' && rule.place !== 'under';
    if (recipe.room.walkable && needsPath && !isWalkable(shell.half, builder.placements, shell.doors)) {
      builder.takeBack(placed);
      continue;
    }
    return placed;
  }
  return null;
}

/** Height of what lies flat, where a recipe gives two extents only: rugs, metres. */
const FLAT = 0.008;

function putOn(
  builder: SceneBuilder,
  asset: ChosenAsset,
  of: Placement,
  { x, y, yaw }: Spot,
  height: number,
): Placement | null {
  const moved = movePolygon(localFootprint(asset.shelved), x, y, yaw);
  const top = shelvesOf(of, 0).find(
    (shelf) => shelf.clearance > height && moved.every((p) => pointInPolygon(p, shelf.outline, shelf.holes)),
  );
  if (!top) return null;
  const except = new Set([of.id, ...builder.supportsOf(of.id)]);
  if (!isFree(moved, top.height, top.height + height, builder.placements, 0.01, except)) return null;
  return builder.place(asset, uprightPose(x, y, top.height + DROP_GAP, yaw), of.id);
}

function standOnFloor(
  builder: SceneBuilder,
  rule: FurnitureRule,
  asset: ChosenAsset,
  of: Placement | null,
  { half, keepClear }: Shell,
  { x, y, yaw }: Spot,
): Placement | null {
  const height = bounds(asset.shelved.model.mesh.positions).max[2];
  const moved = movePolygon(localFootprint(asset.shelved), x, y, yaw);
  if (!moved.every(([px, py]) => Math.abs(px) <= half[0] - 0.01 && Math.abs(py) <= half[1] - 0.01)) return null;
  if (blocks(moved, height, keepClear)) return null;
  const ground = groundUnder(builder, moved);
  if (!ground) return null;
  const bottom = ground.height;
  const pushedIn = rule.place === 'under' || rule.gap[0] < 0;
  // The room's inside was checked above: what stands against a wall may be nearer to it than to other furniture.
  const walls = builder.placements.filter((p) => p.category.id === 'wall').map((p) => p.id);
  const except = new Set([1, ground.owner, ...walls, ...(pushedIn && of ? [of.id] : [])]);
  if (!isFree(moved, bottom + 0.001, bottom + height, builder.placements, FURNITURE_SPACING, except)) return null;
  // A rug is no piece of furniture that stands on something: it is a part of the floor.
  const isRug = asset.category.kind === 'structure';
  const pose = uprightPose(x, y, isRug ? 0 : bottom + DROP_GAP, yaw);
  if (pushedIn && of && !keepsClear(asset.shelved, pose, [of], PUSHED_IN_SPACING)) return null;
  return builder.place(asset, pose, isRug ? 0 : ground.owner);
}

/** The floor, or the rug that a footprint lies on wholly; null when it lies across a rug's edge. */
function groundUnder(builder: SceneBuilder, footprint: Polygon): { owner: number; height: number } | null {
  for (const rug of builder.placements) {
    if (rug.category.id !== 'rug' || polygonDistance(footprint, rug.footprint) > 0) continue;
    const top = shelvesOf(rug, 0).find((shelf) => liesOn(footprint, shelf, RUG_INSET));
    return top ? { owner: rug.id, height: top.height } : null;
  }
  return { owner: builder.placements[0].id, height: 0 };
}
