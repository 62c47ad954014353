import sharp, { type Sharp } from 'sharp';
import { UserError } from '../core/result.js';

// PNG through libvips. Lossless: what is decoded is what was encoded, value for value.

// One thread an image: workers run side by side already. libvips' operation cache would only hold frames in memory.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Measured on rendered 640×480 frames, CPU ms and kB: colour 8 and 285, at level 2 with filters 14 and 277, at level 6
 * with filters 31 and 242. Depth 6.5 and 117, without filters 5.5 and 311. Ids 1.1 and 11, with filters 4 and 6.
 */
const COLOUR_PNG = { compressionLevel: 3, adaptiveFiltering: false, palette: false } as const;
const DEPTH_PNG = { compressionLevel: 2, adaptiveFiltering: true, palette: false } as const;
const ID_PNG = { compressionLevel: 3, adaptiveFiltering: false, palette: false } as const;

/** The lowest effort: they are made while somebody scrolls. */
const THUMBNAIL = { quality: 76, effort: 0 } as const;

/** Largest image read: the largest a view record allows. */
const MAX_PIXELS = 8192 * 8192;

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** @param rgb [height * width * 3] row-major, top row first */
export async function encodeRgbPng(rgb: Uint8Array, { width, height }: ImageSize): Promise<Buffer> {
  expectLength(rgb.length, width * height * 3);
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png(COLOUR_PNG)
    .toBuffer();
}

/** A small WebP for the eye. @param rgb [height * width * 3] row-major, top row first @param maxWidth pixels */
export const encodeThumbnail = (rgb: Uint8Array, { width, height }: ImageSize, maxWidth: number): Promise<Buffer> =>
  sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize({ width: Math.min(width, maxWidth) })
    .webp(THUMBNAIL)
    .toBuffer();

/**
 * The same of a stored PNG.
 *
 * @throws UserError when it is no readable PNG
 */
export async function shrinkPng(png: Uint8Array, maxWidth: number, name: string): Promise<Buffer> {
  const image = sharp(png, { limitInputPixels: MAX_PIXELS });
  const { format } = await image.metadata().catch(() => ({ format: null }));
  if (format !== 'png') throw new UserError(`"${name}" is not a readable PNG image: ${REMAKE}`);
  return decode(image.resize({ width: maxWidth, withoutEnlargement: true }).webp(THUMBNAIL), name);
}

/** @param depth [height * width] steps; stored as 16-bit grey */
export const encodeDepthPng = (depth: Uint16Array, size: ImageSize): Promise<Buffer> =>
  encodeGrey16Png(depth, size, DEPTH_PNG);

/** @param ids [height * width] instance ids; stored as 16-bit grey */
export const encodeIdPng = (ids: Uint16Array, size: ImageSize): Promise<Buffer> => encodeGrey16Png(ids, size, ID_PNG);

async function encodeGrey16Png(
  values: Uint16Array,
  { width, height }: ImageSize,
  options: typeof DEPTH_PNG | typeof ID_PNG,
): Promise<Buffer> {
  expectLength(values.length, width * height);
  return sharp(values, { raw: { width, height, channels: 1 } })
    .toColourspace('grey16')
    .png(options)
    .toBuffer();
}

/**
 * @param name how messages call the image
 * @returns [height * width * 3]
 * @throws UserError when it is no 8-bit RGB PNG of that size
 */
export async function decodeRgbPng(png: Uint8Array, size: ImageSize, name: string): Promise<Uint8Array> {
  await expectPng(png, size, name, 'srgb', 'uchar', 3);
  const data = await decode(sharp(png, { limitInputPixels: MAX_PIXELS }).raw(), name);
  return new Uint8Array(data.buffer, data.byteOffset, data.length);
}

/**
 * @param name how messages call the image
 * @returns [height * width]
 * @throws UserError when it is no 16-bit grey PNG of that size
 */
export async function decodeGrey16Png(png: Uint8Array, size: ImageSize, name: string): Promise<Uint16Array> {
  await expectPng(png, size, name, 'grey16', 'ushort', 1);
  // Without the colour space libvips would come down to 8 bits first.
  const image = sharp(png, { limitInputPixels: MAX_PIXELS }).toColourspace('grey16').raw({ depth: 'ushort' });
  const data = await decode(image, name);
  const aligned = data.byteOffset % 2 === 0 ? data : Uint8Array.from(data);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, data.length / 2);
}

async function expectPng(
  png: Uint8Array,
  size: ImageSize,
  name: string,
  space: string,
  depth: string,
  channels: number,
): Promise<void> {
  const found = await sharp(png, { limitInputPixels: MAX_PIXELS })
    .metadata()
    .catch(() => null);
  if (found === null || found.format !== 'png') throw new UserError(`"${name}" is not a readable PNG image: ${REMAKE}`);
  if (found.space !== space || found.depth !== depth || found.channels !== channels) {
    throw new UserError(
      `"${name}" is a ${found.channels}-channel ${found.depth} image where ${channels} of ${depth} belong: ${REMAKE}`,
    );
  }
  if (found.width !== size.width || found.height !== size.height) {
    const sizes = `${found.width}×${found.height} pixels where the view says ${size.width}×${size.height}`;
    throw new UserError(`"${name}" has ${sizes}: ${REMAKE}`);
  }
}

async function decode(image: Sharp, name: string): Promise<Buffer> {
  try {
    return await image.toBuffer();
  } catch (error) {
    throw new UserError(`"${name}" is damaged: ${REMAKE}`, { cause: error });
  }
}

function expectLength(found: number, expected: number): void {
  if (found !== expected) throw new RangeError(`An image of that size has ${expected} values, got ${found}.`);
}

const REMAKE = 'delete its shard and run the same "vantage generate" with --resume to make it again.';

/** Pictures of one size as a sheet, row by row. @param pictures [height * width * 3] each */
export async function encodeSheet(
  pictures: readonly Uint8Array[],
  { width, height }: ImageSize,
  columns: number,
): Promise<Buffer> {
  const size = { width: columns * width, height: Math.ceil(pictures.length / columns) * height };
  const tiles = pictures.map((rgb, k) => ({
    input: Buffer.from(rgb),
    raw: { width, height, channels: 3 as const },
    left: (k % columns) * width,
    top: Math.floor(k / columns) * height,
  }));
  return sharp({ create: { ...size, channels: 3, background: '#ffffff' } })
    .composite(tiles)
    .png()
    .toBuffer();
}
