import type { Vec3 } from './vec3.js';

/**
 * Triangles, counter-clockwise seen from outside. Vertices may repeat (a sharp edge has one per normal).
 * Positions are float32 values: what is drawn, collided, measured and exported are the same numbers.
 */
export interface TriangleMesh {
  /** [3 n] xyz, metres, in the frame its owner names. */
  readonly positions: Float32Array;
  /** [3 m] */
  readonly indices: Uint32Array;
}

/** A mesh as drawn: normals, and runs of triangles that share a material. */
export interface SurfaceMesh extends TriangleMesh {
  /** [3 n] unit normals. */
  readonly normals: Float32Array;
  /** Contiguous runs that cover `indices` in order; `material` indexes the owner's list of materials. */
  readonly groups: readonly MeshGroup[];
}

export interface MeshGroup {
  readonly start: number;
  readonly count: number;
  readonly material: number;
}

/** Smallest and largest corner of the points. @param positions [3 n], n ≥ 1 */
export function bounds(positions: ArrayLike<number>): { min: Vec3; max: Vec3 } {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 3) {
    for (let k = 0; k < 3; k++) {
      const value = positions[i + k];
      if (value < min[k]) min[k] = value;
      if (value > max[k]) max[k] = value;
    }
  }
  return { min, max };
}

/**
 * Signed volume and centroid by the divergence theorem; exact for a closed mesh.
 *
 * @returns volume in m³ (positive when triangles face outward) and the centre of mass at uniform density
 */
export function volumeAndCentroid(
  positions: ArrayLike<number>,
  indices: ArrayLike<number>,
): { volume: number; centroid: Vec3 } {
  let volume = 0;
  let cx = 0;
  let cy = 0;
  let cz = 0;
  for (let t = 0; t < indices.length; t += 3) {
    const a = 3 * indices[t];
    const b = 3 * indices[t + 1];
    const c = 3 * indices[t + 2];
    const [ax, ay, az] = [positions[a], positions[a + 1], positions[a + 2]];
    const [bx, by, bz] = [positions[b], positions[b + 1], positions[b + 2]];
    const [px, py, pz] = [positions[c], positions[c + 1], positions[c + 2]];
    const v = (ax * (by * pz - bz * py) + ay * (bz * px - bx * pz) + az * (bx * py - by * px)) / 6;
    volume += v;
    cx += (v * (ax + bx + px)) / 4;
    cy += (v * (ay + by + py)) / 4;
    cz += (v * (az + bz + pz)) / 4;
  }
  const s = volume === 0 ? 0 : 1 / volume;
  return { volume, centroid: [cx * s, cy * s, cz * s] };
}
