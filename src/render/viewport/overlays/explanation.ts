import type { Pose } from '../../../core/geometry/pose.js';
import type { Vec3 } from '../../../core/geometry/vec3.js';

/** Whose something is, or what is said of it. Verdicts have their fixed colours, and nothing else has them. */
export type Tone = 'subject' | 'reference' | 'neutral' | 'T' | 'F' | 'A' | 'blocker';

/** Why a question has its answer, as the viewport draws it over the scene. Places in world, metres. */
export interface Explanation {
  /** Objects whose outline is drawn, with a label at it. */
  readonly outlines?: readonly { readonly id: number; readonly tone: Tone; readonly label?: string }[];
  /** A frame's axes: arrows from one place, each with a word at its tip ("left", "front"). */
  readonly axes?: readonly {
    readonly origin: Vec3;
    /** `to` is an offset from the origin. */
    readonly arrows: readonly { readonly to: Vec3; readonly word: string; readonly tone: Tone }[];
  }[];
  /** Measured lengths: a bracket with its figure. */
  readonly brackets?: readonly {
    readonly from: Vec3;
    readonly to: Vec3;
    readonly label: string;
    readonly tone: Tone;
  }[];
  readonly lines?: readonly {
    readonly points: readonly Vec3[];
    readonly tone: Tone;
    readonly dashed?: boolean;
    readonly closed?: boolean;
  }[];
  readonly points?: readonly { readonly at: Vec3; readonly label?: string; readonly tone: Tone }[];
  /** Pixels of one view, shown while one looks through it and in its small picture. */
  readonly mask?: PixelMask | null;
  /** A picture that lies in the scene, such as a map of a table's top. */
  readonly surfaceImage?: SurfaceImage | null;
  /** Where objects would be: their outline at another pose. */
  readonly ghosts?: readonly { readonly object: number; readonly worldFromObject: Pose; readonly tone: Tone }[];
  /** Objects that are in the way, filled in red. */
  readonly blockers?: readonly number[];
  /** Numbered in their order, at their places; their texts stand below. */
  readonly steps?: readonly { readonly text: string; readonly at?: Vec3; readonly tone?: Tone }[];
}

export interface PixelMask {
  /** Number of the view. */
  readonly view: number;
  readonly width: number;
  readonly height: number;
  /** [height * width] 0 or 1, row-major, top row first. */
  readonly pixels: Uint8Array;
  readonly tone: Tone;
}

export interface SurfaceImage {
  /** Corner where the first row starts, world. */
  readonly origin: Vec3;
  /** Edges of the rectangle from there, world: along a row, and down the rows. */
  readonly u: Vec3;
  readonly v: Vec3;
  readonly width: number;
  readonly height: number;
  /** [height * width * 4] */
  readonly rgba: Uint8ClampedArray;
}
