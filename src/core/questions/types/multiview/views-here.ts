import { overlapEnough } from '../../../multiview/view-overlap.js';
import { pixelsIn } from '../../../multiview/appearance.js';
import type { Constants } from '../../../relations/constants.js';
import { gate } from '../../../relations/gates.js';
import type { SeenView } from '../../../relations/scene-graph.js';
import { uniquePhrase } from '../../../relations/unique.js';
import type { Evidence } from '../../question-record.js';
import type { QuestionSpec } from '../../question-spec.js';
import type { SceneContext } from '../../scene-context.js';
import type { ViewContext } from '../../view-context.js';
import type { Refused } from '../question-type.js';

// What the questions about several views share: pairs of views, names that fit in all of them, gates.

/** Ordered pairs of views that surely overlap (SPEC §8). */
export function* viewPairs(context: SceneContext): Generator<readonly [ViewContext, ViewContext]> {
  for (const first of context.views)
    for (const second of context.views)
      if (first !== second && overlapEnough(first.view, second.view).verdict === 'T') yield [first, second];
}

export interface AskedPair {
  readonly first: ViewContext;
  readonly second: ViewContext;
  readonly overlap: number;
}

/** The two views of a spec, or why they are not asked about together. */
export function askedPair(context: SceneContext, spec: QuestionSpec): AskedPair | Refused {
  const [first, second] = spec.views.map((id) => context.view(id));
  if (!first || !second || first === second) return { refused: 'it needs two views of one scene' };
  const { verdict, measured } = overlapEnough(first.view, second.view);
  if (verdict !== 'T') return { refused: 'the views hardly overlap' };
  return { first, second, overlap: Number(measured.viewOverlap) };
}

export const viewIds = (...views: readonly ViewContext[]): string[] => views.map(({ view }) => view.record.id);

/**
 * How an object is called over several views (docs/spec.md §12): by noun, colour, material or size alone, of all that any of
 * the views shows.
 *
 * @returns the phrase without article
 */
export function phraseOver(context: SceneContext, views: readonly ViewContext[], id: number): string | Refused {
  const merged = mergedView(context, views);
  const found = uniquePhrase(context.graph, merged, id, context.lexicon);
  if ('reason' in found) return { refused: found.reason };
  if (found.kind === 'ordinal' || found.kind === 'relation')
    return { refused: `"${found.phrase}" means one view only` };
  return found.phrase;
}

const merged = new WeakMap<SceneContext, Map<string, SeenView>>();

/** What each object shows at its best; without pixels, which no phrase allowed here looks at. */
function mergedView(context: SceneContext, views: readonly ViewContext[]): SeenView {
  let known = merged.get(context);
  if (!known) merged.set(context, (known = new Map()));
  const key = viewIds(...views).join(' ');
  let view = known.get(key);
  if (!view) {
    const best = new Map<number, SeenView['record']['objects'][number]>();
    for (const { view: own } of views)
      for (const truth of own.record.objects)
        if (truth.visiblePixels > (best.get(truth.id)?.visiblePixels ?? -1)) best.set(truth.id, truth);
    const [{ view: first }] = views;
    view = {
      record: { ...first.record, objects: [...best.values()].sort((a, b) => a.id - b.id) },
      ids: new Uint16Array(0),
      depth: new Float64Array(0),
    };
    known.set(key, view);
  }
  return view;
}

/** Gates as a record carries them when there are several views: `id@view`. */
export type Gates = Record<string, Evidence['gates'][string]>;

/** Whether an object passes `name` in at least one of the views; what was measured goes into `gates`. */
export function namedInSome(views: readonly ViewContext[], id: number, constants: Constants, gates: Gates): boolean {
  let passed = false;
  for (const { graph, view } of views) {
    const seen = gate(graph.geometry, view, id, 'name', constants);
    if (!seen.passed) continue;
    gates[`${id}@${view.record.id}`] = seen.measured;
    passed = true;
  }
  return passed;
}

/** Things that at least one of the views shows well enough to name, in id order. */
export function nameableIn(...views: readonly ViewContext[]): number[] {
  const ids = new Set(views.flatMap(({ referents }) => referents.map(({ id }) => id)));
  return [...ids].sort((a, b) => a - b);
}

export const isUnseen = ({ view }: Pick<ViewContext, 'view'>, id: number): boolean => pixelsIn(view, id) === 0;

/** "(0.412, 0.530)" */
export const pointText = ([u, v]: readonly [number, number], { record }: SeenView): string =>
  `(${(u / record.intrinsics.width).toFixed(3)}, ${(v / record.intrinsics.height).toFixed(3)})`;

export const isRefused = (value: string | Refused): value is Refused => typeof value !== 'string';
