import { describe, expect, it } from 'vitest';
import type { CapturedFrame, Renderer } from '../../core/edges.js';
import { boxMesh, drawView, lookAt, standsOn, testGeometry } from '../../core/relations/test-scene.js';
import { camerasSchema } from '../../core/scene/recipe/cameras.js';
import { looksSchema } from '../../core/scene/recipe/looks.js';
import { questionsSchema } from '../../core/scene/recipe/questions.js';
import { movedScene } from '../../core/scene/moved-scene.js';
import type { SettledScene, Surface } from '../../core/scene/settled-scene.js';
import { SceneGeometry } from '../../core/relations/scene-geometry.js';
import type { QuestionRow, SceneEvents } from './messages.js';
import { SceneHost } from './scene-host.js';

const TOP: Surface = {
  id: 1,
  owner: 1,
  normal: [0, 0, 1],
  outline: [
    [-0.6, -0.4, 0.8],
    [0.6, -0.4, 0.8],
    [0.6, 0.4, 0.8],
    [-0.6, 0.4, 0.8],
  ],
  holes: [],
};
const SIZES = { 1: [1.2, 0.8, 0.04], 2: [0.08, 0.08, 0.1], 3: [0.1, 0.1, 0.12] } as const;
const world = testGeometry({
  objects: [
    { id: 1, category: 'dining_table', name: 'table', center: [0, 0, 0.78], size: SIZES[1], fixed: true },
    { id: 2, category: 'mug', name: 'mug', center: [-0.3, 0, 0.85], size: SIZES[2] },
    { id: 3, category: 'jar', name: 'jar', center: [0, 0, 0.86], size: SIZES[3] },
  ],
  surfaces: [TOP],
  contacts: [standsOn(2, 1, [-0.3, 0, 0.8]), standsOn(3, 1, [0, 0, 0.8])],
});
const meshes = world.scene.objects.map(({ id, mesh }) => {
  const { positions, indices } = boxMesh(SIZES[id as keyof typeof SIZES]);
  return {
    hash: mesh,
    mesh: { positions, indices, normals: new Float32Array(positions.length), groups: [] },
    textures: [],
  };
});
const library = new Map(meshes.map(({ hash, mesh }) => [hash, mesh]));
const CAMERA = lookAt([0, -1.6, 1.5], [0, 0, 0.8], { width: 320, height: 240, fx: 300, fy: 300, cx: 160, cy: 120 });

/** Draws by casting rays. */
const renderer: Renderer = {
  description: 'rays',
  capture: (scene, _models, views, { depthUnit }) =>
    Promise.resolve(
      views.map((view): CapturedFrame => {
        const { ids, depth } = drawView(new SceneGeometry(scene, library), view);
        const steps = Uint16Array.from(depth, (d) => (d < Infinity ? Math.round(d / depthUnit) : 0));
        const { width, height } = view.intrinsics;
        return { width, height, rgb: new Uint8Array(3 * width * height), depth: steps, ids, normals: null };
      }),
    ),
  dispose: () => Promise.resolve(),
};

const rules = {
  cameras: camerasSchema.parse({ rig: 'standing' }),
  looks: looksSchema.parse({}),
  questions: questionsSchema.parse({ perView: 20, mix: { configuration: 1 } }),
};

async function open(host: SceneHost, scene: SettledScene, before: readonly QuestionRow[] = []) {
  const events: SceneEvents['open'][] = [];
  const call = { kind: 'open', scene, views: [CAMERA], rules, meshes, before } as const;
  for await (const event of host.open(call)) if (event) events.push(event);
  return { events, rows: events.flatMap((event) => (event.type === 'questions' ? event.rows : [])) };
}

describe('SceneHost', async () => {
  const host = new SceneHost(renderer);
  const { events, rows } = await open(host, world.scene);
  const left = rows.find(
    ({ spec, record }) => spec.type === 'left' && spec.frame?.kind === 'ego' && spec.objects.subject === 2 && record,
  ) as QuestionRow;
  // Far to the other side of the jar.
  const { orientation, position } = world.object(2).record.worldFromObject;
  const poses = new Map([[2, { orientation, position: [0.35, 0, position[2]] as const }]]);

  it('tells the pictures first, then questions with their answers', () => {
    expect(events[0].type).toBe('frames');
    expect(left.record?.answerText).toBe('Yes');
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('derives every question again', () => {
    for (const { record } of rows)
      if (record) expect(host.verify({ kind: 'verify', record })).toEqual({ difference: null });
    const { record } = left;
    const wrong = record && { ...record, answer: { kind: 'yes-no', value: false } as const };
    expect(wrong && host.verify({ kind: 'verify', record: wrong }).difference).toMatch(/answer/);
  });

  it('says at once what a question says while something is dragged, and the same once it is drawn', async () => {
    const now = host.preview({ kind: 'preview', poses, view: left.view, spec: left.spec });
    expect(now.key).toBe(left.key);
    expect(now.record?.answerText).toBe('No');
    const after = await open(host, movedScene(world.scene, poses), [left]);
    expect(after.rows[0].key).toBe(left.key);
    expect(after.rows[0].record?.answerText).toBe('No');
    // A question reads the same whenever it is asked.
    expect(after.rows[0].record?.text).toBe(left.record?.text);
  });

  it('is too close to call in between', async () => {
    await open(host, world.scene);
    const close = new Map([[2, { orientation, position: [-0.07, 0.2, position[2]] as const }]]);
    const now = host.preview({ kind: 'preview', poses: close, view: left.view, spec: left.spec });
    expect(now.record?.evidence.verdict).toBe('A');
    expect(now.reason).not.toBeNull();
  });
});
