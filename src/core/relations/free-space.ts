import { constantsFor } from './profile.js';
import { distanceToPolygon, polygonCentroid } from '../geometry/polygon.js';
import { toMatrix } from '../geometry/quat.js';
import { open3x3 } from '../masks/morphology.js';
import type { Profile } from '../scene/settled-scene.js';
import type { Constants } from './constants.js';
import { frameDirection, isSideways, type Direction, type FrameRef } from './frames.js';
import { isCellBlocked } from './free-space-clearance.js';
import { clearanceOf, patchView, type PatchView } from './free-space-pixels.js';
import { windowAround, type MaskWindow } from './free-space-window.js';
import { insideBy, patchHeight, patchUnder, type Patch } from './patch.js';
import { MIN_GAP, sectorOf, sectorSight, type Sector } from './patch-sector.js';
import { patchSight } from './patch-visibility.js';
import type { SceneGraph, SeenView } from './scene-graph.js';
import { truthOf } from './seen-pixels.js';
import type { Judgement, Measured } from './verdict.js';

// Free space beside an anchor (SPEC §5).

export interface FreeSpaceQuestion {
  readonly graph: SceneGraph;
  readonly view: SeenView;
  readonly anchor: number;
  readonly frame: FrameRef;
  readonly direction: Direction;
  readonly profile: Profile;
}

/** Q of SPEC §5: where in the picture a point beside the anchor is free. */
export interface FreeRegion {
  readonly patchView: PatchView;
  /** Opened with a 3×3 square; empty when nothing is free. */
  readonly mask: MaskWindow;
  readonly pixels: number;
  /** Area on the surface, m². */
  readonly area: number;
  /** Whether the Ask conditions hold, clear of rounding and of a pixel's doubt. */
  readonly askable: boolean;
}

/** Points of ego left and right are this many pixels beside the anchor's visible pixels. */
const IMAGE_GAP = 4;

/** Ask conditions: pixels, or share of the image. */
const MIN_PIXELS = 64;
const MIN_IMAGE_SHARE = 0.0004;
/** Q is counted in pixels: it is asked about only when this much beyond the Ask conditions (as SPEC guards shares). */
const COUNT_GUARD = 1.02;

/** F of the yes/no form: the cylinder shrunk to this, the cone widened to this. */
const LENIENT_SHARE = 0.5;
const LENIENT_CONE_DEG = 60;

/** Everything of a question that does not depend on pixels. */
interface Setting {
  readonly patch: Patch;
  readonly sector: Sector;
  readonly constants: Constants;
  /** R of SPEC §5.3. */
  readonly reach: number;
  /** Columns u that may be pointed at: above `minU` and below `maxU`. */
  readonly minU: number;
  readonly maxU: number;
}

/** The region of free points, or why it is not defined (SPEC: A, not asked). */
export function freeRegion(question: FreeSpaceQuestion): FreeRegion | { readonly reason: string } {
  const setting = settingOf(question);
  return 'reason' in setting ? setting : regionIn(question, setting);
}

/**
 * "Is there free space … for a point?" (SPEC §5, yes/no form).
 *
 * F is proved on cells of the surface, not sampled in pixels: every cell that the lenient region might reach must be
 * blocked. Cells that cannot be decided make it A.
 */
export function evaluateFreeSpace(question: FreeSpaceQuestion): Judgement {
  const setting = settingOf(question);
  if ('reason' in setting) return { verdict: 'A', measured: {}, reason: setting.reason };
  const region = regionIn(question, setting);
  const measured = { pixels: region.pixels, area: region.area, reach: setting.reach };
  if (region.askable) return { verdict: 'T', measured };
  if (region.pixels > 0) return { verdict: 'A', measured, reason: 'what is free there is too small to ask about' };
  const { graph, view } = question;
  const { patch, sector, reach, constants } = setting;
  const inImage = columnTest(view, patch, setting);
  const sight = patchSight(graph.geometry, view, patch);
  const whole = sectorSight(patch, sector, reach, constants.voxel, sight);
  // Which samples the image test of ego left and right leaves out of "the sector" is open; both ways must agree.
  const seen = sectorSight(patch, sector, reach, constants.voxel, sight, (x, y) => inImage(x, y, 0));
  const all: Measured = { ...measured, sectorVisible: Math.min(whole.share, seen.share) };
  if (!whole.isSeen || !seen.isSeen) {
    return { verdict: 'A', measured: all, reason: 'too little of the surface there is visible' };
  }
  return isLenientlyEmpty(question, setting, inImage)
    ? { verdict: 'F', measured: all }
    : { verdict: 'A', measured: all, reason: 'a smaller thing might find room there' };
}

function settingOf(question: FreeSpaceQuestion): Setting | { readonly reason: string } {
  const { graph, view, anchor: id, frame, direction, profile } = question;
  const anchor = graph.geometry.object(id);
  if (anchor.record.structure) return { reason: `the ${anchor.record.name} is on no one side` };
  const patch = patchUnder(graph.geometry, id);
  if (patch === null) return { reason: `the ${anchor.record.name} does not stand on a surface` };
  const vector = frameDirection(graph, view, frame, direction);
  if ('reason' in vector) return vector;
  const constants = constantsFor(graph.geometry, profile);
  let [minU, maxU] = [-Infinity, Infinity];
  if (frame.kind === 'ego' && isSideways(direction)) {
    const box = truthOf(view, id)?.box;
    if (!box) return { reason: `the ${anchor.record.name} is not visible` };
    if (direction === 'left') maxU = box[0] - IMAGE_GAP;
    else minU = box[2] + IMAGE_GAP;
  }
  const reach = Math.min(constants.maxReach, Math.max(constants.minReach, 1.5 * anchor.footprintSide));
  return { patch, sector: sectorOf(anchor, vector.d), constants, reach, minU, maxU };
}

