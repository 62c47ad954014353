import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { projectCamera, type CameraView } from '../src/core/camera/pinhole.js';
import type { CaptureOptions, CapturedFrame, Renderer } from '../src/core/edges.js';
import { raycast } from '../src/core/geometry/box-tree.js';
import { convexHull, polygonArea } from '../src/core/geometry/polygon.js';
import { transformPoint, transformPoints } from '../src/core/geometry/pose.js';
import { fromAxisAngle, fromYaw } from '../src/core/geometry/quat.js';
import { negate, type Vec3 } from '../src/core/geometry/vec3.js';
import { createCaptureRenderer } from '../src/host/capture-browser.js';
import { BACKENDS } from '../src/host/capture/backends.js';
import { CaptureSession } from '../src/host/capture/capture-session.js';
import { servePage } from '../src/host/capture/page-server.js';
import { findBrowser } from '../src/host/find-browser.js';
import {
  ballModel,
  boxModel,
  castFrame,
  descendants,
  handMadeScene,
  isInner,
  latheModel,
  lookAt,
  MATERIAL,
  modelsOf,
  treeOf,
  type Thing,
} from './hand-made-scene.js';

const OPTIONS: CaptureOptions = { depthUnit: 0.0001, normals: true, antialias: true };
const UPRIGHT = [0, 0, 0, 1] as const;

const VASE: readonly (readonly [number, number])[] = [
  [0, 0],
  [0.05, 0],
  [0.08, 0.06],
  [0.075, 0.14],
  [0.04, 0.2],
  [0.05, 0.24],
  [0.044, 0.24],
  [0.034, 0.2],
  [0.068, 0.14],
  [0.07, 0.06],
  [0.04, 0.012],
  [0, 0.012],
];

/** Boxes, balls and a vase on a table in a corner of a room; ids on both sides of a byte's range. */
function stillLife(): Thing[] {
  const top = 0.75;
  return [
    {
      id: 1,
      mesh: 'floor',
      model: boxModel([6, 6, 0.1]),
      pose: { position: [0, 0, -0.05], orientation: UPRIGHT },
      structure: true,
    },
    {
      id: 2,
      mesh: 'wall',
      model: boxModel([0.1, 6, 2.5]),
      pose: { position: [2, 0, 1.25], orientation: UPRIGHT },
      structure: true,
    },
    {
      id: 3,
      mesh: 'top',
      model: boxModel([1.2, 0.8, 0.04]),
      pose: { position: [0, 0, top - 0.02], orientation: fromYaw(0.2) },
    },
    {
      id: 7,
      mesh: 'box',
      model: boxModel([0.2, 0.12, 0.16]),
      pose: { position: [0.1, 0.22, top + 0.08], orientation: fromYaw(0.7) },
    },
    {
      id: 8,
      mesh: 'box',
      model: boxModel([0.2, 0.12, 0.16]),
      pose: { position: [0.32, -0.05, top + 0.2], orientation: fromAxisAngle([1, 2, 0.5], 0.9) },
      scale: 0.8,
    },
    {
      id: 300,
      mesh: 'ball',
      model: ballModel(0.09, 24),
      pose: { position: [-0.1, -0.18, top + 0.09], orientation: UPRIGHT },
    },
    {
      id: 65535,
      mesh: 'vase',
      model: latheModel(VASE, 40),
      pose: { position: [-0.15, 0.1, top], orientation: UPRIGHT },
    },
  ];
}

const VIEWS: readonly CameraView[] = [
  lookAt([-1, -0.4, 1.35], [0, 0, 0.8], { width: 640, height: 480, fx: 600, fy: 600, cx: 320, cy: 240 }),
  lookAt([-0.5, 0.6, 1.15], [0, -0.02, 0.8], { width: 400, height: 300, fx: 290, fy: 310, cx: 211.3, cy: 139.9 }, 0.15),
];

