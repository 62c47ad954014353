import { describe, expect, test } from 'vitest';
import { eyeOf, pixelRay, project } from '../camera/pinhole.js';
import { distanceToPolygon } from '../geometry/polygon.js';
import { clipMeshToBand } from '../geometry/clip.js';
import { isInsideMesh } from '../geometry/point-in-mesh.js';
import { open3x3 } from '../masks/morphology.js';
import { createRng } from '../random.js';
import { CONSTANTS } from './constants.js';
import { frameDirection, type Direction, type FrameRef } from './frames.js';
import { evaluateFreeSpace, freeRegion, type FreeSpaceQuestion } from './free-space.js';
import { toImage } from '../masks/testing/window-image.js';
import { insideBy, patchUnder } from './patch.js';
import { sphereMesh } from '../geometry/test-meshes.js';
import { lookAt } from './test-scene.js';
import { OVERVIEW, TABLE_ID, TABLE_TOP, tableWorld, type Thing } from './patch-test-world.js';
import { truthOf } from './seen-pixels.js';

const DIRECTIONS: readonly Direction[] = ['left', 'right', 'front', 'behind'];
const K = CONSTANTS.tabletop;

/** SPEC §5 word by word, pixel by pixel, slowly. */
function slowMask({ graph, view, anchor: id, frame, direction }: FreeSpaceQuestion): Uint8Array {
  const { geometry } = graph;
  const { width, height } = view.record.intrinsics;
  const anchor = geometry.object(id);
  const patch = patchUnder(geometry, id);
  const vector = frameDirection(graph, view, frame, direction);
  const mask = new Uint8Array(width * height);
  if (patch === null || 'reason' in vector) return mask;
  const { d } = vector;
  const e = [-d[1], d[0], 0] as const;
  const along = anchor.support(d);
  const across = anchor.support([e[0], e[1], 0]);
  const box = truthOf(view, id)?.box;
  const reach = Math.min(K.maxReach, Math.max(K.minReach, 1.5 * anchor.footprintSide));
  const pieces = geometry.objects.flatMap((o) =>
    clipMeshToBand(o.vertices, o.indices, TABLE_TOP + 0.001, TABLE_TOP + K.clearHeight),
  );
  const eye = eyeOf(view.record);
  for (let v = 1; v < height - 1; v++) {
    for (let u = 1; u < width - 1; u++) {
      const ray = pixelRay(view.record, u + 0.5, v + 0.5).direction;
      const z = (TABLE_TOP - eye[2]) / ray[2];
      if (!(z > 0)) continue;
      const [x, y] = [eye[0] + z * ray[0], eye[1] + z * ray[1]];
      if (insideBy(patch, x, y) < K.clearRadius) continue;
      const gamma = x * d[0] + y * d[1] - along.max;
      const middle = (across.min + across.max) / 2;
      const excess = Math.max(0, Math.abs(x * e[0] + y * e[1] - middle) - (across.max - across.min) / 2);
      if (gamma < 0.01 || excess > gamma) continue;
      if (frame.kind === 'ego' && direction === 'left' && !(box && u + 0.5 < box[0] - 4)) continue;
      if (frame.kind === 'ego' && direction === 'right' && !(box && u + 0.5 > box[2] + 4)) continue;
      if (distanceToPolygon([x, y], anchor.footprint) > reach) continue;
      if (u + 0.5 < 0.01 * width || u + 0.5 > 0.99 * width || v + 0.5 < 0.01 * height || v + 0.5 > 0.99 * height)
        continue;
      let seen = true;
      for (let dv = -1; dv <= 1; dv++) {
        for (let du = -1; du <= 1; du++) {
          const p = (v + dv) * width + u + du;
          if (view.ids[p] !== patch.surface.owner || Math.abs(view.depth[p] - z) > Math.max(0.005, 0.01 * z))
            seen = false;
        }
      }
      if (!seen || pieces.some((piece) => distanceToPolygon([x, y], piece) < K.clearRadius)) continue;
      if (geometry.objects.some((o) => o.record.solid && isInsideMesh(o.tree, [x, y, TABLE_TOP + 0.05]))) continue;
      mask[v * width + u] = 1;
    }
  }
  return open3x3(mask, width, height);
}

