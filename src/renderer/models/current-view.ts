import { useMemo } from 'react';
import type { CapturedFrame } from '../../core/edges.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { questions } from '../questions/questions-store.js';
import { frames } from '../scene-worker/frames.js';
import { display } from '../scene/display.js';
import { useStore } from '../store.js';

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

/**
 * What the Models page asks about: the view of the chosen question, else the one that is looked at on the Scene page.
 * Null while no scene was drawn.
 */
export function useCurrentView(): AskedView | null {
  const views = useStore(frames, (state) => state.views);
  const through = useStore(display, (state) => state.through ?? state.inset ?? 0);
  const record = useStore(questions, ({ rows, selected }) => rows.find(({ key }) => key === selected)?.record ?? null);
  return useMemo(() => {
    const question = record?.evidence.verdict === 'A' ? null : record;
    const shown = views.find(({ record: { id } }) => id === question?.views.at(-1)) ?? views[through] ?? views[0];
    return shown ? askedView(shown.record.id, shown.frame, question) : null;
  }, [views, through, record]);
}

function askedView(id: string, { width, height, rgb }: CapturedFrame, question: QuestionRecord | null): AskedView {
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
