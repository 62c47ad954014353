import { eyeOf } from '../camera/pinhole.js';
import { conjugate, multiply } from '../geometry/quat.js';
import { add, distance, horizontal, scale, sub, type Vec3 } from '../geometry/vec3.js';
import { egoHeading, type Direction } from '../relations/frames.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import { and, atLeast, atMost, decide } from '../relations/tolerance.js';
import type { Verdict } from '../relations/verdict.js';

// What differs between a scene and its twin (docs/spec.md §12.8).

/** SPEC §8: an object moved when its centre did by this, or by this share of its largest extent. */
const MIN_MOVE = 0.05;
const MIN_MOVE_SHARE = 0.3;

/** Two settlings of one arrangement differ by less than this: it stayed. */
const STAYED = 0.005;
const STAYED_DEG = 3;

export interface ObjectChange {
  readonly id: number;
  /** Clearly moved, clearly stayed, or neither. */
  readonly moved: Verdict;
  /** Another shape, size or colour stands under this id. */
  readonly replaced: boolean;
  readonly displacement: number;
  readonly turnDeg: number;
  /** From the first scene's place to the second's, world. */
  readonly by: Vec3;
}

export interface SceneChange {
  /** Of every object both scenes have, in id order. */
  readonly objects: readonly ObjectChange[];
  /** In the second scene only, and in the first only. */
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

export function sceneChange(first: SceneGeometry, second: SceneGeometry): SceneChange {
  const ids = (geometry: SceneGeometry) => geometry.objects.map(({ record }) => record.id);
  const [before, after] = [new Set(ids(first)), new Set(ids(second))];
  return {
    objects: [...before].filter((id) => after.has(id)).map((id) => objectChange(first, second, id)),
    added: [...after].filter((id) => !before.has(id)),
    removed: [...before].filter((id) => !after.has(id)),
  };
}

function objectChange(first: SceneGeometry, second: SceneGeometry, id: number): ObjectChange {
  const [a, b] = [first.object(id), second.object(id)];
  const displacement = distance(a.center, b.center);
  const turnDeg = turnBetween(a.record.worldFromObject.orientation, b.record.worldFromObject.orientation);
  const needed = Math.max(MIN_MOVE, MIN_MOVE_SHARE * Math.max(a.largestExtent, b.largestExtent));
  const round = a.record.symmetry === 'infinite';
  const stayed = and(atMost(displacement, STAYED), round ? 'T' : atMost(turnDeg, STAYED_DEG));
  return {
    id,
    moved: decide(atLeast(displacement, needed), stayed),
    replaced: looksDifferent(first, second, id),
    displacement,
    turnDeg,
    by: sub(b.center, a.center),
  };
}

function looksDifferent(first: SceneGeometry, second: SceneGeometry, id: number): boolean {
  const [a, b] = [first.object(id).record, second.object(id).record];
  return a.mesh !== b.mesh || a.scale !== b.scale || a.attributes.colour !== b.attributes.colour;
}

function turnBetween(a: Parameters<typeof conjugate>[0], b: Parameters<typeof conjugate>[0]): number {
  const [x, y, z, w] = multiply(conjugate(a), b);
  return (2 * Math.atan2(Math.hypot(x, y, z), Math.abs(w)) * 180) / Math.PI;
}

/** Two things changed places when each stands within this of where the other stood. */
const SAME_PLACE = 0.05;

/** What is different, when it can be said in a word: one thing moved, one was replaced, or two changed places. */
export type Difference =
  | { readonly kind: 'moved' | 'replaced'; readonly change: ObjectChange }
  | { readonly kind: 'swapped'; readonly changes: readonly [ObjectChange, ObjectChange] };

/** The one difference of two scenes: every other object clearly stayed as it was. Null when that cannot be said. */
export function onlyDifference(first: SceneGeometry, second: SceneGeometry): Difference | null {
  const { objects, added, removed } = sceneChange(first, second);
  if (added.length > 0 || removed.length > 0) return null;
  const changed = objects.filter(({ moved, replaced }) => replaced || moved !== 'F');
  if (changed.length === 1) {
    const [change] = changed;
    if (change.replaced) return change.moved === 'F' ? { kind: 'replaced', change } : null;
    return change.moved === 'T' ? { kind: 'moved', change } : null;
  }
  if (changed.length !== 2 || changed.some(({ moved, replaced }) => replaced || moved !== 'T')) return null;
  const [a, b] = changed;
  const apart = (one: ObjectChange, other: ObjectChange) => {
    const to = second.object(one.id).center;
    const from = first.object(other.id).center;
    return Math.hypot(to[0] - from[0], to[1] - from[1]);
  };
  return apart(a, b) <= SAME_PLACE && apart(b, a) <= SAME_PLACE ? { kind: 'swapped', changes: [a, b] } : null;
}

/** Words for which way a thing went are only used within this of the way it went. */
const WAY_ANGLE_DEG = 30;

/**
 * Which way a thing went as the camera sees it (docs/spec.md §12.8): along the optical axis's heading and along the line of
 * sight to the middle of its way alike. Null when it went between two directions, or up or down more than sideways.
 */
export function wayOf(view: SeenView, from: Vec3, by: Vec3): Direction | null {
  const heading = egoHeading(view);
  const sight = horizontal(sub(add(from, scale(by, 0.5)), eyeOf(view.record)));
  if ('reason' in heading || sight === null) return null;
  if (atMost(Math.abs(by[2]), Math.hypot(by[0], by[1])) !== 'T') return null;
  const named = [heading, sight].map((axis) => {
    const [ahead, left] = [by[0] * axis[0] + by[1] * axis[1], by[1] * axis[0] - by[0] * axis[1]];
    const deg = (Math.atan2(left, ahead) * 180) / Math.PI;
    return (
      WAYS.find(([, middle]) => atMost(Math.abs(Math.abs(deg) - middle), WAY_ANGLE_DEG) === 'T')?.[0](left) ?? null
    );
  });
  return named[0] === named[1] ? named[0] : null;
}

const WAYS: readonly (readonly [(left: number) => Direction, number])[] = [
  [() => 'behind', 0],
  [(left) => (left > 0 ? 'left' : 'right'), 90],
  [() => 'front', 180],
];
