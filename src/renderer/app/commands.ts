import { useEffect } from 'react';
import { createStore } from '../store.js';

/** Something the user can do from anywhere: by the palette, or by its key. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** A line below the title. */
  readonly description?: string;
  /** Heading in the palette. */
  readonly group: string;
  /** A key as Mantine's hotkeys write it: "mod+K", "shift+R"; single letters act only outside of inputs. */
  readonly key?: string;
  run(): void;
}

/** Commands of what is on the screen now. */
export const commands = createStore<{ readonly all: readonly Command[] }>({ all: [] });

/** Offers commands while the calling part is shown. @param list memoised by the caller */
export function useCommands(list: readonly Command[]): void {
  useEffect(() => {
    commands.set(({ all }) => ({ all: [...all, ...list] }));
    return () => commands.set(({ all }) => ({ all: all.filter((command) => !list.includes(command)) }));
  }, [list]);
}

/** A key as it is written on the screen: "Ctrl Z" */
export const keyWords = (key: string): string =>
  key
    .replace('mod', 'Ctrl')
    .replace('shift+?', '?')
    .replace('shift', 'Shift')
    .replace('alt', 'Alt')
    .replaceAll('+', ' ');
