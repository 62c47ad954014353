import { bounds } from '../../geometry/mesh.js';
import { polygonDistance, type Vec2 } from '../../geometry/polygon.js';
import { fromAxisAngle, fromYaw, multiply } from '../../geometry/quat.js';
import type { Rng } from '../../random.js';
import { assertNever } from '../../result.js';
import type { Recipe } from '../../scene/recipe.js';
import { DROP_GAP, keepsClear, isFree, liesOn, shelvesOf, type Placement, type Shelf } from '../placement.js';
import { facingOf } from '../room/spots.js';
import type { ChosenAsset, SceneBuilder } from '../scene-builder.js';
import { EDGE_INSET, putDown } from './put-down.js';

type Setting = Recipe['settings'][number];

/** A chair no further than this from a table's edge is a seat at it, metres. */
const SEAT_REACH = 0.6;
/** Things of one setting keep this apart, metres. */
const SPACING = 0.006;

/** Lays out things that belong together on every piece of the furniture named. What finds no room is left out. */
export function arrangeSetting(builder: SceneBuilder, setting: Setting, rng: Rng): void {
  const pieces = builder.placements.filter((p) => p.category.id === setting.on);
  for (const piece of pieces) {
    const own = rng.fork(piece.id);
    const shelves = shelvesOf(piece, facingOf(piece));
    switch (setting.type) {
      case 'meal':
        layMeal(builder, setting, piece, shelves, own);
        break;
      case 'workstation':
        if (own.next() < setting.share) layWorkstation(builder, setting, shelves[0], own);
        break;
      case 'books':
        for (const [k, shelf] of shelves.entries())
          if (own.next() < setting.share) standBooks(builder, setting, shelf, own.fork(k));
        break;
      default:
        assertNever(setting.type);
    }
  }
}

/** A frame on a support: a point, and the way someone looks from there. */
interface Seat {
  readonly at: Vec2;
  /** Yaw from the sitter to the table. */
  readonly gaze: number;
}

/** Point `ahead` of a seat and `right` of it. */
const fromSeat = ({ at, gaze }: Seat, ahead: number, right: number): Vec2 => [
  at[0] + ahead * Math.cos(gaze) + right * Math.sin(gaze),
  at[1] + ahead * Math.sin(gaze) - right * Math.cos(gaze),
];

function layMeal(builder: SceneBuilder, setting: Setting, table: Placement, shelves: readonly Shelf[], rng: Rng): void {
  const [shelf] = shelves;
  if (!shelf) return;
  const { plate = 'plate', left, right, drink = 'glass' } = setting.with;
  // People at one table eat from one service.
  const dish = builder.choose(plate, rng.fork('plate'));
  const tools = [left, right].map((id, k) => (id === undefined ? null : builder.choose(id, rng.fork(`tool ${k}`))));
  const cup = builder.choose(drink, rng.fork('drink'));
  for (const [k, seat] of seatsAt(builder, table).entries()) {
    const own = rng.fork(`seat ${k}`);
    if (own.next() >= setting.share) continue;
    const loose = (size: number) => setting.disorder * own.range(-size, size);
    const radius = halfWidth(dish);
    const away = 0.03 + radius + Math.abs(loose(0.03));
    const slide = loose(0.04);
    const put = (asset: ChosenAsset, ahead: number, aside: number, turn: number) => {
      const [x, y] = fromSeat(seat, ahead, aside);
      return putDown(builder, asset, shelf, { x, y, yaw: seat.gaze + turn, inset: EDGE_INSET, spacing: SPACING });
    };
    if (!put(dish, away, slide, own.range(-Math.PI, Math.PI))) continue;
    const [fork, knife] = tools;
    const gap = 0.02 + 0.5 * SPACING;
    if (fork)
      put(fork, away + loose(0.01), slide - radius - gap - halfWidth(fork) - Math.abs(loose(0.02)), loose(0.15));
    if (knife)
      put(knife, away + loose(0.01), slide + radius + gap + halfWidth(knife) + Math.abs(loose(0.02)), loose(0.15));
    const beyond = radius + halfWidth(cup) + 0.01;
    put(cup, away + 0.75 * beyond + loose(0.02), slide + 0.85 * beyond + loose(0.02), own.range(-Math.PI, Math.PI));
  }
}

