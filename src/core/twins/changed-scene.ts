import { compose, invert, transformDirection, transformPoint, type Pose } from '../geometry/pose.js';
import type { SceneSpec } from '../scene/scene-spec.js';
import type { SettledScene, Surface } from '../scene/settled-scene.js';
import type { TwinChange } from '../scene/recipe/twins.js';

/** One object put elsewhere. */
export interface Move {
  readonly id: number;
  readonly worldFromObject: Pose;
  /** id of what it now stands on. */
  readonly support: number;
}

/** What a twin changes of its original; everything else stays. */
export interface Change {
  readonly how: TwinChange;
  readonly moves: readonly Move[];
}

/** id of a scene's twin: the original's with a "t" at its end, so that it comes right after it in the shard. */
export const twinId = (original: string): string => `${original}t`;

/**
 * The settled scene with a change, ready to settle again: what moves stands a little above its new support, all else is
 * where it came to rest.
 *
 * @param arranged the original as it was arranged: what was meant to carry what
 */
export function changedScene(scene: SettledScene, arranged: SceneSpec, change: Change): SceneSpec {
  const moves = new Map(change.moves.map((move) => [move.id, move]));
  const objects = scene.objects.map(({ obb: _obb, ...object }) => {
    const move = moves.get(object.id);
    return move ? { ...object, worldFromObject: move.worldFromObject } : object;
  });
  const before = new Map(scene.objects.map((object) => [object.id, object.worldFromObject]));
  const surfaces = scene.surfaces.map((surface) => {
    const move = moves.get(surface.owner);
    return move ? moved(surface, compose(move.worldFromObject, invert(before.get(surface.owner) as Pose))) : surface;
  });
  const { contacts: _contacts, settle: _settle, forced: _forced, ...record } = scene;
  return {
    ...record,
    id: twinId(scene.id),
    counterfactualOf: scene.id,
    objects,
    surfaces,
    intendedSupport: {
      ...arranged.intendedSupport,
      ...Object.fromEntries(change.moves.map(({ id, support }) => [id, support])),
    },
    // A single object is put down upright and must stay so; in a mirror image what lay in a bowl lies in it again.
    free: change.how === 'mirrored' ? arranged.free : arranged.free.filter((id) => !moves.has(id)),
    untouched: scene.objects.filter((object) => !moves.has(object.id)).map((object) => object.id),
  };
}

function moved(surface: Surface, move: Pose): Surface {
  const carry = (p: Surface['normal']) => transformPoint(move, p);
  return {
    ...surface,
    normal: transformDirection(move, surface.normal),
    outline: surface.outline.map(carry),
    holes: surface.holes.map((hole) => hole.map(carry)),
  };
}
