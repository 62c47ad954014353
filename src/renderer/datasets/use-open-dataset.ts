import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { OpenDatasetFacts } from '../../contract/studio/datasets.js';
import { useOpened, useStudio } from '../connection/studio-context.js';

export type Opening =
  | { readonly state: 'reading'; readonly done: number; readonly total: number }
  | { readonly state: 'open'; readonly dataset: OpenDatasetFacts }
  | { readonly state: 'failed'; readonly problem: string };

/**
 * Opens a folder; and again when the connection was lost meanwhile, with all that was chosen in it kept.
 *
 * @param again changes to open it anew
 */
export function useOpenDataset(path: string, again: number): Opening {
  const studio = useStudio();
  const queries = useQueryClient();
  const opened = useOpened();
  const shown = useRef('');
  const [opening, setOpening] = useState<Opening>({ state: 'reading', done: 0, total: 0 });
  useEffect(() => {
    const until = new AbortController();
    const set = (next: Opening) => !until.signal.aborted && setOpening(next);
    const wanted = `${path} ${again}`;
    const reconnected = shown.current === wanted;
    const open = async () => {
      for await (const event of await studio.datasets.open({ path }, { signal: until.signal }))
        if (event.type === 'open') set({ state: 'open', dataset: event.dataset });
        else if (shown.current !== wanted) set({ ...event, state: 'reading' });
    };
    if (!reconnected) set({ state: 'reading', done: 0, total: 0 });
    const done = open().then(() => {
      if (until.signal.aborted) return;
      shown.current = wanted;
      // What was asked of the backend before it had the dataset open again has failed.
      if (reconnected) void queries.invalidateQueries();
    });
    done.catch((error: unknown) =>
      set({ state: 'failed', problem: error instanceof Error ? error.message : String(error) }),
    );
    return () => until.abort();
  }, [studio, queries, path, opened, again]);
  return opening;
}
