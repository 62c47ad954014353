import type { AssetModel, ConvexPart } from '../assets/asset.js';
import { assemble, type Body } from '../assets/build/assemble.js';
import { box } from '../assets/build/box.js';
import { translate, type Cells } from '../assets/build/cell.js';
import { fixed, LOOKS } from '../assets/build/finish.js';
import { panel } from '../assets/build/inlay.js';
import { cylinder } from '../assets/build/lathe.js';
import { drum, loft, roundedRectangle, slab } from '../assets/build/loft.js';
import { bounds } from '../geometry/mesh.js';
import type { Vec3 } from '../geometry/vec3.js';
import {
  FINGER_HALF_WIDTH,
  FINGER_REACH,
  FINGER_THICKNESS,
  FINGERTIP,
  PALM_HALF_LENGTH,
  PALM_HALF_WIDTH,
  PALM_HEIGHT,
} from '../plans/gripper.js';
import type { Material } from '../scene/material.js';
import { ARM } from './arm.js';

// What the arm looks like and what it collides with: one set of vertices. Frames are those of `ArmPose.links`; the two
// fingers' frames are the tool's, shifted along the closing axis so that the pad's face is at x = 0.

export const LINK_NAMES = [
  'base',
  'shoulder',
  'upper arm',
  'elbow',
  'forearm',
  'wrist',
  'hand',
  'left finger',
  'right finger',
] as const;

/** Index of the hand and of the fingers among the links. */
export const HAND = 6;
export const FINGERS = [7, 8] as const;

/** One rigid piece of the arm. */
export interface ArmLink {
  readonly name: (typeof LINK_NAMES)[number];
  /** In a model's own frame: lowest point at z = 0, origin under the middle of its box. */
  readonly model: AssetModel;
  /** Where the model's origin is in the link's frame; the axes are the same. */
  readonly offset: Vec3;
  /** Convex parts in the link's frame. */
  readonly parts: readonly ConvexPart[];
}

/** Body, joint, and mark: materials that a scene's own robot base overrides. */
export const ARM_MATERIALS: readonly Material[] = [
  fixed('white', '#e6e6e1', LOOKS.paintedMetal),
  fixed('joint', '#2a2c30', LOOKS.plastic),
  fixed('mark', '#e8c31c', LOOKS.gloss),
];

/** Side of the foot, metres: no larger than the plate of a scene's robot base. */
export const FOOT_SIDE = 0.16;
/** The upper arm runs beside the forearm's plane, so that the arm can fold. */
const SIDE = 0.075;

const beam = (size: readonly [number, number], from: number, to: number, y = 0): Cells =>
  loft(
    [roundedRectangle(size, 0.014, 2, from), roundedRectangle(size, 0.014, 2, to)].map((ring) => shift(ring, y)),
    {
      convex: true,
      material: 0,
    },
  );

const shift = (ring: readonly Vec3[], y: number): Vec3[] => ring.map(([x, y0, z]) => [x, y0 + y, z]);

/** A drum about the y axis between two sides. */
const across = (z: number, radius: number, right: number, left: number, material: number): Cells =>
  drum({ axis: 'y', center: [0, (right + left) / 2, z], radius, length: left - right, bevel: 0.004, material });

/** The foot with the turret that the shoulder turns on. */
function baseCells(): readonly Cells[] {
  const plate = panel(
    slab({ size: [FOOT_SIDE, FOOT_SIDE, 0.015], corner: 0.02, cornerSteps: 2, edge: 0.002, material: 1 }),
    [0, 0, 1],
    [1, 0, 0],
    [0.014, 0.05],
    2,
    [FOOT_SIDE / 2 - 0.01, 0],
  );
  return [plate, cylinder({ radius: 0.062, top: 0.056, height: 0.145, z: 0.015, bevel: 0.004, material: 0 })];
}

