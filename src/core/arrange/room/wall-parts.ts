import { bounds } from '../../geometry/mesh.js';
import type { Rng } from '../../random.js';
import type { FurnitureRule } from '../../scene/recipe.js';
import type { Vec3 } from '../../geometry/vec3.js';
import { isFree, localFootprint, movePolygon, uprightPose, type Placement } from '../placement.js';
import type { SceneBuilder } from '../scene-builder.js';
import type { Shell } from './shell.js';
import { facingOf } from './spots.js';
import { alongWall, besideWall, wallFacing } from './wall.js';

const PLACES_TRIED = 60;
/** Free border around what hangs on a wall, metres. */
const SPACING = 0.08;
/** A curtain is so much wider and higher than its window, and hangs so far before its frame, metres. */
const CURTAIN_OVERHANG = { side: 0.3, top: 0.12, bottom: 0.1, before: 0.05 } as const;

/**
 * Hangs something on a wall: over the middle of the piece it refers to, or anywhere. Its back is its own least x, its
 * front looks into the room.
 */
export function hangOnWall(
  builder: SceneBuilder,
  category: string,
  rule: FurnitureRule,
  others: readonly Placement[],
  shell: Shell,
  rng: Rng,
): Placement | null {
  const window = rule.of === 'window' && category === 'curtain' ? others[0] : undefined;
  if (rule.of !== undefined && others.length === 0) return null;
  const size: Vec3 | undefined = window
    ? curtainSize(window)
    : rule.size && [rule.size[0], rule.size[1], rule.size[2] ?? 1];
  const asset = builder.choose(category, rng.fork('asset'), size);
  const { min, max } = bounds(asset.shelved.model.mesh.positions);
  const height = max[2];
  for (let attempt = 0; attempt < PLACES_TRIED; attempt++) {
    const own = rng.fork(attempt);
    const of = others.length > 0 ? own.pick(others) : null;
    const wall = of ? wallFacing(shell.walls, facingOf(of)) : own.pick(shell.walls);
    const free = wall.halfLength - (max[1] - min[1]) / 2 - SPACING;
    if (free <= 0) continue;
    const [ox, oy] = of ? of.worldFromObject.position : [0, 0];
    const along = of ? alongWall(wall, [ox, oy]) + (window ? 0 : own.range(-0.1, 0.1)) : own.range(-free, free);
    if (Math.abs(along) > free) continue;
    const bottom = window ? window.bottom - CURTAIN_OVERHANG.bottom : own.range(...rule.height);
    const [x, y] = besideWall(wall, -min[0] + (window ? CURTAIN_OVERHANG.before : 0), along);
    const moved = movePolygon(localFootprint(asset.shelved), x, y, wall.inward);
    const except = new Set(window ? [window.id] : []);
    for (const part of builder.placements)
      if (part.category.id === 'wall' || part.category.id === 'floor') except.add(part.id);
    if (!isFree(moved, bottom - SPACING, bottom + height + SPACING, builder.placements, SPACING, except)) continue;
    return builder.place(asset, uprightPose(x, y, bottom, wall.inward), 0);
  }
  return null;
}

function curtainSize(window: Placement): Vec3 {
  const { min, max } = bounds(window.asset.model.mesh.positions);
  const { side, top, bottom } = CURTAIN_OVERHANG;
  return [0, max[1] - min[1] + 2 * side, max[2] - min[2] + top + bottom];
}
