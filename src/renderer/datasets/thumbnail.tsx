import { useEffect, useState } from 'react';
import type { StudioClient } from '../../contract/studio/contract.js';
import { useStudio } from '../connection/studio-context.js';

/** Pictures kept in the page: some screens full. */
const KEPT = 600;

/** Addresses of pictures, least recently shown first. */
const kept = new Map<string, string>();

function keep(key: string, blob: Blob): string {
  const url = URL.createObjectURL(blob);
  kept.set(key, url);
  for (const [oldest, old] of kept) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
    URL.revokeObjectURL(old);
  }
  return url;
}

function recall(key: string): string | undefined {
  const url = kept.get(key);
  if (url !== undefined) {
    kept.delete(key);
    kept.set(key, url);
  }
  return url;
}

type State = { readonly url: string } | { readonly problem: string } | null;

interface Props {
  readonly dataset: string;
  readonly view: string;
  /** Pixels to fetch. */
  readonly width: number;
  /** Whether the instances lie over it in colours. */
  readonly mask?: boolean;
}

/** A view's small picture; asked for while it is shown, and no longer. */
export function Thumbnail({ dataset, view, width, mask = false }: Props) {
  const state = useThumbnail(useStudio(), dataset, view, width, mask);
  if (state === null) return <span className="datasets-picture" />;
  if ('problem' in state)
    return (
      <span className="datasets-picture datasets-picture-broken" title={state.problem}>
        damaged
      </span>
    );
  return <img className="datasets-picture" src={state.url} alt="" draggable={false} />;
}

function useThumbnail(studio: StudioClient, dataset: string, view: string, width: number, mask: boolean): State {
  const key = `${dataset} ${view} ${width} ${mask}`;
  const [state, setState] = useState<{ readonly key: string; readonly value: State }>({ key: '', value: null });
  useEffect(() => {
    const found = recall(key);
    if (found !== undefined) {
      setState({ key, value: { url: found } });
      return;
    }
    const until = new AbortController();
    studio.datasets.thumbnail({ dataset, view, width, mask }, { signal: until.signal }).then(
      (blob) => {
        const url = keep(key, blob);
        if (!until.signal.aborted) setState({ key, value: { url } });
      },
      (error: unknown) => {
        if (!until.signal.aborted)
          setState({ key, value: { problem: error instanceof Error ? error.message : String(error) } });
      },
    );
    return () => until.abort();
  }, [studio, dataset, view, width, mask, key]);
  if (state.key === key) return state.value;
  const found = kept.get(key);
  return found === undefined ? null : { url: found };
}
