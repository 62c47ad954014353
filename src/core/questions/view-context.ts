import { CONSTANTS } from '../relations/constants.js';
import { gate, type GateLevel } from '../relations/gates.js';
import type { SceneGraph, SeenView } from '../relations/scene-graph.js';
import { uniquePhrase } from '../relations/unique.js';
import { worldReadable } from '../relations/world-readable.js';
import type { Lexicon } from './lexicon.js';
import type { Refused } from './types/question-type.js';

/** How an object is called in a view. */
export interface Referent {
  readonly id: number;
  /** Without article. */
  readonly phrase: string;
  /** Whether "the …'s own left" reads well: not after "second mug from the left". */
  readonly possessive: boolean;
  /** An object the phrase itself names ("the mug on the book"); a question about that pair would give itself away. */
  readonly anchor: number | null;
}

/** A view with what all its questions share. */
export interface ViewContext {
  readonly graph: SceneGraph;
  readonly view: SeenView;
  readonly lexicon: Lexicon;
  readonly worldReadable: boolean;
  /** Objects that can be named here, in id order: seen well enough, and by a phrase that fits nothing else. */
  readonly referents: readonly Referent[];
  /** The same, and what is seen just well enough to carry or hold something, or to be held: no structure, no stage. */
  readonly holders: readonly Referent[];
  /** How an object is called, or why it cannot be. */
  referent(id: number): Referent | Refused;
}

export function createViewContext(graph: SceneGraph, view: SeenView, lexicon: Lexicon): ViewContext {
  const { geometry } = graph;
  const known = new Map<number, Referent | Refused>();
  const referent = (id: number): Referent | Refused => {
    let found = known.get(id);
    if (!found) known.set(id, (found = callIt(id)));
    return found;
  };
  const callIt = (id: number): Referent | Refused => {
    const unique = uniquePhrase(graph, view, id, lexicon);
    if ('reason' in unique) return { refused: unique.reason };
    const { phrase, kind, anchor } = unique;
    return { id, phrase, possessive: kind !== 'ordinal' && kind !== 'relation', anchor };
  };
  const stage = stageOf(graph);
  // The smaller N_min: which profile applies is known only with the whole question.
  const seenAs = (level: GateLevel) =>
    geometry.objects
      .filter(({ record: { structure, id } }) => !structure && id !== stage && isSeen(id, level))
      .map(({ record }) => referent(record.id))
      .filter((found): found is Referent => !('refused' in found));
  const isSeen = (id: number, level: GateLevel) => gate(geometry, view, id, level, CONSTANTS.tabletop).passed;
  return {
    graph,
    view,
    lexicon,
    referents: seenAs('name'),
    holders: seenAs('support'),
    referent,
    worldReadable: worldReadable(graph, view).ok,
  };
}

/** An object on which this share of all others stands is the stage they are on: asking about it gives itself away. */
const STAGE_SHARE = 0.4;

function stageOf({ geometry }: SceneGraph): number | null {
  const carried = new Map<number, Set<number>>();
  for (const { a, b, share } of geometry.scene.contacts) {
    if (share > 0) carried.set(b, (carried.get(b) ?? new Set()).add(a));
  }
  const things = geometry.objects.filter(({ record }) => !record.structure).length;
  const stage = [...carried].find(
    ([id, on]) => !geometry.object(id).record.structure && on.size > STAGE_SHARE * things,
  );
  return stage?.[0] ?? null;
}
