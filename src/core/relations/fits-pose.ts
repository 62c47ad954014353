import { eyeOf } from '../camera/pinhole.js';
import { intersectionArea, polygonArea, polygonDistance, type Polygon, type Vec2 } from '../geometry/polygon.js';
import { horizontal, negate, sub, type Vec3 } from '../geometry/vec3.js';
import { directionalTest, DIRECTION_ANGLE_DEG, type Spans } from './directional-test.js';
import type { Obstacle } from './fits-obstacles.js';
import { extentAlong, type FlatPolygon } from './fits-polygon.js';
import type { TurnedObject } from './fits-positions.js';
import { isWithin } from './fits-sections.js';
import type { Beside, BesideSetting, FitsSetting } from './fits-setting.js';
import { isSideways } from './frames.js';
import { overlaps } from './tolerance.js';

// What is measured of one pose: a yaw, and a position of the centre in the lattice's frame.

export const worldCenter = ({ origin, d, e }: FitsSetting, x: number, y: number): Vec2 => [
  origin[0] + x * d[0] + y * e[0],
  origin[1] + x * d[1] + y * e[1],
];

export function spansAt({ anchorFootprint }: Beside, own: TurnedObject, x: number, y: number): Spans {
  return {
    aMin: x + own.minX,
    aMax: x + own.maxX,
    bMin: -extentAlong(anchorFootprint, -1, 0),
    bMax: extentAlong(anchorFootprint, 1, 0),
    aSideMin: y + own.minY,
    aSideMax: y + own.maxY,
    bSideMin: -extentAlong(anchorFootprint, 0, -1),
    bSideMax: extentAlong(anchorFootprint, 0, 1),
    delta: x,
    lateral: Math.abs(y),
  };
}

/** The second axis of ego front and behind (SPEC §3.5): the line of sight to the middle of the two. */
export function isAlongSight({ beside, moving, constants }: BesideSetting, yaw: number, center: Vec2): boolean {
  const { question, anchor } = beside;
  const { frame, direction, view } = question;
  if (frame.kind !== 'ego' || isSideways(direction)) return true;
  const [bx, by] = anchor.center;
  const eye = eyeOf(view.record);
  const sight = horizontal(sub([(bx + center[0]) / 2, (by + center[1]) / 2, 0], [eye[0], eye[1], 0]));
  if (sight === null) return false;
  const d: Vec3 = direction === 'front' ? negate(sight) : sight;
  const e: Vec3 = [-d[1], d[0], 0];
  const own = moving.footprint;
  const [c, s] = [Math.cos(yaw), Math.sin(yaw)];
  const offset = center[0] * d[0] + center[1] * d[1];
  // Turning the footprint by the yaw is turning the direction back.
  const extent = (sign: number) => extentAlong(own, sign * (c * d[0] + s * d[1]), sign * (c * d[1] - s * d[0]));
  const along = anchor.support(d);
  const spans: Spans = {
    aMin: offset - extent(-1),
    aMax: offset + extent(1),
    bMin: along.min,
    bMax: along.max,
    aSideMin: 0,
    aSideMax: 0,
    bSideMin: 0,
    bSideMax: 0,
    delta: offset - (bx * d[0] + by * d[1]),
    lateral: Math.abs((center[0] - bx) * e[0] + (center[1] - by) * e[1]),
  };
  return directionalTest(spans, constants.minMargin, DIRECTION_ANGLE_DEG) === 'T';
}

function movedPolygon(p: FlatPolygon, x: number, y: number): Polygon {
  const result: Vec2[] = [];
  for (let i = 0; i < p.length; i += 2) result.push([p[i] + x, p[i + 1] + y]);
  return result;
}

export function footprintsOverlap({ anchorFootprint }: Beside, own: TurnedObject, x: number, y: number): boolean {
  const a = movedPolygon(own.footprint, x, y);
  const b = movedPolygon(anchorFootprint, 0, 0);
  const smaller = Math.min(polygonArea(a), polygonArea(b));
  return smaller > 0 && overlaps(intersectionArea(a, b) / smaller) !== 'F';
}

/** Share of samples of the contact footprint that are visible: `count` along its longer side. */
export function visibleContact(setting: FitsSetting, own: TurnedObject, x: number, y: number, count: number): number {
  const { contact } = own;
  const minX = -extentAlong(contact, -1, 0);
  const maxX = extentAlong(contact, 1, 0);
  const minY = -extentAlong(contact, 0, -1);
  const maxY = extentAlong(contact, 0, 1);
  const step = Math.max(maxX - minX, maxY - minY) / count;
  let [samples, visible] = [0, 0];
  const look = (px: number, py: number) => {
    samples++;
    const [wx, wy] = worldCenter(setting, x + px, y + py);
    if (setting.sight(wx, wy)) visible++;
  };
  for (let px = minX + step / 2; px < maxX; px += step) {
    for (let py = minY + step / 2; py < maxY; py += step) if (isWithin(contact, px, py)) look(px, py);
  }
  // A contact along a line has no inside.
  if (samples === 0) for (let i = 0; i < contact.length; i += 2) look(contact[i], contact[i + 1]);
  return visible / samples;
}

/** Obstacles whose parts or meshes may be within `distance`: the footprints of the others are further. */
export function obstaclesNear(
  { obstacles }: FitsSetting,
  own: TurnedObject,
  x: number,
  y: number,
  distance: number,
): readonly Obstacle[] {
  const footprint = movedPolygon(own.whole, x, y);
  return obstacles.filter(
    ({ isOwner, footprint: other }) => isOwner || !(polygonDistance(footprint, movedPolygon(other, 0, 0)) > distance),
  );
}
