import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

interface Cursor {
  /** Place of the image that keys are about. */
  readonly at: number;
  /** For the scroller, which is the one stop of the Tab key. */
  readonly props: {
    readonly tabIndex: 0;
    readonly 'aria-activedescendant': string;
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  };
}

/** Id of the element of an image; it holds the button that opens it and the box that selects it. */
export const placeId = (index: number): string => `image-${index}`;

/**
 * Keys for images of which only those on the screen exist, and give their elements to others when they leave it: focus
 * stays with the scroller, arrow keys go from image to image, Enter opens one and the space bar selects it.
 *
 * @param columns images beside one another @param page images of a screen @param show brings one onto the screen
 */
export function useCursor(images: number, columns: number, page: number, show: (index: number) => void): Cursor {
  const [place, setPlace] = useState(0);
  const at = Math.max(0, Math.min(images - 1, place));
  const wanted = useRef<object | null>(null);
  // Among other images its place is another's.
  useEffect(() => () => void (wanted.current = null), [images]);
  // As soon as it is there: scrolled away from it is not, and after some pages down it may not have come yet.
  const press = (selector: string) => {
    const wish = {};
    wanted.current = wish;
    const attempt = () => {
      if (wanted.current !== wish) return;
      const element = document.getElementById(placeId(at));
      if (!element || element.matches('[data-waiting]') || element.querySelector('[data-waiting]'))
        return void requestAnimationFrame(attempt);
      wanted.current = null;
      element.querySelector<HTMLElement>(selector)?.click();
    };
    if (!document.getElementById(placeId(at))) show(at);
    attempt();
  };
  return {
    at,
    props: {
      tabIndex: 0,
      'aria-activedescendant': placeId(at),
      onFocus: ({ target }) => {
        const inside = target.closest<HTMLElement>('[data-index]')?.dataset['index'];
        if (inside !== undefined) setPlace(Number(inside));
      },
      onKeyDown: (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        wanted.current = null;
        const own = event.target === event.currentTarget;
        if (own && (event.key === 'Enter' || event.key === ' ')) {
          event.preventDefault();
          press(event.key === 'Enter' ? 'button' : 'input');
          return;
        }
        const to = {
          ArrowLeft: columns > 1 ? at - 1 : undefined,
          ArrowRight: columns > 1 ? at + 1 : undefined,
          ArrowUp: at - columns,
          ArrowDown: at + columns,
          PageUp: at - page,
          PageDown: at + page,
          Home: 0,
          End: images - 1,
        }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        // From a button or box that the mouse was at: elements here are given to other images.
        if (!own) event.currentTarget.focus({ preventScroll: true });
        // Sideways and by a row one stays where there is nothing; a page goes to the end.
        const next =
          event.key.startsWith('Arrow') && (to < 0 || to >= images) ? at : Math.max(0, Math.min(images - 1, to));
        setPlace(next);
        show(next);
      },
    },
  };
}
