import { add, dot, scale, type Vec3 } from '../../geometry/vec3.js';
import { volumeAndCentroid, type MeshGroup, type SurfaceMesh, type TriangleMesh } from '../../geometry/mesh.js';
import type { Material } from '../../scene/material.js';
import type { AssetModel, ConvexPart, LeftRight, LocalSurface, Symmetry } from '../asset.js';
import { areaVector, extremeVertices, pointKey, snap, type Cells, type Face } from './cell.js';

/** Cells that are one piece of stuff. Faces two cells share vanish; different bodies only touch. */
export interface Body {
  readonly cells: Cells;
  /** kg/m³; what is hollow inside in reality gets its mean. */
  readonly density: number;
  /** Faces that meet at less than this are shaded as one curve. */
  readonly creaseDeg?: number;
}

/** A patch in the builder's frame; its outline lies on the mesh. */
export interface SurfacePlan {
  readonly outline: readonly Vec3[];
  readonly holes?: readonly (readonly Vec3[])[];
  readonly clearance?: number;
}

/** A model before it is put together; any frame with +Z up and the front along +X. */
export interface Blueprint {
  readonly category: string;
  readonly variant: number;
  readonly bodies: readonly Body[];
  readonly materials: readonly Material[];
  readonly symmetry: Symmetry;
  readonly front?: boolean;
  readonly leftRight?: LeftRight;
  readonly surfaces?: readonly SurfacePlan[];
  readonly cavity?: Cells;
  readonly opening?: Vec3;
  readonly friction?: number;
}

/**
 * Mesh, convex parts, mass and surfaces of a blueprint, moved so that the lowest point is at z = 0 and the origin lies
 * under the middle of the footprint. All coordinates are float32 values, the same in mesh, parts, cavity and surfaces.
 */
export function assemble(plan: Blueprint): AssetModel {
  const offset = offsetToOrigin(plan.bodies);
  const place = (p: Vec3): Vec3 => snap(add(p, offset));
  const placeCells = (cells: Cells): Cells =>
    cells.map((cell) => ({
      faces: cell.faces.map((face) => ({ points: face.points.map(place), material: face.material })),
      ...(cell.hull && { hull: cell.hull.map(place) }),
    }));

  const skins: Corner[][] = [];
  const parts: ConvexPart[] = [];
  let mass = 0;
  let moment: Vec3 = [0, 0, 0];
  for (const body of plan.bodies) {
    const cells = placeCells(body.cells);
    const boundary = cancelSharedFaces(cells.flatMap((cell) => cell.faces));
    const triangles = shade(boundary, body.creaseDeg ?? 50);
    skins.push(...triangles);
    for (const cell of cells) parts.push({ vertices: extremeVertices(cell) });
    const positions = triangles.flat().flatMap((corner) => [...corner.position]);
    const { volume, centroid } = volumeAndCentroid(positions, [...positions.keys()].slice(0, positions.length / 3));
    if (!(volume > 0))
      throw new RangeError(`${plan.category}/${plan.variant}: a body has volume ${volume}; its faces look inward.`);
    mass += body.density * volume;
    moment = add(moment, scale(centroid, body.density * volume));
  }
  return {
    category: plan.category,
    asset: `${plan.category}/${plan.variant}`,
    mesh: toSurfaceMesh(skins, plan.materials.length),
    materials: plan.materials,
    parts,
    solid: true,
    mass,
    massCenter: scale(moment, 1 / mass),
    up: [0, 0, 1],
    front: plan.front ? [1, 0, 0] : null,
    symmetry: plan.symmetry,
    leftRight: plan.leftRight ?? 'unsettled',
    surfaces: (plan.surfaces ?? []).map((s): LocalSurface => ({
      outline: s.outline.map(place),
      holes: (s.holes ?? []).map((hole) => hole.map(place)),
      normal: [0, 0, 1],
      clearance: s.clearance ?? Infinity,
    })),
    cavity: plan.cavity
      ? toTriangleMesh(cancelSharedFaces(placeCells(plan.cavity).flatMap((cell) => cell.faces)))
      : null,
    opening: plan.cavity ? (plan.opening ?? [0, 0, 1]) : null,
    friction: plan.friction ?? 0.5,
  };
}

/** A rectangle at height z, counter-clockwise seen from above. */
export function rectangleAt(min: readonly [number, number], max: readonly [number, number], z: number): Vec3[] {
  return [
    [min[0], min[1], z],
    [max[0], min[1], z],
    [max[0], max[1], z],
    [min[0], max[1], z],
  ];
}

