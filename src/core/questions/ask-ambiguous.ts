import { hashString } from '../random.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import { entryOf, type AskedCandidate } from './ask-scene.js';
import type { Candidate } from './candidate.js';
import { evaluateAmbiguous } from './evaluate-question.js';
import type { Lexicon } from './lexicon.js';
import { specKey, type QuestionSpec } from './question-spec.js';
import { createSceneContext } from './scene-context.js';
import { takeInTurn } from './take-in-turn.js';
import { QUESTION_TYPES } from './types/table.js';
import type { ViewContext } from './view-context.js';

/** Most evaluations for each question wanted: what is too close to call is rare. */
const TRIES = 60;

/**
 * Questions of a scene whose predicate is too close to call though every gate is passed: for calibration, never for
 * training. Families of yes/no questions take turns; each in an order of its own.
 *
 * @param perView most questions of one view
 */
export function askAmbiguous(graph: SceneGraph, perView: number, lexicon: Lexicon): AskedCandidate[] {
  const context = createSceneContext(graph, lexicon);
  return context.views.flatMap((view) =>
    ofView(view, perView).map((candidate) => ({ candidate, entry: entryOf(graph, candidate) })),
  );
}

function ofView(view: ViewContext, wanted: number): Candidate[] {
  const families = QUESTION_TYPES.filter((family) => family.kind === 'configuration');
  const queues = families.map((family) => (family.scope === 'view' ? inChanceOrder(view, family.specs(view)) : []));
  const found: Candidate[] = [];
  let tries = TRIES * wanted;
  for (const spec of takeInTurn(queues)) {
    if (found.length >= wanted || tries-- <= 0) break;
    const result = evaluateAmbiguous(view, spec);
    // Without a ratio nobody could say how close it is.
    if ('candidate' in result && typeof result.candidate.record.marginRatio === 'number') found.push(result.candidate);
  }
  return found;
}

function inChanceOrder({ view }: ViewContext, specs: Iterable<QuestionSpec>): QuestionSpec[] {
  const ordered = [...specs].map((spec) => {
    const key = specKey(spec);
    return { spec, key, order: hashString(`${view.record.id} ambiguous ${key}`) };
  });
  ordered.sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
  return ordered.map(({ spec }) => spec);
}
