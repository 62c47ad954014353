import type { Vec3 } from '../geometry/vec3.js';
import type { SurfaceMesh, TriangleMesh } from '../geometry/mesh.js';
import type { Rng } from '../random.js';
import type { Material } from '../scene/material.js';

/** Yaw symmetry order: the object looks the same after a turn of 360°/n about its up axis. */
export type Symmetry = 1 | 2 | 4 | 'infinite';

/**
 * How people use left and right of an object that has a front: `intrinsic`, its own left as a person's (chair, car);
 * `facing`, as seen when facing it (monitor, cupboard); `unsettled`, they disagree, so it is not asked.
 */
export type LeftRight = 'intrinsic' | 'facing' | 'unsettled';

/** A convex body of an object's collider: the hull of its vertices, object frame, metres. */
export interface ConvexPart {
  readonly vertices: readonly Vec3[];
}

/** An upward patch that things can stand on, object frame; counter-clockwise seen from above, holes clockwise. */
export interface LocalSurface {
  readonly outline: readonly Vec3[];
  readonly holes: readonly (readonly Vec3[])[];
  readonly normal: Vec3;
  /** Free height above the patch inside the object itself (a shelf board under another); Infinity when open. */
  readonly clearance: number;
}

/** A built object in its own frame: +Z up, lowest point at z = 0, front (if any) along +X, origin under its middle. */
export interface AssetModel {
  readonly category: string;
  /** `category/variant`: one shape. Splits are made by it. */
  readonly asset: string;
  readonly mesh: SurfaceMesh;
  /** One per material index of the mesh groups. The first is the one that names the object's colour. */
  readonly materials: readonly Material[];
  /** Convex bodies that together fill the solid; their hulls' vertices are vertices of the mesh where it is convex. */
  readonly parts: readonly ConvexPart[];
  /** True when the mesh is closed, so that inside and outside are defined. */
  readonly solid: boolean;
  readonly mass: number;
  readonly massCenter: Vec3;
  readonly up: Vec3;
  /** [1, 0, 0] or none. */
  readonly front: Vec3 | null;
  readonly symmetry: Symmetry;
  readonly leftRight: LeftRight;
  readonly surfaces: readonly LocalSurface[];
  /** The space it holds, closed, capped at its opening; null: it has none. */
  readonly cavity: TriangleMesh | null;
  /** Outward normal of the cavity's opening; null without a cavity. */
  readonly opening: Vec3 | null;
  /** Coefficient of friction of its surface. */
  readonly friction: number;
  /** Of a model from outside the library. */
  readonly origin?: { readonly licence: string; readonly source: string };
}

/** Where a category belongs. Tabletop things stand on a support, furniture on the floor, structure is the building. */
export type CategoryKind = 'tabletop' | 'furniture' | 'structure';

/** One entry of the object library: what it is called and how its variants are built. */
export interface Category {
  readonly id: string;
  readonly kind: CategoryKind;
  /** Names in use, first the one we write; all count as matches of a phrase. */
  readonly nouns: readonly string[];
  /** Wider words that match it too ("cup" for a mug, "seat" for a chair). */
  readonly hypernyms: readonly string[];
  /** Number of shapes. The last one is kept for the test split; of a single one none is, so test scenes go without. */
  readonly variants: number;
  /** Colour names (of the lexicon) its main material comes in; none: it is always drawn as it is. */
  readonly colours: readonly string[];
  /** What the main material is called in a phrase ("ceramic", "wooden"). */
  readonly material: string;
  /**
   * @param variant 0 … variants − 1; equal variants build equal bytes
   * @param rng this variant's own stream
   * @param size for supports whose size a recipe sets: [length x, width y, height z] in metres; others ignore it
   */
  build(variant: number, rng: Rng, size?: Vec3): AssetModel;
}
