import type { Rng } from '../random.js';
import type { Looks } from '../scene/recipe/looks.js';

/** What a sensor did to a picture; recorded with the view. */
export interface Sensor {
  /** Standard deviation of the noise at full brightness, share of it. */
  readonly noise: number;
  /** Standard deviation of the blur, pixels. */
  readonly blurPx: number;
}

/** @returns null when the recipe leaves pictures as drawn */
export function chooseSensor(looks: Looks, rng: Rng): Sensor | null {
  if (looks.noise[1] === 0 && looks.blurPx[1] === 0) return null;
  const noise = Math.round(1e5 * rng.fork('noise').range(...looks.noise)) / 1e5;
  const blurPx = Math.round(1e3 * rng.fork('blur').range(...looks.blurPx)) / 1e3;
  return { noise, blurPx };
}

/** A fifth of the noise is there in the dark (read-out); the rest grows with the root of the light (shot noise). */
const DARK_SHARE = 0.2;

/**
 * A picture as a small sensor would have it: blurred by its lens, then with shot and read-out noise of each channel.
 * Depth and masks are not its business.
 *
 * @param rgb [height * width * 3] sRGB, left as it is
 */
export function throughSensor(
  rgb: Uint8Array,
  width: number,
  height: number,
  { noise, blurPx }: Sensor,
  rng: Rng,
): Uint8Array {
  const blurred = blurPx > 0 ? blur(rgb, width, height, blurPx) : Float32Array.from(rgb);
  const result = new Uint8Array(rgb.length);
  for (let i = 0; i < result.length; i++) {
    const value = blurred[i];
    const deviation = noise > 0 ? 255 * noise * Math.sqrt(DARK_SHARE ** 2 + (1 - DARK_SHARE ** 2) * (value / 255)) : 0;
    const noisy = deviation > 0 ? value + deviation * gaussian(rng) : value;
    result[i] = Math.max(0, Math.min(255, Math.round(noisy)));
  }
  return result;
}

/** Box–Muller. */
function gaussian(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}

/** Gaussian of this deviation in pixels, rows then columns, the border repeated. */
function blur(rgb: Uint8Array, width: number, height: number, deviation: number): Float32Array {
  const radius = Math.max(1, Math.ceil(2.5 * deviation));
  const weights = Array.from({ length: 2 * radius + 1 }, (_, k) =>
    Math.exp(-((k - radius) ** 2) / (2 * deviation ** 2)),
  );
  const total = weights.reduce((sum, w) => sum + w, 0);
  const across = new Float32Array(rgb.length);
  const result = new Float32Array(rgb.length);
  const clamp = (value: number, most: number) => (value < 0 ? 0 : value > most ? most : value);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let k = -radius; k <= radius; k++)
          sum += weights[k + radius] * rgb[3 * (y * width + clamp(x + k, width - 1)) + c];
        across[3 * (y * width + x) + c] = sum / total;
      }
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let k = -radius; k <= radius; k++)
          sum += weights[k + radius] * across[3 * (clamp(y + k, height - 1) * width + x) + c];
        result[3 * (y * width + x) + c] = sum / total;
      }
    }
  }
  return result;
}
