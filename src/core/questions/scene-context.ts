import type { SceneGraph } from '../relations/scene-graph.js';
import type { Lexicon } from './lexicon.js';
import { createViewContext, type ViewContext } from './view-context.js';

/** A scene with what all its questions share. */
export interface SceneContext {
  readonly graph: SceneGraph;
  readonly lexicon: Lexicon;
  /** In the order of the scene's views; made when first asked for. */
  readonly views: readonly ViewContext[];
  /** @returns undefined for a view the scene does not have */
  view(id: string): ViewContext | undefined;
}

export function createSceneContext(graph: SceneGraph, lexicon: Lexicon): SceneContext {
  const known = new Map<string, ViewContext>();
  const view = (id: string): ViewContext | undefined => {
    const seen = graph.views.find(({ record }) => record.id === id);
    if (!seen) return undefined;
    let context = known.get(id);
    if (!context) known.set(id, (context = createViewContext(graph, seen, lexicon)));
    return context;
  };
  return {
    graph,
    lexicon,
    view,
    get views() {
      return graph.views.flatMap(({ record }) => view(record.id) ?? []);
    },
  };
}
