import { buildConvexBody, convexVolume } from '../geometry/convex.js';
import { volumeAndCentroid } from '../geometry/mesh.js';
import { meshDistance } from '../geometry/mesh-distance.js';
import { buildBoxTree } from '../geometry/box-tree.js';
import { polygonCentroid, polygonDistance, type Polygon, type Vec2 } from '../geometry/polygon.js';
import { transformPoints } from '../geometry/pose.js';
import { angleDeg, UP } from '../geometry/vec3.js';
import type { Profile } from '../scene/settled-scene.js';
import { CONSTANTS, type Constants } from './constants.js';
import { ambiguous, judgeFound, type FitsJudgement } from './fits.js';
import { motionTo, movingObject, standingPose, yawsOf, type MovingObject } from './fits-moving.js';
import { whyNotMoved } from './fits-setting.js';
import { inside } from './inside.js';
import { memoObject } from './memo.js';
import { isUpwardSurface, patchUnder } from './patch.js';
import type { ObjectGeometry, SceneGeometry } from './scene-geometry.js';

// Would A fit inside B (SPEC §6)? Asked of cavities that are convex and open upwards: there both answers can be proved
// by half-planes. For a given yaw, the positions at which every vertex of A keeps a distance from a wall form a
// half-plane; A fits where all of them meet, and nowhere if they do not.

/** A wall of the cavity: all points p inside have normal · p ≤ offset. */
interface Wall {
  readonly normal: readonly [number, number, number];
  readonly offset: number;
}

interface ConvexCavity {
  readonly walls: readonly Wall[];
  /** Height of its floor, and of its opening. */
  readonly floor: number;
  readonly rim: number;
  readonly min: Vec2;
  readonly max: Vec2;
}

/** The hull of a cavity may hold this much more than the cavity itself before it counts as not convex. */
const CONVEX_SLACK = 1.01;
const MAX_OPENING_TILT_DEG = 5;
/** Faces of the cavity this nearly horizontal are its floor, which A stands on, and its opening. */
const LEVEL = 0.999;

/** fits_in(A, B): some pose wholly inside, standing on the cavity's floor, reached straight down through its opening. */
export function evaluateFitsIn(geometry: SceneGeometry, a: number, b: number, profile: Profile): FitsJudgement {
  const refused = whyNotMoved(geometry, a);
  if (refused !== null) return ambiguous(refused, 0);
  if (inside(geometry, a, b).verdict !== 'F') return ambiguous('it is in it already', 0);
  const cavity = convexCavity(geometry, b);
  if (cavity === null) return ambiguous('its hollow is not open at the top, or not convex', 0);
  const constants = CONSTANTS[profile];
  const moving = movingObject(geometry, a);
  const found = findPose(geometry, b, cavity, moving, constants);
  if (found !== null) return found;

  const step = constants.yawStepDeg / 2;
  const tooTall = moving.height > cavity.rim - cavity.floor + constants.clearanceNo;
  const yaws = yawsOf(moving, step);
  // Yaws between those tried move no vertex further than this.
  const slack = yaws.length === 1 ? 0 : moving.radius * Math.sin((step * Math.PI) / 360);
  const forgiven = constants.clearanceNo + slack;
  if (!tooTall && yaws.some((yaw) => positionsIn(cavity, moving, yaw, -forgiven, false).length > 0))
    return ambiguous('it is too tight to call', yaws.length);
  const side = constants.gridStep / 2;
  const cells = Math.ceil((cavity.max[0] - cavity.min[0]) / side) * Math.ceil((cavity.max[1] - cavity.min[1]) / side);
  const tried = yaws.length * Math.max(1, cells);
  return {
    verdict: 'F',
    measured: { height: moving.height, cavityDepth: cavity.rim - cavity.floor, yaws: yaws.length },
    tried,
    witness: null,
    blockers: [b],
    rejected: { [tooTall ? 'height' : 'container']: tried },
  };
}

function findPose(
  geometry: SceneGeometry,
  b: number,
  cavity: ConvexCavity,
  moving: MovingObject,
  { clearanceYes, yawStepDeg }: Constants,
): FitsJudgement | null {
  if (moving.height + clearanceYes > cavity.rim - cavity.floor) return null;
  const surface = floorSurface(geometry, b, cavity);
  if (surface === null) return null;
  let tried = 0;
  for (const yaw of yawsOf(moving, yawStepDeg)) {
    tried++;
    const positions = positionsIn(cavity, moving, yaw, clearanceYes, true);
    if (positions.length < 3) continue;
    const [x, y] = polygonCentroid(positions);
    if (!isFreeFromAbove(geometry, b, cavity, moving, x, y, yaw, clearanceYes)) continue;
    const witness = { worldFromObject: standingPose(moving, x, y, cavity.floor, yaw), surface };
    const measured = { height: moving.height, cavityDepth: cavity.rim - cavity.floor, yawDeg: (yaw * 180) / Math.PI };
    return judgeFound({ witness, measured }, { tried });
  }
  return null;
}

/**
 * Where A's centre may be, for one yaw, so that all of it is `clear` within every wall; empty for nowhere.
 *
 * @param lowered whether it must also be so on the whole way down from the opening
 */
