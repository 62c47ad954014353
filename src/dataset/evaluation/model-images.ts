import sharp from 'sharp';
import type { ModelImage } from '../../core/models/vision-language-model.js';
import { UserError } from '../../core/result.js';

/** Largest image read, pixels. */
const MAX_PIXELS = 8192 * 8192;

/**
 * An image as a model is sent it: its own bytes where it is PNG or JPEG and small enough, else a PNG of it.
 *
 * @param name how messages call it
 * @param maxSide longest side, pixels; null: as stored
 * @returns the image, and [width, height] as stored
 */
export async function modelImage(
  bytes: Uint8Array,
  name: string,
  maxSide: number | null,
): Promise<{ readonly image: ModelImage; readonly stored: readonly [number, number] }> {
  try {
    const { format, width, height, orientation } = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
    const turned = (orientation ?? 1) !== 1;
    const stored: readonly [number, number] = (orientation ?? 1) >= 5 ? [height, width] : [width, height];
    const fits = maxSide === null || Math.max(width, height) <= maxSide;
    if (fits && !turned && (format === 'png' || format === 'jpeg')) {
      return { image: { bytes, mime: `image/${format}`, width, height }, stored };
    }
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS }).rotate().toColourspace('srgb');
    const sized = fits ? image : image.resize(...sentSize(stored, maxSide), { fit: 'fill' });
    const { data, info } = await sized.png().toBuffer({ resolveWithObject: true });
    return { image: { bytes: data, mime: 'image/png', width: info.width, height: info.height }, stored };
  } catch (error) {
    throw new UserError(`"${name}" is not a readable image: put the original file back.`, { cause: error });
  }
}

/** Size of an image once its longest side is at most `maxSide`: the shape kept, halves rounded up, never below a pixel. */
export function sentSize([width, height]: readonly [number, number], maxSide: number | null): [number, number] {
  const scale = maxSide === null ? 1 : Math.min(1, maxSide / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}
