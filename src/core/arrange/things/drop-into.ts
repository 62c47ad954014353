import { bounds } from '../../geometry/mesh.js';
import { transformDirection, transformPoints, type Pose } from '../../geometry/pose.js';
import type { Rng } from '../../random.js';
import { keepsClear, localFootprint, uprightPose, type Placement } from '../placement.js';
import type { ChosenAsset, SceneBuilder } from '../scene-builder.js';

/** Objects in one container; more would need a pour, and often jam. */
const MAX_CONTENTS = 2;
/** Narrower than this (from the middle) is for drinking and pouring: nobody keeps a can in a mug. */
const MIN_OPENING = 0.055;
/** Lowered in steps of this until something is closer than the clearance. */
const STEP = 0.003;
const CLEARANCE = 0.001;

/**
 * Lowers an object upright into a container whose opening looks up, as deep as it goes without touching.
 *
 * @param only id of the one container to try; any when left out
 * @returns its placement, or null when no container takes it
 */
export function dropInto(builder: SceneBuilder, asset: ChosenAsset, rng: Rng, only?: number): Placement | null {
  if (asset.shelved.model.cavity) return null;
  const radius = Math.max(...localFootprint(asset.shelved).map(([x, y]) => Math.hypot(x, y)));
  const containers = builder.placements.filter((p) => {
    const { cavity, opening } = p.asset.model;
    return (
      (only === undefined || p.id === only) &&
      p.category.kind === 'tabletop' &&
      cavity !== null &&
      opening !== null &&
      transformDirection(p.worldFromObject, opening)[2] > 0.99 &&
      contentsOf(builder, p).length < MAX_CONTENTS
    );
  });
  for (const container of rng.shuffle(containers)) {
    const cavity = container.asset.model.cavity;
    if (!cavity) continue;
    const { min, max } = bounds(transformPoints(container.worldFromObject, cavity.positions));
    const room = Math.min(max[0] - min[0], max[1] - min[1]) / 2 - radius;
    if (room < 0.004 || room + radius < MIN_OPENING) continue;
    const obstacles = [container, ...contentsOf(builder, container)];
    const angle = rng.range(-Math.PI, Math.PI);
    const off = room * 0.5 * rng.next();
    const [x, y] = [(min[0] + max[0]) / 2 + off * Math.cos(angle), (min[1] + max[1]) / 2 + off * Math.sin(angle)];
    const pose = lower(asset, obstacles, x, y, rng.range(-Math.PI, Math.PI), min[2], max[2]);
    if (!pose) continue;
    // What sticks out of a basket in a shelf must not stick into the board above.
    const others = builder.placements.filter((p) => p.category.kind !== 'structure' && !obstacles.includes(p));
    if (keepsClear(asset.shelved, pose, others, CLEARANCE)) return builder.place(asset, pose, container.id, true);
  }
  return null;
}

function lower(
  asset: ChosenAsset,
  obstacles: readonly Placement[],
  x: number,
  y: number,
  yaw: number,
  floor: number,
  rim: number,
): Pose | null {
  const fits = (z: number) => keepsClear(asset.shelved, uprightPose(x, y, z, yaw), obstacles, CLEARANCE);
  let lowest: number | null = null;
  for (let z = rim + 0.02; z > floor - STEP && fits(z); z -= STEP) lowest = z;
  // Resting on the rim is not being inside.
  return lowest !== null && lowest < rim - 0.25 * (rim - floor) ? uprightPose(x, y, lowest, yaw) : null;
}

/** What stands or lies in a container, dropped in or put on its floor, and what stands on that. */
const contentsOf = (builder: SceneBuilder, container: Placement): Placement[] =>
  builder.placements.filter((p) => p.id !== container.id && builder.supportsOf(p.id).includes(container.id));
