import { useEffect, useState, type RefObject } from 'react';

/** Pixels a millisecond from which nobody sees the pictures that pass: a dozen rows of tiles a second. */
const FAST = 2;
/** How long it takes to be slow again, milliseconds. */
const CALM = 90;

/** Whether a scroller passes by too fast for its pictures to be worth asking for. */
export function useHurry(scroller: RefObject<HTMLElement | null>): boolean {
  const [hurry, setHurry] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let top = element.scrollTop;
    let time = performance.now();
    let calm: ReturnType<typeof setTimeout> | undefined;
    const scrolled = () => {
      const now = performance.now();
      const fast = Math.abs(element.scrollTop - top) > FAST * Math.min(CALM, now - time);
      top = element.scrollTop;
      time = now;
      if (!fast) return;
      setHurry(true);
      clearTimeout(calm);
      calm = setTimeout(() => setHurry(false), CALM);
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      element.removeEventListener('scroll', scrolled);
      clearTimeout(calm);
    };
  }, [scroller]);
  return hurry;
}
