import type { Marks } from './marks.js';

/** Marks by the numbers of views. */
export interface MarkedViews {
  /** 1 for each view that exports leave out. */
  readonly excluded: Uint8Array;
  readonly tags: ReadonlyMap<string, Uint32Array>;
}

/** @param numbers of views by their ids; marks of others are left aside */
export function markedViews({ excluded, tags }: Marks, numbers: ReadonlyMap<string, number>): MarkedViews {
  const numbersOf = (ids: ReadonlySet<string>): Uint32Array =>
    Uint32Array.from([...ids].flatMap((id) => numbers.get(id) ?? []));
  const left = new Uint8Array(numbers.size);
  for (const view of numbersOf(excluded)) left[view] = 1;
  return { excluded: left, tags: new Map([...tags].map(([tag, ids]) => [tag, numbersOf(ids)])) };
}
