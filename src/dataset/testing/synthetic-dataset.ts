import type { AssetModel } from '../../core/assets/asset.js';
import type { ViewRecord } from '../../core/camera/view-record.js';
import { pixelRay, type CameraView } from '../../core/camera/pinhole.js';
import type { CapturedFrame } from '../../core/edges.js';
import { compose, invert } from '../../core/geometry/pose.js';
import { fromMatrix } from '../../core/geometry/quat.js';
import { cross, normalize, sub, type Vec3 } from '../../core/geometry/vec3.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { createRng } from '../../core/random.js';
import { CONVENTIONS, type ShardRecord } from '../../core/scene/dataset-record.js';
import { recipeSchema } from '../../core/scene/recipe.js';
import type { SceneObject, SettledScene } from '../../core/scene/settled-scene.js';
import { modelFiles } from '../glb-writer.js';
import { questionFolder, questionPath, sceneId, shardId, viewId } from '../layout.js';
import { hashRecipe, withShards, writeManifest } from '../manifest.js';
import { storeMesh } from '../mesh-store.js';
import { encodeView, ShardWriter } from '../shard-writer.js';
import { ensureFolder, writeWholeFile } from '../whole-file.js';
import { join } from 'node:path';

// A dataset of boxes on a table, drawn by casting rays: small, exact and made without browser or physics.

export interface SyntheticOptions {
  readonly shards?: number;
  readonly scenes?: number;
  readonly views?: number;
  readonly size?: readonly [number, number];
  readonly seed?: number;
}

interface Box {
  readonly id: number;
  readonly category: string;
  readonly colour: string;
  readonly rgb: Vec3;
  readonly center: Vec3;
  readonly size: Vec3;
}

const COLOURS: [string, Vec3][] = [
  ['red', [0.78, 0.22, 0.2]],
  ['green', [0.25, 0.6, 0.35]],
  ['blue', [0.22, 0.4, 0.75]],
  ['yellow', [0.9, 0.76, 0.25]],
  ['white', [0.9, 0.9, 0.88]],
];
const TABLE_TOP = 0.75;

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

/** Writes a whole dataset with one question set "main" into `dir`. Equal options, equal bytes. */
export async function writeSyntheticDataset(dir: string, options: SyntheticOptions = {}): Promise<void> {
  const { shards = 2, scenes = 2, views = 2, size = [64, 48], seed = 0 } = options;
  for (const folder of ['assets', 'shards']) await ensureFolder(join(dir, folder));
  await ensureFolder(questionFolder(dir, 'main'));
  const records: ShardRecord[] = [];
  const files: Record<string, string> = {};
  let count = 0;
  for (let n = 0; n < shards; n++) {
    const shard = await writeShard(dir, shardId(n), scenes, views, size, seed);
    records.push(shard.record);
    const lines = shard.questions.map((question) => `${JSON.stringify(question)}\n`);
    files[`questions/main/${shardId(n)}.jsonl`] = await writeWholeFile(
      questionPath(dir, 'main', shardId(n)),
      lines.join(''),
    );
    count += lines.length;
  }
  const manifest = syntheticManifest(seed, { scenes: shards * scenes, shardSize: scenes });
  await writeManifest(dir, { ...withShards(manifest, records), questions: { main: { count, files } } });
}

/** A dataset.json without shards and questions. */
export function syntheticManifest(seed: number, plan: { scenes: number; shardSize: number }) {
  const recipe = recipeSchema.parse({
    schema: 'vantage/recipe@1',
    id: 'boxes',
    profile: 'tabletop',
    room: { width: [3, 4], depth: [3, 4] },
    surface: { category: 'table', size: [1.4, 1] },
    objects: { count: [4, 6], categories: { mug: 1, box: 1 } },
    cameras: { rig: 'table-side' },
    worldAnchor: 'robot-base',
  });
  return {
    schema: 'vantage/dataset@1',
    name: 'boxes',
    generator: { name: 'vantage', version: '0.0.0' },
    recipe,
    recipeHash: hashRecipe(recipe),
    seed,
    plan,
    renderer: 'ray cast of boxes',
    conventions: CONVENTIONS,
    spec: '0.3',
    lexicon: {
      version: '1',
      nouns: { box: ['box', 'crate'], mug: ['mug'], table: ['table'] },
      hypernyms: { container: ['box', 'mug'] },
      colours: { red: [45, 55, 35] },
    },
    assets: [],
    shards: [],
    rejected: {},
    questions: {},
  } as const;
}