test.describe('capture', () => {
  let renderer: Renderer;
  test.beforeAll(async () => {
    renderer = await createCaptureRenderer();
  });
  test.afterAll(() => renderer.dispose());

  test('describes what draws', () => {
    expect(renderer.description).toMatch(/^ANGLE .+; Babylon\.js 9\..+; Chromium \d+/);
  });

  for (const antialias of [true, false]) {
    test(`ids, depth and normals agree with rays cast in float64, antialias ${antialias}`, async () => {
      const things = stillLife();
      const frames = await renderer.capture(handMadeScene(things), modelsOf(things), VIEWS, { ...OPTIONS, antialias });
      frames.forEach((frame, k) => {
        const view = VIEWS[k];
        const cast = castFrame(things, view);
        const { width, height } = view.intrinsics;
        let wrong = 0;
        let error = 0;
        let off = 0;
        let agreeing = 0;
        for (let i = 0; i < cast.ids.length; i++) {
          const inner = isInner(cast, width, height, i);
          if (frame.ids[i] !== cast.ids[i]) {
            expect(inner, `pixel ${i} of view ${k} is no silhouette`).toBe(false);
            wrong++;
            continue;
          }
          if (frame.ids[i] === 0) continue;
          const difference = Math.abs(frame.depth[i] * OPTIONS.depthUnit - cast.depth[i]);
          agreeing++;
          error += difference;
          if (difference > 0.001) off++;
        }
        expect(new Set(frame.ids)).toEqual(new Set(cast.ids));
        expect(wrong / cast.ids.length).toBeLessThanOrEqual(0.0001);
        expect(error / agreeing).toBeLessThanOrEqual(0.0001);
        // Only where a thing hides another part of itself.
        expect(off / agreeing).toBeLessThanOrEqual(0.0001);
      });
    });
  }

  test('normals point out of flat faces, in world', async () => {
    const things = stillLife();
    const [frame] = await renderer.capture(handMadeScene(things), modelsOf(things), [VIEWS[0]], OPTIONS);
    const normals = new Set<string>();
    for (let i = 0; i < frame.ids.length; i++) {
      if (frame.ids[i] === 1) normals.add(String(frame.normals?.subarray(3 * i, 3 * i + 3)));
    }
    // (0, 0, 1) × 0.5 + 0.5 in 8 bits; the halves may round either way.
    expect([...normals].every((n) => /^12[78],12[78],255$/.test(n))).toBe(true);
    expect(normals.size).toBe(1);
  });

  test('glass is seen through in the picture, and solid to ids, depth and normals', async () => {
    const solid = stillLife();
    const glass = solid.map((thing): Thing =>
      thing.id === 7
        ? { ...thing, mesh: 'glass', model: boxModel([0.2, 0.12, 0.16], { ...MATERIAL, opacity: 0.25 }) }
        : thing,
    );
    const [before] = await renderer.capture(handMadeScene(solid), modelsOf(solid), [VIEWS[0]], OPTIONS);
    const [after] = await renderer.capture(handMadeScene(glass), modelsOf(glass), [VIEWS[0]], OPTIONS);
    for (const layer of ['ids', 'depth', 'normals'] as const)
      expect(Buffer.compare(bytesOf(before[layer]!), bytesOf(after[layer]!))).toBe(0);
    let changed = 0;
    let pixels = 0;
    for (let i = 0; i < after.ids.length; i++) {
      if (after.ids[i] !== 7) continue;
      pixels++;
      if ([0, 1, 2].some((k) => Math.abs(after.rgb[3 * i + k] - before.rgb[3 * i + k]) > 8)) changed++;
    }
    expect(pixels).toBeGreaterThan(500);
    expect(changed / pixels).toBeGreaterThan(0.5);
  });

  test('things are drawn where they project to, within a tenth of a pixel', async () => {
    // Plates that face the camera at the image's corners and middle, far apart; the centre of each one's pixels against
    // the centre of its outline's projection. Edges slant, so that the rounding of pixels averages out.
    const view: CameraView = {
      intrinsics: { width: 640, height: 480, fx: 503.7, fy: 511.2, cx: 301.4, cy: 251.9 },
      cameraFromWorld: lookAt([0.3, -1.2, 0.9], [0, 0, 0.7], { width: 1, height: 1, fx: 1, fy: 1, cx: 0, cy: 0 })
        .cameraFromWorld,
    };
    const worldFromCamera = invertView(view);
    const places = [0.15, 0.5, 0.85].flatMap((x) => [0.15, 0.5, 0.85].map((y) => [x * 640, y * 480] as const));
    const things = places.map(([u, v], i): Thing => {
      const depth = 1 + 0.1 * i;
      const { fx, fy, cx, cy } = view.intrinsics;
      const center: Vec3 = [((u - cx) / fx) * depth, ((v - cy) / fy) * depth, depth];
      const orientation = fromAxisAngle([0.3, 0.2, 1], 0.4 + i);
      return {
        id: i + 1,
        mesh: 'plate',
        model: boxModel([0.16, 0.11, 0.002]),
        pose: worldFromCamera(center, orientation),
      };
    });
    const [frame] = await renderer.capture(handMadeScene(things), modelsOf(things), [view], OPTIONS);
    for (const { id, model, pose } of things) {
      const world = transformPoints(pose, model.mesh.positions);
      const outline = convexHull(
        Array.from({ length: world.length / 3 }, (_, i) =>
          projectCamera(
            view.intrinsics,
            transformPoint(view.cameraFromWorld, [world[3 * i], world[3 * i + 1], world[3 * i + 2]]),
          ),
        ),
      );
      const [u, v] = centroid(outline);
      const drawn = pixelCentroid(frame, id);
      expect(Math.hypot(drawn[0] - u, drawn[1] - v), `plate ${id}`).toBeLessThan(0.1);
    }
  });

  test('a thing beyond the range of depth keeps its id and has no depth', async () => {
    const things: Thing[] = [
      { id: 5, mesh: 'wall', model: boxModel([0.1, 9, 9]), pose: { position: [8, 0, 0], orientation: UPRIGHT } },
    ];
    const view = lookAt([0, 0, 0], [1, 0, 0], { width: 32, height: 24, fx: 30, fy: 30, cx: 16, cy: 12 });
    const [far] = await renderer.capture(handMadeScene(things), modelsOf(things), [view], OPTIONS);
    expect([far.ids[400], far.depth[400]]).toEqual([5, 0]);
    const [near] = await renderer.capture(handMadeScene(things), modelsOf(things), [view], {
      ...OPTIONS,
      depthUnit: 0.0002,
    });
    expect(near.depth[400]).toBe(Math.round(7.95 / 0.0002));
  });

  test('a lamp throws shadows on all sides, and its light touches no truth', async () => {
    // A post on each side of a lamp that hangs over a floor.
    const posts: Thing[] = [0, 1, 2, 3].map((k) => ({
      id: 10 + k,
      mesh: 'post',
      model: boxModel([0.1, 0.1, 0.4]),
      pose: { position: [0.5 * [1, 0, -1, 0][k], 0.5 * [0, 1, 0, -1][k], 0.2], orientation: fromYaw(0.3) },
    }));
    const floor: Thing = {
      id: 1,
      mesh: 'floor',
      model: boxModel([6, 6, 0.1]),
      pose: { position: [0, 0, -0.05], orientation: UPRIGHT },
      structure: true,
    };
    const things = [floor, ...posts];
    const lamp: Vec3 = [0, 0, 0.7];
    const view = lookAt([0.01, 0, 3.6], [0, 0, 0], { width: 400, height: 400, fx: 480, fy: 480, cx: 200, cy: 200 });
    const day = handMadeScene(things);
    const night = {
      ...day,
      lighting: {
        ...day.lighting,
        key: 0,
        ambient: 0.3,
        lamps: [{ position: lamp, colour: [0.5, 0.5, 0.5] as const, radius: 0.05, clear: 0.1 }],
      },
    };
    const [lit] = await renderer.capture(night, modelsOf(things), [view], OPTIONS);
    const [dark] = await renderer.capture(day, modelsOf(things), [view], OPTIONS);
    for (const part of ['ids', 'depth', 'normals'] as const) expect(lit[part]).toEqual(dark[part]);
    const brightness = (x: number, y: number) => {
      const [u, v] = projectCamera(view.intrinsics, transformPoint(view.cameraFromWorld, [x, y, 0]));
      return lit.rgb[3 * (Math.floor(v) * lit.width + Math.floor(u)) + 1];
    };
    for (const k of [0, 1, 2, 3]) {
      const [x, y] = [[1, 0, -1, 0][k], [0, 1, 0, -1][k]];
      // Behind the post, and as far from the lamp between two posts.
      const between = brightness(0.8 * Math.SQRT1_2 * (x - y), 0.8 * Math.SQRT1_2 * (x + y));
      expect(between / brightness(0.8 * x, 0.8 * y)).toBeGreaterThan(1.2);
    }
  });

  test('corners are darker than the wall beside them', async () => {
    const plain = (id: number, size: Vec3, position: Vec3): Thing => ({
      id,
      mesh: `slab ${id}`,
      model: boxModel(size),
      pose: { position, orientation: UPRIGHT },
      structure: true,
    });
    const things = [plain(1, [6, 6, 0.1], [0, 0, -0.05]), plain(2, [0.1, 6, 2.5], [1.05, 0, 1.25])];
    const scene = handMadeScene(things);
    const even = { ...scene, lighting: { ...scene.lighting, key: 0 } };
    const view = lookAt([-1, 0, 1.2], [1, 0, 0.4], { width: 400, height: 300, fx: 380, fy: 380, cx: 200, cy: 150 });
    const [frame] = await renderer.capture(even, modelsOf(things), [view], OPTIONS);
    const brightness = (z: number) => {
      const [u, v] = projectCamera(view.intrinsics, transformPoint(view.cameraFromWorld, [1, 0.1, z]));
      return frame.rgb[3 * (Math.floor(v) * frame.width + Math.floor(u)) + 1];
    };
    expect(brightness(0.6)).toBeGreaterThan(1.04 * brightness(0.02));
    expect(Math.abs(brightness(0.6) / brightness(0.8) - 1)).toBeLessThan(0.02);
  });

  test('memory does not grow with the number of scenes', async () => {
    test.skip(process.platform !== 'linux', 'reads /proc');
    const view = { ...VIEWS[1] };
    const resident = () => descendants().reduce((sum, { resident }) => sum + resident, 0);
    const draw = async (from: number, to: number) => {
      for (let k = from; k < to; k++) {
        // Every scene has meshes of its own, 4 MB on the GPU: the store of 48 MB is full after a dozen.
        const things: Thing[] = [
          {
            id: 1,
            mesh: `ball-${k}`,
            model: ballModel(0.1 + 0.001 * k, 150),
            pose: { position: [0, 0, 0.8], orientation: UPRIGHT },
          },
        ];
        await renderer.capture(handMadeScene(things), modelsOf(things), [view], OPTIONS);
      }
    };
    await draw(0, 20);
    const before = resident();
    await draw(20, 50);
    expect((resident() - before) / 30).toBeLessThan(2e6);
  });

  test('a browser that dies is started again, and draws the same', async () => {
    test.skip(process.platform !== 'linux', 'finds the browser in /proc');
    const things = stillLife();
    const scene = handMadeScene(things);
    const before = await renderer.capture(scene, modelsOf(things), VIEWS, OPTIONS);
    const browser = descendants().find(
      ({ command }) => /chrom|msedge|headless_shell/.test(command) && !/ --type=|crashpad/.test(command),
    );
    expect(browser).toBeDefined();
    process.kill(browser!.pid, 'SIGKILL');
    const after = await renderer.capture(scene, modelsOf(things), VIEWS, OPTIONS);
    expect(digest(after)).toBe(digest(before));
  });
});

