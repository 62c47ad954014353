import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef } from 'react';
import type { Tile } from '../../contract/studio/datasets.js';
import { Thumbnail } from './thumbnail.js';
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

/** Images side by side; only those on the screen exist. */
export function ImageGrid({ request, images, size, mask, chosen, choose, selected, select }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize();
  const columns = Math.max(1, Math.floor((width + GAP) / (size + GAP)));
  const tileWidth = width === 0 ? size : (width - GAP * (columns - 1)) / columns;
  const rows = Math.ceil(images / columns);
  const height = Math.round(tileWidth * 0.75) + CAPTION + GAP;
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 2,
    // Another size of tiles is another list.
    getItemKey: (index) => `${height} ${index}`,
  });
  const shown = virtual.getVirtualItems();
  const from = (shown[0]?.index ?? 0) * columns;
  const to = Math.min(images, ((shown.at(-1)?.index ?? 0) + 1) * columns);
  const tileAt = useTiles(request, from, to);
  const pixels = tileWidth * devicePixelRatio > 200 ? 320 : 192;
  return (
    <div ref={scroller} className="datasets-scroller" tabIndex={0} role="region" aria-label="Images">
      <div ref={ref} className="datasets-canvas" style={{ height: virtual.getTotalSize() }}>
        {shown.map((row) => (
          <div
            key={row.key}
            className="datasets-grid-row"
            style={{ transform: `translateY(${row.start}px)`, gap: GAP }}
          >
            {Array.from({ length: Math.min(columns, images - row.index * columns) }, (_, k) => {
              const tile = tileAt(row.index * columns + k);
              return (
                <div key={k} className="datasets-tile" style={{ width: tileWidth, height: height - GAP }}>
                  {tile && (
                    <TileView
                      tile={tile}
                      dataset={request.dataset}
                      pixels={pixels}
                      mask={mask}
                      chosen={chosen === tile.view}
                      choose={choose}
                      selected={selected.has(tile.view)}
                      select={select}
                    />
                  )}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

interface TileProps {
  readonly tile: Tile;
  readonly dataset: string;
  readonly pixels: number;
  readonly mask: boolean;
  readonly chosen: boolean;
  readonly choose: (view: string) => void;
  readonly selected: boolean;
  readonly select: (view: string) => void;
}

/** Stays as it is while others scroll by. */
const TileView = memo(function TileView({ tile, dataset, pixels, mask, chosen, choose, selected, select }: TileProps) {
  const { view, questions, seed, twin, excluded, tags } = tile;
  return (
    <>
      <button
        type="button"
        className="datasets-tile-open"
        data-chosen={chosen || undefined}
        data-excluded={excluded || undefined}
        aria-pressed={chosen}
        onClick={(event) => (event.ctrlKey || event.metaKey ? select(view) : choose(view))}
      >
        <span className="datasets-hidden">Image {view}</span>
        <Thumbnail dataset={dataset} view={view} width={pixels} mask={mask} />
        <span className="datasets-caption">
          <span>{questions} q</span>
          <span className="datasets-quiet">seed {seed}</span>
        </span>
        <span className="datasets-badges">
          {twin && <i className="datasets-badge">twin</i>}
          {excluded && <i className="datasets-badge">excluded</i>}
          {tags.map((tag) => (
            <i key={tag} className="datasets-badge">
              {tag}
            </i>
          ))}
        </span>
      </button>
      <input
        type="checkbox"
        className="datasets-check datasets-tile-check"
        aria-label={`Select ${view}`}
        checked={selected}
        onChange={() => select(view)}
      />
    </>
  );
});