async function writeShard(
  dir: string,
  id: string,
  scenes: number,
  views: number,
  size: readonly [number, number],
  seed: number,
) {
  const writer = await ShardWriter.open(dir, id);
  const questions: QuestionRecord[] = [];
  const assets = new Map<string, string>();
  try {
    for (let k = 0; k < scenes; k++) {
      const boxes = arrangeBoxes(`${seed} ${id} ${k}`);
      const scene = await settledScene(dir, sceneId(id, k), boxes, k % 2 === 0 ? 'train' : 'test');
      for (const object of scene.objects) assets.set(object.mesh, object.asset);
      const looks = Array.from({ length: views }, (_, v) => lookAt(scene.id, v, size));
      const drawn = looks.map(({ camera, id: view }) => draw(camera, view, scene, boxes));
      await writer.addScene(scene, await Promise.all(drawn.map(({ record, frame }) => encodeView(record, frame))));
      questions.push(...drawn.flatMap(({ record, frame }) => questionsOf(scene, record, frame)));
    }
    const entries = [...assets].map(([mesh, asset]) => ({ mesh, asset, licence: 'Apache-2.0', source: 'test' }));
    return { record: await writer.finish({ 'no-room': 1 }, entries), questions };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

function arrangeBoxes(seed: string): Box[] {
  const rng = createRng(seed);
  const table: Box = {
    id: 1,
    category: 'table',
    colour: 'white',
    rgb: [0.62, 0.48, 0.34],
    center: [0, 0, TABLE_TOP / 2],
    size: [1.4, 1, TABLE_TOP],
  };
  const things = Array.from({ length: 5 }, (_, i): Box => {
    const size: Vec3 = [rng.range(0.07, 0.16), rng.range(0.07, 0.16), rng.range(0.06, 0.2)];
    const [colour, rgb] = COLOURS[i];
    const center: Vec3 = [-0.5 + 0.25 * i + rng.range(-0.03, 0.03), rng.range(-0.3, 0.3), TABLE_TOP + size[2] / 2];
    return { id: i + 2, category: i % 2 === 0 ? 'box' : 'mug', colour, rgb, center, size };
  });
  return [table, ...things];
}

async function settledScene(
  dir: string,
  id: string,
  boxes: readonly Box[],
  split: 'train' | 'test',
): Promise<SettledScene> {
  const objects: SceneObject[] = [];
  for (const box of boxes) {
    const model = boxModel(box.category, box.size, box.rgb);
    const { mesh } = modelFiles(model);
    await storeMesh(dir, mesh);
    objects.push({
      id: box.id,
      category: box.category,
      asset: model.asset,
      name: box.category,
      attributes: { colour: box.colour, material: 'plain' },
      mesh: mesh.name,
      scale: 1,
      worldFromObject: {
        position: [box.center[0], box.center[1], box.center[2] - box.size[2] / 2],
        orientation: [0, 0, 0, 1],
      },
      obb: {
        center: box.center,
        halfExtents: [box.size[0] / 2, box.size[1] / 2, box.size[2] / 2],
        orientation: [0, 0, 0, 1],
      },
      mass: model.mass,
      massCenter: model.massCenter,
      solid: true,
      fixed: box.id === 1,
      structure: false,
      parts: model.parts,
      up: [0, 0, 1],
      front: null,
      symmetry: 1,
      leftRight: 'unsettled',
      colourLab: [50, 0, 0],
      colourConfidence: 1,
      held: false,
      cavity: null,
      opening: null,
      parent: null,
      materials: model.materials,
      friction: 0.5,
    });
  }
  const contacts = boxes.slice(1).map((box) => ({
    a: box.id,
    b: 1,
    point: [box.center[0], box.center[1], TABLE_TOP] as const,
    normal: [0, 0, 1] as const,
    share: 1,
  }));
  const top = [
    [-0.7, -0.5],
    [0.7, -0.5],
    [0.7, 0.5],
    [-0.7, 0.5],
  ].map(([x, y]): Vec3 => [x, y, TABLE_TOP]);
  return {
    schema: 'vantage/scene@1',
    id,
    recipe: 'boxes',
    seed: 1,
    profile: 'tabletop',
    split,
    gravity: [0, 0, -9.81],
    anchor: {
      origin: [0, 0, TABLE_TOP],
      heading: [0, 1, 0],
      text: "along the table's short side",
      by: { kind: 'edge', objects: [1] },
    },
    counterfactualOf: null,
    lighting: { direction: [0, 0, -1], key: 1, ambient: 1, tint: [1, 1, 1] },
    objects,
    surfaces: [{ id: 1, owner: 1, normal: [0, 0, 1], outline: top, holes: [] }],
    contacts,
    settle: { steps: 1, drift: 0, penetration: 0 },
  };
}

/** The k-th view of a scene: from the side of the table, a little further round each time. */
function lookAt(
  scene: string,
  k: number,
  [width, height]: readonly [number, number],
): { id: string; camera: CameraView } {
  const azimuth = -Math.PI / 2 + 0.35 * (k - 0.5);
  const eye: Vec3 = [1.25 * Math.cos(azimuth), 1.25 * Math.sin(azimuth), 1.45];
  const forward = normalize(sub([0, 0, TABLE_TOP], eye));
  const right = normalize(cross(forward, [0, 0, 1]));
  const down = cross(forward, right);
  const worldFromCamera = {
    position: eye,
    orientation: fromMatrix([
      right[0],
      down[0],
      forward[0],
      right[1],
      down[1],
      forward[1],
      right[2],
      down[2],
      forward[2],
    ]),
  };
  const f = width * 0.8;
  const intrinsics = { width, height, fx: f, fy: f, cx: width / 2, cy: height / 2 };
  return { id: viewId(scene, k), camera: { intrinsics, cameraFromWorld: invert(worldFromCamera) } };
}

function draw(
  view: CameraView,
  id: string,
  scene: SettledScene,
  boxes: readonly Box[],
): { record: ViewRecord; frame: CapturedFrame } {
  const { width, height } = view.intrinsics;
  const depthUnit = 0.0001;
  const rgb = new Uint8Array(3 * width * height);
  const depth = new Uint16Array(width * height);
  const ids = new Uint16Array(width * height);
  const light = normalize([0.4, -0.5, 0.9]);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const ray = pixelRay(view, x + 0.5, y + 0.5);
      const hit = firstHit(boxes, ray.origin, ray.direction);
      const i = y * width + x;
      const shade = hit
        ? 0.45 + 0.55 * Math.max(0, hit.normal[0] * light[0] + hit.normal[1] * light[1] + hit.normal[2] * light[2])
        : 1;
      const colour = hit ? hit.box.rgb : [0.86, 0.88, 0.9];
      for (let c = 0; c < 3; c++) rgb[3 * i + c] = Math.round(255 * Math.min(1, colour[c] * shade));
      if (hit) {
        ids[i] = hit.box.id;
        depth[i] = Math.round(hit.distance / depthUnit);
      }
    }
  }
  const objects = scene.objects.flatMap((object) => {
    const seen = seenPixels(ids, width, object.id);
    if (seen.count === 0) return [];
    const obbInCamera = {
      center: compose(view.cameraFromWorld, { position: object.obb.center, orientation: [0, 0, 0, 1] }).position,
      halfExtents: object.obb.halfExtents,
      orientation: view.cameraFromWorld.orientation,
    };
    const { count, box, centroid } = seen;
    return [
      {
        id: object.id,
        visiblePixels: count,
        amodalPixels: count,
        visibleFraction: 1,
        truncation: 0,
        box,
        amodalBox: box,
        centroid,
        obbInCamera,
      },
    ];
  });
  const record: ViewRecord = { schema: 'vantage/view@1', id, scene: scene.id, ...view, depthUnit, objects };
  return { record, frame: { width, height, rgb, depth, ids, normals: null } };
}