test('a fresh browser draws shadows in its first frame, and two draw the same bytes', async () => {
  const things = stillLife();
  const scene = handMadeScene(things);
  const digests: string[] = [];
  for (let run = 0; run < 2; run++) {
    const renderer = await createCaptureRenderer();
    try {
      const frames = await renderer.capture(scene, modelsOf(things), VIEWS, OPTIONS);
      digests.push(digest(frames));
      expect(shadowContrast(things, frames[0], VIEWS[0], scene.lighting.direction)).toBeGreaterThan(1.2);
    } finally {
      await renderer.dispose();
    }
  }
  expect(digests[1]).toBe(digests[0]);
});

for (const [what, script] of [
  ['an error on its console', "console.error('boom', 7)"],
  ['an exception it does not catch', "throw new Error('boom 7')"],
] as const) {
  test(`a page's complaint is an error: ${what}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vantage-page-'));
    await writeFile(join(folder, 'capture.html'), `<link rel="icon" href="data:," /><script>${script}</script>`);
    const server = await servePage(folder);
    try {
      const software = BACKENDS[BACKENDS.length - 1];
      await expect(CaptureSession.open(findBrowser()!, software, server)).rejects.toThrow(
        /The capture page reports: .*boom.7/,
      );
    } finally {
      await server.close();
      await rm(folder, { recursive: true });
    }
  });
}

/** Brightness of the table where the key light reaches it, over where it does not. */
function shadowContrast(things: readonly Thing[], frame: CapturedFrame, view: CameraView, light: Vec3): number {
  const table = things.find(({ mesh }) => mesh === 'top')!;
  const trees = things.filter((thing) => thing !== table && thing.structure !== true).map(treeOf);
  const cast = castFrame(things, view);
  const worldFromCamera = invertView(view);
  const sums = [0, 0];
  const counts = [0, 0];
  const { width, height, fx, fy, cx, cy } = view.intrinsics;
  for (let i = 0; i < cast.ids.length; i++) {
    if (cast.ids[i] !== table.id || !isInner(cast, width, height, i)) continue;
    const depth = cast.depth[i];
    const ray: Vec3 = [
      (((i % width) + 0.5 - cx) / fx) * depth,
      ((Math.floor(i / width) + 0.5 - cy) / fy) * depth,
      depth,
    ];
    const point = worldFromCamera(ray, UPRIGHT).position;
    const dark = trees.some((tree) => raycast(tree, point, negate(light)) !== null) ? 1 : 0;
    sums[dark] += frame.rgb[3 * i] + frame.rgb[3 * i + 1] + frame.rgb[3 * i + 2];
    counts[dark]++;
  }
  expect(Math.min(...counts)).toBeGreaterThan(200);
  return sums[0] / counts[0] / (sums[1] / counts[1]);
}

/** Pose in world of what has this pose in the camera's frame. */
function invertView(view: CameraView) {
  const [x, y, z, w] = view.cameraFromWorld.orientation;
  const rotation = { position: [0, 0, 0] as Vec3, orientation: [-x, -y, -z, w] as const };
  return (p: Vec3, orientation: readonly [number, number, number, number]) => {
    const t = view.cameraFromWorld.position;
    const position = transformPoint(rotation, [p[0] - t[0], p[1] - t[1], p[2] - t[2]]);
    const [ax, ay, az, aw] = rotation.orientation;
    const [bx, by, bz, bw] = orientation;
    return {
      position,
      orientation: [
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
        aw * bw - ax * bx - ay * by - az * bz,
      ] as const,
    };
  };
}

function centroid(polygon: readonly (readonly [number, number])[]): [number, number] {
  let x = 0;
  let y = 0;
  polygon.forEach((p, i) => {
    const q = polygon[(i + 1) % polygon.length];
    const area = p[0] * q[1] - q[0] * p[1];
    x += (p[0] + q[0]) * area;
    y += (p[1] + q[1]) * area;
  });
  const scale = 1 / (6 * polygonArea(polygon));
  return [x * scale, y * scale];
}

function pixelCentroid(frame: CapturedFrame, id: number): [number, number] {
  let [x, y, count] = [0, 0, 0];
  for (let i = 0; i < frame.ids.length; i++) {
    if (frame.ids[i] !== id) continue;
    x += (i % frame.width) + 0.5;
    y += Math.floor(i / frame.width) + 0.5;
    count++;
  }
  return [x / count, y / count];
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

function digest(frames: readonly CapturedFrame[]): string {
  const hash = createHash('sha256');
  for (const { rgb, depth, ids, normals } of frames) for (const part of [rgb, depth, ids, normals!]) hash.update(part);
  return hash.digest('hex');
}
