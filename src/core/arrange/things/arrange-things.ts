import { polygonArea, type Vec2 } from '../../geometry/polygon.js';
import type { Rng } from '../../random.js';
import type { Recipe } from '../../scene/recipe.js';
import { localFootprint, shelvesOf, type Placement, type Shelf } from '../placement.js';
import { dropInto } from './drop-into.js';
import type { ChosenAsset, SceneBuilder } from '../scene-builder.js';
import { EDGE_INSET, putDown, STACK_INSET } from './put-down.js';

/** The two objects of a world anchor are at least this far apart, so that the line between them can be seen. */
export const MIN_ANCHOR_LENGTH = 0.25;
/** New draws for each object wanted, before a crowded support is left as it is. */
const SPARE_DRAWS = 2;
/** Higher towers look staged and tip over. */
const MAX_STACK = 3;

/**
 * Puts the recipe's small objects on their supports: required ones first, large before small, some of them on or
 * in others. An object that finds no room after `triesPerObject` places is left out.
 *
 * @returns how many found a place
 */
export function arrangeThings(
  builder: SceneBuilder,
  recipe: Recipe,
  shelvesFor: (category: string) => readonly Shelf[],
  rng: Rng,
): number {
  const rules = recipe.objects;
  const clutter = rules.clutter && rng.fork('clutter').range(...rules.clutter);
  // Without a clutter of its own a scene is as a recipe says.
  const disorder = clutter ?? 1;
  const mess = clutter === undefined ? 1 : 0.4 + 1.2 * clutter;
  const wanted = chooseCategories(recipe, clutter, rng.fork('categories'));
  const candidates = wanted.map((category, i) => ({
    asset: builder.choose(category, rng.fork(`asset ${i}`)),
    rng: rng.fork(`place ${i}`),
  }));
  // Large things first: a laptop finds no room among twelve mugs, a mug does beside a laptop.
  const required = candidates.slice(0, rules.required.length);
  const rest = candidates.slice(rules.required.length).sort((a, b) => area(b.asset) - area(a.asset));
  const stackDepth = new Map<number, number>();
  let placedCount = 0;

  for (const entry of [...required, ...rest]) if (settleDown(entry, required.includes(entry))) placedCount++;
  // What found no room is replaced by new draws, as long as there is hope: smaller things fit between large ones.
  const spare = rng.fork('spare');
  for (let i = 0; placedCount < wanted.length && i < SPARE_DRAWS * wanted.length; i++) {
    const category = drawCategory(recipe, (id) => builder.placements.filter((p) => p.category.id === id).length, spare);
    if (category === null) break;
    const entry = { asset: builder.choose(category, spare.fork(`asset ${i}`)), rng: spare.fork(`place ${i}`) };
    if (settleDown(entry, false)) placedCount++;
  }
  return placedCount;

  function settleDown({ asset, rng: own }: { asset: ChosenAsset; rng: Rng }, isRequired: boolean): Placement | null {
    const wish = own.next();
    return (
      (!isRequired && wish < mess * rules.contained && dropInto(builder, asset, own.fork('contain'))) ||
      (!isRequired && wish < mess * (rules.contained + rules.stacked) && stack(own.fork('stack'))) ||
      stand(shelvesFor(asset.category.id), EDGE_INSET, rules.triesPerObject, own.fork('stand'), true)
    );

    function stack(random: Rng): Placement | null {
      const tops = builder.placements
        .filter((p) => p.category.kind === 'tabletop' && (stackDepth.get(p.id) ?? 1) < MAX_STACK && !p.contained)
        .flatMap((p) => shelvesOf(p, random.range(-Math.PI, Math.PI)))
        .filter((top) => Math.abs(polygonArea(top.outline)) > area(asset));
      const placement = stand(tops, STACK_INSET, Math.min(rules.triesPerObject, 30), random, false);
      if (placement) stackDepth.set(placement.id, (stackDepth.get(placement.support) ?? 1) + 1);
      return placement;
    }

    function stand(
      on: readonly Shelf[],
      inset: number,
      tries: number,
      random: Rng,
      cluster: boolean,
    ): Placement | null {
      if (on.length === 0) return null;
      const footprint = localFootprint(asset.shelved);
      const turn = rules.facingDeg[asset.category.id];
      for (let attempt = 0; attempt < tries; attempt++) {
        const shelf = on[random.weighted(on.map((s) => Math.abs(polygonArea(s.outline))))];
        const yaw =
          turn === undefined
            ? random.range(-Math.PI, Math.PI)
            : shelf.facing + disorder * ((random.range(-turn, turn) * Math.PI) / 180);
        const spacing = random.range(rules.spacing[0], rules.spacing[1]);
        const [x, y] =
          cluster && random.next() < rules.clustering && turn === undefined
            ? besideAnother(builder, shelf, footprint, spacing, random)
            : somewhereOn(shelf, rules.zones[asset.category.id], random);
        if (crowdsAnchor(recipe, builder, asset.category.id, x, y)) continue;
        const placement = putDown(builder, asset, shelf, { x, y, yaw, inset, spacing: rules.spacing[0] });
        if (placement) return placement;
      }
      return null;
    }
  }

  function area(asset: { shelved: Parameters<typeof localFootprint>[0] }): number {
    return polygonArea(localFootprint(asset.shelved));
  }
}

