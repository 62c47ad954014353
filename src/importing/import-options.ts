import type { LeftRight, Symmetry } from '../core/assets/asset.js';
import type { Vec3 } from '../core/geometry/vec3.js';

/** An axis of the model file: glTF's are +Y up, +Z forward by convention. */
export type FileAxis = '+x' | '-x' | '+y' | '-y' | '+z' | '-z';

export const AXES: Readonly<Record<FileAxis, Vec3>> = {
  '+x': [1, 0, 0],
  '-x': [-1, 0, 0],
  '+y': [0, 1, 0],
  '-y': [0, -1, 0],
  '+z': [0, 0, 1],
  '-z': [0, 0, -1],
};

/** What a model file cannot say of itself. */
export interface ImportOptions {
  /** How messages call the file. */
  readonly file: string;
  /** The first is written in questions; all count as matches of a phrase. */
  readonly nouns: readonly string[];
  readonly hypernyms: readonly string[];
  /** Category in recipes. */
  readonly category: string;
  readonly variant: number;
  /** null: by size. */
  readonly kind: 'tabletop' | 'furniture' | null;
  /** Which way of the file it faces; null: it has no front. */
  readonly front: FileAxis | null;
  readonly up: FileAxis;
  readonly leftRight: LeftRight;
  readonly symmetry: Symmetry;
  /** Metres of a unit of the file. */
  readonly unit: number;
  /** Its height in metres, in place of the unit; null: by the unit. */
  readonly height: number | null;
  readonly licence: string;
  /** Where it comes from, in words. */
  readonly note: string;
  /** What its main material is called in a phrase. */
  readonly material: string;
  /** kg/m³, of the solid or, where the mesh is open, of its convex parts. */
  readonly density: number;
  readonly friction: number;
}