let scratch = new Uint32Array(0);

function regionIn({ graph, view }: FreeSpaceQuestion, setting: Setting): FreeRegion {
  const { patch, sector, constants, reach, minU, maxU } = setting;
  const seen = patchView(graph.geometry, view, patch, constants);
  const { width, height } = view.record.intrinsics;
  const { pixels, x, y, area } = seen;
  if (scratch.length < pixels.length) scratch = new Uint32Array(pixels.length);
  const { start, middle, halfWidth } = sector;
  const [dx, dy] = sector.d;
  const [ex, ey] = sector.e;
  const { footprint } = sector.anchor;
  const [cx, cy] = polygonCentroid(footprint);
  let count = 0;
  for (let i = 0; i < pixels.length; i++) {
    const gamma = x[i] * dx + y[i] * dy - start;
    if (gamma < MIN_GAP || gamma > reach) continue;
    const across = x[i] * ex + y[i] * ey - middle;
    const excess = (across < 0 ? -across : across) - halfWidth;
    // Cone of 45°; both gaps are lower bounds of the distance to the footprint.
    if (excess > gamma || excess > reach) continue;
    const u = (pixels[i] % width) + 0.5;
    if (!(u > minU && u < maxU)) continue;
    // The footprint's middle is within it, so only points further from that than R need the exact distance.
    const [ox, oy] = [x[i] - cx, y[i] - cy];
    if (ox * ox + oy * oy > reach * reach && distanceToPolygon([x[i], y[i]], footprint) > reach) continue;
    scratch[count++] = i;
  }
  const chosen = new Uint32Array(count);
  for (let k = 0; k < count; k++) chosen[k] = pixels[scratch[k]];
  const raw = windowAround(chosen, count, width);
  const mask = { ...raw, bits: open3x3(raw.bits, raw.width, raw.height) };
  let kept = 0;
  let total = 0;
  for (let k = 0; k < count; k++) {
    const u = chosen[k] % width;
    const v = (chosen[k] - u) / width;
    if (!mask.bits[(v - mask.top) * mask.width + u - mask.left]) continue;
    kept++;
    total += area[scratch[k]];
  }
  const askable =
    kept >= COUNT_GUARD * Math.max(MIN_PIXELS, MIN_IMAGE_SHARE * width * height) &&
    total >= COUNT_GUARD * constants.minFreeArea;
  return { patchView: seen, mask, pixels: kept, area: total, askable };
}

/** Whether a circle of `slack` around a point of the patch may reach the columns that ego left and right leave. */
type ColumnTest = (x: number, y: number, slack: number) => boolean;

function columnTest(view: SeenView, patch: Patch, { minU, maxU }: Setting): ColumnTest {
  if (minU === -Infinity && maxU === Infinity) return () => true;
  const { fx, cx } = view.record.intrinsics;
  const m = toMatrix(view.record.cameraFromWorld.orientation);
  const [tx, , tz] = view.record.cameraFromWorld.position;
  // u > minU and z > 0 is x·fx − (minU − cx)·z > 0: a half-space, so that slack is a distance to its plane.
  const side = (limit: number, sign: number): ColumnTest => {
    const k = limit - cx;
    const [a, b, c, w] = [
      sign * (fx * m[0] - k * m[6]),
      sign * (fx * m[1] - k * m[7]),
      sign * (fx * m[2] - k * m[8]),
      sign * (fx * tx - k * tz),
    ];
    const norm = Math.hypot(a, b, c);
    return (x, y, slack) => a * x + b * y + c * patchHeight(patch, x, y) + w > -slack * norm;
  };
  return minU > -Infinity ? side(minU, 1) : side(maxU, -1);
}

/** Slack for the slope of a patch: a cell's points are this much further apart in space than in the plane. */
const SLOPE_SLACK = 1.02;

function isLenientlyEmpty({ graph }: FreeSpaceQuestion, setting: Setting, inImage: ColumnTest): boolean {
  const { patch, sector, constants, reach } = setting;
  const field = clearanceOf(graph.geometry, patch, constants, LENIENT_SHARE);
  const slack = field.cell * Math.SQRT1_2;
  const slope = Math.tan((LENIENT_CONE_DEG * Math.PI) / 180);
  const { d, e, start, middle, halfWidth, anchor } = sector;
  const columns = Math.ceil((patch.max[0] - patch.min[0]) / field.cell);
  const rows = Math.ceil((patch.max[1] - patch.min[1]) / field.cell);
  const firstColumn = Math.floor((patch.min[0] - field.originX) / field.cell);
  const firstRow = Math.floor((patch.min[1] - field.originY) / field.cell);
  for (let row = firstRow; row <= firstRow + rows; row++) {
    const y = field.originY + (row + 0.5) * field.cell;
    for (let column = firstColumn; column <= firstColumn + columns; column++) {
      const x = field.originX + (column + 0.5) * field.cell;
      const gamma = x * d[0] + y * d[1] - start;
      if (gamma < MIN_GAP - slack || gamma > reach + slack) continue;
      const excess = Math.abs(x * e[0] + y * e[1] - middle) - halfWidth;
      if (excess - slack > (gamma + slack) * slope || excess - slack > reach) continue;
      if (insideBy(patch, x, y) < field.radius - slack) continue;
      if (distanceToPolygon([x, y], anchor.footprint) > reach + slack) continue;
      if (!inImage(x, y, slack * SLOPE_SLACK)) continue;
      if (!isCellBlocked(field, x, y)) return false;
    }
  }
  return true;
}
