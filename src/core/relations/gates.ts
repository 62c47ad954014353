import { eyeOf } from '../camera/pinhole.js';
import { distance } from '../geometry/vec3.js';
import type { Constants } from './constants.js';
import type { SceneGeometry } from './scene-geometry.js';
import type { SeenView } from './scene-graph.js';
import { truthOf } from './seen-pixels.js';
import { atLeast, atMost, pixels, share, within } from './tolerance.js';

/**
 * How well an object must be seen for what is asked of it (SPEC §2): `name`, it is merely referred to; `metric`, its
 * size or a distance to it is asked; `target`, a point on it or a contact is; `support`, it carries or holds the other
 * one (a table, a shelf); `content`, it is the A of inside.
 */
export type GateLevel = 'name' | 'metric' | 'target' | 'support' | 'content';

export interface Gate {
  readonly passed: boolean;
  /** One clause; null when it passed. */
  readonly reason: string | null;
  /** As records carry it under `evidence.gates`, by object id. */
  readonly measured: Readonly<Record<string, number | string>>;
}

const MIN_SIDE_PX = 12;
const MAX_IMAGE_SHARE = 0.6;
const MAX_TRUNCATION = 0.4;
const MIN_DISTANCE = 0.2;

/** Least visible fraction of each level; a support needs none. */
const MIN_VISIBLE = { name: 0.3, metric: 0.5, target: 0.4, content: 0.15 } as const;
const MAX_METRIC_TRUNCATION = 0.05;

/** SPEC §10's N_min is meant for this many pixels and scales by area. */
const REFERENCE_AREA = 640 * 480;

export const minPixelsOf = (view: SeenView, minPixels: number): number =>
  (minPixels * view.record.intrinsics.width * view.record.intrinsics.height) / REFERENCE_AREA;

/** Whether an object is seen well enough in a view, with the numbers that say so. */
export function gate(
  geometry: SceneGeometry,
  view: SeenView,
  id: number,
  level: GateLevel,
  constants: Constants,
): Gate {
  const object = geometry.object(id);
  const truth = truthOf(view, id);
  const { width, height } = view.record.intrinsics;
  const needed = minPixelsOf(view, constants.minPixels);
  if (!truth?.box) return { passed: false, reason: 'it is not visible', measured: { level, visiblePixels: 0 } };
  const [x0, y0, x1, y1] = truth.box;
  const side = Math.min(x1 - x0, y1 - y0);
  const measured = {
    level,
    visiblePixels: truth.visiblePixels,
    minPixels: needed,
    visibleFraction: truth.visibleFraction,
    truncation: truth.truncation,
    side,
    imageShare: truth.visiblePixels / (width * height),
  };
  const failed = (reason: string, more = {}): Gate => ({ passed: false, reason, measured: { ...measured, ...more } });
  const passed = (more = {}): Gate => ({ passed: true, reason: null, measured: { ...measured, ...more } });

  if (object.record.held) return failed('it is held');
  if (atLeast(truth.visiblePixels, needed, pixels) !== 'T') return failed('too few of its pixels are visible');
  if (level === 'support') return passed();

  if (atLeast(truth.visibleFraction, MIN_VISIBLE[level], share) !== 'T') return failed('too little of it is visible');
  if (atLeast(side, MIN_SIDE_PX, pixels) !== 'T') return failed('it is too small in the picture');
  const maxTruncation = level === 'metric' ? MAX_METRIC_TRUNCATION : MAX_TRUNCATION;
  if (atMost(truth.truncation, maxTruncation, share) !== 'T') return failed('too much of it is outside the picture');
  if (atMost(measured.imageShare, MAX_IMAGE_SHARE, share) !== 'T') return failed('it fills the picture');
  if (level !== 'metric') return passed();

  const away = distance(eyeOf(view.record), object.center);
  if (within(away, MIN_DISTANCE, constants.maxDistance) !== 'T')
    return failed('it is too near or too far', { distance: away });
  return passed({ distance: away });
}

/** Parts of one thing (a box and its lid, the links of a robot) and a thing with itself are never asked about together. */
export function mayBePaired(geometry: SceneGeometry, a: number, b: number): boolean {
  const parentA = geometry.object(a).record.parent;
  const parentB = geometry.object(b).record.parent;
  return a !== b && parentA !== b && parentB !== a && (parentA === null || parentA !== parentB);
}
