import type { DirectionName } from './frames.ts';
import type { Maybe } from './fuzzy.ts';
import type { Polygon, Vec2 } from './polygon.ts';
import type { Nearest, Triangle } from './triangle.ts';
import type { Frame, SurfaceRecord } from './types.ts';
import type { Pose, Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { Body, Shape, World } from './world.ts';
import { clipToBand } from './clearance.ts';
import { constants } from './constants.ts';
import { apart, dir, egoDepthwise, imageSide } from './directions.ts';
import { axesOf, vectorOf } from './frames.ts';
import { and, atLeast, atMost, n4, SHARE, sure } from './fuzzy.ts';
import { axisGap, highest, hullTriangles } from './hull3.ts';
import { planar } from './inside.ts';
import { area, boundaryDistance, contains, convexHull, gridPoints, intersectionArea } from './polygon.ts';
import { amodal } from './raster.ts';
import { buildTree, isInside, treeDistance } from './tree.ts';
import { conjugate, multiply, Z } from './vec.ts';
import { visibleShare } from './free-space.ts';
import { planeHeight, ringsOf } from './world.ts';

// SPEC §6: the conditions of one pose, each on its own, for witnesses and for counterexamples.

/** Hull of the vertices within 2 mm of the lowest. */
export const contactFootprint = (shape: Shape): Polygon =>
  convexHull(shape.vertices.filter((v) => v[2] <= shape.lo[2] + 0.002).map(planar));

/** Turned about the vertical only: current orientation, any yaw. */
export function isYawed(body: Body, pose: Pose): boolean {
  const turn = multiply(pose.orientation, conjugate(body.record.worldFromObject.orientation));
  return Math.hypot(turn[0], turn[1]) < 1e-5;
}

/** Share of a footprint on a surface, and whether a point is so far inside it. */
export function onPatch(
  surface: SurfaceRecord,
  footprint: Polygon,
  massCenter: Vec3,
): { share: number; margin: number } {
  const [outline, ...holes] = ringsOf(surface);
  const whole = Math.abs(area(footprint));
  const on = intersectionArea(outline, footprint) - holes.reduce((sum, h) => sum + intersectionArea(h, footprint), 0);
  const p = planar(massCenter);
  const inside = contains(p, outline, ...holes);
  const share =
    footprint.length < 3 || whole < 1e-8
      ? footprint.filter((q) => contains(q, outline, ...holes)).length / Math.max(1, footprint.length)
      : on / whole;
  return { share, margin: (inside ? 1 : -1) * boundaryDistance(p, outline, ...holes) };
}

const fan = (corners: readonly Vec3[]): Triangle[] =>
  corners.slice(2).map((_, i) => [corners[0], corners[i + 1], corners[i + 2]] as const);

/** What of some triangles lies above a height. */
export const above = (triangles: readonly Triangle[], height: number): Triangle[] =>
  triangles.flatMap((t) => (Math.min(t[0][2], t[1][2], t[2][2]) >= height ? [t] : fan(clipToBand(t, height, 1e9))));

/** Nearest obstacle of a pose: signed distance to all that stands above the contact plane, on meshes and on parts. */
export function clearanceAt(
  world: World,
  body: Body,
  shape: Shape,
  plane: number,
  enough: number,
  except: readonly number[] = [],
): { distance: number; by: string } {
  let best = { distance: Infinity, by: 'nothing' };
  const note = (distance: number, by: string): void => {
    if (distance < best.distance) best = { distance, by };
  };
  const ceiling = plane + 0.001;
  for (const X of world.bodies) {
    if (X.id === body.id || except.includes(X.id) || X.hi[2] <= ceiling) continue;
    let gap = 0;
    for (let k = 0; k < 3; k++) gap = Math.max(gap, X.lo[k] - shape.hi[k], shape.lo[k] - X.hi[k]);
    if (gap > enough + 0.01) continue;
    const triangles = above(X.tree().triangles, ceiling);
    if (triangles.length > 0) {
      const found: Nearest = treeDistance(shape.tree(), buildTree(triangles), enough + 0.02);
      note(found.distance, `mesh of ${X.id}`);
    }
    if (X.record.solid && isInside(X.tree(), shape.center) && shape.vertices.some((v) => isInside(X.tree(), v)))
      note(-1, `inside ${X.id}`);
    for (const part of X.parts()) {
      if (highest(part, Z) <= ceiling) continue;
      const top = above(hullTriangles(part), ceiling);
      if (top.length === 0) continue;
      const tree = buildTree(top);
      const owner = part.vertices.some((v) => v[2] < ceiling - 1e-9);
      for (const own of shape.parts()) {
        if (!owner) {
          const depth = axisGap(own, part, 0);
          if (depth < 0) {
            note(depth, `part of ${X.id}`);
            continue;
          }
        }
        note(treeDistance(buildTree(hullTriangles(own)), tree, enough + 0.02).distance, `part of ${X.id}`);
      }
    }
  }
  return best;
}

/** (iii): dir(A_pose, B, d) = T, no depth test; U with the pose's amodal pixels and B's seen ones. */
export function directionAt(
  world: World,
  view: View,
  b: number,
  shape: Shape,
  frame: Frame,
  name: DirectionName,
  profile: string,
): { t: Maybe; note: string } {
  const axes = axesOf(world, view, frame, name);
  if (typeof axes === 'string') return { t: 0, note: axes };
  const B = world.body(b);
  const { mAbs } = constants(profile);
  const free = apart(shape, B);
  const d = vectorOf(axes, name);
  if (frame.kind !== 'ego') {
    const v = dir(shape, B, d, 50, mAbs);
    return { t: and(free, v.t), note: `δ ${n4(v.delta)} m ${n4(v.margin)} o ${n4(v.overlap)} φ ${n4(v.phiDeg)}` };
  }
  if (name === 'front' || name === 'behind') {
    const v = egoDepthwise(shape, B, vectorOf(axes, 'behind'), view.eye, name, mAbs);
    return { t: and(free, v.t), note: v.note };
  }
  const v = dir(shape, B, d, 60, mAbs);
  const geometric = and(free, v.t);
  const note = `δ ${n4(v.delta)} m ${n4(v.margin)} o ${n4(v.overlap)} φ ${n4(v.phiDeg)}`;
  if (geometric === 0) return { t: 0, note };
  const seen = view.seen(b);
  if (!seen) return { t: 0, note: `${note}; ${b} not visible` };
  const pixels = amodal(shape.tree(), view.record.cameraFromWorld, view.record.intrinsics);
  // The canvas or the image alone: where the two disagree, nothing is refuted.
  const readings = [[pixels.box, pixels.centroid] as const, [pixels.boxInImage, pixels.centroidInImage] as const].map(
    ([box, centroid]) => (box && centroid ? imageSide({ box, centroid }, seen, name, view.width).t : 0),
  );
  const u: Maybe = readings.every((r) => r === 1) ? 1 : readings.every((r) => r === 0) ? 0 : 0.5;
  return {
    t: and(geometric, u),
    note: `${note}; u ${pixels.centroid?.map(n4).join(' ')} against ${n4(seen.centroid[0])}`,
  };
}

/** Every condition of a witness; 0 refutes it. */
export function witness(
  world: World,
  view: View,
  a: number,
  b: number,
  pose: Pose,
  surface: SurfaceRecord,
  aim: { readonly frame: Frame; readonly name: DirectionName } | null,
  profile: string,
  /** Things thought away. */
  except: readonly number[] = [],
): Readonly<Record<string, readonly [Maybe, string]>> {
  const A = world.body(a);
  const k = constants(profile);
  const shape = A.at(pose);
  const footprint = contactFootprint(shape);
  const plane = planeHeight(surface, planar(shape.massCenter));
  const { share, margin } = onPatch(surface, footprint, shape.massCenter);
  const near = clearanceAt(world, A, shape, plane, k.cYes, except);
  const size = Math.sqrt(Math.max(1e-6, Math.abs(area(footprint))));
  const spots = footprint.length > 2 ? gridPoints(Math.max(0.001, size / 25), footprint) : [...footprint];
  const seen = visibleShare(
    world,
    view,
    surface.owner,
    spots.map((p: Vec2): Vec3 => [p[0], p[1], planeHeight(surface, p)]),
  );
  const all: Record<string, readonly [Maybe, string]> = {
    yawed: [sure(isYawed(A, pose)), 'turned about the vertical only'],
    plane: [atMost(Math.abs(shape.lo[2] - plane), 0.001, 1e-4), `lowest point ${n4(shape.lo[2])}, patch ${n4(plane)}`],
    footprint: [atLeast(share, 0.95), `${n4(share)} of the contact footprint on the patch`],
    massCenter: [atLeast(margin, 0.01), `mass centre ${n4(margin)} inside the patch`],
    clearance: [atLeast(near.distance, k.cYes), `${n4(near.distance)} to ${near.by}`],
    visible: [atLeast(seen, 0.7, 2 * SHARE), `${n4(seen)} of the contact footprint visible`],
  };
  if (aim) {
    const { t, note } = directionAt(world, view, b, shape, aim.frame, aim.name, profile);
    const reach = treeDistance(shape.tree(), world.body(b).tree(), k.rFit + 0.05).distance;
    all.direction = [t, note];
    all.reach = [atMost(reach, k.rFit), `d_surf ${n4(reach)}`];
  }
  return all;
}
