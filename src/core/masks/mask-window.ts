/** A part of an image as 0/1 bytes: row-major, its top-left pixel at (left, top) of the image. */
export interface MaskWindow {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}
