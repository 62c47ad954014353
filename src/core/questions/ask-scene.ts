import { hashString } from '../random.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import type { Recipe } from '../scene/recipe.js';
import type { Entry } from './fairness/balance.js';
import { questionFacts } from './fairness/question-facts.js';
import { budgetOf } from './budget.js';
import type { Candidate } from './candidate.js';
import { evaluateQuestion, evaluateSceneQuestion } from './evaluate-question.js';
import type { Lexicon } from './lexicon.js';
import { ifPlain } from './plain-to-see.js';
import { propose } from './propose.js';
import { QUESTION_KINDS, type QuestionKind } from './question-record.js';
import type { QuestionSpec } from './question-spec.js';
import { createSceneContext, type SceneContext } from './scene-context.js';
import type { QuestionType, Refused } from './types/question-type.js';
import { QUESTION_TYPES } from './types/table.js';
import type { ViewContext } from './view-context.js';

/** Candidates kept for each question of the budget: balance over the whole set throws some away. */
const OVERSAMPLE: Readonly<Partial<Record<QuestionKind, number>>> = { configuration: 2 };
const OVERSAMPLE_ELSE = 1.5;

/** Most evaluations in vain before a family without a limit of its own is left, for each candidate wanted of it. */
const CHEAP_TRIES = 8;

/** A candidate with what balance needs to know of it. */
export interface AskedCandidate {
  readonly entry: Entry;
  readonly candidate: Candidate;
}

/**
 * What can be asked of a scene, view by view: only what is true or false and passes its gates. A pure function of the
 * stored scene; chance comes from hashes of the questions themselves.
 *
 * @param original of a counterfactual: what changed is asked about too
 */
export function askScene(
  graph: SceneGraph,
  rules: Pick<Recipe['questions'], 'perView' | 'mix'> & Partial<Allowing>,
  lexicon: Lexicon,
  original: SceneGraph | null = null,
): AskedCandidate[] {
  const asked: AskedCandidate[] = [];
  const context = createSceneContext(graph, lexicon, original);
  const evaluation: Evaluation = {
    view: (view, spec) => ifPlain(graph, evaluateQuestion(view, spec)),
    scene: (scene, spec) => ifPlain(graph, evaluateSceneQuestion(scene, spec)),
  };
  for (const { result } of tryQuestions(context, rules, evaluation)) {
    if (!('refused' in result)) asked.push({ candidate: result.candidate, entry: entryOf(graph, result.candidate) });
  }
  return asked;
}

/** A question that was run, and what came of it. */
export interface TriedQuestion {
  readonly spec: QuestionSpec;
  /** id of the view, null for a question about several. */
  readonly view: string | null;
  readonly result: { readonly candidate: Candidate } | Refused;
}

/** How questions are run: those about one view, and those about several. */
export interface Evaluation {
  view(context: ViewContext, spec: QuestionSpec): TriedQuestion['result'];
  scene(context: SceneContext, spec: QuestionSpec): TriedQuestion['result'];
}

/**
 * Everything that is tried to find a scene's questions, kind by kind. What comes out as T or F counts towards the
 * budget; what is refused, or is a candidate whose verdict is A, does not.
 */
export function* tryQuestions(
  context: SceneContext,
  rules: Pick<Recipe['questions'], 'perView' | 'mix'> & Partial<Allowing>,
  evaluation: Evaluation,
): Generator<TriedQuestion> {
  const { graph } = context;
  const budgets = new Map(graph.views.map(({ record: { id } }) => [id, budgetOf(id, rules)]));
  for (const kind of QUESTION_KINDS) {
    const wanted = (id: string) => Math.ceil((budgets.get(id)?.[kind] ?? 0) * (OVERSAMPLE[kind] ?? OVERSAMPLE_ELSE));
    const families = QUESTION_TYPES.filter(
      (family) => family.kind === kind && family.types.some((type) => mayAsk(rules.types, type)),
    );
    const ofView = families.filter(({ scope }) => scope === 'view');
    const ofScene = families.filter(({ scope }) => scope === 'scene');
    if (ofView.length > 0)
      for (const view of context.views) {
        const { id } = view.view.record;
        if (wanted(id) === 0) continue;
        const turns = turnsOf(ofView, view, id, rules);
        yield* fill(turns, wanted(id), (spec) => ({ spec, view: id, result: evaluation.view(view, spec) }));
      }
    if (ofScene.length > 0) {
      // The budget is per image: a scene has as many questions about several views as its views have together.
      const all = [...budgets.keys()].reduce((sum, id) => sum + wanted(id), 0);
      if (all === 0) continue;
      const turns = turnsOf(ofScene, context, graph.geometry.scene.id, rules);
      yield* fill(turns, all, (spec) => ({ spec, view: null, result: evaluation.scene(context, spec) }));
    }
  }
}

