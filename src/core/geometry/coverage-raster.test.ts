import { describe, expect, it } from 'vitest';
import type { Intrinsics } from '../camera/pinhole.js';
import { createRng } from '../random.js';
import { coverMesh } from './coverage-raster.js';
import { boxMesh, moved, prismMesh, randomPose, randomSoup, sphereMesh, type TestMesh } from './test-meshes.js';

const k: Intrinsics = { width: 64, height: 48, fx: 60, fy: 60, cx: 32, cy: 24 };

const small: Intrinsics = { width: 32, height: 24, fx: 30, fy: 29, cx: 16.3, cy: 11.8 };

/** A rectangle at depth 1 whose borders fall on the given pixel borders. */
function plate(u0: number, v0: number, u1: number, v1: number, z = 1): TestMesh {
  const corners = [[u0, v0], [u1, v0], [u1, v1], [u0, v1]]; // prettier-ignore
  return {
    positions: Float64Array.from(corners.flatMap(([u, v]) => [((u - k.cx) / k.fx) * z, ((v - k.cy) / k.fy) * z, z])),
    indices: Uint32Array.from([0, 1, 2, 0, 2, 3]),
  };
}

const cover = (mesh: TestMesh, options = {}) => coverMesh(mesh.positions, mesh.indices, k, options);