function firstHit(
  boxes: readonly Box[],
  origin: Vec3,
  direction: Vec3,
): { box: Box; distance: number; normal: Vec3 } | null {
  let best: { box: Box; distance: number; normal: Vec3 } | null = null;
  for (const box of boxes) {
    let near = 0;
    let far = Infinity;
    let normal: Vec3 = [0, 0, 0];
    for (let k = 0; k < 3; k++) {
      const t1 = (box.center[k] - box.size[k] / 2 - origin[k]) / direction[k];
      const t2 = (box.center[k] + box.size[k] / 2 - origin[k]) / direction[k];
      if (Math.min(t1, t2) > near) {
        near = Math.min(t1, t2);
        const n: [number, number, number] = [0, 0, 0];
        n[k] = -Math.sign(direction[k]);
        normal = n;
      }
      far = Math.min(far, Math.max(t1, t2));
    }
    if (near < far && near > 0 && (best === null || near < best.distance)) best = { box, distance: near, normal };
  }
  return best;
}

function seenPixels(ids: Uint16Array, width: number, id: number) {
  let count = 0;
  let [x0, y0, x1, y1, sumX, sumY] = [Infinity, Infinity, -Infinity, -Infinity, 0, 0];
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] !== id) continue;
    const x = i % width;
    const y = Math.floor(i / width);
    count++;
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x + 1);
    y1 = Math.max(y1, y + 1);
    sumX += x + 0.5;
    sumY += y + 0.5;
  }
  return { count, box: [x0, y0, x1, y1] as const, centroid: [sumX / count, sumY / count] as const };
}