function shapes(): readonly (readonly Cells[])[] {
  const { shoulderHeight, upperArm, forearm, flange, hand } = ARM;
  const palmBack = hand - FINGER_REACH - PALM_HEIGHT;
  const finger = (side: 1 | -1): readonly Cells[] => [
    box({
      x: (side * FINGER_THICKNESS) / 2,
      z: -FINGER_REACH,
      size: [FINGER_THICKNESS, 2 * FINGER_HALF_WIDTH, FINGER_REACH + FINGERTIP],
      bevel: 0.001,
      material: 1,
    }),
  ];
  return [
    baseCells(),
    [
      cylinder({ radius: 0.052, height: 0.04, z: 0.16, bevel: 0.003, material: 1 }),
      translate(box({ size: [0.084, 0.07, 0.06], z: 0.2, bevel: 0.004 }), [0, -0.005, 0]),
      across(shoulderHeight, 0.052, -0.052, 0.042, 0),
    ],
    [
      across(0, 0.05, 0.043, 0.108, 1),
      beam([0.072, 0.055], 0.048, upperArm - 0.044, SIDE),
      across(upperArm, 0.046, 0.043, 0.108, 1),
    ],
    [across(0, 0.042, -0.038, 0.042, 0), beam([0.06, 0.056], 0.04, 0.16)],
    [
      cylinder({ radius: 0.032, top: 0.029, height: forearm - 0.16 - 0.036, z: 0.16, bevel: 0.003, material: 0 }),
      across(forearm, 0.034, -0.03, 0.03, 1),
    ],
    [cylinder({ radius: 0.03, height: flange - 0.036 - 0.004, z: 0.036, bevel: 0.002, material: 0 })],
    [
      cylinder({ radius: 0.028, height: 0.004, z: flange - 0.004, material: 1 }),
      translate(
        box({
          size: [2 * PALM_HALF_LENGTH, 2 * PALM_HALF_WIDTH, PALM_HEIGHT],
          z: palmBack,
          bevel: 0.004,
          material: 0,
        }),
        [0, 0, 0],
      ),
    ],
    finger(-1),
    finger(1),
  ];
}

let built: readonly ArmLink[] | null = null;

/** The nine pieces of the arm, in the order of `LINK_NAMES`. Built once. */
export function armLinks(): readonly ArmLink[] {
  return (built ??= shapes().map((cells, k) => buildLink(LINK_NAMES[k], k, cells)));
}

/** Side of the column that an arm stands on where no table of its own carries it, and of that column's foot, metres. */
const COLUMN_SIDE = 0.12;
export const COLUMN_FOOT = 0.24;
const COLUMN_FOOT_HEIGHT = 0.02;

/**
 * The base of an arm on a column that stands on the floor. In the frame of the base link: the column reaches down.
 *
 * @param height of the column, metres; taken to the millimetre
 */
export function standingBase(height: number): ArmLink {
  const millimetres = Math.round(1000 * height);
  let base = standing.get(millimetres);
  if (base === undefined) standing.set(millimetres, (base = buildStanding(millimetres)));
  return base;
}

/** By the height of their column, millimetres; tables come in few heights. */
const standing = new Map<number, ArmLink>();

function buildStanding(millimetres: number): ArmLink {
  const down = millimetres / 1000;
  const column = [
    slab({
      size: [COLUMN_FOOT, COLUMN_FOOT, COLUMN_FOOT_HEIGHT],
      z: -down,
      corner: 0.03,
      cornerSteps: 2,
      edge: 0.003,
      material: 1,
    }),
    box({ size: [COLUMN_SIDE, COLUMN_SIDE, down - COLUMN_FOOT_HEIGHT], z: COLUMN_FOOT_HEIGHT - down, material: 0 }),
  ];
  return buildLink('base', FIRST_STANDING + millimetres, [...column, ...baseCells()]);
}

/** Variants of the base on a column are numbered from here, a millimetre of height each. */
const FIRST_STANDING = 1000;

/** The base on a column that a model is of, by the model's name; null for any other. */
export function standingBaseOf(asset: string): ArmLink | null {
  const [category, variant] = asset.split('/');
  const height = Number(variant) - FIRST_STANDING;
  return category === CATEGORY && height > 0 ? standingBase(height / 1000) : null;
}

const CATEGORY = 'robot-arm';

function buildLink(name: ArmLink['name'], variant: number, cells: readonly Cells[]): ArmLink {
  const model = assemble({
    category: CATEGORY,
    variant,
    bodies: cells.map((c): Body => ({ cells: c, density: 1500 })),
    materials: ARM_MATERIALS,
    symmetry: 1,
    front: true,
    leftRight: 'intrinsic',
    friction: PAD_FRICTION,
  });
  // `assemble` moves a model over its own origin; the same move back gives the link's frame.
  const { min, max } = bounds(
    cells.flatMap((c) => c.flatMap(({ faces }) => faces.flatMap(({ points }) => points.flat()))),
  );
  const offset: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, min[2]];
  const parts = model.parts.map(({ vertices }) => ({
    vertices: vertices.map(([x, y, z]): Vec3 => [x + offset[0], y + offset[1], z + offset[2]]),
  }));
  return { name, model, offset, parts };
}

/** Friction of the pads (rubber); with a thing of μ = 0.5 the pair has √(0.5 · 1) = 0.71. */
export const PAD_FRICTION = 1;

/** Furthest apart that the pads go, metres. */
export const MAX_OPENING = 0.085;
