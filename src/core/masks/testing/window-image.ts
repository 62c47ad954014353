import type { MaskWindow } from '../mask-window.js';

/** The whole image, [imageHeight * imageWidth]. Pixels of the window outside the image are empty and dropped. */
export function toImage(mask: MaskWindow, imageWidth: number, imageHeight: number): Uint8Array {
  const image = new Uint8Array(imageWidth * imageHeight);
  for (let v = 0; v < mask.height; v++) {
    const row = mask.top + v;
    if (row < 0 || row >= imageHeight) continue;
    for (let u = 0; u < mask.width; u++) {
      if (mask.bits[v * mask.width + u]) image[row * imageWidth + mask.left + u] = 1;
    }
  }
  return image;
}
