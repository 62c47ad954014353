import {
  DROP_GAP,
  heightOf,
  isFree,
  keepsClear,
  liesOn,
  movePolygonOf,
  uprightPose,
  type Placement,
  type Shelf,
} from '../placement.js';
import type { ChosenAsset, SceneBuilder } from '../scene-builder.js';

/** Free border of a support that nothing may overhang, metres. */
export const EDGE_INSET = 0.012;
/** Same on top of another object: small tops, carefully stacked. */
export const STACK_INSET = 0.004;
/** Air over what stands in a shelf, metres. */
const HEAD_ROOM = 0.02;

export interface PutDown {
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  /** Free border to the edge of the support, metres. */
  readonly inset: number;
  /** Free distance to neighbours, metres. */
  readonly spacing: number;
}

/** Puts an object upright on a patch, or null where there is no room for it there. */
export function putDown(
  builder: SceneBuilder,
  asset: ChosenAsset,
  shelf: Shelf,
  { x, y, yaw, inset, spacing }: PutDown,
): Placement | null {
  const height = heightOf(asset.shelved);
  if (height + HEAD_ROOM > shelf.clearance) return null;
  const moved = movePolygonOf(asset.shelved, x, y, yaw);
  if (!liesOn(moved, shelf, inset)) return null;
  const bottom = shelf.height + DROP_GAP;
  const except = new Set([shelf.owner, ...builder.supportsOf(shelf.owner)]);
  // A chair pushed under a table is beside the plate on it only by its outline: furniture is judged part by part.
  const isFurniture = (p: Placement) => p.category.kind === 'furniture' && !except.has(p.id);
  const things = builder.placements.filter((p) => !isFurniture(p));
  if (!isFree(moved, shelf.height, bottom + height, things, spacing, except)) return null;
  const pose = uprightPose(x, y, bottom, yaw);
  // A tray's rim, a basket's handle, a shelf's sides: a patch is free above, but not always beside.
  const supports = builder.placements.filter((p) => except.has(p.id));
  if (!keepsClear(asset.shelved, pose, supports, 0.5 * DROP_GAP)) return null;
  if (!keepsClear(asset.shelved, pose, builder.placements.filter(isFurniture), spacing)) return null;
  return builder.place(asset, pose, shelf.owner);
}
