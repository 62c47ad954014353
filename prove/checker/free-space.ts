import type { DirectionName } from './frames.ts';
import type { Maybe, Verdict } from './fuzzy.ts';
import type { Polygon, Vec2 } from './polygon.ts';
import type { Frame, SurfaceRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { Body, World } from './world.ts';
import { patchOf } from './arrangement.ts';
import { clearanceOf, inSolid } from './clearance.ts';
import { constants } from './constants.ts';
import { directlyOn } from './contact.ts';
import { axesOf, vectorOf } from './frames.ts';
import { and, atLeast, atMost, n4, not, PIXEL, SHARE, sure, undetermined, verdict } from './fuzzy.ts';
import { planar } from './inside.ts';
import { count, open3x3 } from './pixels.ts';
import { boundaryDistance, clip, contains, distanceTo, gridPoints } from './polygon.ts';
import { angleDeg, cross, dot, norm, sub, Z } from './vec.ts';
import { onPlane } from './view.ts';
import { footSide, length, middle, planeHeight, ringsOf, support } from './world.ts';

// SPEC §5, computed point by point.

export interface Region {
  readonly surface: SurfaceRecord;
  readonly owner: number;
  /** What surely belongs to Q and what may; opened. */
  readonly lower: Uint8Array;
  readonly upper: Uint8Array;
  readonly lowerArea: number;
  readonly upperArea: number;
  /** All six conditions at a point of the patch, the image's ones at that point's own pixel. */
  conditions(p: Vec3): Readonly<Record<string, Maybe>>;
  readonly setting: Setting;
}

interface Setting {
  readonly body: Body;
  readonly rings: readonly Polygon[];
  readonly radius: number;
  /** Conditions 2 and 3 for a cone of this half-angle; γ at least `from`. */
  sector(p: Vec3, cone: number, from?: number): Maybe;
  /** The image test of ego left and right; 1 for others. */
  sideInImage(p: Vec3): Maybe;
}

function settingOf(
  world: World,
  view: View,
  b: number,
  frame: Frame,
  name: DirectionName,
  surface: SurfaceRecord,
  profile: string,
): Setting | string {
  const axes = axesOf(world, view, frame, name);
  if (typeof axes === 'string') return axes;
  const body = world.body(b);
  const k = constants(profile);
  const d = vectorOf(axes, name);
  const e = cross(Z, d);
  const [along, across] = [support(body, d), support(body, e)];
  const radius = Math.min(k.rMax, Math.max(k.rMin, 1.5 * footSide(body)));
  const seen = view.seen(b);
  return {
    body,
    rings: ringsOf(surface),
    radius,
    sector(p, cone, from = 0.01) {
      const gamma = dot(p, d) - along.max;
      const lateral = Math.max(0, Math.abs(dot(p, e) - middle(across)) - length(across) / 2);
      return and(
        atLeast(gamma, from),
        atMost(lateral - gamma * Math.tan((cone * Math.PI) / 180), 0),
        atMost(distanceTo(planar(p), body.footprint), radius),
      );
    },
    sideInImage(p) {
      if (frame.kind !== 'ego' || name === 'front' || name === 'behind') return 1;
      if (!seen) return 0;
      const [u] = view.project(view.toCamera(p));
      return name === 'left' ? not(atLeast(u, seen.box[0] - 4)) : not(atMost(u, seen.box[2] + 4, PIXEL));
    },
  };
}

/** Surface margin, §5.1. */
const onSurface = (rings: readonly Polygon[], p: Vec2, margin: number): Maybe =>
  and(sure(contains(p, ...rings)), atLeast(boundaryDistance(p, ...rings), margin));

/** Condition 5 at the pixel that shows p. */
function visible(view: View, p: Vec3, surface: SurfaceRecord): Maybe {
  const c = view.toCamera(p);
  if (c[2] <= 0) return 0;
  const [u, v] = view.project(c);
  const [x, y] = [Math.floor(u), Math.floor(v)];
  if (x < 1 || y < 1 || x >= view.width - 1 || y >= view.height - 1) return 0;
  const limit = Math.max(0.005, 0.01 * c[2]);
  let near: Maybe = 1;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      const at = (y + dy) * view.width + x + dx;
      if (view.ids[at] !== surface.owner) return 0;
      near = and(near, atMost(Math.abs(view.depth[at] - c[2]), limit));
    }
  return and(
    near,
    atLeast(u, 0.01 * view.width),
    atMost(u, 0.99 * view.width),
    atLeast(v, 0.01 * view.height),
    atMost(v, 0.99 * view.height),
    atMost(angleDeg(surface.normal, sub(view.eye, p)), 85),
  );
}

