import type { AssetModel } from '../../assets/asset.js';
import { bounds } from '../../geometry/mesh.js';
import { polygonArea, polygonCentroid, type Vec2 } from '../../geometry/polygon.js';
import { fromAxisAngle, fromYaw, multiply } from '../../geometry/quat.js';
import { assertNever } from '../../result.js';
import type { Rng } from '../../random.js';
import type { Recipe } from '../../scene/recipe.js';
import type { ForcedType } from '../../scene/recipe/relations.js';
import type { Forced } from '../../scene/settled-scene.js';
import {
  DROP_GAP,
  isFree,
  keepsClear,
  liesOn,
  localFootprint,
  shelvesOf,
  type Placement,
  type Shelf,
} from '../placement.js';
import type { ChosenAsset, SceneBuilder } from '../scene-builder.js';
import { dropInto } from '../things/drop-into.js';
import { EDGE_INSET, putDown, STACK_INSET } from '../things/put-down.js';

/** Whole arrangements tried, and assets drawn for one part of it, before a relation is left out. */
const TRIES = 24;
const DRAWS = 24;
const SPACING = 0.008;
/** What a book leans against stands firm, kg; and how far the book is tipped from upright. */
const MIN_PROP_MASS = 0.2;
const LEAN_DEG = 28;
const LEAN_GAP = 0.001;
/** A prop is not tipped by so many times the moment that the book turns it with. */
const FIRMNESS = 2;

/** What forcing needs of the scene under construction. */
interface Stage {
  readonly builder: SceneBuilder;
  readonly recipe: Recipe;
  readonly shelvesFor: (category: string) => readonly Shelf[];
}

/**
 * Arranges things so that a relation holds; whether it does once they rest is for the predicates to say.
 *
 * @returns the relation with the ids it is between; null when there was no room for it, and then nothing is left behind
 */
export function forceRelation(stage: Stage, type: ForcedType, rng: Rng): Forced | null {
  const { builder } = stage;
  const before = builder.placements.length;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const objects = arrange(stage, type, rng.fork(attempt));
    if (objects) return { type, objects };
    while (builder.placements.length > before) builder.takeBack(builder.placements[builder.placements.length - 1]);
  }
  return null;
}

function arrange(stage: Stage, type: ForcedType, rng: Rng): number[] | null {
  switch (type) {
    case 'inside':
      return inside(stage, rng);
    case 'on':
      return tower(stage, 2, rng);
    case 'stacked':
      return tower(stage, 3, rng);
    case 'under':
      return under(stage, rng);
    case 'between':
    case 'row':
      return line(stage, rng, type === 'row');
    case 'near':
    case 'next_to':
      return pair(stage, rng);
    case 'facing':
      return facing(stage, rng);
    case 'leaning':
      return leaning(stage, rng);
    case 'at_edge':
      return atEdge(stage, rng);
    case 'lying':
      return tipped(stage, LYING, Math.PI / 2, rng);
    case 'upside_down':
      return tipped(stage, UPSIDE_DOWN, Math.PI, rng);
    default:
      return assertNever(type);
  }
}

function inside(stage: Stage, rng: Rng): number[] | null {
  const container = stand(
    stage,
    drawAsset(stage, rng.fork('container'), (m) => (m.opening?.[2] ?? 0) > 0.99),
    rng,
  );
  if (!container) return null;
  for (let k = 0; k < DRAWS; k++) {
    const own = rng.fork(`content ${k}`);
    const content = drawAsset(stage, own, (m) => m.cavity === null);
    const placed = content && dropInto(stage.builder, content, own.fork('drop'), container.id);
    if (placed) return [placed.id, container.id];
  }
  return null;
}

/** `height` things on one another: the lowest first in the list of placing, the highest first in the answer. */
function tower(stage: Stage, height: number, rng: Rng): number[] | null {
  const base = stand(
    stage,
    drawAsset(stage, rng.fork('base'), (m) => m.surfaces.length > 0),
    rng,
  );
  if (!base) return null;
  const ids = [base.id];
  let below = base;
  for (let level = 1; level < height; level++) {
    const placed = onTop(stage, below, level < height - 1, rng.fork(level));
    if (!placed) return null;
    ids.unshift(placed.id);
    below = placed;
  }
  return ids;
}

