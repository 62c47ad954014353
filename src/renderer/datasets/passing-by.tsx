import type { CSSProperties } from 'react';
import { numberWords } from '../jobs/job-words.js';

interface Props {
  /** Number of the image at the top, counted from 0. */
  readonly at: number;
  readonly images: number;
  /** Pixels from one row to the next. */
  readonly row: number;
  /** Pixels: how wide one of several in a row is, and all of them; left out where a row is one line. */
  readonly tiles?: { readonly width: number; readonly all: number };
}

/** What is seen while images pass by too fast to be made out: their places, which stand still, and which one is there. */
export function PassingBy({ at, images, row, tiles }: Props) {
  const sizes = { '--row': `${row}px`, ...(tiles && { '--tile': `${tiles.width}px`, width: tiles.all }) };
  return (
    <>
      <div className="datasets-blur" data-lines={tiles ? undefined : true} aria-hidden style={sizes as CSSProperties} />
      <div className="datasets-place" aria-hidden>
        {numberWords(at + 1)} of {numberWords(images)}
      </div>
    </>
  );
}
