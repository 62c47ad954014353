import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { ImageTile } from './image-tile.js';
import { placeId } from './use-cursor.js';
import { useTiles, type TileRequest } from './use-tiles.js';

/** Pixels between tiles. */
export const GAP = 8;

interface Props {
  readonly request: TileRequest;
  readonly images: number;
  readonly rows: readonly VirtualItem[];
  readonly columns: number;
  /** Place of the image that keys are about. */
  readonly cursor: number;
  readonly tileWidth: number;
  /** Of a row with the gap below it, pixels. */
  readonly rowHeight: number;
  /** Rows that exist at most: one that leaves the screen is the next that comes, with other images. */
  readonly turns: number;
  /** Whether instances lie over the images in colours. */
  readonly mask: boolean;
  /** Whether they pass by too fast for their pictures. */
  readonly hurry: boolean;
  readonly chosen: string | null;
  readonly choose: (view: string) => void;
  readonly selected: ReadonlySet<string>;
  readonly select: (view: string) => void;
}

/** The rows of the grid that exist. */
export const GridRows = memo(function GridRows(props: Props) {
  const { request, images, rows, columns, cursor, tileWidth, rowHeight, turns, mask, hurry } = props;
  const from = (rows[0]?.index ?? 0) * columns;
  const to = Math.min(images, ((rows.at(-1)?.index ?? 0) + 1) * columns);
  const tileAt = useTiles(request, from, to);
  const pixels = tileWidth * devicePixelRatio > 200 ? 320 : 192;
  return rows.map((row) => (
    <div
      key={row.index % turns}
      role="row"
      aria-rowindex={row.index + 1}
      className="datasets-grid-row"
      style={{ transform: `translateY(${row.start}px)`, gap: GAP }}
    >
      {Array.from({ length: Math.max(0, Math.min(columns, images - row.index * columns)) }, (_, k) => {
        const index = row.index * columns + k;
        const tile = tileAt(index);
        return (
          <div
            key={k}
            id={placeId(index)}
            role="gridcell"
            data-index={index}
            data-cursor={index === cursor || undefined}
            className="datasets-tile"
            style={{ width: tileWidth, height: rowHeight - GAP }}
          >
            <ImageTile
              tile={tile}
              dataset={request.dataset}
              pixels={pixels}
              mask={mask}
              hurry={hurry}
              chosen={tile !== undefined && props.chosen === tile.view}
              choose={props.choose}
              selected={tile !== undefined && props.selected.has(tile.view)}
              select={props.select}
            />
          </div>
        );
      })}
    </div>
  ));
});
