import type { Vec3 } from '../../core/geometry/vec3.js';
import { createRng } from '../../core/random.js';
import type { SceneObject, SettledScene } from '../../core/scene/settled-scene.js';
import { modelFiles } from '../glb-writer.js';
import { storeMesh } from '../mesh-store.js';
import { boxModel } from './box-model.js';

/** One that stands upright in the world. */
export interface Box {
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
/** Height of the table, metres. */
export const TABLE_TOP = 0.75;

/** A table and five things on it. */
export function arrangeBoxes(seed: string): Box[] {
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

/** The scene they make; their meshes are stored. */
export async function settledScene(
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
