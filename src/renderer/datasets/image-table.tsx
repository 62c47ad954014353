import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef } from 'react';
import type { Tile } from '../../contract/studio/datasets.js';
import { BLANK } from './image-tile.js';
import { PassingBy } from './passing-by.js';
import { placeId, useCursor } from './use-cursor.js';
import { useHeldRows } from './use-held-rows.js';
import { useHurry } from './use-hurry.js';
import { useTiles, type TileRequest } from './use-tiles.js';

interface Props {
  readonly request: TileRequest;
  readonly images: number;
  readonly chosen: string | null;
  readonly choose: (view: string) => void;
  readonly selected: ReadonlySet<string>;
  readonly select: (view: string) => void;
}

const ROW = 30;
/** What the head and the scroller's own edge hide of the rows, pixels. */
const HEAD = 38;
/** Rows made beyond those on the screen, above and below. */
const BEYOND = 10;

/** Images one a line; only those on the screen exist. */
export function ImageTable({ request, images, chosen, choose, selected, select }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const blurred = useHurry(scroller) === 'blur';
  const virtual = useVirtualizer({
    count: images,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: BEYOND,
    scrollPaddingStart: HEAD,
    scrollPaddingEnd: HEAD,
  });
  const page = Math.max(1, Math.floor(((virtual.scrollRect?.height ?? 0) - HEAD) / ROW));
  const cursor = useCursor(images, 1, page, (index) => virtual.scrollToIndex(index, { align: 'auto' }));
  const shown = useHeldRows(virtual.getVirtualItems(), request, blurred);
  // A row that leaves the screen is the next that comes, with another image: its elements are ready.
  const turns = Math.ceil((virtual.scrollRect?.height ?? 0) / ROW) + 1 + 2 * BEYOND;
  const tileAt = useTiles(request, shown[0]?.index ?? 0, (shown.at(-1)?.index ?? 0) + 1);
  return (
    <div className="datasets-grid">
      <div
        ref={scroller}
        className="datasets-scroller"
        role="grid"
        aria-label="Images"
        aria-rowcount={images + 1}
        {...cursor.props}
      >
        <div role="presentation">
          <div role="row" className="datasets-row datasets-row-head" aria-rowindex={1}>
            {['', 'image', 'seed', 'split', 'questions', 'least margin', 'marks'].map((title) => (
              <span key={title} role="columnheader">
                {title || <span className="datasets-hidden">select</span>}
              </span>
            ))}
          </div>
          <div role="rowgroup" className="datasets-canvas" style={{ height: virtual.getTotalSize() }}>
            {shown.map(({ index, start }) => {
              const tile = tileAt(index);
              return (
                <TableRow
                  key={index % turns}
                  index={index}
                  start={start}
                  current={index === cursor.at}
                  tile={tile}
                  chosen={tile !== undefined && tile.view === chosen}
                  choose={choose}
                  selected={tile !== undefined && selected.has(tile.view)}
                  select={select}
                />
              );
            })}
          </div>
        </div>
      </div>
      {blurred && <PassingBy at={Math.floor((virtual.scrollOffset ?? 0) / ROW)} images={images} row={ROW} />}
    </div>
  );
}

interface RowProps {
  readonly index: number;
  /** Pixels from the top. */
  readonly start: number;
  /** Whether keys are about it. */
  readonly current: boolean;
  /** Undefined until it is there. */
  readonly tile: Tile | undefined;
  readonly chosen: boolean;
  readonly choose: (view: string) => void;
  readonly selected: boolean;
  readonly select: (view: string) => void;
}

/** Stays as it is while others scroll by. */
const TableRow = memo(function TableRow({ index, start, current, tile, chosen, choose, selected, select }: RowProps) {
  const { view, seed, split, questions, minMargin, twin, excluded, tags } = tile ?? BLANK;
  return (
    <div
      id={placeId(index)}
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-cursor={current || undefined}
      data-waiting={!tile || undefined}
      className="datasets-row datasets-row-body"
      style={{ transform: `translateY(${start}px)` }}
      data-chosen={chosen || undefined}
      onClick={() => tile && choose(view)}
    >
      <span role="gridcell" onClick={(event) => event.stopPropagation()}>
        <input
          type="checkbox"
          tabIndex={-1}
          className="datasets-check"
          aria-label={`Select ${view}`}
          checked={selected}
          onChange={() => select(view)}
        />
      </span>
      <span role="gridcell">
        <button type="button" tabIndex={-1} className="datasets-link" onClick={() => choose(view)}>
          {view}
        </button>
      </span>
      <span role="gridcell">{seed}</span>
      <span role="gridcell">{split}</span>
      <span role="gridcell">{questions}</span>
      <span role="gridcell">{minMargin === null ? '–' : `${minMargin.toFixed(2)} ×`}</span>
      <span role="gridcell">{[...(twin ? ['twin'] : []), ...(excluded ? ['excluded'] : []), ...tags].join(', ')}</span>
    </div>
  );
});
