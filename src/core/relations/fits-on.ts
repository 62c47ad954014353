import { constantsFor } from './profile.js';
import { minAreaRect, pointInPolygon } from '../geometry/polygon.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { Profile } from '../scene/settled-scene.js';
import type { Constants } from './constants.js';
import { ambiguous, judgeFound, MIN_VISIBLE, whyOpen, type FitsJudgement } from './fits.js';
import { extentAlong, flatten, turned } from './fits-polygon.js';
import { movingObject, type MovingObject } from './fits-moving.js';
import { refute, type Refutation } from './fits-refute.js';
import { findWitness, footprintBlocks, slabBlocks, type FoundWitness, type SearchProgress } from './fits-search.js';
import { isLevel, latticeFrameAt, settingOn, whyNotMoved, type Extent, type FitsSetting } from './fits-setting.js';
import { on } from './on.js';
import type { Patch } from './patch.js';
import type { PatchSight } from './patch-visibility.js';
import type { SceneGraph, SeenView } from './scene-graph.js';
import { atLeast, share as sampledShare } from './tolerance.js';
import { topsOf } from './top-patches.js';

// Would A fit on top of B (SPEC §6)?

export interface FitsOnQuestion {
  readonly graph: SceneGraph;
  readonly view: SeenView;
  /** A: taken from where it is and put down again. */
  readonly moving: number;
  /** B: whose top it is put on. */
  readonly support: number;
  readonly profile: Profile;
  /** Another object, thought away. */
  readonly without?: number | undefined;
}

/**
 * fits_on(A, B) of SPEC §6: as `evaluateFits`, anywhere on B's top.
 *
 * What stands on the floor of a compartment is in B rather than on top of it: no witness stands there, and F needs
 * those floors refuted as well.
 */
export function evaluateFitsOn(question: FitsOnQuestion): FitsJudgement {
  const { graph, moving: id, support, profile } = question;
  const { geometry } = graph;
  const refused = whyNotOn(question);
  if (refused !== null) return ambiguous(refused, 0);
  const moving = movingObject(geometry, id);
  const { tops, floors } = topsOf(geometry, support, moving.height);
  if (tops.length === 0) {
    return ambiguous(`the ${geometry.object(support).record.name} has no top to put things on`, 0);
  }
  const constants = constantsFor(geometry, profile);
  const settings = tops.filter(isLevel).map((patch) => settingOnTop(question, moving, patch, constants));
  const progress = { tried: 0, hidden: false };
  const found = searchEach(settings, footprintBlocks, progress);
  if (found !== null) return judgeFound(found, progress);

  const all = [...settings, ...floors.filter(isLevel).map((patch) => settingOnTop(question, moving, patch, constants))];
  const visible = Math.min(...all.map(visiblePart));
  const isSeen = atLeast(visible, MIN_VISIBLE, sampledShare) === 'T';
  if (isSeen && all.length === tops.length + floors.length) {
    const refuted = refuteAll(all);
    if (refuted !== null) return { verdict: 'F', measured: { topVisible: visible }, witness: null, ...refuted };
  }
  const underOverhang = searchEach(settings, slabBlocks, progress);
  return underOverhang !== null ? judgeFound(underOverhang, progress) : ambiguous(whyOpen(progress), progress.tried);
}

function whyNotOn({ graph: { geometry }, moving, support }: FitsOnQuestion): string | null {
  const { record } = geometry.object(support);
  if (moving === support) return 'a thing is not on itself';
  if (record.structure) return `the ${record.name} has no top of its own`;
  if (record.held) return `the ${record.name} is held`;
  const refused = whyNotMoved(geometry, moving);
  if (refused !== null) return refused;
  return on(geometry, moving, support).verdict === 'T' ? `it is on the ${record.name} already` : null;
}

/** The lattice lies along the longer side of the surface, around its middle. */
function settingOnTop(
  { graph, view, without }: FitsOnQuestion,
  moving: MovingObject,
  patch: Patch,
  constants: Constants,
): FitsSetting {
  const { center, axis } = minAreaRect(patch.outline);
  const d: Vec3 = [axis[0], axis[1], 0];
  const { cos, sin, x, y } = latticeFrameAt(center, d, patch.origin[2]);
  const outline = turned(flatten(patch.outline), cos, sin, x, y);
  // The mass centre is over the surface: the centre is no further from it than they are apart.
  const apart = Math.hypot(...moving.massCenter);
  const extent: Extent = {
    minX: -extentAlong(outline, -1, 0) - apart,
    minY: -extentAlong(outline, 0, -1) - apart,
    maxX: extentAlong(outline, 1, 0) + apart,
    maxY: extentAlong(outline, 0, 1) + apart,
  };
  return settingOn({ graph, view, moving, patch, constants, origin: center, d, extent, without });
}

/** The first witness on any of the surfaces, each with the same effort. @param progress takes what was tried */
function searchEach(
  settings: readonly FitsSetting[],
  blocksOf: typeof footprintBlocks,
  progress: { tried: number; hidden: boolean },
): FoundWitness | null {
  for (const setting of settings) {
    const own: SearchProgress = { tried: 0, hidden: false, looks: 0, trials: 0 };
    const found = findWitness(setting, blocksOf, own);
    progress.tried += own.tried;
    progress.hidden ||= own.hidden;
    if (found !== null) return found;
  }
  return null;
}

/** Null when a pose may be left on one of the surfaces. */
function refuteAll(settings: readonly FitsSetting[]): Refutation | null {
  let tried = 0;
  const blockers = new Set<number>();
  const rejected: Record<string, number> = {};
  for (const setting of settings) {
    const refuted = refute(setting);
    if (refuted === null) return null;
    tried += refuted.tried;
    for (const id of refuted.blockers) blockers.add(id);
    for (const [reason, count] of Object.entries(refuted.rejected)) rejected[reason] = (rejected[reason] ?? 0) + count;
  }
  return blockers.size === 0 ? null : { tried, blockers: [...blockers].sort((a, b) => a - b), rejected };
}

/** Samples of a surface along its longer side. */
const SAMPLES = 80;

const visibleParts = new WeakMap<SeenView, WeakMap<Patch, number>>();

/** Share of a surface's samples that are visible. Every thing that might be put there asks for it. */
function visiblePart({ view, patch, sight }: FitsSetting): number {
  let known = visibleParts.get(view);
  if (!known) visibleParts.set(view, (known = new WeakMap()));
  let part = known.get(patch);
  if (part === undefined) known.set(patch, (part = measureVisible(patch, sight)));
  return part;
}

function measureVisible(patch: Patch, sight: PatchSight): number {
  const { min, max } = patch;
  const step = Math.max(max[0] - min[0], max[1] - min[1]) / SAMPLES;
  let [samples, visible] = [0, 0];
  for (let x = min[0] + step / 2; x < max[0]; x += step) {
    for (let y = min[1] + step / 2; y < max[1]; y += step) {
      if (!pointInPolygon([x, y], patch.outline, patch.holes)) continue;
      samples++;
      if (sight(x, y)) visible++;
    }
  }
  return samples > 0 ? visible / samples : 0;
}
