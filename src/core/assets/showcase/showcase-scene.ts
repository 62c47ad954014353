import type { CameraView } from '../../camera/pinhole.js';
import { lookAt } from '../../camera/look-at.js';
import { bounds } from '../../geometry/mesh.js';
import { add, scale, sub, type Vec3 } from '../../geometry/vec3.js';
import type { SceneObject, SettledScene } from '../../scene/settled-scene.js';
import type { Category } from '../asset.js';
import { nameObjectColour } from '../colour-name.js';
import type { ShelvedAsset } from '../shelf.js';

/** How one asset is looked at in the gallery. */
export interface Showcase {
  readonly scene: SettledScene;
  /** From near, from its front's left (three quarters), framed to the object. */
  readonly close: CameraView;
  /** As large as a 640×480 camera sees it from where people look at such things. */
  readonly atSize: CameraView;
}

/** Pixels; the close picture's size and the cell of the contact sheet. */
export const CLOSE_SIZE = [400, 320] as const;
export const SHEET_CELL = [240, 240] as const;

/** Focal length of a 640×480 camera with a horizontal field of view of 65°. */
const FOCAL = 502;

/** Where such things are looked at from, metres: across a table, across a room. Large ones from further away. */
const TABLE_DISTANCE = 0.9;
const ROOM_DISTANCE = 3.5;
const DISTANCE_PER_EXTENT = 2.2;

/** The asset alone on a plain ground, with the two views of the gallery. @param ground a floor from the same shelf */
export function showcaseOf(category: Category, asset: ShelvedAsset, ground: ShelvedAsset): Showcase {
  const { min, max } = bounds(asset.model.mesh.positions);
  const size = sub(max, min);
  const middle = scale(add(min, max), 0.5);
  const extent = Math.hypot(...size);
  const tabletop = category.kind === 'tabletop';
  const far = Math.max(tabletop ? TABLE_DISTANCE : ROOM_DISTANCE, DISTANCE_PER_EXTENT * Math.max(...size));
  const [width, height] = CLOSE_SIZE;
  const near = 2.15 * extent;
  return {
    scene: {
      schema: 'vantage/scene@1',
      id: `gallery-${asset.model.asset}`,
      recipe: 'gallery',
      seed: 0,
      profile: tabletop ? 'tabletop' : 'room',
      split: 'train',
      gravity: [0, 0, -9.81],
      anchor: { origin: [0, 0, 0], heading: [1, 0, 0], text: 'world', by: { kind: 'camera', objects: [] } },
      counterfactualOf: null,
      lighting: { direction: DAYLIGHT, key: 1, ambient: 1, tint: [1, 0.98, 0.95] },
      objects: [
        { ...record(1, category, ground), name: 'ground', structure: true, worldFromObject: LOWERED(ground) },
        record(2, category, asset),
      ],
      surfaces: [],
      contacts: [],
      settle: { steps: 0, drift: 0, penetration: 0 },
    },
    close: {
      intrinsics: { width, height, fx: 2.05 * height, fy: 2.05 * height, cx: width / 2, cy: height / 2 },
      cameraFromWorld: lookAt(add(middle, scale(direction(32, tabletop ? 32 : 18), near)), middle),
    },
    atSize: {
      intrinsics: {
        width: SHEET_CELL[0],
        height: SHEET_CELL[1],
        fx: FOCAL,
        fy: FOCAL,
        cx: SHEET_CELL[0] / 2,
        cy: SHEET_CELL[1] / 2,
      },
      cameraFromWorld: lookAt(add(middle, scale(direction(-28, tabletop ? 35 : 15), far)), middle),
    },
  };
}

const DAYLIGHT: Vec3 = [-0.45, -0.35, -0.82];

/** Unit vector from an object to a camera. @param azimuth from the front, counter-clockwise from above */
function direction(azimuthDeg: number, elevationDeg: number): Vec3 {
  const [a, e] = [(azimuthDeg * Math.PI) / 180, (elevationDeg * Math.PI) / 180];
  return [Math.cos(a) * Math.cos(e), Math.sin(a) * Math.cos(e), Math.sin(e)];
}

/** Its top at z = 0. */
const LOWERED = ({ model }: ShelvedAsset) => ({
  position: [0, 0, -bounds(model.mesh.positions).max[2]] as Vec3,
  orientation: [0, 0, 0, 1] as const,
});

function record(id: number, { nouns, kind, material }: Category, { model, mesh, cavity }: ShelvedAsset): SceneObject {
  const { min, max } = bounds(model.mesh.positions);
  const { colour, lab, confidence } = nameObjectColour(model.mesh, model.materials);
  return {
    id,
    category: model.category,
    asset: model.asset,
    name: nouns[0],
    attributes: { colour, material },
    mesh,
    scale: 1,
    worldFromObject: { position: [0, 0, 0], orientation: [0, 0, 0, 1] },
    obb: {
      center: scale(add(min, max), 0.5),
      halfExtents: scale(sub(max, min), 0.5),
      orientation: [0, 0, 0, 1],
    },
    mass: model.mass,
    massCenter: model.massCenter,
    solid: model.solid,
    fixed: kind === 'structure',
    structure: kind === 'structure',
    parts: model.parts,
    up: model.up,
    front: model.front,
    symmetry: model.symmetry,
    leftRight: model.leftRight,
    colourLab: lab,
    colourConfidence: confidence,
    held: false,
    cavity,
    opening: model.opening,
    parent: null,
    materials: model.materials,
    friction: model.friction,
  };
}
