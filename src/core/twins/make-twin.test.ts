import { describe, expect, it } from 'vitest';
import { LEXICON } from '../assets/lexicon.js';
import type { CapturedFrame, Physics } from '../edges.js';
import { compose, invert, transformPoint } from '../geometry/pose.js';
import { graphOf, type ObservedScene } from '../observe-scene.js';
import { createRng } from '../random.js';
import { SceneGeometry } from '../relations/scene-geometry.js';
import { boxMesh, drawView, lookAt, standsOn, testGeometry } from '../relations/test-scene.js';
import { success } from '../result.js';
import type { MeshLibrary, SceneSpec } from '../scene/scene-spec.js';
import type { SettledScene } from '../scene/settled-scene.js';
import type { TwinChange } from '../scene/recipe/twins.js';
import { checkTwin } from './check-twin.js';
import { makeTwin } from './make-twin.js';

// A table with five boxes on it, each of another category, in a row from left to right; one camera before it.
const NAMES = ['mug', 'bowl', 'book', 'can', 'box'];
const TOP = 0.74;
const INTRINSICS = { width: 160, height: 120, fx: 150, fy: 150, cx: 80, cy: 60 };
const VIEWS = [lookAt([0, -1.3, 1.4], [0, 0, 0.74], INTRINSICS), lookAt([0.6, -1.2, 1.3], [0, 0, 0.74], INTRINSICS)];

const cube = boxMesh([0.1, 0.1, 0.1]);
// Objects of the library have their lowest point at z = 0.
for (let i = 2; i < cube.positions.length; i += 3) cube.positions[i] += 0.05;

const geometry = testGeometry({
  objects: [
    { id: 1, category: 'floor', name: 'floor', center: [0, 0, -0.05], size: [4, 4, 0.1], structure: true, fixed: true },
    { id: 2, category: 'table', name: 'table', center: [0, 0, TOP / 2], size: [1.2, 0.8, TOP] },
    ...NAMES.map((name, k) => ({
      id: 3 + k,
      category: name,
      name,
      center: [0.18 * (k - 2), 0.06 * (k % 2), TOP + 0.05] as const,
      mesh: cube,
    })),
  ],
  surfaces: [
    {
      id: 1,
      owner: 2,
      normal: [0, 0, 1],
      outline: [
        [-0.6, -0.4, TOP],
        [0.6, -0.4, TOP],
        [0.6, 0.4, TOP],
        [-0.6, 0.4, TOP],
      ],
      holes: [],
    },
  ],
  contacts: [standsOn(2, 1, [0, 0, 0]), ...NAMES.map((_, k) => standsOn(3 + k, 2, [0.18 * (k - 2), 0, TOP]))],
});

const meshes: MeshLibrary = new Map(
  geometry.objects.map(({ record }) => [
    record.mesh,
    record.category in LEXICON.nouns && record.id > 2 ? cube : boxOf(record),
  ]),
);

function boxOf({ obb }: SettledScene['objects'][number]) {
  const [x, y, z] = obb.halfExtents;
  return boxMesh([2 * x, 2 * y, 2 * z]);
}

const arranged: SceneSpec = {
  ...geometry.scene,
  intendedSupport: { 2: 1, ...Object.fromEntries(NAMES.map((_, k) => [3 + k, 2])) },
  free: [],
};

/** Everything stays where it was put. */
const physics: Physics = {
  settle: ({ intendedSupport, free: _free, untouched: _untouched, ...spec }) =>
    success({
      ...spec,
      objects: spec.objects.map((object, k) => {
        const before = geometry.scene.objects[k];
        const center = transformPoint(
          compose(object.worldFromObject, invert(before.worldFromObject)),
          before.obb.center,
        );
        return { ...object, obb: { ...before.obb, center, orientation: object.worldFromObject.orientation } };
      }),
      contacts: Object.entries(intendedSupport).map(([a, b]) =>
        standsOn(Number(a), b, spec.objects[Number(a) - 1].worldFromObject.position),
      ),
      settle: { steps: 1, drift: 0, penetration: 0 },
    }),
};

const observe = async (scene: SettledScene): Promise<ObservedScene> => ({
  scene,
  views: VIEWS.map((view, k) => {
    const seen = drawView(new SceneGeometry(scene, meshes), view);
    const { width, height } = view.intrinsics;
    const frame: CapturedFrame = {
      width,
      height,
      rgb: new Uint8Array(),
      depth: Uint16Array.from(seen.depth, (d) => (d < 6 ? Math.round(d / 0.0001) : 0)),
      ids: seen.ids,
      normals: null,
    };
    return { record: { ...seen.record, id: `${scene.id}-v${k}`, scene: scene.id }, frame };
  }),
});

