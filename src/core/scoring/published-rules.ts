import type { ParsedAnswer } from '../models/parse-reply/parsed-answer.js';
import { assertNever } from '../result.js';

/** Rules by which a benchmark's own authors score, applied to a reply beside ours. */
export type PublishedRule =
  /** The reply begins with the right one of yes and no (RoboSpatial-Eval, evaluation.py). */
  | { readonly kind: 'starts-with'; readonly word: 'yes' | 'no' }
  /** The first point lies in the polygon of the answer: shares of the image, corners as listed (RoboSpatial-Eval, evaluation.py). */
  | { readonly kind: 'first-point-in-polygon'; readonly polygon: readonly (readonly [number, number])[] }
  /**
   * Mean of the mask, 0–1, at the points' pixels, coordinates cut to whole pixels; points outside the image count 0
   * (RoboPoint, summarize_vqa.py; RefSpatial-Bench takes the mask as 0 or 1).
   */
  | {
      readonly kind: 'mask-mean';
      readonly width: number;
      readonly height: number;
      /** [height * width], 0–1. */
      readonly mask: Float32Array;
    }
  /** The option chosen is the right one. */
  | { readonly kind: 'choice'; readonly correct: number };

/**
 * What a reply is worth by a benchmark's own rule, 0–1. Points come from our parser, so that every family's notation is
 * read; of a model that writes shares of the image, the numbers are those of the authors' scripts.
 *
 * @param text verbatim; null when there was none
 * @param parsed null when the reply could not be read
 * @param size of the image as stored, pixels
 */
export function publishedScore(
  rule: PublishedRule,
  text: string | null,
  parsed: ParsedAnswer | null,
  [width, height]: readonly [number, number],
): number {
  const points = parsed?.kind === 'points' ? parsed.points : [];
  switch (rule.kind) {
    case 'starts-with':
      return (text ?? '').trim().toLowerCase().startsWith(rule.word) ? 1 : 0;
    case 'first-point-in-polygon':
      return points.length > 0 && inPolygon(points[0].u / width, points[0].v / height, rule.polygon) ? 1 : 0;
    case 'mask-mean':
      if (points.length === 0) return 0;
      return points.reduce((sum, { u, v }) => sum + maskAt(rule, Math.trunc(u), Math.trunc(v)), 0) / points.length;
    case 'choice':
      return parsed?.kind === 'choice' && parsed.index === rule.correct ? 1 : 0;
    default:
      return assertNever(rule);
  }
}

const maskAt = (
  { mask, width, height }: Extract<PublishedRule, { kind: 'mask-mean' }>,
  x: number,
  y: number,
): number => (x >= 0 && y >= 0 && x < width && y < height ? mask[y * width + x] : 0);

/** Even-odd, the corners in the order given. */
export function inPolygon(x: number, y: number, polygon: readonly (readonly [number, number])[]): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i];
    const [xj, yj] = polygon[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
