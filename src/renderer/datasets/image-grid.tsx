import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef } from 'react';
import { GAP, GridRows } from './grid-rows.js';
import { PassingBy } from './passing-by.js';
import { useCursor } from './use-cursor.js';
import { useHeldRows } from './use-held-rows.js';
import { useHurry } from './use-hurry.js';
import type { TileRequest } from './use-tiles.js';

interface Props {
  readonly request: TileRequest;
  readonly images: number;
  /** Width of a tile, pixels. */
  readonly size: number;
  /** Whether instances lie over the images in colours. */
  readonly mask: boolean;
  readonly chosen: string | null;
  readonly choose: (view: string) => void;
  readonly selected: ReadonlySet<string>;
  readonly select: (view: string) => void;
}

const CAPTION = 22;
/** Rows made beyond those on the screen, above and below. */
const BEYOND = 1;

/** Images side by side; only those on the screen exist. */
export function ImageGrid({ size, ...rest }: Props) {
  const { images, request } = rest;
  const scroller = useRef<HTMLDivElement>(null);
  const hurry = useHurry(scroller);
  const { ref, width } = useElementSize();
  const columns = Math.max(1, Math.floor((width + GAP) / (size + GAP)));
  const tileWidth = width === 0 ? size : (width - GAP * (columns - 1)) / columns;
  const rowHeight = Math.round(tileWidth * 0.75) + CAPTION + GAP;
  // Another size of tiles is another list; another function, too: all its rows are measured anew.
  const getItemKey = useCallback((index: number) => `${rowHeight} ${index}`, [rowHeight]);
  const virtual = useVirtualizer({
    count: Math.ceil(images / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: BEYOND,
    getItemKey,
  });
  const inView = Math.max(1, Math.floor((virtual.scrollRect?.height ?? 0) / rowHeight));
  const cursor = useCursor(images, columns, inView * columns, (index) =>
    virtual.scrollToIndex(Math.floor(index / columns), { align: 'auto' }),
  );
  const blurred = hurry === 'blur';
  const rows = useHeldRows(virtual.getVirtualItems(), request, blurred);
  // Before the width is known every image would stand in another cell than a moment later.
  const isMeasured = width > 0;
  return (
    <div className="datasets-grid">
      <div
        ref={scroller}
        className="datasets-scroller"
        role="grid"
        aria-label="Images"
        aria-rowcount={Math.ceil(images / columns)}
        aria-colcount={columns}
        {...cursor.props}
      >
        <div ref={ref} role="presentation" className="datasets-canvas" style={{ height: virtual.getTotalSize() }}>
          {isMeasured && (
            <GridRows
              {...rest}
              rows={rows}
              cursor={cursor.at}
              columns={columns}
              tileWidth={tileWidth}
              rowHeight={rowHeight}
              turns={Math.ceil((virtual.scrollRect?.height ?? 0) / rowHeight) + 1 + 2 * BEYOND}
              hurry={hurry !== 'calm'}
            />
          )}
        </div>
      </div>
      {blurred && (
        <PassingBy
          at={Math.floor((virtual.scrollOffset ?? 0) / rowHeight) * columns}
          images={images}
          row={rowHeight}
          tiles={{ width: tileWidth, all: width }}
        />
      )}
    </div>
  );
}
