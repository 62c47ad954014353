import { hashString } from '../random.js';
import { specKey, type QuestionSpec } from './question-spec.js';
import type { SceneContext } from './scene-context.js';
import { atMostPerKey, takeInTurn } from './take-in-turn.js';
import type { QuestionType } from './types/question-type.js';
import type { ViewContext } from './view-context.js';

/** Left and right of one pair in one frame say the same twice; more would be a drill. */
const MOST_PER_PAIR = 2;

/**
 * The specs of a family in the order to evaluate them: a turn for each stratum, within it by a hash of the question
 * itself, so that the choice is the same whatever else is asked.
 *
 * @param where id of the view or scene: each has its own order
 */
export function* propose(family: QuestionType, context: ViewContext | SceneContext, where: string) {
  const strata = new Map<string, Ordered[]>();
  for (const spec of specsOf(family, context)) {
    const stratum = stratumOf(family, context, spec);
    if (stratum === null) continue;
    const key = specKey(spec);
    const ordered = { spec, key, order: hashString(`${where} ${key}`) };
    const list = strata.get(stratum);
    if (list) list.push(ordered);
    else strata.set(stratum, [ordered]);
  }
  // Rare strata are not always the last in the row either.
  const names = [...strata.keys()].sort(
    (a, b) => hashString(`${where} ${a}`) - hashString(`${where} ${b}`) || (a < b ? -1 : 1),
  );
  const queues = names.map((name) => sorted(strata.get(name) ?? []));
  yield* atMostPerKey(takeInTurn(queues), MOST_PER_PAIR, pairKeyOf);
}

interface Ordered {
  readonly spec: QuestionSpec;
  readonly key: string;
  readonly order: number;
}

/** Sorted when the first is taken. */
function* sorted(list: Ordered[]): Generator<QuestionSpec> {
  list.sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
  for (const { spec } of list) yield spec;
}

function specsOf(family: QuestionType, context: ViewContext | SceneContext): Iterable<QuestionSpec> {
  return family.scope === 'view' ? family.specs(context as ViewContext) : family.specs(context as SceneContext);
}

function stratumOf(family: QuestionType, context: ViewContext | SceneContext, spec: QuestionSpec): string | null {
  if (!family.stratum) return '';
  return family.scope === 'view'
    ? family.stratum(context as ViewContext, spec)
    : (family.stratum as NonNullable<typeof family.stratum>)(context as SceneContext, spec);
}

/** What should not be asked over and over: one pair in one frame, or one question. */
function pairKeyOf(spec: QuestionSpec): string {
  const { subject, reference, second } = spec.objects;
  if (spec.kind !== 'configuration' || subject === undefined || reference === undefined) return specKey(spec);
  const ends = [subject, reference, ...(second === undefined ? [] : [second])].sort((a, b) => a - b);
  return `${spec.frame?.kind ?? 'any'} ${ends.join(' ')}`;
}
