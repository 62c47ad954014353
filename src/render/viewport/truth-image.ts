import type { Vec3 } from '../../core/geometry/vec3.js';

/** What one pixel shows. */
export interface TruthPixel {
  /** Instance id of the object. */
  readonly id: number;
  /** Along the optical axis, metres. */
  readonly depth: number;
  /** Unit, world, in steps of 1/127. */
  readonly normal: Vec3;
}

/** The truth of one view: ids, depth and normals, one sample a pixel, as they are stored in a dataset. */
export class TruthImage {
  readonly #metres: Float32Array;

  /** @param raw [4 * width * height] of TRUTH_FRAGMENT, lowest row first */
  constructor(
    readonly width: number,
    readonly height: number,
    readonly raw: Uint32Array,
  ) {
    this.#metres = new Float32Array(raw.buffer, raw.byteOffset, raw.length);
  }

  /** Place of a pixel in `raw`. @param column from the left @param row from the top */
  offset(column: number, row: number): number {
    return 4 * ((this.height - 1 - row) * this.width + column);
  }

  id(column: number, row: number): number {
    return this.raw[this.offset(column, row) + 1];
  }

  /** Null where nothing is, and outside. */
  at(column: number, row: number): TruthPixel | null {
    if (column < 0 || row < 0 || column >= this.width || row >= this.height) return null;
    const i = this.offset(column, row);
    const id = this.raw[i + 1];
    if (id === 0) return null;
    const n = this.raw[i + 2];
    const normal: Vec3 = [(n & 255) / 127.5 - 1, ((n >> 8) & 255) / 127.5 - 1, ((n >> 16) & 255) / 127.5 - 1];
    return { id, depth: this.#metres[i], normal };
  }

  depth(column: number, row: number): number {
    return this.#metres[this.offset(column, row)];
  }

  /** Smallest boxes around each object's pixels, [left, top, right, bottom) in pixels. */
  boxes(): Map<number, readonly [number, number, number, number]> {
    const boxes = new Map<number, [number, number, number, number]>();
    for (let row = 0; row < this.height; row++) {
      for (let column = 0; column < this.width; column++) {
        const id = this.id(column, row);
        if (id === 0) continue;
        const box = boxes.get(id);
        if (!box) {
          boxes.set(id, [column, row, column + 1, row + 1]);
          continue;
        }
        if (column < box[0]) box[0] = column;
        if (column >= box[2]) box[2] = column + 1;
        box[3] = row + 1;
      }
    }
    return boxes;
  }
}