/**
 * Condition 4. A patch may be tilted by a hair, so the cylinder's heights differ from point to point: what is free of the
 * highest and lowest cylinder's common hull is surely free, what is in the way of their common part surely is not.
 */
function freedom(
  world: World,
  surface: SurfaceRecord,
  body: Body,
  radius: number,
  clear: number,
  height: number,
  reach: number,
): (p: Vec3) => Maybe {
  const lo: Vec2 = [body.lo[0] - radius, body.lo[1] - radius];
  const hi: Vec2 = [body.hi[0] + radius, body.hi[1] + radius];
  const patch = clip(ringsOf(surface)[0], [lo, [hi[0], lo[1]], hi, [lo[0], hi[1]]]);
  const heights = patch.map((p) => planeHeight(surface, p));
  const [bottom, top] = [Math.min(...heights), Math.max(...heights)];
  const wide = clearanceOf(world, bottom + 0.001, top + height, reach, lo, hi);
  const narrow = top === bottom ? wide : clearanceOf(world, top + 0.001, bottom + height, reach, lo, hi);
  return (p) => {
    if (inSolid(world, [p[0], p[1], p[2] + 0.001 + height / 2])) return 0;
    if (atLeast(narrow(planar(p)), clear) === 0) return 0;
    return atLeast(wide(planar(p)), clear) === 1 ? 1 : 0.5;
  };
}

/** Area on the patch that a pixel sees. */
function pixelArea(view: View, x: number, y: number, surface: SurfaceRecord): number {
  const at = (u: number, v: number): Vec3 | null => onPlane(view, u, v, surface.outline[0], surface.normal);
  const [p, q, r, s] = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)];
  return p && q && r && s ? norm(cross(sub(r, p), sub(s, q))) / 2 : 0;
}

/** The region of §5, or why it is not asked. */
export function freeRegion(
  world: World,
  view: View,
  b: number,
  frame: Frame,
  name: DirectionName,
  profile: string,
): Region | string {
  const surface = patchOf(world, b);
  if (!surface) return `object ${b} stands on no exported surface`;
  if (directlyOn(world, b, surface.owner).t === 0) return `object ${b} is not directly on ${surface.owner}`;
  const setting = settingOf(world, view, b, frame, name, surface, profile);
  if (typeof setting === 'string') return setting;
  const k = constants(profile);
  const { body, radius, rings } = setting;
  const free = freedom(world, surface, body, radius, k.rClr, k.hClr, k.rClr + 0.001);
  const conditions = (p: Vec3) => ({
    surface: onSurface(rings, planar(p), k.rClr),
    direction: setting.sector(p, 45),
    image: setting.sideInImage(p),
    free: free(p),
    visible: visible(view, p, surface),
  });
  const { width, height: rows } = view;
  const [lower, upper] = [new Uint8Array(width * rows), new Uint8Array(width * rows)];
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      if (view.ids[y * width + x] !== surface.owner) continue;
      const p = onPlane(view, x + 0.5, y + 0.5, surface.outline[0], surface.normal);
      if (!p) continue;
      // Cheap conditions first.
      let value = setting.sector(p, 45);
      if (value) value = and(value, setting.sideInImage(p));
      if (value) value = and(value, visible(view, p, surface));
      if (value) value = and(value, onSurface(rings, planar(p), k.rClr));
      if (value) value = and(value, free(p));
      if (value === 1) lower[y * width + x] = 1;
      if (value > 0) upper[y * width + x] = 1;
    }
  const opened = [open3x3(lower, width, rows), open3x3(upper, width, rows)];
  const areas = opened.map((mask) => {
    let sum = 0;
    for (let i = 0; i < mask.length; i++)
      if (mask[i]) sum += pixelArea(view, i % width, Math.floor(i / width), surface);
    return sum;
  });
  return {
    surface,
    owner: surface.owner,
    lower: opened[0],
    upper: opened[1],
    lowerArea: areas[0],
    upperArea: areas[1],
    conditions,
    setting,
  };
}

