import { useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** How fast a grid passes by. `fast`: pictures are not worth asking for. `blur`: nothing can be made out. */
export type Hurry = 'calm' | 'fast' | 'blur';

/** Pixels a millisecond from which each begins: half a dozen rows of tiles a second, and a dozen screens. */
const FAST = 1;
const BLUR = 10;
/** How long it takes to be slow again, and what no frame is taken to last longer than, milliseconds. */
const CALM = 120;
/** After so long without a move the first one says nothing of speed: a key may have gone a page down. */
const REST = 400;

/**
 * How fast a scroller passes by. Call it before whoever else listens to the scroller: it reads the scroller before they
 * change the page (afterwards all would be laid out for the reading), and they know the pace when they make rows.
 */
export function useHurry(scroller: RefObject<HTMLElement | null>): Hurry {
  const [hurry, setHurry] = useState<Hurry>('calm');
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let top = element.scrollTop;
    let movedAt = performance.now();
    let fastAt = -Infinity;
    let calm: ReturnType<typeof setTimeout> | undefined;
    // In a frame, when its moves are known: a long one before it is no rest.
    const becomeCalm = () => {
      calm = setTimeout(() => {
        requestAnimationFrame(() => (performance.now() - fastAt < CALM ? becomeCalm() : setHurry('calm')));
      }, CALM);
    };
    const scrolled = () => {
      const now = performance.now();
      const passed = now - movedAt;
      const way = passed > REST ? 0 : Math.abs(element.scrollTop - top);
      const pace = way / Math.min(CALM, Math.max(1, passed));
      top = element.scrollTop;
      movedAt = now;
      if (pace < FAST) return;
      fastAt = now;
      // Half a screen in one picture is a blur, however long the picture took.
      const faster = pace >= BLUR || way > element.clientHeight / 2 ? 'blur' : 'fast';
      flushSync(() => setHurry(faster));
      clearTimeout(calm);
      becomeCalm();
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      element.removeEventListener('scroll', scrolled);
      clearTimeout(calm);
    };
  }, [scroller]);
  return hurry;
}
