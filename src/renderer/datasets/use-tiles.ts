import { useQueries } from '@tanstack/react-query';
import type { Filter, Sort, Tile } from '../../contract/studio/datasets.js';
import { useStudio } from '../connection/studio-context.js';

/** Tiles asked for at a time. */
const PAGE = 200;

/** What is asked for: a new `revision` asks again, after marks have changed. */
export interface TileRequest {
  readonly dataset: string;
  readonly filter: Filter;
  readonly sort: Sort;
  readonly revision: number;
}

/** Tiles from … to (exclusive) and their neighbours; undefined until they are there. */
export function useTiles(request: TileRequest, from: number, to: number): (index: number) => Tile | undefined {
  const studio = useStudio();
  const first = Math.floor(from / PAGE);
  const last = Math.max(first, Math.floor(Math.max(0, to - 1) / PAGE));
  const pages = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, k) => ({
      queryKey: ['tiles', request, first + k],
      queryFn: ({ signal }: { signal: AbortSignal }) => {
        const { dataset, filter, sort } = request;
        return studio.datasets.tiles({ dataset, filter, sort, from: (first + k) * PAGE, count: PAGE }, { signal });
      },
      gcTime: 30_000,
    })),
  });
  return (index) => pages[Math.floor(index / PAGE) - first]?.data?.[index % PAGE];
}
