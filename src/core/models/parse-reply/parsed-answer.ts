import type { Quat } from '../../geometry/quat.js';
import type { Vec3 } from '../../geometry/vec3.js';

// What a reply means once read. Pixels in border coordinates of the stored image, metres.

/** A point a reply gave: pixels of the stored image, and depth in metres along the camera's axis where it wrote one. */
export interface ParsedPoint {
  readonly u: number;
  readonly v: number;
  readonly depth: number | null;
}

export type ParsedAnswer =
  | { readonly kind: 'yes-no'; readonly value: boolean }
  | {
      readonly kind: 'number';
      /** Metres, m², m³, degrees, hours, or a count. Of a range its middle. */
      readonly value: number;
      /** As written; null for a bare number. */
      readonly unit: string | null;
      readonly range: readonly [number, number] | null;
    }
  /** Index into the options as they were shown. */
  | { readonly kind: 'choice'; readonly index: number }
  | { readonly kind: 'points'; readonly points: readonly ParsedPoint[] }
  /** [x0, y0, x1, y1] pixels of the stored image. */
  | { readonly kind: 'box2d'; readonly boxes: readonly (readonly [number, number, number, number])[] }
  | { readonly kind: 'point3d'; readonly points: readonly Vec3[] }
  | {
      readonly kind: 'box3d';
      readonly center: Vec3;
      readonly halfExtents: Vec3;
      /** Identity when the reply gives no rotation. */
      readonly orientation: Quat;
    }
  | { readonly kind: 'text'; readonly value: string; readonly abstains: boolean };

export type ParseFaultReason =
  /** Nothing but spaces. */
  | 'empty'
  /** A web page or an error message of a server. */
  | 'not-a-reply'
  /** Ended inside its own reasoning. */
  | 'unfinished'
  /** Said that it cannot tell. */
  | 'unsure'
  /** Yes and no, two options, several different numbers. */
  | 'contradictory'
  /** Not the kind of answer asked for. */
  | 'no-answer'
  /** A number without the unit it needs, or with one of another quantity. */
  | 'no-unit'
  /** NaN, Infinity, or a number no float holds. */
  | 'not-finite'
  /** Points or boxes in another family's spelling. */
  | 'other-notation'
  /** Points of the right spelling that are no places of the image. */
  | 'bad-coordinates'
  /** Longer than any answer. */
  | 'too-long';
