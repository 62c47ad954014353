import type { RejectReason } from '../edges.js';
import { failure, success, type Result } from '../result.js';
import type { Rng } from '../random.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { Recipe } from '../scene/recipe.js';
import type { Rig } from '../scene/recipe/cameras.js';
import { composeView, type Composed } from './compose-view.js';
import { DEVICES, focalLength, type DeviceName } from './devices.js';
import { aimCamera } from './aim-camera.js';
import type { CameraView, Intrinsics } from './pinhole.js';
import { isFreeFor, looksAtSupport, proposeAim, type Aim } from './rigs.js';
import { followPath } from './sequence.js';
import { chooseStage, type Stage } from './stage.js';

/** Each view shares at least this part of the objects it shows with the first one, so that views overlap. */
const MIN_SHARED = 0.3;
const TRIES_PER_VIEW = 360;
/** Where none of so many did, as beside a wall, the rest of the tries are made all round the arc. */
const TRIES_IN_TURN = 120;
/** Of so many views that would do, the one that makes the best picture is taken. */
const CHOSEN_OF = 3;
/** Rigs and supports tried before a scene is given up for want of views: first each rig of the recipe once. */
const STAGES_TRIED = 4;
/** Starts of a path tried, each with several ways to go on. */
const PATHS_TRIED = 6;

/** A view with who looks and through what, where that is known. */
export interface SampledView extends CameraView {
  readonly rig?: Rig;
  /** Name of a real camera; null for a field of view of the recipe's range. */
  readonly device?: DeviceName | null;
}

/**
 * Egocentric views of a settled scene: eyes where people and robots have them, aimed at the things; several overlapping
 * ones around them, or the frames of a path.
 *
 * @returns `recipe.cameras.views` views, or `no-view` when no place shows enough
 */
export function sampleViews(
  geometry: SceneGeometry,
  recipe: Recipe,
  rng: Rng,
): Result<readonly SampledView[], RejectReason> {
  const { rig } = recipe.cameras;
  const rigs = typeof rig === 'string' ? [rig] : rig;
  const tried = new Set<Rig>();
  let fault: Result<readonly SampledView[], RejectReason> | null = null;
  for (let attempt = 0; attempt < STAGES_TRIED; attempt++) {
    const own = attempt === 0 ? rng : rng.fork(`stage ${attempt}`);
    const untried = rigs.filter((one) => !tried.has(one));
    const chosen = own.fork('rig').pick(untried.length > 0 ? untried : rigs);
    tried.add(chosen);
    const found = lookAtStage(geometry, recipe, chosen, own);
    if (found.ok) return found;
    fault ??= found;
  }
  return fault as Result<readonly SampledView[], RejectReason>;
}

function lookAtStage(
  geometry: SceneGeometry,
  recipe: Recipe,
  rig: Rig,
  rng: Rng,
): Result<readonly SampledView[], RejectReason> {
  const stage = chooseStage(geometry, recipe, looksAtSupport(rig), rng.fork('stage'));
  if (!stage) return failure('no-view', `Nothing in the scene carries enough for a ${rig} camera to look at.`);
  return recipe.cameras.sequence ? sampleSequence(stage, recipe, rig, rng) : sampleAround(stage, recipe, rig, rng);
}

function sampleAround(stage: Stage, recipe: Recipe, rig: Rig, rng: Rng): Result<readonly SampledView[], RejectReason> {
  const views: SampledView[] = [];
  const sector = rng.fork('sector').next();
  let first: ReadonlySet<number> | null = null;
  for (let i = 0; i < recipe.cameras.views; i++) {
    const own = rng.fork(`view ${i}`);
    const lens = sampleLens(recipe, own.fork('intrinsics'));
    const found = findView(stage, recipe, rig, lens.intrinsics, { sector, index: i }, first, own.fork('places'));
    if (!found) return failure('no-view', `No place for view ${i} (${rig}) shows enough of the scene.`);
    views.push({ ...found.view, rig, device: lens.device });
    first ??= found.shown;
  }
  return success(views);
}

function sampleSequence(
  stage: Stage,
  recipe: Recipe,
  rig: Rig,
  rng: Rng,
): Result<readonly SampledView[], RejectReason> {
  const lens = sampleLens(recipe, rng.fork('intrinsics'));
  const overlap = recipe.cameras.sequence?.overlap ?? [0, 1];
  for (let attempt = 0; attempt < PATHS_TRIED; attempt++) {
    const own = rng.fork(`path ${attempt}`);
    const turn = { sector: own.next(), index: 0 };
    const start = findView(stage, recipe, rig, lens.intrinsics, turn, null, own.fork('start'));
    if (!start) continue;
    const frames = followPath(stage, rig, start, lens.intrinsics, recipe.cameras.views, overlap, own.fork('way'));
    if (frames) return success(frames.map((view) => ({ ...view, rig, device: lens.device })));
  }
  return failure('no-view', `No path (${rig}) of ${recipe.cameras.views} frames keeps the overlap of the recipe.`);
}

/** A view that will do, the best of several, with where it is taken from. */
export interface FoundView extends Composed {
  readonly aim: Aim;
}

function findView(
  stage: Stage,
  { cameras }: Recipe,
  rig: Rig,
  intrinsics: Intrinsics,
  { sector, index }: { sector: number; index: number },
  first: ReadonlySet<number> | null,
  rng: Rng,
): FoundView | null {
  const turn = { arcDeg: cameras.arcDeg, sector, index, of: cameras.views };
  const anywhere = rng.fork('anywhere');
  let inTurn = true;
  let best: FoundView | null = null;
  let found = 0;
  for (let attempt = 0; attempt < TRIES_PER_VIEW && found < CHOSEN_OF; attempt++) {
    if (attempt === TRIES_IN_TURN && !best) inTurn = false;
    const aim = proposeAim(rig, stage, inTurn ? turn : { ...turn, sector: anywhere.next() }, rng);
    if (!isFreeFor(rig, stage, aim.eye)) continue;
    const view = aimCamera(aim.eye, aim.target, intrinsics, aim.roll);
    const composed = composeView(stage.geometry, view, stage.things, rig === 'wrist');
    if (!composed) continue;
    if (first && [...composed.shown].filter((id) => first.has(id)).length < MIN_SHARED * composed.shown.size) continue;
    found++;
    if (!best || composed.score > best.score) best = { ...composed, aim };
  }
  return best;
}

function sampleLens({ cameras }: Recipe, rng: Rng): { intrinsics: Intrinsics; device: DeviceName | null } {
  const [width, height] = cameras.size;
  const hfov = (rng.range(...cameras.hfovDeg) * Math.PI) / 180;
  // Real lenses are a little off centre and their pixels a little off square.
  const stretch = rng.range(0.995, 1.005);
  const cx = width / 2 + rng.range(-0.01, 0.01) * width;
  const cy = height / 2 + rng.range(-0.01, 0.01) * height;
  const device = cameras.device === undefined ? null : deviceOf(cameras.device, rng);
  const fx = device ? focalLength(DEVICES[device], cameras.size) : width / 2 / Math.tan(hfov / 2);
  return { intrinsics: { width, height, fx, fy: fx * stretch, cx, cy }, device };
}

const deviceOf = (device: DeviceName | readonly DeviceName[], rng: Rng): DeviceName =>
  typeof device === 'string' ? device : rng.pick(device);
