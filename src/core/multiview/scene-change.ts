import { conjugate, multiply } from '../geometry/quat.js';
import { distance, sub, type Vec3 } from '../geometry/vec3.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
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

/** The one thing that changed: every other object clearly stayed as it was. Null when that cannot be said. */
export function onlyChange({ objects, added, removed }: SceneChange): {
  readonly kind: 'moved' | 'replaced';
  readonly change: ObjectChange;
} | null {
  if (added.length > 0 || removed.length > 0) return null;
  const changed = objects.filter(({ moved, replaced }) => replaced || moved !== 'F');
  if (changed.length !== 1) return null;
  const [change] = changed;
  if (change.replaced) return { kind: 'replaced', change };
  return change.moved === 'T' ? { kind: 'moved', change } : null;
}
