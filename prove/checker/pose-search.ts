import type { DirectionName } from './frames.ts';
import type { Convex } from './hull3.ts';
import type { Polygon, Vec2 } from './polygon.ts';
import type { Frame, SurfaceRecord } from './types.ts';
import type { Pose, Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { clipToBand } from './clearance.ts';
import { constants } from './constants.ts';
import { apart, dir, egoDepthwise } from './directions.ts';
import { axesOf, vectorOf } from './frames.ts';
import { convexFrom, highest, hullTriangles, lowest, separatingAxes, width } from './hull3.ts';
import { contactFootprint, directionAt, onPatch } from './pose-conditions.ts';
import { isInside, treeDistance } from './tree.ts';
import { multiply, yaw, Z } from './vec.ts';
import { planeHeight } from './world.ts';

// Looks for a pose that a claimed "does not fit" overlooked (SPEC §6): the whole grid, every condition.

export interface Found {
  readonly pose: Pose;
  /** Least separation from any obstacle's parts along one axis. */
  readonly slack: number;
  readonly tried: number;
}

/** At one yaw and height: the part may stand at (x, y) while some axis keeps it away from the obstacle. */
interface Keep {
  readonly axes: Float64Array;
  readonly limit: number;
}

function keepOut(own: Convex, obstacle: Convex, limit: number): Keep {
  const axes = separatingAxes(own, obstacle);
  const packed = new Float64Array(3 * axes.length);
  axes.forEach((d, i) => {
    packed[3 * i] = d[0];
    packed[3 * i + 1] = d[1];
    packed[3 * i + 2] = lowest(obstacle, d) - highest(own, d);
  });
  return { axes: packed, limit };
}

function gapAt({ axes }: Keep, x: number, y: number, enough: number): number {
  let best = -Infinity;
  for (let i = 0; i < axes.length; i += 3) {
    const gap = axes[i + 2] - axes[i] * x - axes[i + 1] * y;
    if (gap > best) {
      best = gap;
      if (best >= enough) return best;
    }
  }
  return best;
}

/** Parts of all obstacles above the patch; those of its owner cut off there. */
function obstacles(
  world: World,
  a: number,
  owner: number,
  plane: number,
): { id: number; part: Convex; width: number }[] {
  const list: { id: number; part: Convex; width: number }[] = [];
  for (const X of world.bodies) {
    if (X.id === a || X.hi[2] <= plane + 0.001) continue;
    for (const part of X.parts()) {
      if (highest(part, Z) <= plane + 0.001) continue;
      let kept = part;
      if (X.id === owner && lowest(part, Z) < plane + 0.001) {
        const points = hullTriangles(part).flatMap((t) => clipToBand(t, plane + 0.001, 1e9));
        if (points.length < 4) continue;
        kept = convexFrom(points);
      }
      list.push({ id: X.id, part: kept, width: width(kept) });
    }
  }
  return list;
}

/**
 * A pose on the patch that meets every condition at clearance −c_no, or null. Where a part is no thicker than twice
 * c_no, no overlap is allowed it: that only makes the search find less.
 *
 * @param aim null for `fits_on`: no direction, no reach
 * @param step grid of positions; yaw steps are ψ/2
 */
export function findPose(
  world: World,
  view: View,
  a: number,
  b: number,
  surface: SurfaceRecord,
  aim: { readonly frame: Frame; readonly name: DirectionName } | null,
  profile: string,
  step: number,
): Found | null {
  const [A, B] = [world.body(a), world.body(b)];
  const k = constants(profile);
  const outline = surface.outline.map((p): Vec2 => [p[0], p[1]]);
  const plane = planeHeight(surface, outline[0]);
  const blockers = obstacles(world, a, surface.owner, plane);
  const axes = aim && axesOf(world, view, aim.frame, aim.name);
  if (typeof axes === 'string') return null;
  const symmetry = A.record.symmetry;
  const turns = symmetry === 'infinite' ? 1 : Math.round((2 * 360) / k.yawStepDeg / symmetry);
  const whole = (from: Pose, x: number, y: number): Pose => ({
    orientation: from.orientation,
    position: [from.position[0] + x, from.position[1] + y, from.position[2]],
  });
  let tried = 0;
  for (let turn = 0; turn < turns; turn++) {
    const angle = (turn * k.yawStepDeg * Math.PI) / 360;
    const orientation = multiply(yaw(angle), A.record.worldFromObject.orientation);
    // The object at this yaw with its box's middle over (0, 0), standing on the patch.
    const raw = A.at({ orientation, position: [0, 0, 0] });
    const base: Pose = { orientation, position: [-raw.center[0], -raw.center[1], plane - raw.lo[2]] };
    const still = A.at(base);
    const contact = contactFootprint(still);
    const parts = still.parts();
    const widths = parts.map(width);
    const keeps = parts.flatMap((own, i) =>
      blockers.map(({ part, width: w }) => keepOut(own, part, Math.min(w, widths[i]) <= 2 * k.cNo ? 0 : -k.cNo)),
    );
    const half = Math.hypot(still.hi[0] - still.lo[0], still.hi[1] - still.lo[1]) / 2;
    const xs = outline.map((p) => p[0]);
    const ys = outline.map((p) => p[1]);
    const reach = k.rFit + half;
    const from: Vec2 = aim
      ? [Math.max(Math.min(...xs), B.lo[0] - reach), Math.max(Math.min(...ys), B.lo[1] - reach)]
      : [Math.min(...xs), Math.min(...ys)];
    const to: Vec2 = aim
      ? [Math.min(Math.max(...xs), B.hi[0] + reach), Math.min(Math.max(...ys), B.hi[1] + reach)]
      : [Math.max(...xs), Math.max(...ys)];
    for (let y = from[1]; y <= to[1]; y += step)
      for (let x = from[0]; x <= to[0]; x += step) {
        tried++;
        const shifted = (p: Polygon): Polygon => p.map(([px, py]): Vec2 => [px + x, py + y]);
        const moveBy: Vec3 = [x, y, 0];
        const flat = {
          center: [still.center[0] + x, still.center[1] + y, still.center[2]] as const,
          footprint: still.footprint,
        };
        if (aim && axes) {
          const outlineHere = { center: flat.center, footprint: shifted(flat.footprint) };
          const d = vectorOf(axes, aim.name);
          const sideways = aim.name === 'left' || aim.name === 'right';
          const t =
            aim.frame.kind === 'ego' && !sideways
              ? egoDepthwise(outlineHere, B, vectorOf(axes, 'behind'), view.eye, aim.name as 'front' | 'behind', k.mAbs)
                  .t
              : dir(outlineHere, B, d, aim.frame.kind === 'ego' ? 60 : 50, k.mAbs).t;
          if (t < 1) continue;
        }
        let slack = Infinity;
        let blocked = false;
        for (let i = 0; i < keeps.length && !blocked; i++) {
          const gap = gapAt(keeps[i], x, y, 0);
          slack = Math.min(slack, gap);
          blocked = gap < keeps[i].limit;
        }
        if (blocked) continue;
        const massCenter: Vec3 = [
          still.massCenter[0] + moveBy[0],
          still.massCenter[1] + moveBy[1],
          still.massCenter[2],
        ];
        const { share, margin } = onPatch(surface, shifted(contact), massCenter);
        if (share < 0.95 + 1e-6 || margin < 0.01 + 1e-6) continue;
        const pose = whole(base, x, y);
        const shape = A.at(pose);
        if (aim) {
          if (apart(shape, B) < 1) continue;
          if (treeDistance(shape.tree(), B.tree(), k.rFit).distance > k.rFit - 1e-6) continue;
          if (directionAt(world, view, b, shape, aim.frame, aim.name, profile).t < 1) continue;
        }
        if (world.bodies.some((X) => X.id !== a && X.record.solid && isInside(X.tree(), shape.massCenter))) continue;
        return { pose, slack, tried };
      }
  }
  return null;
}
