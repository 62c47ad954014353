import { project, type CameraView } from '../../camera/pinhole.js';
import { bounds } from '../../geometry/mesh.js';
import { convexHull, type Vec2 } from '../../geometry/polygon.js';
import type { Vec3 } from '../../geometry/vec3.js';
import type { AssetModel } from '../asset.js';

/** What the gallery draws over an asset's picture, in pixels; closed outlines, and one arrow. */
export interface Overlays {
  readonly surfaces: readonly (readonly Vec2[])[];
  /** Outline of each convex part's shadow in the picture. */
  readonly colliders: readonly (readonly Vec2[])[];
  readonly cavity: readonly (readonly Vec2[])[];
  /** The twelve edges of its box. */
  readonly box: readonly (readonly [Vec2, Vec2])[];
  /** From its middle out of its front; null: it has none. */
  readonly front: readonly [Vec2, Vec2] | null;
}

/** @param view of the model at the world's origin */
export function overlaysOf(model: AssetModel, view: CameraView): Overlays {
  const at = (p: Vec3): Vec2 => {
    const { u, v } = project(view, p);
    return [tenth(u), tenth(v)];
  };
  const { min, max } = bounds(model.mesh.positions);
  const corner = (i: number): Vec3 => [i & 1 ? max[0] : min[0], i & 2 ? max[1] : min[1], i & 4 ? max[2] : min[2]];
  const edges = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) =>
    [1, 2, 4].filter((bit) => (i & bit) === 0).map((bit) => [at(corner(i)), at(corner(i | bit))] as const),
  );
  const middle = (min[2] + max[2]) / 2;
  const reach = max[0] + 0.35 * Math.max(max[0] - min[0], max[1] - min[1], 0.5 * (max[2] - min[2]));
  return {
    surfaces: model.surfaces.map(({ outline }) => outline.map(at)),
    colliders: model.parts.map(({ vertices }) => convexHull(vertices.map(at))),
    cavity: model.cavity ? [convexHull(pointsOf(model.cavity.positions).map(at))] : [],
    box: edges,
    front: model.front ? [at([max[0], 0, middle]), at([reach, 0, middle])] : null,
  };
}

const tenth = (value: number) => Math.round(value * 10) / 10;

const pointsOf = (positions: Float32Array): Vec3[] =>
  Array.from({ length: positions.length / 3 }, (_, i) => [
    positions[3 * i],
    positions[3 * i + 1],
    positions[3 * i + 2],
  ]);