function onTop(stage: Stage, below: Placement, carries: boolean, rng: Rng): Placement | null {
  const [top] = shelvesOf(below, 0);
  if (!top) return null;
  const area = Math.abs(polygonArea(top.outline));
  const [x, y] = polygonCentroid(top.outline);
  for (let k = 0; k < DRAWS; k++) {
    const own = rng.fork(k);
    const asset = drawAsset(stage, own, (m) => !carries || m.surfaces.length > 0);
    if (!asset || polygonArea(localFootprint(asset.shelved)) > area) continue;
    const yaw = own.range(-Math.PI, Math.PI);
    const placed = putDown(stage.builder, asset, top, { x, y, yaw, inset: STACK_INSET, spacing: SPACING });
    if (placed) return placed;
  }
  return null;
}

/** On the floor within the outline of something that one can put things under. */
function under(stage: Stage, rng: Rng): number[] | null {
  const { builder } = stage;
  const pieces = builder.placements.filter((p) => p.category.kind === 'furniture' && p.top > 0.35 && p.top < 1.1);
  if (pieces.length === 0) return null;
  const piece = rng.pick(pieces);
  const asset = drawAsset(stage, rng.fork('asset'), (m) => bounds(m.mesh.positions).max[2] > 0.06);
  const [floor] = shelvesOf(builder.placements[0], 0);
  if (!asset || !floor) return null;
  const [cx, cy] = polygonCentroid(piece.footprint);
  const corner = rng.pick(piece.footprint);
  const t = rng.range(0, 0.6);
  const [x, y] = [cx + t * (corner[0] - cx), cy + t * (corner[1] - cy)];
  const yaw = rng.range(-Math.PI, Math.PI);
  const placed = putDown(builder, asset, floor, { x, y, yaw, inset: EDGE_INSET, spacing: 0.02 });
  return placed && [placed.id, piece.id];
}

/** Three in a line: the one in the middle first. */
function line(stage: Stage, rng: Rng, even: boolean): number[] | null {
  const assets = [0, 1, 2].map((k) => drawAsset(stage, rng.fork(`asset ${k}`), () => true));
  const [a, b, c] = assets;
  if (!a || !b || !c) return null;
  const spot = somewhere(stage, a, rng);
  if (!spot) return null;
  const angle = rng.range(-Math.PI, Math.PI);
  const gap = rng.range(0.025, 0.08);
  const reach = (asset: ChosenAsset) => radiusOf(asset);
  const step = even ? Math.max(reach(b), reach(c)) : null;
  const at = (asset: ChosenAsset, sign: number): Vec2 => {
    const away = reach(a) + (step ?? reach(asset)) + gap;
    return [spot.x + sign * away * Math.cos(angle), spot.y + sign * away * Math.sin(angle)];
  };
  const put = (asset: ChosenAsset, [x, y]: Vec2) =>
    putDown(stage.builder, asset, spot.shelf, {
      x,
      y,
      yaw: rng.range(-Math.PI, Math.PI),
      inset: EDGE_INSET,
      spacing: SPACING,
    });
  const middle = put(a, [spot.x, spot.y]);
  const first = middle && put(b, at(b, -1));
  const last = first && put(c, at(c, 1));
  return middle && first && last ? [middle.id, first.id, last.id] : null;
}

function pair(stage: Stage, rng: Rng): number[] | null {
  const a = drawAsset(stage, rng.fork('a'), () => true);
  const b = drawAsset(stage, rng.fork('b'), () => true);
  const spot = a && somewhere(stage, a, rng);
  if (!a || !b || !spot) return null;
  const angle = rng.range(-Math.PI, Math.PI);
  const away = radiusOf(a) + radiusOf(b) + rng.range(0.008, 0.03);
  const options = { inset: EDGE_INSET, spacing: SPACING };
  const first = putDown(stage.builder, a, spot.shelf, { x: spot.x, y: spot.y, yaw: rng.range(-3, 3), ...options });
  if (!first) return null;
  const [x, y] = [spot.x + away * Math.cos(angle), spot.y + away * Math.sin(angle)];
  const second = putDown(stage.builder, b, spot.shelf, { x, y, yaw: rng.range(-3, 3), ...options });
  return second && [second.id, first.id];
}

/** Something with a front, turned to something else a little way off. */
function facing(stage: Stage, rng: Rng): number[] | null {
  const a = drawAsset(stage, rng.fork('a'), (m) => m.front !== null);
  const b = drawAsset(stage, rng.fork('b'), () => true);
  const spot = a && somewhere(stage, a, rng);
  if (!a || !b || !spot) return null;
  const angle = rng.range(-Math.PI, Math.PI);
  const away = radiusOf(a) + radiusOf(b) + rng.range(0.03, 0.2);
  const options = { inset: EDGE_INSET, spacing: SPACING };
  const first = putDown(stage.builder, a, spot.shelf, {
    x: spot.x,
    y: spot.y,
    yaw: angle + rng.range(-0.12, 0.12),
    ...options,
  });
  if (!first) return null;
  const [x, y] = [spot.x + away * Math.cos(angle), spot.y + away * Math.sin(angle)];
  const second = putDown(stage.builder, b, spot.shelf, { x, y, yaw: rng.range(-3, 3), ...options });
  return second && [first.id, second.id];
}

