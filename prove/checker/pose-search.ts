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
import { boundaryDistance, contains } from './polygon.ts';
import { contactFootprint, directionAt, onPatch } from './pose-conditions.ts';
import { isInside, treeDistance } from './tree.ts';
import { multiply, yaw, Z } from './vec.ts';
import { planeHeight, symmetryAsItStands } from './world.ts';

// Looks for a pose that a claimed "does not fit" overlooked (SPEC §6): the whole grid, every condition.

export interface Found {
  readonly pose: Pose;
  /** Least separation from any obstacle's parts along one axis. */
  readonly slack: number;
  readonly tried: number;
}

/** At one yaw and height: the part may stand at (x, y) while some axis keeps it away from the obstacle. */
interface Pair {
  readonly own: Convex;
  readonly obstacle: Convex;
  /** Least gap allowed. */
  readonly limit: number;
  /** Gaps along the world's axes at (0, 0): x from either side, y from either side, z. */
  readonly box: readonly number[];
  /** Unit axis (x, y) and the gap along it at (0, 0), packed; made when the boxes first meet. */
  axes: Float64Array | null;
  /** The axis that answered last time: neighbouring positions mostly have the same answer. */
  last: number;
}

const X: Vec3 = [1, 0, 0];
const Y: Vec3 = [0, 1, 0];

function pairOf(own: Convex, obstacle: Convex, limit: number): Pair {
  const gap = (d: Vec3): number => lowest(obstacle, d) - highest(own, d);
  const box = [gap(X), gap([-1, 0, 0]), gap(Y), gap([0, -1, 0]), Math.max(gap(Z), gap([0, 0, -1]))];
  return { own, obstacle, limit, box, axes: null, last: 0 };
}

/** Largest gap over the axes at (x, y), or the first found that is not negative. */
function gapAt(pair: Pair, x: number, y: number): number {
  const { box } = pair;
  let best = Math.max(box[0] - x, box[1] + x, box[2] - y, box[3] + y, box[4]);
  if (best >= 0) return best;
  if (!pair.axes) {
    const list = separatingAxes(pair.own, pair.obstacle);
    const packed = new Float64Array(3 * list.length);
    list.forEach((d, i) => {
      packed[3 * i] = d[0];
      packed[3 * i + 1] = d[1];
      packed[3 * i + 2] = lowest(pair.obstacle, d) - highest(pair.own, d);
    });
    pair.axes = packed;
  }
  const { axes, last } = pair;
  best = Math.max(best, axes[last + 2] - axes[last] * x - axes[last + 1] * y);
  if (best >= 0) return best;
  for (let i = 0; i < axes.length; i += 3) {
    const gap = axes[i + 2] - axes[i] * x - axes[i + 1] * y;
    if (gap > best) {
      best = gap;
      pair.last = i;
      if (best >= 0) return best;
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
  for (const body of world.bodies) {
    if (body.id === a || body.hi[2] <= plane + 0.001) continue;
    for (const part of body.parts()) {
      if (highest(part, Z) <= plane + 0.001) continue;
      let kept = part;
      if (body.id === owner && lowest(part, Z) < plane + 0.001) {
        const points = hullTriangles(part).flatMap((t) => clipToBand(t, plane + 0.001, 1e9));
        if (points.length < 4) continue;
        kept = convexFrom(points);
      }
      list.push({ id: body.id, part: kept, width: width(kept) });
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
  const symmetry = symmetryAsItStands(A);
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
    // Nothing else comes near any position tried.
    const within = blockers.filter(({ part }) =>
      [0, 1].every((n) => {
        const d = n === 0 ? X : Y;
        return highest(part, d) > from[n] - half && lowest(part, d) < to[n] + half;
      }),
    );
    const parts = still.parts();
    const widths = parts.map(width);
    const pairs = parts.flatMap((own, i) =>
      within.map(({ part, width: w }) => pairOf(own, part, Math.min(w, widths[i]) <= 2 * k.cNo ? 0 : -k.cNo)),
    );
    for (let y = from[1]; y <= to[1]; y += step)
      for (let x = from[0]; x <= to[0]; x += step) {
        tried++;
        const shifted = (p: Polygon): Polygon => p.map(([px, py]): Vec2 => [px + x, py + y]);
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
        const spot: Vec2 = [still.massCenter[0] + x, still.massCenter[1] + y];
        if (!contains(spot, outline) || boundaryDistance(spot, outline) < 0.01 + 1e-6) continue;
        if (
          aim &&
          Math.max(
            0,
            B.lo[0] - still.hi[0] - x,
            still.lo[0] + x - B.hi[0],
            B.lo[1] - still.hi[1] - y,
            still.lo[1] + y - B.hi[1],
          ) > k.rFit
        )
          continue;
        const { share, margin } = onPatch(surface, shifted(contact), [spot[0], spot[1], 0]);
        if (share < 0.95 + 1e-6 || margin < 0.01 + 1e-6) continue;
        let slack = Infinity;
        let blocked = false;
        for (let i = 0; i < pairs.length && !blocked; i++) {
          const gap = gapAt(pairs[i], x, y);
          slack = Math.min(slack, gap);
          blocked = gap < pairs[i].limit;
          // What blocks here most likely blocks the next position too.
          if (blocked && i > 0) [pairs[0], pairs[i]] = [pairs[i], pairs[0]];
        }
        if (blocked) continue;
        const pose = whole(base, x, y);
        const shape = A.at(pose);
        if (aim) {
          if (apart(shape, B) < 1) continue;
          if (treeDistance(shape.tree(), B.tree(), k.rFit).distance > k.rFit - 1e-6) continue;
          if (directionAt(world, view, b, shape, aim.frame, aim.name, profile).t < 1) continue;
        }
        if (world.bodies.some((o) => o.id !== a && o.record.solid && isInside(o.tree(), shape.massCenter))) continue;
        return { pose, slack, tried };
      }
  }
  return null;
}
