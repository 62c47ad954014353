import { minAreaRect } from '../geometry/polygon.js';
import { isInsideMesh } from '../geometry/point-in-mesh.js';
import { memoObject } from './memo.js';
import { buildPatch, isUpwardSurface, type Patch } from './patch.js';
import type { SceneGeometry } from './scene-geometry.js';

/** What has this much of its height within a cavity would be in it rather than on it (as for inside, SPEC §4). */
const INSIDE = 0.3;

/** Where walls rise higher than this over a floor, even what towers above them stands in it, not on it. */
const DEEP = 0.05;

/** Where a thing could be put down on another. */
export interface Tops {
  /** Surfaces to stand on top of it, highest first. */
  readonly tops: readonly Patch[];
  /** Floors of its compartments: what stands there is in it. */
  readonly floors: readonly Patch[];
}

/** The exported surfaces of an object, highest first. */
const upwardPatches = memoObject((geometry: SceneGeometry, owner: number): readonly Patch[] =>
  geometry
    .surfacesOf(owner)
    .filter(isUpwardSurface)
    .map(buildPatch)
    .sort((a, b) => b.origin[2] - a.origin[2] || a.surface.id - b.surface.id),
);

/** The same, for a thing of a given height. */
export function topsOf(geometry: SceneGeometry, owner: number, height: number): Tops {
  const { cavity } = geometry.object(owner);
  const patches = upwardPatches(geometry, owner);
  const isFloor = (patch: Patch): boolean => {
    if (cavity === null) return false;
    const [x, y] = minAreaRect(patch.outline).center;
    return isInsideMesh(cavity.tree, [x, y, patch.origin[2] + Math.min(INSIDE * height, DEEP)]);
  };
  return { tops: patches.filter((patch) => !isFloor(patch)), floors: patches.filter(isFloor) };
}
