import type { CapturedFrame } from '../../core/edges.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';

/** An image the connected model can be asked about. */
export interface AskedView {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** [height * width * 4], top row first. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** The question chosen beside it, with its truth; null: none is. */
  readonly question: QuestionRecord | null;
  /** The image as it is sent. */
  png(): Promise<Blob>;
}

export function askedView(
  id: string,
  { width, height, rgb }: Pick<CapturedFrame, 'width' | 'height' | 'rgb'>,
  question: QuestionRecord | null,
): AskedView {
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    rgba[4 * i] = rgb[3 * i];
    rgba[4 * i + 1] = rgb[3 * i + 1];
    rgba[4 * i + 2] = rgb[3 * i + 2];
  }
  const png = async () => {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
    return canvas.convertToBlob({ type: 'image/png' });
  };
  return { id, width, height, rgba, question, png };
}
