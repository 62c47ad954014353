import type { Category } from '../assets/asset.js';
import { CATEGORIES } from '../assets/library.js';
import type { AssetShelf } from '../assets/shelf.js';
import type { RejectReason } from '../edges.js';
import { transformDirection } from '../geometry/pose.js';
import { horizontal, sub, type Vec3 } from '../geometry/vec3.js';
import { failure, success, type Result } from '../result.js';
import { chooseLighting } from '../looks/choose-lighting.js';
import type { Rng } from '../random.js';
import type { Recipe } from '../scene/recipe.js';
import type { ObjectSpec, SceneSpec } from '../scene/scene-spec.js';
import type { Anchor, Surface } from '../scene/settled-scene.js';
import { arrangeThings, MIN_ANCHOR_LENGTH } from './things/arrange-things.js';
import {
  DROP_GAP,
  isFree,
  liesOn,
  localFootprint,
  movePolygon,
  shelvesOf,
  uprightPose,
  type Placement,
  type Shelf,
} from './placement.js';
import { layOutRoom, supportShelves } from './room/furnish.js';
import { forceRelation } from './forced/force-relation.js';
import { arrangeSetting } from './things/settings.js';
import { createSceneBuilder, type SceneBuilder } from './scene-builder.js';

const ROBOT_PLACES_TRIED = 40;
/** A door in the wrong place can leave no room for a sofa: so many rooms are laid out before a scene is given up. */
const ARRANGEMENTS_TRIED = 5;

/** Every tabletop category with equal weight; a second robot base would be another world frame. */
const ANY_TABLETOP: Readonly<Record<string, number>> = Object.fromEntries(
  CATEGORIES.filter(({ id, kind }) => kind === 'tabletop' && id !== 'robot-base').map(({ id }) => [id, 1]),
);

export interface SceneIdentity {
  readonly id: string;
  readonly seed: number;
  readonly split: 'train' | 'test';
}

/**
 * Arranges one scene: the room, its furniture, the things on it, the anchor of the world frame and the light. Where
 * something required finds no room, the scene is begun anew, a few times, in the order of its own chance.
 *
 * @param rng this scene's stream
 * @returns the spec, objects a little above their supports; or `no-room` with what found none
 */
export function arrangeScene(
  recipe: Recipe,
  identity: SceneIdentity,
  categories: (id: string) => Category,
  shelf: AssetShelf,
  rng: Rng,
): Result<SceneSpec, RejectReason> {
  let first: Result<SceneSpec, RejectReason> | null = null;
  for (let attempt = 0; attempt < ARRANGEMENTS_TRIED; attempt++) {
    const own = attempt === 0 ? rng : rng.fork(`arrangement ${attempt}`);
    const arranged = arrangeOnce(recipe, identity, categories, shelf, own);
    if (arranged.ok) return arranged;
    first ??= arranged;
  }
  return first as Result<SceneSpec, RejectReason>;
}

function arrangeOnce(
  whole: Recipe,
  identity: SceneIdentity,
  categories: (id: string) => Category,
  shelf: AssetShelf,
  rng: Rng,
): Result<SceneSpec, RejectReason> {
  const recipe = identity.split === 'test' ? withoutSingleShapes(whole, categories) : whole;
  const builder = createSceneBuilder(categories, shelf, identity.split, recipe.looks.randomMaterials);
  const room = layOutRoom(builder, recipe, rng.fork('room'));
  if ('noRoomFor' in room) return failure('no-room', `No room for the ${room.noRoomFor} in the room.`);
  const { layout } = room;
  const shelves = supportShelves(builder, layout, recipe.objects.on);
  const ownShelves = new Map(
    Object.entries(recipe.objects.where).map(([id, on]) => [id, supportShelves(builder, layout, on)]),
  );
  const shelvesFor = (category: string) => ownShelves.get(category) ?? shelves;
  for (const [i, setting] of recipe.settings.entries()) arrangeSetting(builder, setting, rng.fork(`setting ${i}`));

  let robot: Placement | null = null;
  if (recipe.worldAnchor === 'robot-base') {
    robot = placeRobot(builder, shelves[0], rng.fork('robot'));
    if (!robot) return failure('no-room', 'No room for the robot base at an edge of the surface.');
  }
  const forced = recipe.relations.flatMap(({ type, share }, i) => {
    const own = rng.fork(`relation ${i}`);
    const relation = own.next() < share ? forceRelation({ builder, recipe, shelvesFor }, type, own) : null;
    return relation ? [relation] : [];
  });
  const made = arrangeThings(builder, recipe, shelvesFor, rng.fork('objects'));
  if (made < recipe.objects.count[0]) {
    return failure('no-room', `Only ${made} of at least ${recipe.objects.count[0]} objects found a place.`);
  }
  scatterDistractors(builder, recipe, shelvesFor, rng.fork('distractors'));
  const missing = recipe.objects.required.find((id) => !builder.placements.some((p) => p.category.id === id));
  if (missing !== undefined) return failure('no-room', `No room for the required ${missing}.`);

  const anchor = robot ? robotAnchor(robot) : objectsAnchor(builder.placements, recipe);
  if (!anchor) return failure('no-room', 'The two objects of the world anchor stand too close together.');

  const objects = builder.placements.map((p) => objectSpec(p));
  return success({
    schema: 'vantage/scene@1',
    id: identity.id,
    recipe: recipe.id,
    seed: identity.seed,
    profile: recipe.profile,
    split: identity.split,
    gravity: [0, 0, -9.81],
    anchor,
    counterfactualOf: null,
    lighting: chooseLighting(builder.placements, recipe.looks, rng.fork('light')),
    ...(recipe.relations.length > 0 && { forced }),
    objects,
    surfaces: exportSurfaces(builder.placements),
    intendedSupport: Object.fromEntries(builder.placements.filter((p) => p.support > 0).map((p) => [p.id, p.support])),
    free: builder.placements.filter((p) => p.contained).map((p) => p.id),
  });
}