async function twinOf(how: TwinChange, seed: number, scene: SettledScene = geometry.scene) {
  const original = await observe(scene);
  const rules = { share: 1, how: [how] };
  const edges = { physics, meshes, lexicon: LEXICON, observe };
  const made = await makeTwin(original, { ...arranged, ...scene }, VIEWS, rules, createRng(seed), edges);
  if (!made.ok) throw new Error(`${how}, seed ${seed}: ${made.fault.detail}`);
  return { original, twin: made.value };
}

describe.each(['moved', 'swapped', 'mirrored'] as const)('a twin that is %s', (how) => {
  it.each([0, 1])('differs in what it says and flips what it says, seed %i', async (seed) => {
    const { original, twin } = await twinOf(how, seed);
    const { counterfactual } = twin.scene;
    expect(counterfactual?.how).toBe(how);
    expect(counterfactual?.objects).toHaveLength({ moved: 1, swapped: 2, mirrored: 5 }[how]);
    expect(twin.scene.id).toBe('testt');
    expect(twin.scene.counterfactualOf).toBe('test');
    expect(twin.views.map(({ record }) => record.id)).toEqual(['testt-v0', 'testt-v1']);
    expect(counterfactual?.flips.length).toBeGreaterThan(0);
    const graphs = [original, twin].map((o) => graphOf(o, new SceneGeometry(o.scene, meshes)));
    expect(checkTwin(graphs[0], graphs[1], LEXICON)).toEqual([]);
    expect(await twinOf(how, seed)).toEqual({ original, twin });
  });
});

it('a mirrored row reads from right to left', async () => {
  const { twin } = await twinOf('mirrored', 0);
  const places = twin.scene.objects.slice(2).map((o) => o.worldFromObject.position);
  for (const [k, [x, y]] of places.entries()) {
    expect(x).toBeCloseTo(-0.18 * (k - 2), 12);
    expect(y).toBeCloseTo(0.06 * (k % 2), 12);
  }
});

it('a lamp that is on stays where its light is', async () => {
  const withLamp = (on: boolean): SettledScene => ({
    ...geometry.scene,
    objects: geometry.scene.objects.map((o) => (o.id === 3 ? { ...o, category: 'desk-lamp' } : o)),
    lighting: { ...geometry.scene.lighting, ...(on && { lamps: [{ position: [0, 0, 1], colour: [1, 1, 1] }] }) },
  });
  const movedIn = async (scene: SettledScene) => {
    const moved: (number | undefined)[] = [];
    for (let seed = 0; seed < 8; seed++) {
      moved.push((await twinOf('moved', seed, scene)).twin.scene.counterfactual?.objects[0]);
    }
    return moved;
  };
  expect(await movedIn(withLamp(false))).toContain(3);
  expect(await movedIn(withLamp(true))).not.toContain(3);
  await twinOf('mirrored', 0, withLamp(false));
  await expect(twinOf('mirrored', 0, withLamp(true))).rejects.toThrow('mirrored');
});

describe('the check of a stored twin', () => {
  const made = twinOf('moved', 0);
  it.each([
    ['a nudge nobody mentions', 'object 2 has moved and is not said to have'],
    ['another light', 'its lighting is not that of its original'],
    ['no flips', 'it flips no answer'],
    ['another colour', 'is not what it was in its original'],
  ])('notices %s', async (what, message) => {
    const { original, twin } = await made;
    const before = graphOf(original, new SceneGeometry(original.scene, meshes));
    const spoilt = spoil(twin.scene, what);
    const after = graphOf({ ...twin, scene: spoilt }, new SceneGeometry(spoilt, meshes));
    expect(checkTwin(before, after, LEXICON).join(' ')).toContain(message);
  });
});

function spoil(scene: SettledScene, what: string): SettledScene {
  const objects = scene.objects.map((object, k) => {
    const [x, y, z] = object.worldFromObject.position;
    if (what === 'a nudge nobody mentions' && k === 1)
      return { ...object, worldFromObject: { ...object.worldFromObject, position: [x + 1e-9, y, z] as const } };
    return what === 'another colour' && k === 3
      ? { ...object, attributes: { ...object.attributes, colour: 'pink' } }
      : object;
  });
  const { counterfactual, lighting } = scene;
  return {
    ...scene,
    objects,
    lighting: what === 'another light' ? { ...lighting, key: 0.5 } : lighting,
    counterfactual: what === 'no flips' && counterfactual ? { ...counterfactual, flips: [] } : counterfactual,
  };
}