/** Half the extent across its own X axis, metres. */
function halfWidth({ shelved }: ChosenAsset): number {
  const { min, max } = bounds(shelved.model.mesh.positions);
  return (max[1] - min[1]) / 2;
}

/** Seats of the chairs around a table: the point of the edge before each, and the way its sitter looks. */
function seatsAt(builder: SceneBuilder, table: Placement): Seat[] {
  const { outline } = shelvesOf(table, 0)[0] ?? { outline: table.footprint };
  const [cx, cy] = table.worldFromObject.position;
  return builder.placements.flatMap((chair) => {
    const { front } = chair.asset.model;
    const isSeat =
      chair.category.hypernyms.includes('seat') || chair.category.id === 'stool' || chair.category.id === 'bench';
    if (!isSeat || polygonDistance(chair.footprint, table.footprint) > SEAT_REACH) return [];
    const [x, y] = chair.worldFromObject.position;
    const toTable = Math.atan2(cy - y, cx - x);
    const looks = front ? facingOf(chair) : toTable;
    // Straight across the edge, however the chair is turned.
    const gaze = straightened(looks, facingOf(table));
    const ahead: Vec2 = [Math.cos(gaze), Math.sin(gaze)];
    const nearest = Math.min(...outline.map((p) => p[0] * ahead[0] + p[1] * ahead[1]));
    const reach = nearest - (x * ahead[0] + y * ahead[1]);
    return Math.abs(reach) > 1 ? [] : [{ at: [x + reach * ahead[0], y + reach * ahead[1]], gaze } as Seat];
  });
}

/** The multiple of a quarter turn from `axis` that is nearest to a yaw. */
function straightened(yaw: number, axis: number): number {
  return axis + (Math.round((yaw - axis) / (Math.PI / 2)) * Math.PI) / 2;
}

/** Screen at the back, keyboard before it, mouse right of that, all turned to where one sits. */
function layWorkstation(builder: SceneBuilder, setting: Setting, shelf: Shelf | undefined, rng: Rng): void {
  if (!shelf) return;
  const { screen = 'monitor', keyboard = 'keyboard', mouse = 'mouse' } = setting.with;
  const facing = shelf.facing;
  const loose = (size: number) => setting.disorder * rng.range(-size, size);
  // As the sitter sees it: gaze from the front edge to the back.
  const gaze = facing + Math.PI;
  const ahead: Vec2 = [Math.cos(gaze), Math.sin(gaze)];
  const along = shelf.outline.map((p) => p[0] * ahead[0] + p[1] * ahead[1]);
  const [front, back] = [Math.min(...along), Math.max(...along)];
  const across = shelf.outline.map((p) => p[0] * ahead[1] - p[1] * ahead[0]);
  const middle = (Math.min(...across) + Math.max(...across)) / 2;
  const width = Math.max(...across) - Math.min(...across);
  const seat: Seat = {
    at: [front * ahead[0] + middle * ahead[1], front * ahead[1] - middle * ahead[0]],
    gaze,
  };
  const put = (asset: ChosenAsset, distance: number, aside: number, turn: number) => {
    const [x, y] = fromSeat(seat, distance, aside);
    return putDown(builder, asset, shelf, { x, y, yaw: facing + turn, inset: EDGE_INSET, spacing: SPACING });
  };
  const depth = back - front;
  const slide = loose(0.12 * width);
  const display = builder.choose(screen, rng.fork('screen'));
  const { min, max } = bounds(display.shelved.model.mesh.positions);
  if (!put(display, depth + min[0] - 0.03 - Math.abs(loose(0.05)), slide, loose(0.2))) return;
  // A laptop has its keys with it.
  if (screen === 'laptop') return;
  const keys = builder.choose(keyboard, rng.fork('keyboard'));
  const keyDepth = bounds(keys.shelved.model.mesh.positions).max[0];
  const room = depth - (max[0] - min[0]) - 0.05;
  put(
    keys,
    Math.min(0.1 + keyDepth + Math.abs(loose(0.06)), Math.max(0.03 + keyDepth, room - keyDepth)),
    slide + loose(0.03),
    loose(0.12),
  );
  const hand = builder.choose(mouse, rng.fork('mouse'));
  // The mouse's front is its far end: it looks away from the hand's owner, as its cable does.
  const [x, y] = fromSeat(seat, 0.16 + loose(0.03), slide + halfWidth(keys) + 0.07 + loose(0.02));
  putDown(builder, hand, shelf, { x, y, yaw: gaze + loose(0.3), inset: EDGE_INSET, spacing: SPACING });
}

