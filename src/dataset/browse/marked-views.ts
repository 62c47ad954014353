import type { Marks } from './marks.js';

/** Marks by the numbers of views. */
export interface MarkedViews {
  /** 1 for each view that exports leave out. */
  readonly excluded: Uint8Array;
  readonly tags: ReadonlyMap<string, Uint32Array>;
}

/** @param numberOf a view by its id; marks of views that it does not know are left aside */
export function markedViews(
  { excluded, tags }: Marks,
  views: number,
  numberOf: (id: string) => number | undefined,
): MarkedViews {
  const numbersOf = (ids: ReadonlySet<string>): Uint32Array =>
    Uint32Array.from([...ids].flatMap((id) => numberOf(id) ?? []));
  const left = new Uint8Array(views);
  for (const view of numbersOf(excluded)) left[view] = 1;
  return { excluded: left, tags: new Map([...tags].map(([tag, ids]) => [tag, numbersOf(ids)])) };
}
