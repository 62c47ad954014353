import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { ImageTile } from './image-tile.js';
import { useHurry } from './use-hurry.js';
import { useTiles, type TileRequest } from './use-tiles.js';

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

const GAP = 8;
const CAPTION = 22;
/** Rows made beyond those on the screen, above and below. */
const BEYOND = 1;

/** Images side by side; only those on the screen exist. */
export function ImageGrid({ request, images, size, mask, chosen, choose, selected, select }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const hurry = useHurry(scroller);
  const { ref, width } = useElementSize();
  const columns = Math.max(1, Math.floor((width + GAP) / (size + GAP)));
  const tileWidth = width === 0 ? size : (width - GAP * (columns - 1)) / columns;
  const rows = Math.ceil(images / columns);
  const height = Math.round(tileWidth * 0.75) + CAPTION + GAP;
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: BEYOND,
    // Another size of tiles is another list.
    getItemKey: (index) => `${height} ${index}`,
  });
  const shown = virtual.getVirtualItems();
  const from = (shown[0]?.index ?? 0) * columns;
  const to = Math.min(images, ((shown.at(-1)?.index ?? 0) + 1) * columns);
  const tileAt = useTiles(request, from, to);
  const pixels = tileWidth * devicePixelRatio > 200 ? 320 : 192;
  // Rows take turns: one that leaves the screen is the next that comes, with other images.
  const turns = Math.ceil((virtual.scrollRect?.height ?? 0) / height) + 1 + 2 * BEYOND;
  return (
    <div ref={scroller} className="datasets-scroller" tabIndex={0} role="region" aria-label="Images">
      <div ref={ref} className="datasets-canvas" style={{ height: virtual.getTotalSize() }}>
        {shown.map((row) => (
          <div
            key={row.index % turns}
            className="datasets-grid-row"
            style={{ transform: `translateY(${row.start}px)`, gap: GAP }}
          >
            {Array.from({ length: Math.min(columns, images - row.index * columns) }, (_, k) => {
              const tile = tileAt(row.index * columns + k);
              return (
                <div key={k} className="datasets-tile" style={{ width: tileWidth, height: height - GAP }}>
                  <ImageTile
                    tile={tile}
                    dataset={request.dataset}
                    pixels={pixels}
                    mask={mask}
                    hurry={hurry}
                    chosen={tile !== undefined && chosen === tile.view}
                    choose={choose}
                    selected={tile !== undefined && selected.has(tile.view)}
                    select={select}
                  />
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