/** Books on their lower edges, side by side from one end of the board, backs to the front. */
function standBooks(builder: SceneBuilder, setting: Setting, shelf: Shelf, rng: Rng): void {
  const { book = 'book' } = setting.with;
  const count = setting.count[0] + rng.int(setting.count[1] - setting.count[0] + 1);
  const f: Vec2 = [Math.cos(shelf.facing), Math.sin(shelf.facing)];
  const left: Vec2 = [-f[1], f[0]];
  const along = shelf.outline.map((p) => p[0] * left[0] + p[1] * left[1]);
  const deep = shelf.outline.map((p) => p[0] * f[0] + p[1] * f[1]);
  const [end, start] = [Math.min(...along), Math.max(...along)];
  const middle = (Math.min(...deep) + Math.max(...deep)) / 2;
  let at = start - EDGE_INSET - rng.range(0, 0.3) * (start - end - 0.3);
  for (let k = 0; k < count; k++) {
    const asset = builder.choose(book, rng.fork(k));
    const { min, max } = bounds(asset.shelved.model.mesh.positions);
    const [length, width, thickness] = [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
    // Lying, a book's covers face up; stood up, its longer side is upright and its thickness runs along the board.
    const upright = length >= width ? 'x' : 'y';
    const height = Math.max(length, width);
    if (height + 0.02 > shelf.clearance || at - thickness < end + EDGE_INSET) return;
    const center = at - thickness / 2;
    const stood = standUp(upright, shelf.facing);
    const local: Vec2 = [center * left[0] + middle * f[0], center * left[1] + middle * f[1]];
    const placed = placeStood(builder, asset, shelf, local, stood, height);
    if (!placed) return;
    at -= thickness + 0.0015 + rng.range(0, 0.002) * setting.disorder;
  }
}

/** Attitude of a lying thing set on edge: its axis `upright` up, its own Z along the board to the left. */
function standUp(upright: 'x' | 'y', facing: number): ReturnType<typeof fromYaw> {
  const edge = upright === 'x' ? fromAxisAngle([0, 1, 0], -Math.PI / 2) : fromAxisAngle([1, 0, 0], Math.PI / 2);
  // After the first turn the covers face ∓x or ∓y; they are to face along the board.
  const turn = upright === 'x' ? facing + Math.PI / 2 : facing;
  return multiply(fromYaw(turn), edge);
}

function placeStood(
  builder: SceneBuilder,
  asset: ChosenAsset,
  shelf: Shelf,
  [x, y]: Vec2,
  orientation: ReturnType<typeof fromYaw>,
  height: number,
): Placement | null {
  const trial = builder.place(asset, { position: [x, y, 0], orientation }, shelf.owner);
  const middle: Vec2 = [
    (Math.min(...trial.footprint.map((p) => p[0])) + Math.max(...trial.footprint.map((p) => p[0]))) / 2,
    (Math.min(...trial.footprint.map((p) => p[1])) + Math.max(...trial.footprint.map((p) => p[1]))) / 2,
  ];
  builder.takeBack(trial);
  const pose = {
    position: [2 * x - middle[0], 2 * y - middle[1], shelf.height + DROP_GAP - trial.bottom] as const,
    orientation,
  };
  const placed = builder.place(asset, pose, shelf.owner);
  builder.takeBack(placed);
  const except = new Set([shelf.owner, ...builder.supportsOf(shelf.owner)]);
  const supports = builder.placements.filter((p) => except.has(p.id));
  const fits =
    liesOn(placed.footprint, shelf, 0.004) &&
    isFree(placed.footprint, shelf.height, shelf.height + height, builder.placements, 0.001, except) &&
    keepsClear(asset.shelved, pose, supports, 0.5 * DROP_GAP);
  return fits ? builder.place(asset, pose, shelf.owner) : null;
}
