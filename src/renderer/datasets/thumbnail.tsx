import { useEffect, useState } from 'react';
import type { StudioClient } from '../../contract/studio/contract.js';
import { useStudio } from '../connection/studio-context.js';

/** Pictures kept in the page: some screens full. */
const KEPT = 600;

/** Pictures as addresses that hold them (data:), least recently shown first. */
const kept = new Map<string, string>();

function keep(key: string, url: string): void {
  kept.set(key, url);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
}

/** Makes a kept picture the one shown last. @returns whether there is one */
function touch(key: string): boolean {
  const url = kept.get(key);
  if (url === undefined) return false;
  kept.delete(key);
  kept.set(key, url);
  return true;
}

/** Pictures asked for, and pictures put into the page, in one frame: what either costs must not hold it up. */
const A_FRAME = 6;
const ask = someAFrame(A_FRAME);
const putIn = someAFrame(A_FRAME);

/** @returns does what it is given in the frames to come, in that order and so many in each; not what is given up before */
function someAFrame(count: number): (until: AbortSignal, work: () => void) => void {
  let waiting: { readonly until: AbortSignal; readonly work: () => void }[] = [];
  const some = () => {
    waiting = waiting.filter(({ until }) => !until.aborted);
    for (const { work } of waiting.splice(0, count)) work();
    if (waiting.length > 0) requestAnimationFrame(some);
  };
  return (until, work) => {
    waiting.push({ until, work });
    if (waiting.length === 1) requestAnimationFrame(some);
  };
}

interface Asked {
  readonly key: string;
  readonly url: string | null;
  readonly problem: string | null;
}

interface Props {
  readonly dataset: string;
  readonly view: string;
  /** Pixels to fetch. */
  readonly width: number;
  /** Whether the instances lie over it in colours. */
  readonly mask?: boolean;
  /** Not asked for now; shown where it is there already. */
  readonly later?: boolean;
}

/** A view's small picture; asked for while it is shown, and no longer. */
export function Thumbnail({ dataset, view, width, mask = false, later = false }: Props) {
  const { url, problem } = useThumbnail(useStudio(), { dataset, view, width, mask, later });
  if (problem !== null)
    return (
      <span className="datasets-picture datasets-picture-broken" title={problem}>
        damaged
      </span>
    );
  return <img className="datasets-picture" src={url ?? undefined} alt="" draggable={false} decoding="async" />;
}

function useThumbnail(
  studio: StudioClient,
  { dataset, view, width, mask, later }: Required<Props>,
): Pick<Asked, 'url' | 'problem'> {
  const key = `${dataset} ${view} ${width} ${mask}`;
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    if (touch(key) || later) return;
    const until = new AbortController();
    ask(until.signal, () => {
      studio.datasets.thumbnail({ dataset, view, width, mask }, { signal: until.signal }).then(
        (url) => {
          keep(key, url);
          putIn(until.signal, () => setAsked({ key, url, problem: null }));
        },
        (error: unknown) => {
          if (until.signal.aborted) return;
          setAsked({ key, url: null, problem: error instanceof Error ? error.message : String(error) });
        },
      );
    });
    return () => until.abort();
  }, [studio, dataset, view, width, mask, key, later]);
  if (asked?.key === key) return asked;
  return { url: kept.get(key) ?? null, problem: null };
}