describe('coverMesh', () => {
  it('counts whole pixels, wherever they are on the canvas', () => {
    expect(cover(plate(10, 20, 14, 23))).toEqual({ pixels: 12, pixelsInImage: 12, box: [10, 20, 14, 23] });
    expect(cover(plate(-5, -3, 4, 2))).toEqual({ pixels: 45, pixelsInImage: 8, box: [-5, -3, 4, 2] });
    expect(cover(plate(-500, -500, 500, 500))).toEqual({
      pixels: 9 * 64 * 48,
      pixelsInImage: 64 * 48,
      box: [-64, -48, 128, 96],
    });
    expect(cover(plate(-500, -500, 500, 500), { margin: 0 })).toMatchObject({ pixels: 64 * 48, box: [0, 0, 64, 48] });
    expect(cover(plate(200, 10, 300, 20))).toEqual({ pixels: 0, pixelsInImage: 0, box: null });
  });

  it('counts a centre exactly on an edge, once', () => {
    // From centre to centre, both included: three by two.
    expect(cover(plate(10.5, 20.5, 12.5, 21.5)).pixels).toBe(6);
    expect(cover(plate(10.6, 20.6, 12.4, 21.4)).pixels).toBe(0);
    // Seen edge-on, a plate is the line through the centres.
    expect(cover(plate(10, 20.5, 14, 20.5)).pixels).toBe(4);
    expect(cover(plate(10.5, 20, 10.5, 22)).pixels).toBe(2);
  });

  it('cuts at the near plane', () => {
    // A floor one metre below the camera from behind it to ten metres ahead: all below v = 24 + 60 / 10 in sight.
    const floor: TestMesh = {
      positions: Float64Array.from([-1000, 1, -5, 1000, 1, -5, 1000, 1, 10, -1000, 1, 10]),
      indices: Uint32Array.from([0, 1, 2, 0, 2, 3]),
    };
    expect(cover(floor)).toEqual({ pixels: 3 * 64 * 66, pixelsInImage: 64 * 18, box: [-64, 30, 128, 96] });
    expect(cover(plate(10, 20, 14, 23, 0.04)).pixels).toBe(0);
    expect(cover(plate(10, 20, 14, 23, 0.04), { near: 0.03 }).pixels).toBe(12);
    expect(cover(plate(10, 20, 14, 23, -1)).pixels).toBe(0);
  });

  it('finds the same of a closed mesh by its near side alone, also where the near plane cuts it', () => {
    const rng = createRng(7).fork('closed');
    for (let round = 0; round < 60; round++) {
      const { positions, indices } = [boxMesh([0.4, 0.3, 0.2]), prismMesh(7, 0.3, 0.4), sphereMesh(0.3, 9, 12)][
        round % 3
      ];
      const pose = randomPose(rng, 0.3);
      const at = moved(
        { positions, indices },
        { ...pose, position: [pose.position[0], pose.position[1], 0.1 + 0.02 * round] },
      );
      const options = { mask: true, near: 0.2 };
      expect(cover(at, { ...options, closed: true })).toEqual(cover(at, options));
    }
  });

  it('returns the mask of the image', () => {
    const { mask } = cover(plate(-5, 46, 2, 50), { mask: true });
    const expected = new Uint8Array(64 * 48);
    for (const row of [46, 47]) expected.fill(1, row * 64, row * 64 + 2);
    expect(mask).toEqual(expected);
    expect(cover(plate(200, 10, 300, 20), { mask: true }).mask).toEqual(new Uint8Array(64 * 48));
  });

  for (let seed = 0; seed < 80; seed++) {
    it(`equals asking every centre about every triangle, seed ${seed}`, () => {
      const rng = createRng(seed);
      const shape = [
        boxMesh([0.4, 0.2, 0.6]),
        prismMesh(24, 0.2, 0.5),
        sphereMesh(0.3, 8, 10),
        randomSoup(rng, 20, 0.3, 0.4),
      ][seed % 4];
      const pose = randomPose(rng, 0.4);
      // A quarter of them reach through the near plane.
      const depth = seed % 16 < 4 ? 0.2 : 1.5;
      const mesh = moved(shape, { ...pose, position: [pose.position[0], pose.position[1], depth] });
      const found = coverMesh(mesh.positions, mesh.indices, small, { mask: true });
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      let pixels = 0;
      const mask = new Uint8Array(32 * 24);
      for (let y = -24; y < 48; y++) {
        for (let x = -32; x < 64; x++) {
          if (!rayMeets(mesh, (x + 0.5 - small.cx) / small.fx, (y + 0.5 - small.cy) / small.fy, 0.05)) continue;
          pixels++;
          box[0] = Math.min(box[0], x);
          box[1] = Math.min(box[1], y);
          box[2] = Math.max(box[2], x + 1);
          box[3] = Math.max(box[3], y + 1);
          if (x >= 0 && x < 32 && y >= 0 && y < 24) mask[y * 32 + x] = 1;
        }
      }
      expect(found.pixels).toBe(pixels);
      expect(found.pixelsInImage).toBe(mask.reduce((sum, v) => sum + v, 0));
      expect(found.box).toEqual(pixels ? box : null);
      expect(found.mask).toEqual(mask);
    });
  }

  it('leaves no centre between triangles of a finely cut plate', () => {
    const rng = createRng(3);
    const n = 60;
    const at = (i: number, j: number) => i * (n + 1) + j;
    const positions: number[] = [];
    const indices: number[] = [];
    for (let i = 0; i <= n; i++) {
      for (let j = 0; j <= n; j++) {
        const inner = i > 0 && j > 0 && i < n && j < n;
        const [u, v] = [
          5 + (50 * i) / n + (inner ? rng.range(-0.3, 0.3) : 0),
          4 + (40 * j) / n + (inner ? rng.range(-0.2, 0.2) : 0),
        ];
        const z = 1 + rng.next();
        positions.push(((u - k.cx) / k.fx) * z, ((v - k.cy) / k.fy) * z, z);
        if (i < n && j < n)
          indices.push(at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j), at(i + 1, j + 1), at(i, j + 1));
      }
    }
    expect(coverMesh(Float64Array.from(positions), Uint32Array.from(indices), k)).toEqual({
      pixels: 2000,
      pixelsInImage: 2000,
      box: [5, 4, 55, 44],
    });
  });
});

/** Whether the ray (x, y, 1) from the camera meets a triangle at z ≥ near: signs of three volumes, then the depth. */
function rayMeets({ positions: p, indices }: TestMesh, x: number, y: number, near: number): boolean {
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [3 * indices[t], 3 * indices[t + 1], 3 * indices[t + 2]];
    const volume = (i: number, j: number) =>
      x * (p[i + 1] * p[j + 2] - p[i + 2] * p[j + 1]) +
      y * (p[i + 2] * p[j] - p[i] * p[j + 2]) +
      (p[i] * p[j + 1] - p[i + 1] * p[j]);
    const [wa, wb, wc] = [volume(b, c), volume(c, a), volume(a, b)];
    const sum = wa + wb + wc;
    if (!((wa >= 0 && wb >= 0 && wc >= 0) || (wa <= 0 && wb <= 0 && wc <= 0)) || sum === 0) continue;
    if ((wa * p[a + 2] + wb * p[b + 2] + wc * p[c + 2]) / sum >= near) return true;
  }
  return false;
}
