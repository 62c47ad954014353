import type { CoordinateScale, ModelProfile, ResizeRule } from './profile.js';

/** The canvas a model sees, and where on it the image lies. Pixels. */
export interface SeenImage {
  readonly width: number;
  readonly height: number;
  /** Of the image on the canvas: all of it unless the rule pads. */
  readonly left: number;
  readonly top: number;
  readonly contentWidth: number;
  readonly contentHeight: number;
}

/**
 * What a resize rule makes of an image.
 *
 * `multiple` is smart_resize of the Qwen2-VL processors (transformers, image_processing_qwen2_vl): halves round to even.
 *
 * @param width pixels of the image as stored
 */
export function resizedImage(rule: ResizeRule, width: number, height: number): SeenImage {
  switch (rule.kind) {
    case 'none':
      return whole(width, height);
    case 'stretch':
      return whole(rule.size, rule.size);
    case 'longest':
      return scaled(width, height, rule.size / Math.max(width, height));
    case 'shortest':
      return scaled(width, height, rule.size / Math.min(width, height));
    case 'multiple':
      return multiple(rule, width, height);
    case 'letterbox': {
      const content = scaled(width, height, rule.size / Math.max(width, height));
      return {
        width: rule.size,
        height: rule.size,
        left: Math.floor((rule.size - content.width) / 2),
        top: Math.floor((rule.size - content.height) / 2),
        contentWidth: content.width,
        contentHeight: content.height,
      };
    }
  }
}

/**
 * The image as it is sent: shrunk to the profile's longest side where it is larger, the shape kept.
 *
 * @returns [width, height], halves rounded up
 */
export function sentSize(
  { maxImageSide }: Pick<ModelProfile, 'maxImageSide'>,
  [width, height]: readonly [number, number],
): readonly [number, number] {
  const longest = Math.max(width, height);
  if (maxImageSide === null || longest <= maxImageSide) return [width, height];
  const { width: w, height: h } = scaled(width, height, maxImageSide / longest);
  return [w, h];
}

type Placing = Pick<ModelProfile, 'scale' | 'resize' | 'maxImageSide'>;

/** What the model sees of a stored image. */
function seenImage(profile: Placing, size: readonly [number, number]): SeenImage {
  const [width, height] = sentSize(profile, size);
  return resizedImage(profile.resize, width, height);
}

/**
 * Where written coordinates lie on the stored image.
 *
 * @param x, y as written, after the profile's axis order was undone
 * @returns pixels (u, v) of the stored image in border coordinates; may lie outside it
 */
export function imagePoint(
  profile: Placing,
  size: readonly [number, number],
  x: number,
  y: number,
): readonly [number, number] {
  const { scale } = profile;
  if (scale.kind === 'pixels' && scale.of === 'stored') return [x, y];
  const [width, height] = size;
  const seen = seenImage(profile, size);
  const onCanvas = (n: number, side: number) => shareOf(scale, n, side) * side;
  return [
    ((onCanvas(x, seen.width) - seen.left) / seen.contentWidth) * width,
    ((onCanvas(y, seen.height) - seen.top) / seen.contentHeight) * height,
  ];
}

/** The inverse of `imagePoint`: how a model with this profile would write pixel (u, v), before rounding. */
export function writtenPoint(
  profile: Placing,
  size: readonly [number, number],
  u: number,
  v: number,
): readonly [number, number] {
  const { scale } = profile;
  if (scale.kind === 'pixels' && scale.of === 'stored') return [u, v];
  const [width, height] = size;
  const seen = seenImage(profile, size);
  const written = (p: number, side: number) =>
    scale.kind === 'pixels' ? p : scale.kind === 'span' ? (p / side) * scale.max : (p / side) * scale.bins - 0.5;
  return [
    written((u / width) * seen.contentWidth + seen.left, seen.width),
    written((v / height) * seen.contentHeight + seen.top, seen.height),
  ];
}

function shareOf(scale: CoordinateScale, n: number, side: number): number {
  switch (scale.kind) {
    case 'span':
      return n / scale.max;
    case 'bins':
      return (n + 0.5) / scale.bins;
    case 'pixels':
      return n / side;
  }
}

const whole = (width: number, height: number): SeenImage => ({
  width,
  height,
  left: 0,
  top: 0,
  contentWidth: width,
  contentHeight: height,
});

const scaled = (width: number, height: number, factor: number): SeenImage =>
  whole(Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor)));

function multiple(
  { factor, minPixels, maxPixels }: Extract<ResizeRule, { kind: 'multiple' }>,
  width: number,
  height: number,
): SeenImage {
  const w = roundHalfEven(width / factor) * factor;
  const h = roundHalfEven(height / factor) * factor;
  const beta = Math.sqrt((width * height) / (w * h > maxPixels ? maxPixels : minPixels));
  if (w * h > maxPixels) {
    const fit = (side: number) => Math.max(factor, Math.floor(side / beta / factor) * factor);
    return whole(fit(width), fit(height));
  }
  if (w * h < minPixels) {
    const fit = (side: number) => Math.ceil(side / beta / factor) * factor;
    return whole(fit(width), fit(height));
  }
  return whole(w, h);
}

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
