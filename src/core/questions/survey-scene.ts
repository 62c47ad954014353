import { CONSTANTS } from '../relations/constants.js';
import { gate } from '../relations/gates.js';
import type { Recipe } from '../scene/recipe.js';
import type { Candidate } from './candidate.js';
import { evaluateEither, evaluateSceneQuestion, type Refused } from './evaluate-question.js';
import { ifPlain } from './plain-to-see.js';
import { objectsNeeded, specKey, type QuestionSpec } from './question-spec.js';
import type { SceneContext } from './scene-context.js';
import { tryQuestions, type Evaluation, type TriedQuestion } from './ask-scene.js';
import { DIRECTION } from './types/direction.js';
import { questionTypeOf } from './types/table.js';

/** A question of a scene as people look through them: asked, too close to call, or refused. */
export interface SurveyedQuestion {
  /** View and spec: the same question after something moved has the same key. */
  readonly key: string;
  readonly view: string;
  readonly spec: QuestionSpec;
  /** Candidates with the verdict A are too close to call. */
  readonly result: { readonly candidate: Candidate } | Refused;
}

/** An object about which nothing is asked in a view, and why. */
export interface UnnamedObject {
  readonly view: string;
  readonly object: number;
  readonly reason: string;
}

export type Surveyed =
  | { readonly type: 'question'; readonly question: SurveyedQuestion }
  | { readonly type: 'unnamed'; readonly unnamed: UnnamedObject };

/**
 * Everything there is to see about a scene's questions: first those named before (after something moved), then what
 * `askScene` keeps and what it refuses on the way, then directions that are too close to call and objects that cannot be
 * named. Each question once.
 *
 * @param before questions of an earlier survey of the scene, to be asked again whatever they say now
 */
export function* surveyScene(
  context: SceneContext,
  rules: Recipe['questions'],
  before: readonly Pick<SurveyedQuestion, 'view' | 'spec'>[] = [],
): Generator<Surveyed> {
  const seen = new Set<string>();
  const first = context.graph.views[0]?.record.id;
  if (first === undefined) return;
  const fresh = ({ view, spec, result }: TriedQuestion): Surveyed[] => {
    const key = surveyKey(view ?? spec.views[0] ?? first, spec);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ type: 'question', question: { key, view: view ?? spec.views[0] ?? first, spec, result } }];
  };
  const present = new Set(context.graph.geometry.objects.map(({ record }) => record.id));
  for (const { view, spec } of before)
    if (objectsNeeded(spec).every((id) => present.has(id)))
      yield* fresh({ view, spec, result: evaluateAgain(context, view, spec) });
  for (const tried of tryQuestions(context, rules, EVALUATION)) yield* fresh(tried);
  if (rules.types === undefined && (rules.mix.configuration ?? 0) > 0)
    for (const tried of closeDirections(context)) yield* fresh(tried);
  yield* unnamedObjects(context);
}

const EVALUATION: Evaluation = {
  view: (view, spec) => ifPlain(view.graph, evaluateEither(view, spec)),
  scene: (scene, spec) => ifPlain(scene.graph, evaluateSceneQuestion(scene, spec)),
};

export const surveyKey = (view: string, spec: QuestionSpec): string => `${view}|${specKey(spec)}`;

/** A question of any scope, whatever its verdict. */
export function evaluateAgain(
  context: SceneContext,
  view: string,
  spec: QuestionSpec,
): { readonly candidate: Candidate } | Refused {
  if (questionTypeOf(spec)?.scope === 'scene') return EVALUATION.scene(context, spec);
  const seen = context.view(view);
  return seen ? EVALUATION.view(seen, spec) : { refused: `the scene has no view ${view}` };
}

/** Directions that are never evaluated because they are too close to call; of left and right, front and behind, one each. */
function* closeDirections(context: SceneContext): Generator<TriedQuestion> {
  if (DIRECTION.scope !== 'view') return;
  for (const view of context.views) {
    for (const spec of DIRECTION.specs(view)) {
      const { subject = 0, reference = 0 } = spec.objects;
      const mirrored =
        spec.type === 'right' || spec.type === 'behind' || (spec.frame?.kind !== 'object' && subject > reference);
      if (mirrored || DIRECTION.stratum?.(view, spec) !== null) continue;
      yield { spec, view: view.view.record.id, result: EVALUATION.view(view, spec) };
    }
  }
}

function* unnamedObjects({ graph, views }: SceneContext): Generator<Surveyed> {
  const { geometry } = graph;
  for (const context of views) {
    const { view } = context;
    for (const { record } of geometry.objects) {
      if (record.structure || view.record.objects.every(({ id }) => id !== record.id)) continue;
      const seen = gate(geometry, view, record.id, 'name', CONSTANTS[geometry.scene.profile]);
      const referent = seen.passed ? context.referent(record.id) : null;
      const reason = referent === null ? seen.reason : 'refused' in referent ? referent.refused : null;
      if (reason !== null) yield { type: 'unnamed', unnamed: { view: view.record.id, object: record.id, reason } };
    }
  }
}
