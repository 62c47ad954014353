import sharp from 'sharp';
import { encodeRle } from '../../../core/masks/rle.js';
import type { Answer } from '../../../core/questions/question-record.js';
import { UserError } from '../../../core/result.js';
import { readWholeFile } from '../../whole-file.js';

/** A mask's file as grey values, 0–1. */
export interface GreyMask {
  readonly width: number;
  readonly height: number;
  /** [height * width] */
  readonly values: Float32Array;
}

/** Reads a mask: white (any more than half) is the region. @throws UserError when it is no image */
export async function readMask(path: string): Promise<GreyMask> {
  const bytes = await readWholeFile(path);
  try {
    const { data, info } = await sharp(bytes)
      .flatten({ background: '#000' })
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const values = new Float32Array(info.width * info.height);
    for (let i = 0; i < values.length; i++) values[i] = data[i * info.channels] / 255;
    return { width: info.width, height: info.height, values };
  } catch (error) {
    throw new UserError(`"${path}" is not a readable image: put the benchmark's own file back.`, { cause: error });
  }
}

type Points = Extract<Answer, { kind: 'points' }>;

/** A region of an image as the answer to "where": its pixels, and one point well inside. */
export function maskAnswer(inside: (pixel: number) => boolean, width: number, height: number): Points {
  const bits = new Uint8Array(width * height);
  for (let i = 0; i < bits.length; i++) bits[i] = inside(i) ? 1 : 0;
  const point = deepest(bits, width, height);
  return {
    kind: 'points',
    pixels: point === null ? [] : [point],
    normalised: point === null ? [] : [[point[0] / width, point[1] / height]],
    // A benchmark of photographs knows no third dimension; lists are aligned by index.
    world: point === null ? [] : [[0, 0, 0]],
    mask: encodeRle(bits, width, height),
    rings: [],
  };
}

/** Centre of the pixel furthest from the region's border, by a two-pass chessboard distance; null for an empty region. */
function deepest(bits: Uint8Array, width: number, height: number): [number, number] | null {
  const depth = new Int32Array(width * height);
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= width || y >= height ? 0 : depth[y * width + x]);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (bits[y * width + x])
        depth[y * width + x] = 1 + Math.min(at(x - 1, y), at(x - 1, y - 1), at(x, y - 1), at(x + 1, y - 1));
  let best = -1;
  for (let y = height - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--) {
      const i = y * width + x;
      if (!bits[i]) continue;
      const below = 1 + Math.min(at(x + 1, y), at(x + 1, y + 1), at(x, y + 1), at(x - 1, y + 1));
      depth[i] = Math.min(depth[i], below);
      if (best === -1 || depth[i] > depth[best]) best = i;
    }
  return best === -1 ? null : [(best % width) + 0.5, Math.floor(best / width) + 0.5];
}
