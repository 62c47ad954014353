import { useRef, useSyncExternalStore } from 'react';

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

/**
 * Some fields of a store, kept current: the calling part is rendered again only when one of them is another.
 *
 * @param keys the same ones at every call
 */
export function useFields<State extends object, Key extends keyof State>(
  store: Store<State>,
  ...keys: readonly Key[]
): Pick<State, Key> {
  const last = useRef<Pick<State, Key> | null>(null);
  return useSyncExternalStore(store.subscribe, () => {
    const state = store.get();
    const kept = last.current;
    if (kept && keys.every((key) => Object.is(kept[key], state[key]))) return kept;
    const fields = Object.fromEntries(keys.map((key) => [key, state[key]])) as Pick<State, Key>;
    last.current = fields;
    return fields;
  });
}
