import type { SceneGraph } from '../relations/scene-graph.js';
import type { Lexicon } from './lexicon.js';
import { createViewContext, type ViewContext } from './view-context.js';

/** A scene with what all its questions share. */
export interface SceneContext {
  readonly graph: SceneGraph;
  readonly lexicon: Lexicon;
  /** In the order of the scene's views; made when first asked for. */
  readonly views: readonly ViewContext[];
  /** The scene this one is a counterfactual of, seen by the same cameras; null when it is none. */
  readonly original: SceneContext | null;
  /** Of the scene, or of its original. @returns undefined for a view neither has */
  view(id: string): ViewContext | undefined;
}

/** @param original of a counterfactual: without it, nothing is asked about what changed */
export function createSceneContext(
  graph: SceneGraph,
  lexicon: Lexicon,
  original: SceneGraph | null = null,
): SceneContext {
  const before = original === null ? null : createSceneContext(original, lexicon);
  const known = new Map<string, ViewContext>();
  const view = (id: string): ViewContext | undefined => {
    const seen = graph.views.find(({ record }) => record.id === id);
    if (!seen) return before?.view(id);
    let context = known.get(id);
    if (!context) known.set(id, (context = createViewContext(graph, seen, lexicon)));
    return context;
  };
  return {
    graph,
    lexicon,
    original: before,
    view,
    get views() {
      return graph.views.flatMap(({ record }) => view(record.id) ?? []);
    },
  };
}
