import type { ObservedView } from '../../core/observe-scene.js';
import { createStore, type Store } from '../store.js';

/** What the cameras of the open scene show: pictures, ids, depth, and what each shows of every object. */
export interface Frames {
  /** In the order of the scene's views; empty until they are drawn. */
  readonly views: readonly ObservedView[];
  /** Whether something moved since they were drawn. */
  readonly stale: boolean;
}

export const frames: Store<Frames> = createStore<Frames>({ views: [], stale: false });