/** Whether an end of the world anchor would stand too near the other end for its direction to be seen. */
function crowdsAnchor(recipe: Recipe, builder: SceneBuilder, category: string, x: number, y: number): boolean {
  if (recipe.worldAnchor === 'robot-base') return false;
  const { from, to } = recipe.worldAnchor;
  if (category !== from && category !== to) return false;
  const other = builder.placements.find((p) => p.category.id === (category === from ? to : from));
  if (!other) return false;
  const [ox, oy] = other.worldFromObject.position;
  return Math.hypot(x - ox, y - oy) < MIN_ANCHOR_LENGTH;
}

function chooseCategories(recipe: Recipe, clutter: number | undefined, rng: Rng): string[] {
  const { count, required, perCategory } = recipe.objects;
  const drawn = rng.int(count[1] - count[0] + 1);
  const total = count[0] + (clutter === undefined ? drawn : Math.round(clutter * (count[1] - count[0])));
  const chosen = [...required];
  const used = new Map<string, number>(required.map((id) => [id, perCategory]));
  while (chosen.length < total) {
    const id = drawCategory(recipe, (category) => used.get(category) ?? 0, rng);
    if (id === null) break;
    used.set(id, (used.get(id) ?? 0) + 1);
    chosen.push(id);
  }
  return chosen;
}

/** One category by weight, none that is used up; required ones occur once. Null when all are used up. */
function drawCategory(recipe: Recipe, used: (category: string) => number, rng: Rng): string | null {
  const { categories, required, perCategory } = recipe.objects;
  const ids = Object.keys(categories).sort();
  const weights = ids.map((id) => (used(id) < (required.includes(id) ? 1 : perCategory) ? categories[id] : 0));
  return weights.every((w) => w === 0) ? null : ids[rng.weighted(weights)];
}

function somewhereOn(shelf: Shelf, zone: Recipe['objects']['zones'][string] | undefined, rng: Rng): Vec2 {
  const xs = shelf.outline.map((p) => p[0]);
  const ys = shelf.outline.map((p) => p[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // In the support's own sense: s runs from its right to its left end, t from its back to its front edge.
  let s = rng.next();
  let t = rng.next();
  if (zone === 'back') t *= 0.4;
  if (zone === 'front') t = 0.55 + 0.45 * t;
  if (zone === 'right') s *= 0.35;
  if (zone === 'left') s = 0.65 + 0.35 * s;
  if (zone === 'middle') s = 0.35 + 0.3 * s;
  const front: Vec2 = [Math.cos(shelf.facing), Math.sin(shelf.facing)];
  const left: Vec2 = [-front[1], front[0]];
  const along = Math.abs(front[0]) * (x1 - x0) + Math.abs(front[1]) * (y1 - y0);
  const across = Math.abs(left[0]) * (x1 - x0) + Math.abs(left[1]) * (y1 - y0);
  const [u, v] = [(t - 0.5) * along, (s - 0.5) * across];
  return [(x0 + x1) / 2 + u * front[0] + v * left[0], (y0 + y1) / 2 + u * front[1] + v * left[1]];
}

function besideAnother(
  builder: SceneBuilder,
  shelf: Shelf,
  footprint: readonly Vec2[],
  spacing: number,
  rng: Rng,
): Vec2 {
  const neighbours = builder.placements.filter(
    (p) => p.support === shelf.owner && Math.abs(p.bottom - shelf.height) < 0.01,
  );
  if (neighbours.length === 0) return somewhereOn(shelf, undefined, rng);
  const other = rng.pick(neighbours);
  const radius = (polygon: readonly Vec2[], cx: number, cy: number) =>
    Math.max(...polygon.map((p) => Math.hypot(p[0] - cx, p[1] - cy)));
  const [cx, cy] = other.worldFromObject.position;
  const reach = radius(other.footprint, cx, cy) + radius(footprint, 0, 0);
  const angle = rng.range(-Math.PI, Math.PI);
  const away = reach * rng.range(0.6, 1) + spacing;
  return [cx + away * Math.cos(angle), cy + away * Math.sin(angle)];
}