/** Whether the region is large enough to be asked. */
export function askable(view: View, region: Region, profile: string): Maybe {
  const least = Math.max(64, 0.0004 * view.width * view.height);
  const { aMin } = constants(profile);
  if (count(region.lower) >= least && region.lowerArea >= aMin * (1 + SHARE)) return 1;
  return count(region.upper) >= least && region.upperArea >= aMin * (1 - SHARE) ? 0.5 : 0;
}

/** Share of samples whose pixel shows the owner, or an object standing over the sample. */
export function visibleShare(
  world: World,
  view: View,
  owner: number,
  samples: readonly Vec3[],
  also: readonly number[] = [],
): number {
  let seen = 0;
  for (const p of samples) {
    const c = view.toCamera(p);
    if (c[2] <= 0) continue;
    const [u, v] = view.project(c);
    const [x, y] = [Math.floor(u), Math.floor(v)];
    if (x < 0 || y < 0 || x >= view.width || y >= view.height) continue;
    const id = view.ids[y * view.width + x];
    if (id === owner || also.includes(id)) seen++;
    else if (id !== 0 && world.has(id) && contains(planar(p), world.body(id).footprint)) seen++;
  }
  return samples.length ? seen / samples.length : 1;
}

/** Samples of a patch within reach of a body. */
export function patchSamples(surface: SurfaceRecord, body: Body, reach: number, step: number): Vec3[] {
  const box: Polygon = [
    [body.lo[0] - reach, body.lo[1] - reach],
    [body.hi[0] + reach, body.lo[1] - reach],
    [body.hi[0] + reach, body.hi[1] + reach],
    [body.lo[0] - reach, body.hi[1] + reach],
  ];
  const rings = ringsOf(surface);
  return gridPoints(step, box)
    .filter((p) => contains(p, ...rings))
    .map((p): Vec3 => [p[0], p[1], planeHeight(surface, p)]);
}

/** Samples of a region that may be a sliver at the patch's edge: as fine as it takes for a share of them to mean something. */
export function fineSamples(surface: SurfaceRecord, body: Body, reach: number, within: (p: Vec3) => boolean): Vec3[] {
  for (let step = 0.02; ; step /= 2) {
    const samples = patchSamples(surface, body, reach, step).filter(within);
    if (samples.length >= 400 || step < 0.002) return samples;
  }
}

/** "Is there free space …": §5's yes/no form. */
export function freeSpace(
  world: World,
  view: View,
  b: number,
  frame: Frame,
  name: DirectionName,
  profile: string,
): Verdict {
  const region = freeRegion(world, view, b, frame, name, profile);
  if (typeof region === 'string') return undetermined(region);
  const ask = askable(view, region, profile);
  const k = constants(profile);
  const { setting, surface } = region;
  const samples = patchSamples(surface, setting.body, setting.radius, profile === 'room' ? 0.02 : 0.005);
  const sector = fineSamples(surface, setting.body, setting.radius, (p) => setting.sector(p, 45) > 0);
  // Whether the sector starts at B's side or 10 mm from it can be read either way: the better share counts.
  const whole = fineSamples(surface, setting.body, setting.radius, (p) => setting.sector(p, 45, 0) > 0);
  const share = Math.max(...[sector, whole].map((list) => visibleShare(world, view, surface.owner, list)));
  const half = k.rClr / 2;
  const sampler = (clear: number) =>
    freedom(world, surface, setting.body, setting.radius, clear, k.hClr / 2, half + 0.003);
  const [roomy, barely] = [sampler(half + 0.002), sampler(half - 0.002)];
  // A sample that is free with 2 mm to spare refutes "there is none"; one that is barely free leaves it open.
  let free: Maybe = 0;
  let witness = '';
  for (const p of samples) {
    if (free === 1 || setting.sector(p, 60) < 1 || setting.sideInImage(p) === 0) continue;
    if (!contains(planar(p), ...setting.rings)) continue;
    const rim = boundaryDistance(planar(p), ...setting.rings) - half;
    if (rim < -0.002 || barely(p) === 0) continue;
    free = rim > 0.002 && roomy(p) === 1 && setting.sideInImage(p) === 1 ? 1 : 0.5;
    witness = ` e.g. ${p.map(n4).join(' ')}`;
  }
  return verdict(
    ask,
    and(not(free), atLeast(share, 0.7, 2 * SHARE)),
    `|Q| ${count(region.lower)}…${count(region.upper)} px, ${n4(region.lowerArea * 1e4)} cm²; halved region ${free}${witness}; sector ${n4(share)} visible of ${sector.length}`,
  );
}
