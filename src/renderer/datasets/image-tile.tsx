import { memo } from 'react';
import type { Tile } from '../../contract/studio/datasets.js';
import { Thumbnail } from './thumbnail.js';

interface Props {
  /** Undefined until it is there. */
  readonly tile: Tile | undefined;
  readonly dataset: string;
  /** Of the picture to fetch. */
  readonly pixels: number;
  /** Whether instances lie over the image in colours. */
  readonly mask: boolean;
  /** Whether it passes by too fast for its picture. */
  readonly hurry: boolean;
  readonly chosen: boolean;
  readonly choose: (view: string) => void;
  readonly selected: boolean;
  readonly select: (view: string) => void;
}

/** Holds the place of one that is not there yet: its elements are ready. */
export const BLANK: Tile = {
  view: '',
  seed: 0,
  split: '',
  questions: 0,
  minMargin: null,
  twin: false,
  excluded: false,
  tags: [],
};

/** One image of the grid. The same elements show one image after another while the grid is scrolled. */
export const ImageTile = memo(function ImageTile(props: Props) {
  const { tile, dataset, pixels, mask, hurry, chosen, choose, selected, select } = props;
  const { view, questions, seed, twin, excluded, tags } = tile ?? BLANK;
  const marks = [...(twin ? ['twin'] : []), ...(excluded ? ['excluded'] : []), ...tags];
  return (
    <div className="datasets-tile-body" data-waiting={!tile || undefined}>
      <button
        type="button"
        tabIndex={-1}
        className="datasets-tile-open"
        data-chosen={chosen || undefined}
        data-excluded={excluded || undefined}
        aria-pressed={chosen}
        onClick={(event) => (event.ctrlKey || event.metaKey ? select(view) : choose(view))}
      >
        <span className="datasets-hidden">Image {view}</span>
        <Thumbnail dataset={dataset} view={view} width={pixels} mask={mask} later={hurry || !tile} />
        <span className="datasets-caption">
          <span>{questions} q</span>
          <span className="datasets-quiet">seed {seed}</span>
        </span>
        {marks.length > 0 && (
          <span className="datasets-badges">
            {marks.map((mark) => (
              <i key={mark} className="datasets-badge">
                {mark}
              </i>
            ))}
          </span>
        )}
      </button>
      <input
        type="checkbox"
        tabIndex={-1}
        className="datasets-check datasets-tile-check"
        aria-label={`Select ${view}`}
        checked={selected}
        onChange={() => select(view)}
      />
    </div>
  );
});
