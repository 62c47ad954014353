import type { MaskWindow } from '../masks/mask-window.js';

export type { MaskWindow };

/** Smallest window around some pixels, with a border of one empty pixel. @param pixels row-major indices of the image */
export function windowAround(pixels: ArrayLike<number>, count: number, imageWidth: number): MaskWindow {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const u = pixels[i] % imageWidth;
    const v = (pixels[i] - u) / imageWidth;
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < top) top = v;
    if (v > bottom) bottom = v;
  }
  if (count === 0) return { left: 0, top: 0, width: 0, height: 0, bits: new Uint8Array(0) };
  left -= 1;
  top -= 1;
  const width = right - left + 2;
  const height = bottom - top + 2;
  const bits = new Uint8Array(width * height);
  for (let i = 0; i < count; i++) {
    const u = pixels[i] % imageWidth;
    const v = (pixels[i] - u) / imageWidth;
    bits[(v - top) * width + u - left] = 1;
  }
  return { left, top, width, height, bits };
}

/**
 * King's moves from each pixel to the nearest empty one, 0 for empty pixels: n or more means that the square of
 * 2n − 1 pixels around is all set. Outside the window everything is empty.
 */
export function borderSteps({ width, height, bits }: MaskWindow): Uint16Array {
  // One empty pixel all round spares the tests for borders.
  const stride = width + 2;
  const steps = new Uint16Array(stride * (height + 2));
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      if (!bits[v * width + u]) continue;
      const i = (v + 1) * stride + u + 1;
      steps[i] = Math.min(steps[i - 1], steps[i - stride - 1], steps[i - stride], steps[i - stride + 1]) + 1;
    }
  }
  const result = new Uint16Array(width * height);
  for (let v = height - 1; v >= 0; v--) {
    for (let u = width - 1; u >= 0; u--) {
      const i = (v + 1) * stride + u + 1;
      if (steps[i] === 0) continue;
      const back = Math.min(steps[i + 1], steps[i + stride - 1], steps[i + stride], steps[i + stride + 1]) + 1;
      if (back < steps[i]) steps[i] = back;
      result[v * width + u] = steps[i];
    }
  }
  return result;
}
