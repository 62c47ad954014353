import type { Rng } from '../random.js';
import { transformPoints, type Pose } from './pose.js';
import { normalizeQuat } from './quat.js';
import type { Vec3 } from './vec3.js';

/** Hand-made meshes for tests of geometry: float64, closed, facing outward. */
export interface TestMesh {
  readonly positions: Float64Array;
  readonly indices: Uint32Array;
}

/** A box of full extents `size` around `center`. */
export function boxMesh(size: Vec3, center: Vec3 = [0, 0, 0]): TestMesh {
  const positions = new Float64Array(24);
  for (let i = 0; i < 8; i++) {
    positions[3 * i] = center[0] + (i & 1 ? 0.5 : -0.5) * size[0];
    positions[3 * i + 1] = center[1] + (i & 2 ? 0.5 : -0.5) * size[1];
    positions[3 * i + 2] = center[2] + (i & 4 ? 0.5 : -0.5) * size[2];
  }
  const quads = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]]; // prettier-ignore
  return { positions, indices: Uint32Array.from(quads.flatMap(([a, b, c, d]) => [a, b, c, a, c, d])) };
}

/** A surface of revolution about Z, sphere-like, with about 2 · rings · segments triangles. */
export function sphereMesh(radius: number, rings: number, segments: number, squash = 1): TestMesh {
  const positions: number[] = [0, 0, -radius * squash];
  for (let i = 1; i < rings; i++) {
    const phi = -Math.PI / 2 + (Math.PI * i) / rings;
    for (let j = 0; j < segments; j++) {
      const theta = (2 * Math.PI * j) / segments;
      positions.push(
        radius * Math.cos(phi) * Math.cos(theta),
        radius * Math.cos(phi) * Math.sin(theta),
        radius * squash * Math.sin(phi),
      );
    }
  }
  positions.push(0, 0, radius * squash);
  const top = positions.length / 3 - 1;
  const at = (i: number, j: number) => 1 + (i - 1) * segments + (j % segments);
  const indices: number[] = [];
  for (let j = 0; j < segments; j++) {
    indices.push(0, at(1, j + 1), at(1, j), top, at(rings - 1, j), at(rings - 1, j + 1));
    for (let i = 1; i + 1 < rings; i++) {
      indices.push(at(i, j), at(i, j + 1), at(i + 1, j + 1), at(i, j), at(i + 1, j + 1), at(i + 1, j));
    }
  }
  return { positions: Float64Array.from(positions), indices: Uint32Array.from(indices) };
}

/** A prism over a regular polygon: `sides`-gon of circumradius `radius`, height along Z, centred. */
export function prismMesh(sides: number, radius: number, height: number): TestMesh {
  const positions: number[] = [];
  for (const z of [-height / 2, height / 2]) {
    for (let j = 0; j < sides; j++) {
      const theta = (2 * Math.PI * j) / sides;
      positions.push(radius * Math.cos(theta), radius * Math.sin(theta), z);
    }
  }
  const indices: number[] = [];
  for (let j = 0; j < sides; j++) {
    const k = (j + 1) % sides;
    indices.push(j, k, sides + k, j, sides + k, sides + j);
    if (j >= 1 && j + 1 < sides) indices.push(0, k, j, sides, sides + j, sides + k);
  }
  return { positions: Float64Array.from(positions), indices: Uint32Array.from(indices) };
}

export const moved = (mesh: TestMesh, pose: Pose): TestMesh => ({
  positions: transformPoints(pose, mesh.positions),
  indices: mesh.indices,
});

/** Uniform orientation, position within ± `reach` on each axis. */
export const randomPose = (rng: Rng, reach: number): Pose => ({
  position: [rng.range(-reach, reach), rng.range(-reach, reach), rng.range(-reach, reach)],
  orientation: normalizeQuat([rng.normal(), rng.normal(), rng.normal(), rng.normal()]),
});

/** Unconnected triangles, each of about `size`, in the cube of half side `reach`. */
export function randomSoup(rng: Rng, count: number, size: number, reach: number): TestMesh {
  const positions = new Float64Array(9 * count);
  for (let t = 0; t < count; t++) {
    for (let k = 0; k < 3; k++) {
      const center = rng.range(-reach, reach);
      for (let c = 0; c < 3; c++) positions[9 * t + 3 * c + k] = center + size * rng.range(-1, 1);
    }
  }
  return { positions, indices: Uint32Array.from({ length: 3 * count }, (_, i) => i) };
}
