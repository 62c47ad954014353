import { useSyncExternalStore } from 'react';

/** A value that parts of the page share: read, replaced as a whole, and watched. */
export interface Store<State> {
  get(): State;
  /** Replaces the given fields. */
  set(change: Partial<State> | ((state: State) => Partial<State>)): void;
  /** @returns what ends the subscription */
  subscribe(changed: () => void): () => void;
}

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const watchers = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      const fields = typeof change === 'function' ? change(state) : change;
      state = { ...state, ...fields };
      for (const changed of watchers) changed();
    },
    subscribe(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

/** Part of a store, kept current. @param pick must return the same object for the same state */
export function useStore<State extends object, Part>(store: Store<State>, pick: (state: State) => Part): Part {
  return useSyncExternalStore(store.subscribe, () => pick(store.get()));
}
