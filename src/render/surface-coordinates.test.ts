import { describe, expect, test } from 'vitest';
import type { SurfaceMesh } from '../core/geometry/mesh.js';
import { TILE_SIZE } from './patterns.js';
import { layTextures } from './surface-coordinates.js';

/** A board 0.8 × 0.2 × 0.02 m about the origin, six faces. */
function board(): SurfaceMesh {
  const half = [0.4, 0.1, 0.01];
  const positions: number[] = [];
  const normals: number[] = [];
  const indices: number[] = [];
  for (let axis = 0; axis < 3; axis++) {
    for (const sign of [-1, 1]) {
      const first = positions.length / 3;
      for (const [a, b] of [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ] as const) {
        const p = [0, 0, 0];
        p[axis] = sign;
        p[(axis + 1) % 3] = a;
        p[(axis + 2) % 3] = b;
        positions.push(...p.map((c, k) => c * half[k]));
        normals.push(...[0, 1, 2].map((k) => (k === axis ? sign : 0)));
      }
      indices.push(...[0, 1, 2, 0, 2, 3].map((i) => first + i));
    }
  }
  return surface(positions, normals, indices);
}

/** An open can, radius 0.05 m, height 0.3 m, 16 sides. */
function can(): SurfaceMesh {
  const positions: number[] = [];
  const indices: number[] = [];
  for (const z of [0, 0.3]) {
    for (let i = 0; i < 16; i++)
      positions.push(0.05 * Math.cos((i * Math.PI) / 8), 0.05 * Math.sin((i * Math.PI) / 8), z);
  }
  for (let i = 0; i < 16; i++) {
    const next = (i + 1) % 16;
    indices.push(i, next, 16 + i, next, 16 + next, 16 + i);
  }
  return surface(positions, positions, indices);
}

function surface(positions: number[], normals: number[], indices: number[]): SurfaceMesh {
  return {
    positions: new Float32Array(positions),
    normals: new Float32Array(normals),
    indices: new Uint32Array(indices),
    groups: [{ start: 0, count: indices.length, material: 0 }],
  };
}

describe('layTextures', () => {
  test.each([board(), can()])('leaves the triangles where they are, float for float', (mesh) => {
    const laid = layTextures(mesh, ['wood']);
    expect(laid.indices.length).toBe(mesh.indices.length);
    mesh.indices.forEach((vertex, i) => {
      const copy = laid.indices[i];
      for (let k = 0; k < 3; k++) {
        expect(laid.positions[3 * copy + k]).toBe(mesh.positions[3 * vertex + k]);
        expect(laid.normals[3 * copy + k]).toBe(mesh.normals[3 * vertex + k]);
      }
    });
  });

  test('adds nothing where there is no pattern', () => {
    const mesh = board();
    expect(layTextures(mesh, ['plain']).positions).toBe(mesh.positions);
  });

  test('the grain runs along the board, to scale', () => {
    const laid = layTextures(board(), ['wood']);
    // Corners 0 and 1 of the top face differ in x (the sixth face; its in-plane axes are x and y).
    const top = 20;
    const [u0, v0, u1, v1] = laid.uvs.subarray(2 * top, 2 * top + 4);
    expect(u1 - u0).toBeCloseTo(0.8 / TILE_SIZE.wood, 5);
    expect(v1 - v0).toBeCloseTo(0, 6);
  });

  test('a print covers each face once', () => {
    const { uvs } = layTextures(board(), ['print']);
    expect([Math.min(...uvs), Math.max(...uvs)]).toEqual([0, 1]);
  });

  test('round a can the pattern meets itself: whole tiles, and no triangle that spans the seam', () => {
    const laid = layTextures(can(), ['fabric']);
    const around = Array.from({ length: laid.uvs.length / 2 }, (_, i) => laid.uvs[2 * i + 1]);
    for (let t = 0; t < laid.indices.length; t += 3) {
      const corners = [0, 1, 2].map((k) => around[laid.indices[t + k]]);
      expect(Math.max(...corners) - Math.min(...corners)).toBeLessThan(0.5);
    }
    const turns = Math.max(...around) - Math.min(...around);
    // 0.31 m round and tiles of 0.08 m: four of them, one sixteenth of them on the other side of the seam.
    expect(turns).toBeGreaterThan(3.7);
    expect(turns).toBeLessThan(4.3);
  });
});
