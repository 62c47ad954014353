import type { Vec3 } from '../geometry/vec3.js';

/** Daylight that counts as white, kelvin. */
const WHITE = 6500;

/**
 * Linear RGB of a black body, 1 in its brightest channel, relative to 6500 K. Chromaticity by the cubic fits of Kim et
 * al. (US patent 7024034, 2006; as in CIE 015), good from 1667 to 25000 K.
 */
export function tintOf(kelvin: number): Vec3 {
  const tint = linearRgb(kelvin);
  const white = linearRgb(WHITE);
  const relative = tint.map((c, k) => Math.max(0, c / white[k]));
  const peak = Math.max(...relative);
  return [relative[0] / peak, relative[1] / peak, relative[2] / peak];
}

function linearRgb(t: number): Vec3 {
  const x =
    t <= 4000
      ? -0.2661239e9 / t ** 3 - 0.2343589e6 / t ** 2 + 0.8776956e3 / t + 0.17991
      : -3.0258469e9 / t ** 3 + 2.1070379e6 / t ** 2 + 0.2226347e3 / t + 0.24039;
  const y =
    t <= 2222
      ? -1.1063814 * x ** 3 - 1.3481102 * x ** 2 + 2.18555832 * x - 0.20219683
      : t <= 4000
        ? -0.9549476 * x ** 3 - 1.37418593 * x ** 2 + 2.09137015 * x - 0.16748867
        : 3.081758 * x ** 3 - 5.8733867 * x ** 2 + 3.75112997 * x - 0.37001483;
  const [bx, bz] = [x / y, (1 - x - y) / y];
  return [
    3.2404542 * bx - 1.5371385 - 0.4985314 * bz,
    -0.969266 * bx + 1.8760108 + 0.041556 * bz,
    0.0556434 * bx - 0.2040259 + 1.0572252 * bz,
  ];
}
