import type { SettledScene } from '../../core/scene/settled-scene.js';
import { createStore } from '../store.js';

/** A scene as it was. */
export interface Moment {
  readonly scene: SettledScene;
  readonly phase: 'settled' | 'edited';
}

/** What can be gone back to and forward to. Scenes are never changed, only replaced: keeping one costs nothing. */
export const history = createStore<{ readonly past: readonly Moment[]; readonly future: readonly Moment[] }>({
  past: [],
  future: [],
});

/** Steps kept. */
const MOST_STEPS = 200;

export const clearHistory = (): void => history.set({ past: [], future: [] });

/** Notes what was before something new is done: there is no way forward from there any more. */
export const remember = (before: Moment): void =>
  history.set(({ past }) => ({ past: [...past, before].slice(-MOST_STEPS), future: [] }));

/** @returns the moment to show; null at the end of what is kept */
export function stepBack(now: Moment): Moment | null {
  const { past, future } = history.get();
  const before = past.at(-1);
  if (!before) return null;
  history.set({ past: past.slice(0, -1), future: [now, ...future] });
  return before;
}

/** @returns the moment to show; null when nothing was undone */
export function stepForward(now: Moment): Moment | null {
  const { past, future } = history.get();
  const [next, ...rest] = future;
  if (!next) return null;
  history.set({ past: [...past, now], future: rest });
  return next;
}
