import sharp from 'sharp';
import type { ImageSize } from '../images.js';

/** Share of an instance's colour in its pixels; its border has it undiluted. Less for what fills much of the image. */
const TINT = 0.5;
const LARGE_TINT = 0.25;
/** Lifts black things, on which no colour would show. */
const LIFT = 70;
/** Part of the image from which an instance counts as large: the table under everything. */
const LARGE = 0.2;
const QUALITY = 84;

/** Hues a third of the circle and a bit apart, so that neighbouring ids look different: sRGB 0–255. */
export function colourOf(id: number): readonly [number, number, number] {
  const hue = (id * 137.508) % 360;
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (0.52 - 0.38 * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** The image as JPEG. */
export const encodePhoto = (rgb: Uint8Array, { width, height }: ImageSize): Promise<Buffer> =>
  sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: QUALITY, mozjpeg: false })
    .toBuffer();

/**
 * The image with every instance in its colour.
 *
 * @param plain ids left as they are: floor, walls, ceiling
 */
export function encodeMaskPicture(
  rgb: Uint8Array,
  ids: Uint16Array,
  size: ImageSize,
  plain: ReadonlySet<number>,
): Promise<Buffer> {
  const { width, height } = size;
  const picture = new Uint8Array(rgb.length);
  const colours = new Map<number, readonly [number, number, number]>();
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i];
    // What is not asked about steps back: greyer.
    const grey = 0.3 * rgb[3 * i] + 0.6 * rgb[3 * i + 1] + 0.1 * rgb[3 * i + 2];
    if (id === 0 || plain.has(id)) {
      for (let c = 0; c < 3; c++) picture[3 * i + c] = 0.5 * rgb[3 * i + c] + 0.5 * (0.5 * grey + 110);
      continue;
    }
    let colour = colours.get(id);
    if (!colour) colours.set(id, (colour = colourOf(id)));
    const x = i % width;
    const onBorder =
      (x > 0 && ids[i - 1] !== id) ||
      (x < width - 1 && ids[i + 1] !== id) ||
      (i >= width && ids[i - width] !== id) ||
      (i < width * (height - 1) && ids[i + width] !== id);
    const tint = onBorder ? 1 : (counts.get(id) ?? 0) > LARGE * ids.length ? LARGE_TINT : TINT;
    for (let c = 0; c < 3; c++) picture[3 * i + c] = tint * colour[c] + (1 - tint) * (LIFT + (1 - LIFT / 255) * grey);
  }
  return encodePhoto(picture, size);
}
