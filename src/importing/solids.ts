import createManifold, { type Manifold, type ManifoldToplevel } from 'manifold-3d';
import type { TriangleMesh } from '../core/geometry/mesh.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { reduceCorners } from './reduce-corners.js';

/** A hull of less than a cubic millimetre is a sheet. */
const NO_VOLUME = 1e-9;

let library: Promise<ManifoldToplevel> | null = null;

/** The library of solids, loaded once. */
async function solids(): Promise<ManifoldToplevel> {
  library ??= createManifold().then((module) => {
    module.setup();
    return module;
  });
  return library;
}

/**
 * A mesh as a solid that can be cut; whoever gets it calls `delete` on it.
 *
 * @param mesh vertices at the same place may repeat
 * @returns null when it is not closed, even after joining vertices that nearly meet
 */
export async function solidOf(mesh: TriangleMesh): Promise<Manifold | null> {
  const { Mesh, Manifold } = await solids();
  const source = new Mesh({ numProp: 3, vertProperties: mesh.positions, triVerts: mesh.indices });
  source.merge();
  try {
    const solid = new Manifold(source);
    if (solid.status() === 'NoError' && solid.volume() > 0) return solid;
    solid.delete();
    return null;
  } catch (error) {
    // The library throws for meshes that bound no solid; that is the answer, not a fault.
    if ((error as Error).name === 'ManifoldError' || /manifold/i.test(String((error as Error).message))) return null;
    throw error;
  }
}

/** Volume of the convex hull of points, and its corners thinned; null for points in one plane. */
export async function hullCorners(
  points: readonly Vec3[],
): Promise<{ readonly corners: Vec3[]; readonly volume: number } | null> {
  if (points.length < 4) return null;
  const { Manifold } = await solids();
  const hull = Manifold.hull(points.map((p): [number, number, number] => [p[0], p[1], p[2]]));
  const volume = hull.volume();
  const { vertProperties, numProp } = hull.getMesh();
  hull.delete();
  if (!(volume > NO_VOLUME)) return null;
  return { corners: reduceCorners(cornerList(vertProperties, numProp)), volume };
}

/** Corners of a solid's convex hull, thinned. */
export function cornersOfHull(solid: Manifold): Vec3[] {
  const hull = solid.hull();
  const { vertProperties, numProp } = hull.getMesh();
  hull.delete();
  return reduceCorners(cornerList(vertProperties, numProp));
}

function cornerList(vertProperties: Float32Array, numProp: number): Vec3[] {
  const corners: Vec3[] = [];
  for (let v = 0; v < vertProperties.length; v += numProp) {
    corners.push([vertProperties[v], vertProperties[v + 1], vertProperties[v + 2]]);
  }
  return corners;
}