/** Things of any kind beside those the recipe asks for: what finds no room is left out. */
function scatterDistractors(
  builder: SceneBuilder,
  recipe: Recipe,
  shelvesFor: (category: string) => readonly Shelf[],
  rng: Rng,
): void {
  const [least, most] = recipe.looks.distractors;
  const count = least + rng.int(most - least + 1);
  if (count === 0) return;
  const objects = {
    ...recipe.objects,
    count: [count, count] as const,
    categories: ANY_TABLETOP,
    required: [],
    perCategory: 2,
  };
  arrangeThings(builder, { ...recipe, objects }, shelvesFor, rng);
}

/** Test scenes show shapes that training scenes never do: a category of one shape has none for them. */
function withoutSingleShapes(recipe: Recipe, categories: (id: string) => Category): Recipe {
  const kept = Object.entries(recipe.objects.categories).filter(([id]) => categories(id).variants > 1);
  return { ...recipe, objects: { ...recipe.objects, categories: Object.fromEntries(kept) } };
}

function placeRobot(builder: SceneBuilder, shelf: Shelf, rng: Rng): Placement | null {
  const hasFront = builder.placements[shelf.owner - 1].asset.model.front !== null;
  const asset = builder.choose('robot-base', rng.fork('asset'));
  const footprint = localFootprint(asset.shelved);
  const reach = Math.max(...footprint.map((p) => Math.hypot(p[0], p[1])));
  const xs = shelf.outline.map((p) => p[0]);
  const ys = shelf.outline.map((p) => p[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  for (let attempt = 0; attempt < ROBOT_PLACES_TRIED; attempt++) {
    // In a work cell the arm stands at the back and works towards the open side.
    const side = hasFront ? Math.round(shelf.facing / (Math.PI / 2) + 4) % 4 : rng.int(4);
    const yaw = (side * Math.PI) / 2;
    const inset = reach + 0.01;
    const along = rng.range(0.3, 0.7);
    const x = side === 0 ? x0 + inset : side === 2 ? x1 - inset : x0 + along * (x1 - x0);
    const y = side === 1 ? y0 + inset : side === 3 ? y1 - inset : y0 + along * (y1 - y0);
    const moved = movePolygon(footprint, x, y, yaw);
    if (!liesOn(moved, shelf, 0.005)) continue;
    if (
      !isFree(
        moved,
        shelf.height,
        shelf.height + 1,
        builder.placements,
        0.01,
        new Set([shelf.owner, ...builder.supportsOf(shelf.owner)]),
      )
    )
      continue;
    return builder.place(asset, uprightPose(x, y, shelf.height + DROP_GAP, yaw), shelf.owner);
  }
  return null;
}

function robotAnchor(robot: Placement): Anchor {
  const front = robot.asset.model.front;
  if (!front) throw new Error('The robot-base category needs a front: it is what makes the world frame readable.');
  const heading = horizontal(transformDirection(robot.worldFromObject, front)) as Vec3;
  return {
    origin: robot.worldFromObject.position,
    heading,
    text: `facing the way the ${robot.category.nouns[0]} points`,
    by: { kind: 'robot', objects: [robot.id] },
  };
}

function objectsAnchor(placements: readonly Placement[], recipe: Recipe): Anchor | null {
  if (recipe.worldAnchor === 'robot-base') return null;
  const { from, to } = recipe.worldAnchor;
  const a = placements.find((p) => p.category.id === from);
  const b = placements.find((p) => p.category.id === to);
  if (!a || !b) return null;
  const [pa, pb] = [a.worldFromObject.position, b.worldFromObject.position];
  if (Math.hypot(pb[0] - pa[0], pb[1] - pa[1]) < MIN_ANCHOR_LENGTH) return null;
  const heading = horizontal(sub(pb, pa)) as Vec3;
  return {
    origin: pa,
    heading,
    text: `facing from the ${a.category.nouns[0]} to the ${b.category.nouns[0]}`,
    by: { kind: 'objects', objects: [a.id, b.id] },
  };
}

/** A placed object as scenes record it. */
export function objectSpec(p: Placement): ObjectSpec {
  const { model, mesh, cavity } = p.asset;
  const structure = p.category.kind === 'structure';
  return {
    id: p.id,
    category: p.category.id,
    asset: model.asset,
    name: p.category.nouns[0],
    attributes: { colour: p.appearance.colour, material: p.category.material },
    mesh,
    scale: 1,
    worldFromObject: p.worldFromObject,
    mass: model.mass,
    massCenter: model.massCenter,
    solid: model.solid,
    fixed: structure,
    structure,
    parts: model.parts,
    up: model.up,
    front: model.front,
    symmetry: model.symmetry,
    leftRight: model.leftRight,
    colourLab: p.appearance.lab,
    colourConfidence: p.appearance.confidence,
    held: false,
    cavity,
    opening: model.opening,
    parent: null,
    materials: p.appearance.materials,
    friction: model.friction,
  };
}

/** Everything that things can stand on, in order of its owners. */
export function exportSurfaces(placements: readonly Placement[]): Surface[] {
  const surfaces: Surface[] = [];
  for (const p of placements) {
    for (const shelf of shelvesOf(p, 0)) {
      const lift = ([x, y]: readonly [number, number]): Vec3 => [x, y, shelf.height];
      surfaces.push({
        id: surfaces.length + 1,
        owner: p.id,
        normal: [0, 0, 1],
        outline: shelf.outline.map(lift),
        holes: shelf.holes.map((hole) => hole.map(lift)),
      });
    }
  }
  return surfaces;
}