/** A book on its lower edge, tipped against a flat side of something that stands firm. */
function leaning(stage: Stage, rng: Rng): number[] | null {
  const { builder } = stage;
  const firm = (m: AssetModel) => FLAT_SIDED.has(m.category) && m.mass >= MIN_PROP_MASS;
  const prop = stand(stage, drawAsset(stage, rng.fork('prop'), firm), rng);
  if (!prop) return null;
  const book = builder.choose('book', rng.fork('book'));
  const shelf = shelfUnder(stage, prop);
  if (!shelf) return null;
  const [, , z, w] = prop.worldFromObject.orientation;
  const yaw = 2 * Math.atan2(z, w);
  // Lying, then tipped up about its own Y until its far end is LEAN_DEG from upright, towards the prop's +X side.
  const tip = fromAxisAngle([0, 1, 0], (-(90 - LEAN_DEG) * Math.PI) / 180);
  const orientation = multiply(fromYaw(yaw + Math.PI), tip);
  const d: Vec2 = [Math.cos(yaw), Math.sin(yaw)];
  const face = Math.max(...prop.footprint.map((p) => p[0] * d[0] + p[1] * d[1]));
  const trial = builder.place(book, { position: [0, 0, 0], orientation }, shelf.owner);
  builder.takeBack(trial);
  const nearest = Math.min(...trial.footprint.map((p) => p[0] * d[0] + p[1] * d[1]));
  const across = (polygon: readonly Vec2[]) => {
    const values = polygon.map((p) => p[1] * d[0] - p[0] * d[1]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  };
  const out = face + LEAN_GAP - nearest;
  const side = across(prop.footprint) - across(trial.footprint);
  const pose = {
    position: [out * d[0] - side * d[1], out * d[1] + side * d[0], shelf.height + DROP_GAP - trial.bottom] as const,
    orientation,
  };
  const placed = builder.place(book, pose, shelf.owner);
  builder.takeBack(placed);
  const away = prop.footprint.map((p) => p[0] * d[0] + p[1] * d[1]);
  const depth = Math.max(...away) - Math.min(...away);
  if (!standsFirm(prop.asset.model.mass, depth, book.shelved.model.mass, placed.top - shelf.height)) return null;
  // Its upper edge must meet the prop's side, not pass over it.
  if (placed.top > prop.top - 0.005 || !liesOn(placed.footprint, shelf, EDGE_INSET)) return null;
  const except = new Set([shelf.owner, prop.id, ...builder.supportsOf(shelf.owner)]);
  if (!isFree(placed.footprint, shelf.height, placed.top, builder.placements, SPACING, except)) return null;
  if (!keepsClear(book.shelved, pose, [prop], 0.0003)) return null;
  return [builder.place(book, pose, shelf.owner).id, prop.id];
}

/**
 * Whether a book's push tips its prop over its far edge. A ladder without friction pushes by half its weight times the
 * tangent of its lean; friction only makes that less.
 */
function standsFirm(propMass: number, propDepth: number, bookMass: number, pushedAt: number): boolean {
  const push = (bookMass * Math.tan((LEAN_DEG * Math.PI) / 180)) / 2;
  return propMass * (propDepth / 2) >= FIRMNESS * push * pushedAt;
}

/** Things with upright flat sides across their own X. */
const FLAT_SIDED: ReadonlySet<string> = new Set([
  'box',
  'cereal-box',
  'speaker',
  'toaster',
  'milk-carton',
  'crate',
  'printer',
]);

/** Longish things that lie still on their side, and hollow ones that stand firm on their rim. */
const LYING: ReadonlySet<string> = new Set([
  'bottle',
  'can',
  'candle',
  'cereal-box',
  'food-container',
  'glass',
  'jar',
  'milk-carton',
  'salt-shaker',
  'spray-bottle',
  'wine-bottle',
]);
const UPSIDE_DOWN: ReadonlySet<string> = new Set(['bowl', 'colander', 'glass', 'mug', 'pot']);

/** Turned by an angle about its own X before it is put down, empty and with nothing on it. */
function tipped(stage: Stage, categories: ReadonlySet<string>, angle: number, rng: Rng): number[] | null {
  const { builder } = stage;
  const asset = drawAsset(stage, rng.fork('asset'), (m) => categories.has(m.category) && m.front === null);
  const spot = asset && somewhere(stage, asset, rng);
  if (!asset || !spot) return null;
  const { shelf, x, y } = spot;
  const yaw = rng.range(-Math.PI, Math.PI);
  const orientation = multiply(fromYaw(yaw), fromAxisAngle([1, 0, 0], angle));
  const trial = builder.place(asset, { position: [0, 0, 0], orientation }, shelf.owner);
  builder.takeBack(trial);
  const pose = { position: [x, y, shelf.height + DROP_GAP - trial.bottom] as const, orientation };
  const placed = builder.place(asset, pose, shelf.owner);
  builder.takeBack(placed);
  if (placed.top - shelf.height > shelf.clearance || !liesOn(placed.footprint, shelf, EDGE_INSET)) return null;
  const except = new Set([shelf.owner, ...builder.supportsOf(shelf.owner)]);
  if (!isFree(placed.footprint, shelf.height, placed.top, builder.placements, SPACING, except)) return null;
  return [builder.place(asset, pose, shelf.owner).id];
}

/** Close to the edge of its support, its outer side along it. */
function atEdge(stage: Stage, rng: Rng): number[] | null {
  const asset = drawAsset(stage, rng.fork('asset'), () => true);
  const spot = asset && somewhere(stage, asset, rng);
  if (!asset || !spot) return null;
  const { outline } = spot.shelf;
  const k = rng.int(outline.length);
  const [p, q] = [outline[k], outline[(k + 1) % outline.length]];
  const length = Math.hypot(q[0] - p[0], q[1] - p[1]);
  if (length < 0.2) return null;
  const inward: Vec2 = [-(q[1] - p[1]) / length, (q[0] - p[0]) / length];
  const t = rng.range(0.2, 0.8);
  const away = radiusOf(asset) + EDGE_INSET + 0.002;
  const [x, y] = [p[0] + t * (q[0] - p[0]) + away * inward[0], p[1] + t * (q[1] - p[1]) + away * inward[1]];
  const placed = putDown(stage.builder, asset, spot.shelf, {
    x,
    y,
    yaw: rng.range(-3, 3),
    inset: EDGE_INSET,
    spacing: SPACING,
  });
  return placed && [placed.id, spot.shelf.owner];
}

/** One of the recipe's things that passes a test; never one that is to occur exactly once. */
function drawAsset({ builder, recipe }: Stage, rng: Rng, test: (model: AssetModel) => boolean): ChosenAsset | null {
  const { categories, required } = recipe.objects;
  const ids = Object.keys(categories)
    .filter((id) => !required.includes(id))
    .sort();
  if (ids.length === 0) return null;
  for (let k = 0; k < DRAWS; k++) {
    const own = rng.fork(`draw ${k}`);
    const asset = builder.choose(ids[own.weighted(ids.map((id) => categories[id]))], own.fork('asset'));
    if (test(asset.shelved.model)) return asset;
  }
  return null;
}

/** A random point of a support that the category stands on. */
function somewhere({ shelvesFor }: Stage, { category }: ChosenAsset, rng: Rng) {
  const shelves = shelvesFor(category.id);
  if (shelves.length === 0) return null;
  const shelf = shelves[rng.weighted(shelves.map((s) => Math.abs(polygonArea(s.outline))))];
  const xs = shelf.outline.map((p) => p[0]);
  const ys = shelf.outline.map((p) => p[1]);
  return { shelf, x: rng.range(Math.min(...xs), Math.max(...xs)), y: rng.range(Math.min(...ys), Math.max(...ys)) };
}

function stand(stage: Stage, asset: ChosenAsset | null, rng: Rng): Placement | null {
  if (!asset) return null;
  for (let k = 0; k < TRIES; k++) {
    const spot = somewhere(stage, asset, rng.fork(`spot ${k}`));
    if (!spot) return null;
    const { shelf, x, y } = spot;
    const yaw = rng.fork(`yaw ${k}`).range(-Math.PI, Math.PI);
    const placed = putDown(stage.builder, asset, shelf, { x, y, yaw, inset: EDGE_INSET, spacing: SPACING });
    if (placed) return placed;
  }
  return null;
}

/** The patch a placed thing stands on. */
function shelfUnder({ shelvesFor }: Stage, placement: Placement): Shelf | undefined {
  return shelvesFor(placement.category.id).find(
    (shelf) => shelf.owner === placement.support && Math.abs(shelf.height - placement.bottom) < 0.005,
  );
}

const radiusOf = ({ shelved }: ChosenAsset): number =>
  Math.max(...localFootprint(shelved).map(([x, y]) => Math.hypot(x, y)));
