import type { AssetModel } from '../../core/assets/asset.js';
import type { Vec3 } from '../../core/geometry/vec3.js';

/** A closed box model of that size with a flat normal on each face; the upper half of its triangles in a second material. */
export function boxModel(category: string, size: Vec3, colour: Vec3): AssetModel {
  const positions: number[] = [];
  const normals: number[] = [];
  const indices: number[] = [];
  for (let axis = 0; axis < 3; axis++) {
    for (const sign of [-1, 1]) {
      const n = [0, 0, 0];
      n[axis] = sign;
      const base = positions.length / 3;
      for (const [a, b] of [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ]) {
        const p = [0, 0, 0];
        p[axis] = sign;
        p[(axis + 1) % 3] = sign * a;
        p[(axis + 2) % 3] = b;
        positions.push((p[0] * size[0]) / 2, (p[1] * size[1]) / 2, ((p[2] + 1) * size[2]) / 2);
        normals.push(...n);
      }
      indices.push(base, base + 1, base + 2, base, base + 2, base + 3);
    }
  }
  const corners = [-1, 1].flatMap((x) =>
    [-1, 1].flatMap((y) => [0, 1].map((z): Vec3 => [(x * size[0]) / 2, (y * size[1]) / 2, z * size[2]])),
  );
  const material = { name: `${category} body`, colour, roughness: 0.6, metallic: 0, texture: 'plain' } as const;
  return {
    category,
    asset: `${category}/0`,
    mesh: {
      positions: Float32Array.from(positions),
      normals: Float32Array.from(normals),
      indices: Uint32Array.from(indices),
      groups: [
        { start: 0, count: 24, material: 0 },
        { start: 24, count: 12, material: 1 },
      ],
    },
    materials: [material, { ...material, name: `${category} lid` }],
    parts: [{ vertices: corners }],
    solid: true,
    mass: 0.3,
    massCenter: [0, 0, size[2] / 2],
    up: [0, 0, 1],
    front: null,
    symmetry: 1,
    leftRight: 'unsettled',
    surfaces: [],
    cavity: null,
    opening: null,
    friction: 0.5,
  };
}
