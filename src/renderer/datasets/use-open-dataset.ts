import { useEffect, useState } from 'react';
import type { OpenDatasetFacts } from '../../contract/studio/datasets.js';
import { useOpened, useStudio } from '../connection/studio-context.js';

export type Opening =
  | { readonly state: 'reading'; readonly done: number; readonly total: number }
  | { readonly state: 'open'; readonly dataset: OpenDatasetFacts }
  | { readonly state: 'failed'; readonly problem: string };

/** Opens a folder, and again when the connection was lost meanwhile. @param again changes to open it anew */
export function useOpenDataset(path: string, again: number): Opening {
  const studio = useStudio();
  const opened = useOpened();
  const [opening, setOpening] = useState<Opening>({ state: 'reading', done: 0, total: 0 });
  useEffect(() => {
    const until = new AbortController();
    const set = (next: Opening) => !until.signal.aborted && setOpening(next);
    const open = async () => {
      for await (const event of await studio.datasets.open({ path }, { signal: until.signal }))
        set(event.type === 'open' ? { state: 'open', dataset: event.dataset } : { ...event, state: 'reading' });
    };
    set({ state: 'reading', done: 0, total: 0 });
    open().catch((error: unknown) =>
      set({ state: 'failed', problem: error instanceof Error ? error.message : String(error) }),
    );
    return () => until.abort();
  }, [studio, path, opened, again]);
  return opening;
}