const ask = (
  things: readonly Thing[],
  anchor: number,
  frame: FrameRef,
  direction: Direction,
  world = {},
): FreeSpaceQuestion => {
  const graph = tableWorld({ things, ...world });
  return { graph, view: graph.views[0], anchor, frame, direction, profile: 'tabletop' };
};

const BOX: Thing = { id: 2, at: [0, 0], size: [0.1, 0.1, 0.1] };

describe('region', () => {
  test('beside a lone box it is the cone, cut off at the reach', () => {
    // World "front" is +x. γ from 0.02 (the cylinder clears the box) to R = 1.5 · 0.1 = 0.15, half width 0.05 + γ; the
    // corners are rounded by the distance to the footprint: quarter discs.
    const region = freeRegion(ask([BOX], 2, { kind: 'world' }, 'front'));
    if ('reason' in region) throw new Error(region.reason);
    const front = 0.1 * (0.15 - 0.02);
    // Beside the strip of the box's width: wedge between 45° and the strip, within R of the corner, minus γ < 0.02.
    const wedge = (Math.PI * 0.15 ** 2) / 8 - 0.02 ** 2 / 2;
    expect(region.area).toBeGreaterThan(0.95 * (front + 2 * wedge));
    expect(region.area).toBeLessThan(1.005 * (front + 2 * wedge));
    expect(region.askable).toBe(true);
  });

  test('a thing in the way takes its outline and the clearance away', () => {
    const things: Thing[] = [BOX, { id: 3, at: [0.12, 0], size: [0.04, 0.5, 0.05] }];
    const region = freeRegion(ask(things, 2, { kind: 'world' }, 'front'));
    // Between the things 0.05 m: strips of 0.02 m each side leave 0.01; beyond, γ from 0.11 to 0.15.
    if ('reason' in region) throw new Error(region.reason);
    const { patchView, mask } = region;
    const image = toImage(mask, 320, 240);
    const xs = patchView.x.filter((_, i) => image[patchView.pixels[i]] === 1);
    for (const x of xs) expect((x > 0.069 && x < 0.081) || x > 0.159).toBe(true);
    expect(xs.some((x) => x > 0.16)).toBe(true);
  });

  test('a thing over the table blocks only below H_clr', () => {
    const shade = (z: number) => ({
      floating: [{ id: 9, center: [0.2, 0, z] as const, size: [0.4, 0.8, 0.02] as const }],
    });
    const camera = {
      cameras: [{ ...OVERVIEW, cameraFromWorld: tableWorld({ things: [] }).views[0].record.cameraFromWorld }],
    };
    const low = freeRegion(ask([BOX], 2, { kind: 'world' }, 'behind', { ...shade(TABLE_TOP + 0.09), ...camera }));
    const front = freeRegion(ask([BOX], 2, { kind: 'world' }, 'front', { ...shade(TABLE_TOP + 0.09), ...camera }));
    expect('reason' in low ? 0 : low.pixels).toBeGreaterThan(0);
    expect('reason' in front ? -1 : front.pixels).toBe(0);
  });

  test('things that stand on nothing exported are not asked about', () => {
    const floating = [{ id: 9, center: [0.2, 0, 1] as const }];
    expect(freeRegion(ask([BOX], 9, { kind: 'world' }, 'front', { floating }))).toHaveProperty('reason');
  });

  const balls = (seed: number): Thing[] => {
    const rng = createRng(seed);
    return Array.from({ length: 7 }, (_, i) => {
      const size = [rng.range(0.05, 0.2), rng.range(0.05, 0.2), rng.range(0.03, 0.2)] as const;
      const thing: Thing = {
        id: 2 + i,
        at: [rng.range(-0.5, 0.5), rng.range(-0.3, 0.3)],
        size,
        yaw: rng.range(0, 6),
        front: [1, 0, 0],
      };
      if (i % 2 === 0) return thing;
      const ball = sphereMesh(size[2] / 2, 6, 10);
      return { ...thing, mesh: { positions: Float32Array.from(ball.positions), indices: ball.indices } };
    });
  };

  test.each([1, 2, 3, 4, 5, 6])('agrees with the definition pixel by pixel, seed %i', (seed) => {
    const graph = tableWorld({
      things: balls(seed),
      holes:
        seed % 2
          ? [
              [
                [0.1, 0.1, TABLE_TOP],
                [0.1, 0.2, TABLE_TOP],
                [0.2, 0.2, TABLE_TOP],
              ],
            ]
          : [],
    });
    let compared = 0;
    for (const frame of [{ kind: 'ego' }, { kind: 'world' }, { kind: 'object', object: 4 }] as const) {
      for (const direction of DIRECTIONS) {
        const question = { graph, view: graph.views[0], anchor: 4, frame, direction, profile: 'tabletop' as const };
        const region = freeRegion(question);
        if ('reason' in region) continue;
        compared++;
        expect(toImage(region.mask, 320, 240)).toEqual(slowMask(question));
      }
    }
    expect(compared).toBeGreaterThanOrEqual(8);
  });
});