/** A yes-no, a pointing and a fitting question about a view. Their wording is plausible; their truth is not the point here. */
function questionsOf(scene: SettledScene, view: ViewRecord, frame: CapturedFrame): QuestionRecord[] {
  const [a, b] = scene.objects.slice(1).filter((object) => view.objects.some((seen) => seen.id === object.id));
  if (!a || !b) return [];
  const delta = b.obb.center[0] - a.obb.center[0];
  const common = {
    schema: 'vantage/question@1',
    scene: scene.id,
    views: [view.id],
    split: scene.split,
    frame: { kind: 'ego', view: view.id },
    style: 'short',
    profile: 'tabletop',
    egoVerdict: null,
    spec: '0.3',
  } as const;
  const evidence = {
    verdict: 'T',
    params: {},
    gates: {},
    witness: null,
    blockers: [],
    rejected: {},
    steps: [],
  } as const;
  const { width, height } = view.intrinsics;
  // Where the table shows in the lower half, as column runs.
  const counts: number[] = [];
  let run = 0;
  let inside = false;
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const free = y > 0.7 * height && x > 0.3 * width && x < 0.5 * width && frame.ids[y * width + x] === 1;
      if (free !== inside) {
        counts.push(run);
        run = 0;
        inside = free;
      }
      run++;
    }
  }
  counts.push(run);
  const pixels = [0.85, 0.9].map((v): [number, number] => [0.4 * width, v * height]);
  return [
    {
      ...common,
      id: `${view.id}-q00`,
      kind: 'configuration',
      type: 'left',
      template: 'cfg.left.ego.01',
      text: `From the camera, is the ${a.attributes.colour} ${a.name} to the left of the ${b.attributes.colour} ${b.name}?`,
      direction: null,
      objects: { subject: a.id, reference: b.id },
      phrases: { [a.id]: `${a.attributes.colour} ${a.name}`, [b.id]: `${b.attributes.colour} ${b.name}` },
      answer: { kind: 'yes-no', value: true },
      answerText: 'Yes',
      evidence: { ...evidence, measured: { delta, margin: 0.0225, overlap: 0, phiDeg: 12.5 } },
    },
    {
      ...common,
      id: `${view.id}-q01`,
      kind: 'context',
      type: 'free_space',
      template: 'ctx.free.ego.01',
      text: `Point at free space in front of the ${a.attributes.colour} ${a.name}.`,
      direction: 'front',
      objects: { reference: a.id },
      phrases: { [a.id]: `${a.attributes.colour} ${a.name}` },
      answer: {
        kind: 'points',
        pixels,
        normalised: pixels.map(([u, v]): [number, number] => [u / width, v / height]),
        world: pixels.map((): Vec3 => [0, -0.3, TABLE_TOP]),
        mask: { size: [height, width], counts },
        rings: [],
      },
      answerText: '[(0.400, 0.850), (0.400, 0.900)]',
      evidence: { ...evidence, measured: { pixels: 100, area: 0.01 } },
    },
    {
      ...common,
      id: `${view.id}-q02`,
      kind: 'compatibility',
      type: 'fits',
      template: 'fit.right.ego.01',
      text: `Would the ${a.attributes.colour} ${a.name} fit to the right of the ${b.attributes.colour} ${b.name}, within 30 cm?`,
      direction: 'right',
      objects: { subject: a.id, reference: b.id },
      phrases: { [a.id]: `${a.attributes.colour} ${a.name}`, [b.id]: `${b.attributes.colour} ${b.name}` },
      answer: { kind: 'yes-no', value: true },
      answerText: 'Yes',
      evidence: {
        ...evidence,
        params: { tried: 12 },
        measured: { distance: 0.1, delta: 0.12, margin: 0.02, footprintVisible: 0.9 },
        witness: {
          worldFromObject: {
            position: [0.1, -0.35, TABLE_TOP],
            orientation: [0, 0, 0.3826834323650898, 0.9238795325112867],
          },
          surface: 1,
        },
      },
    },
  ];
}
