import { useEffect, useRef, type RefObject } from 'react';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * Makes a list or toolbar of buttons one stop of the Tab key: arrow keys, Home and End go through it. The stop is where one
 * is, else the button that is pressed, else where one was, else the first.
 *
 * @returns for the element around the buttons, which the calling part renders
 */
export function useRoving<Around extends HTMLElement>(): RefObject<Around | null> {
  const around = useRef<Around>(null);
  const last = useRef<HTMLButtonElement | null>(null);
  // Buttons come, go and are disabled by what renders them.
  useEffect(() => setStop(around.current, last.current));
  useEffect(() => {
    const list = around.current;
    if (!list) return;
    const focused = ({ target }: FocusEvent) => {
      if (target instanceof HTMLButtonElement) last.current = target;
      setStop(list, last.current);
    };
    const pressed = (event: KeyboardEvent) => {
      const buttons = buttonsOf(list);
      const at = buttons.indexOf(event.target as HTMLButtonElement);
      if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = STEPS[event.key];
      const to =
        event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : step === undefined ? -1 : at + step;
      if (to < 0 || to >= buttons.length) return;
      event.preventDefault();
      buttons[to].focus();
    };
    list.addEventListener('focusin', focused);
    list.addEventListener('keydown', pressed);
    return () => {
      list.removeEventListener('focusin', focused);
      list.removeEventListener('keydown', pressed);
    };
  }, []);
  return around;
}

function setStop(list: HTMLElement | null, last: HTMLButtonElement | null): void {
  if (!list) return;
  const buttons = buttonsOf(list);
  const stop =
    buttons.find((button) => button === document.activeElement) ??
    buttons.find((button) => button.getAttribute('aria-pressed') === 'true') ??
    buttons.find((button) => button === last) ??
    buttons[0];
  for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
}

const buttonsOf = (list: HTMLElement): HTMLButtonElement[] => [
  ...list.querySelectorAll<HTMLButtonElement>('button:not(:disabled)'),
];