describe('yes or no', () => {
  const verdict = (question: FreeSpaceQuestion) => evaluateFreeSpace(question).verdict;

  test('T where the cone is free', () => {
    expect(verdict(ask([BOX], 2, { kind: 'ego' }, 'left'))).toBe('T');
  });

  test('F where a row of boxes leaves no point, A where it is hidden', () => {
    const wall: Thing = { id: 3, at: [0.06 + 0.09, 0], size: [0.18, 0.6, 0.02] };
    expect(verdict(ask([BOX, wall], 2, { kind: 'world' }, 'front'))).toBe('F');
    const tall: Thing = { id: 3, at: [0.06 + 0.09, 0], size: [0.18, 0.02, 0.02] };
    expect(verdict(ask([BOX, tall], 2, { kind: 'world' }, 'front'))).toBe('T');
  });

  test('F beside an edge', () => {
    // 0.015 m of table are left, a cylinder of half the radius needs 0.02.
    const cameras = [lookAt([1.2, -0.8, 1.8], [0.5, 0, 0.7])];
    const near: Thing = { id: 2, at: [0.6 - 0.05 - 0.015, 0], size: [0.1, 0.1, 0.1] };
    expect(verdict(ask([near], 2, { kind: 'world' }, 'front', { cameras }))).toBe('F');
    const far: Thing = { ...near, at: [0.6 - 0.05 - 0.025, 0] };
    expect(verdict(ask([far], 2, { kind: 'world' }, 'front', { cameras }))).toBe('A');
    // From the other side the box hides the strip.
    expect(verdict(ask([near], 2, { kind: 'world' }, 'front'))).toBe('A');
  });

  test('the floor of a house is no anchor', () => {
    expect(verdict({ ...ask([BOX], 2, { kind: 'world' }, 'front'), anchor: TABLE_ID })).toBe('A');
  });
});

test('points project where they are said to be', () => {
  const question = ask([BOX], 2, { kind: 'world' }, 'front');
  const region = freeRegion(question);
  if ('reason' in region) throw new Error(region.reason);
  const { pixels, x, y } = region.patchView;
  for (let i = 0; i < pixels.length; i += 97) {
    const { u, v } = project(question.view.record, [x[i], y[i], TABLE_TOP]);
    expect(Math.abs(u - ((pixels[i] % 320) + 0.5)) + Math.abs(v - (Math.floor(pixels[i] / 320) + 0.5))).toBeLessThan(
      1e-6,
    );
  }
});

test('mirroring the world mirrors the region and swaps left and right', () => {
  const things: Thing[] = [BOX, { id: 3, at: [0.21, 0.05], size: [0.1, 0.06, 0.05], yaw: 0.3 }];
  const mirrored = things.map((thing) => ({
    ...thing,
    at: [-thing.at[0], thing.at[1]] as const,
    yaw: -(thing.yaw ?? 0),
  }));
  const region = freeRegion(ask(things, 2, { kind: 'ego' }, 'right'));
  const other = freeRegion(ask(mirrored, 2, { kind: 'ego' }, 'left'));
  if ('reason' in region || 'reason' in other) throw new Error('Both are defined.');
  expect(other.pixels).toBe(region.pixels);
  expect(other.area).toBeCloseTo(region.area, 9);
  const [a, b] = [toImage(region.mask, 320, 240), toImage(other.mask, 320, 240)];
  for (let v = 0; v < 240; v++) for (let u = 0; u < 320; u++) expect(b[v * 320 + 319 - u]).toBe(a[v * 320 + u]);
});