function positionsIn(
  cavity: ConvexCavity,
  moving: MovingObject,
  yaw: number,
  clear: number,
  lowered: boolean,
): Polygon {
  const { center, vertical } = moving.object;
  const vertices = cornersOf(moving.object);
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  let region: Polygon = [
    [cavity.min[0] - 1, cavity.min[1] - 1],
    [cavity.max[0] + 1, cavity.min[1] - 1],
    [cavity.max[0] + 1, cavity.max[1] + 1],
    [cavity.min[0] - 1, cavity.max[1] + 1],
  ];
  for (const { normal, offset } of cavity.walls) {
    // The furthest that any vertex reaches along the normal from A's centre.
    let reach = -Infinity;
    // Walls that lean inwards are met at the opening.
    const rise = lowered && normal[2] > 0 ? cavity.rim - cavity.floor : 0;
    for (let i = 0; i < vertices.length; i += 3) {
      const dx = vertices[i] - center[0];
      const dy = vertices[i + 1] - center[1];
      const along =
        normal[0] * (cos * dx - sin * dy) +
        normal[1] * (sin * dx + cos * dy) +
        normal[2] * (Math.min(vertices[i + 2] - vertical.min + rise, cavity.rim - cavity.floor) + cavity.floor);
      if (along > reach) reach = along;
    }
    region = leftOver(region, normal[0], normal[1], offset - clear - reach);
    if (region.length === 0) return region;
  }
  return region;
}

/** The part of a convex polygon with a·x + b·y ≤ limit. */
function leftOver(polygon: Polygon, a: number, b: number, limit: number): Polygon {
  const kept: Vec2[] = [];
  for (let i = 0; i < polygon.length; i++) {
    const p = polygon[i];
    const q = polygon[(i + 1) % polygon.length];
    const [sp, sq] = [a * p[0] + b * p[1] - limit, a * q[0] + b * q[1] - limit];
    if (sp <= 0) kept.push(p);
    if (sp < 0 !== sq < 0 && sp !== sq) {
      const t = sp / (sp - sq);
      kept.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
    }
  }
  return kept;
}

/** Steps of the way down that are looked at, for what of the container stands above its opening. */
const LIFTS = 8;

/** Nothing stands in the column over the place, and the container itself lets A in. Stricter than SPEC asks. */
function isFreeFromAbove(
  geometry: SceneGeometry,
  b: number,
  cavity: ConvexCavity,
  moving: MovingObject,
  x: number,
  y: number,
  yaw: number,
  clear: number,
): boolean {
  const { object } = moving;
  const vertices = transformPoints(motionTo(moving, x, y, cavity.floor, yaw), object.vertices);
  const footprint = object.footprint.map(([px, py]): Vec2 => {
    const [dx, dy] = [px - object.center[0], py - object.center[1]];
    return [x + Math.cos(yaw) * dx - Math.sin(yaw) * dy, y + Math.sin(yaw) * dx + Math.cos(yaw) * dy];
  });
  for (const other of geometry.objects) {
    if (other === object || other.record.id === b || other.vertical.max <= cavity.floor) continue;
    if (polygonDistance(footprint, other.footprint) < clear) return false;
  }
  const container = geometry.object(b);
  if (container.vertical.max <= cavity.rim + 0.002) return true;
  const step = Math.max(0.005, (container.vertical.max - cavity.floor) / LIFTS);
  for (let lift = step; cavity.floor + lift < container.vertical.max + step; lift += step) {
    const lifted = vertices.map((value, i) => (i % 3 === 2 ? value + lift : value));
    if (meshDistance(buildBoxTree(lifted, object.indices), container.tree).distance < clear / 2) return false;
  }
  return true;
}

/** The exported surface that is the cavity's floor, or the one the container stands on. */
function floorSurface(geometry: SceneGeometry, b: number, { floor }: ConvexCavity): number | null {
  const own = geometry
    .surfacesOf(b)
    .find((surface) => isUpwardSurface(surface) && Math.abs(surface.outline[0][2] - floor) < 0.002);
  return own?.id ?? patchUnder(geometry, b)?.surface.id ?? null;
}

const convexCavity = memoObject((geometry: SceneGeometry, id: number): ConvexCavity | null => {
  const { cavity } = geometry.object(id);
  if (cavity === null || cavity.opening === null || angleDeg(cavity.opening, UP) > MAX_OPENING_TILT_DEG) return null;
  const body = buildConvexBody(cavity.vertices);
  const { volume } = volumeAndCentroid(cavity.vertices, cavity.indices);
  if (convexVolume(body) > CONVEX_SLACK * Math.abs(volume)) return null;
  const { min, max } = cavity.tree.bounds;
  const walls = wallsOf(body.planes);
  return { walls, floor: min[2], rim: max[2], min: [min[0], min[1]], max: [max[0], max[1]] };
});

function wallsOf(planes: Float64Array): Wall[] {
  const walls: Wall[] = [];
  for (let f = 0; f < planes.length; f += 4) {
    if (Math.abs(planes[f + 2]) < LEVEL)
      walls.push({ normal: [planes[f], planes[f + 1], planes[f + 2]], offset: planes[f + 3] });
  }
  return walls;
}

const corners = new WeakMap<ObjectGeometry, Float64Array>();

/** [3 n] corners of the convex hull, world: no other vertex reaches further in any direction. */
function cornersOf(object: ObjectGeometry): Float64Array {
  let found = corners.get(object);
  if (!found) corners.set(object, (found = buildConvexBody(object.vertices).vertices));
  return found;
}