export interface Corner {
  readonly position: Vec3;
  readonly normal: Vec3;
  readonly material: number;
}

function offsetToOrigin(bodies: readonly Body[]): Vec3 {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const { cells } of bodies) {
    for (const p of cells.flatMap((cell) => cell.faces.flatMap((face) => face.points))) {
      for (let k = 0; k < 3; k++) {
        low[k] = Math.min(low[k], p[k]);
        high[k] = Math.max(high[k], p[k]);
      }
    }
  }
  return [-(low[0] + high[0]) / 2, -(low[1] + high[1]) / 2, -low[2]];
}

/** Faces without those that appear twice, once from either side. */
function cancelSharedFaces(faces: readonly Face[]): Face[] {
  const key = (face: Face) => face.points.map(pointKey).sort().join(';');
  const count = new Map<string, number>();
  const keys = faces.map(key);
  for (const k of keys) count.set(k, (count.get(k) ?? 0) + 1);
  return faces.filter((_, i) => count.get(keys[i]) === 1);
}

/** Triangles with a normal per corner: the area-weighted mean over the faces around the point within the crease. */
export function shade(faces: readonly Face[], creaseDeg: number): Corner[][] {
  const limit = Math.cos((creaseDeg * Math.PI) / 180);
  const areas = faces.map((face) => areaVector(face.points));
  const lengths = areas.map((a) => Math.sqrt(dot(a, a)));
  const around = new Map<string, number[]>();
  const keys = faces.map((face) => face.points.map(pointKey));
  keys.forEach((list, f) => {
    for (const key of list) {
      const there = around.get(key);
      if (there) there.push(f);
      else around.set(key, [f]);
    }
  });
  return faces.flatMap((face, f) => {
    const corners = face.points.map((position, i): Corner => {
      let sum: Vec3 = [0, 0, 0];
      for (const other of around.get(keys[f][i]) ?? []) {
        if (dot(areas[other], areas[f]) >= limit * lengths[other] * lengths[f]) sum = add(sum, areas[other]);
      }
      return { position, normal: scale(sum, 1 / Math.sqrt(dot(sum, sum))), material: face.material };
    });
    return fan(corners);
  });
}

/** A convex polygon as triangles, fanned from the corner that gives the fattest smallest one. */
function fan(corners: readonly Corner[]): Corner[][] {
  let best: Corner[][] = [];
  let bestArea = -1;
  for (let start = 0; start < corners.length; start++) {
    const at = (i: number) => corners[(start + i) % corners.length];
    const triangles = corners.slice(2).map((_, i) => [at(0), at(i + 1), at(i + 2)]);
    const smallest = Math.min(
      ...triangles.map((t) => {
        const area = areaVector(t.map((corner) => corner.position));
        return dot(area, area);
      }),
    );
    if (smallest > bestArea * (1 + 1e-9)) [best, bestArea] = [triangles, smallest];
  }
  return best;
}

/** Shaded triangles as a mesh, material by material; equal corners are one vertex. @param materials how many there are */
export function toSurfaceMesh(triangles: readonly Corner[][], materials: number): SurfaceMesh {
  const positions: number[] = [];
  const normals: number[] = [];
  const indices: number[] = [];
  const groups: MeshGroup[] = [];
  const seen = new Map<string, number>();
  for (let material = 0; material < materials; material++) {
    const start = indices.length;
    for (const corner of triangles.filter((t) => t[0].material === material).flat()) {
      const normal = corner.normal.map((n) => Math.fround(n) + 0);
      const key = `${corner.position.join()}|${normal.join()}|${material}`;
      let index = seen.get(key);
      if (index === undefined) {
        index = positions.length / 3;
        seen.set(key, index);
        positions.push(...corner.position);
        normals.push(...normal);
      }
      indices.push(index);
    }
    if (indices.length > start) groups.push({ start, count: indices.length - start, material });
  }
  return {
    positions: Float32Array.from(positions),
    normals: Float32Array.from(normals),
    indices: Uint32Array.from(indices),
    groups,
  };
}

function toTriangleMesh(faces: readonly Face[]): TriangleMesh {
  const { positions, indices } = toSurfaceMesh(
    faces.flatMap((face) => fan(face.points.map((position) => ({ position, normal: [0, 0, 1], material: 0 })))),
    1,
  );
  return { positions, indices };
}