/** What of all that could be asked a recipe wants. */
type Allowing = Pick<Recipe['questions'], 'types' | 'frames'>;
type Types = Allowing['types'];

/** Whether a recipe asks a type in any of its forms. */
const mayAsk = (types: Types, type: string): boolean =>
  types === undefined || types.some((listed) => listed.split('.')[0] === type);

/** Whether a recipe asks just this. */
export const isAllowed = ({ types, frames }: Partial<Allowing>, { type, form, frame }: QuestionSpec): boolean =>
  (types === undefined || types.includes(type) || types.includes(`${type}.${form}`)) &&
  (frames === undefined || frame === null || frames.includes(frame.kind));

function* allowed(specs: Iterable<QuestionSpec>, rules: Partial<Allowing>): Generator<QuestionSpec> {
  for (const spec of specs) if (isAllowed(rules, spec)) yield spec;
}

/** A family with its queue, and what it has used up. */
interface Turn {
  readonly family: QuestionType;
  readonly queue: Iterator<QuestionSpec>;
  readonly share: number;
  /** How far from its first turn it begins, in candidates: by chance, so that a small budget is not always spent on the same. */
  readonly start: number;
  taken: number;
  tries: number;
}

function turnsOf(
  families: readonly QuestionType[],
  context: Parameters<typeof propose>[1],
  where: string,
  rules: Partial<Allowing>,
): Turn[] {
  const total = families.reduce((sum, { weight }) => sum + weight, 0);
  return families.map((family) => ({
    family,
    queue: allowed(propose(family, context, where), rules),
    share: family.weight / total,
    // Exponential: the first turn falls to each family as often as its share says.
    start: -Math.log((hashString(`turn ${where} ${family.name}`) + 0.5) / 2 ** 32),
    taken: 0,
    tries: 0,
  }));
}

/**
 * Takes candidates until there are `wanted`: always from the family that is furthest behind its share, until that has
 * no more to offer or tried too often. What it leaves, the others get.
 */
function* fill(
  turns: readonly Turn[],
  wanted: number,
  run: (spec: QuestionSpec) => TriedQuestion,
): Generator<TriedQuestion> {
  let open = [...turns];
  for (let count = 0; count < wanted && open.length > 0;) {
    const turn = open.reduce((a, b) => (behind(b) < behind(a) ? b : a));
    const most = Math.ceil((turn.family.tries ?? CHEAP_TRIES) * Math.max(1, Math.ceil(wanted * turn.share)));
    const next = turn.tries < most ? turn.queue.next() : { done: true as const, value: undefined };
    if (next.done) {
      open = open.filter((other) => other !== turn);
      continue;
    }
    turn.tries++;
    const tried = run(next.value);
    yield tried;
    if ('refused' in tried.result || tried.result.candidate.record.evidence.verdict === 'A') continue;
    turn.taken++;
    count++;
  }
}

/** How far a family has come, over what its share would have it come to. */
const behind = ({ taken, start, share }: Turn): number => (taken + start) / share;

/** What balance and dealing need to know of a candidate. */
export function entryOf(graph: SceneGraph, candidate: Candidate): Entry {
  return {
    ...questionFacts(
      candidate.record,
      graph.geometry.scene,
      graph.views.map(({ record }) => record),
    ),
    key: candidate.key,
    order: hashString(candidate.key),
    form: candidate.form,
    fill: candidate.fill,
    flip: null,
  };
}
