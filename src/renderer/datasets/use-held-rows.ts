import type { VirtualItem } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { TileRequest } from './use-tiles.js';

/**
 * While nothing can be made out, what exists stays where it is: rows of images made anew in every frame are what a fast
 * scroll costs most. Of another request never.
 *
 * @param rows those on the screen now @param hold whether they pass by too fast
 * @returns those that are to exist
 */
export function useHeldRows(rows: readonly VirtualItem[], request: TileRequest, hold: boolean): readonly VirtualItem[] {
  const last = useRef({ request, rows });
  const held = hold && last.current.request === request ? last.current.rows : rows;
  useEffect(() => {
    last.current = { request, rows: held };
  });
  return held;
}
