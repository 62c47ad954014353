import type { SettledScene } from '../../scene/settled-scene.js';
import type { ViewRecord } from '../../camera/view-record.js';
import { isHeldOutCombination, questionFacts, type QuestionFacts } from './question-facts.js';
import type { QuestionRecord } from '../question-record.js';

// SPEC §9 over a whole question set, as a checker sees it: from the records alone.

export interface AnsweredQuestion extends QuestionFacts {
  readonly set: string;
  readonly id: string;
  /** With the options of a choice, whose wordings do not name them. */
  readonly text: string;
  /** Without them, as it is asked. */
  readonly asked: string;
  readonly template: string;
  readonly style: string;
  /** plain, novel, implicit */
  readonly label: string;
  readonly answerKind: string;
  readonly marginRatio: number | null;
  readonly profile: string;
}

/** Below this many questions a share says nothing; a difference of one is always allowed. */
const MIN_FOR_SHARES = 20;
const MIN_PER_TEMPLATE = 60;
/** Largest distance of the share of yes from one half; §9.1: 45–55. */
const YES_BAND = 0.05;
const MAX_OPPOSITE = 0.75;
const EGO_BAND: readonly [number, number] = [0.4, 0.6];
const PAIR_BAND = 0.1;
const PLACE_BAND = 0.05;

export function summarizeQuestion(
  set: string,
  record: QuestionRecord,
  scene: SettledScene,
  views: readonly ViewRecord[],
): AnsweredQuestion {
  const facts = questionFacts(record, scene, views);
  const options = facts.options === null ? '' : ` ${[...facts.options.texts].sort().join(', ')}`;
  const { id, text, template, style, profile } = record;
  return {
    ...facts,
    set,
    id,
    text: text + options,
    asked: text,
    template,
    style,
    label: record.label ?? 'plain',
    answerKind: record.answer.kind,
    marginRatio: record.marginRatio ?? null,
    profile,
  };
}

/** @returns one sentence for each rule the set breaks */
export function checkSet(questions: readonly AnsweredQuestion[]): string[] {
  return [
    ...duplicates(questions),
    ...leakedWordings(questions),
    ...leakedCombinations(questions),
    ...unbalanced(questions),
    ...unevenPlaces(questions),
  ];
}

function duplicates(questions: readonly AnsweredQuestion[]): string[] {
  const ids = new Set<string>();
  const texts = new Set<string>();
  const problems: string[] = [];
  for (const { id, view, text } of questions) {
    if (ids.has(id)) problems.push(`the id ${id} occurs twice.`);
    if (texts.has(`${view} ${text}`)) problems.push(`view ${view} is asked "${text}" twice.`);
    ids.add(id);
    texts.add(`${view} ${text}`);
  }
  return problems;
}

function leakedWordings(questions: readonly AnsweredQuestion[]): string[] {
  const train = new Set(questions.filter((q) => q.split === 'train').map((q) => q.template));
  const leaked = new Set(questions.filter((q) => q.split === 'test' && train.has(q.template)).map((q) => q.template));
  return [...leaked].sort().map((template) => `the wording ${template} occurs in training and in test questions.`);
}

function leakedCombinations(questions: readonly AnsweredQuestion[]): string[] {
  const leaked = questions.filter((q) => q.split === 'train' && isHeldOutCombination(q.combination));
  return [...new Set(leaked.map((q) => q.combination))]
    .sort()
    .map((combination) => `the relations ${String(combination)} together are kept for the test split.`);
}

/** SPEC §9.2: each of k places holds the right option 1/k ± 5 % of the time. */
function unevenPlaces(questions: readonly AnsweredQuestion[]): string[] {
  const problems: string[] = [];
  const choices = questions.filter((q) => q.options !== null);
  for (const [count, all] of groupBy(choices, (q) => String(q.options?.count))) {
    if (all.length < MIN_PER_TEMPLATE) continue;
    for (let place = 0; place < Number(count); place++) {
      const part = share(all, (q) => q.options?.correct === place);
      if (Math.abs(part - 1 / Number(count)) > PLACE_BAND + 0.5 / all.length)
        problems.push(
          `of ${all.length} choices with ${count} options, ${percent(part)} have number ${place + 1} right.`,
        );
    }
  }
  return problems;
}

function unbalanced(questions: readonly AnsweredQuestion[]): string[] {
  const problems: string[] = [];
  const yesNo = questions.filter((q) => q.group !== null);
  for (const [name, all] of groupBy(yesNo, (q) => q.group)) {
    const yes = share(all, (q) => q.answer);
    if (Math.abs(yes - 0.5) > Math.max(YES_BAND, 0.5 / all.length) + 1e-9)
      problems.push(`"${name}": ${percent(yes)} of ${all.length} answers are yes.`);
    const no = all.filter((q) => !q.answer);
    const opposite = share(no, (q) => q.opposite);
    if (no.length >= MIN_FOR_SHARES && no.some((q) => q.opposite) && opposite > MAX_OPPOSITE) {
      problems.push(`"${name}": ${percent(opposite)} of its no's are the opposite side.`);
    }
    const against = all.filter((q) => q.egoDiffers !== null);
    const differs = share(against, (q) => q.egoDiffers === true);
    if (against.length >= MIN_FOR_SHARES && (differs < EGO_BAND[0] || differs > EGO_BAND[1])) {
      problems.push(`"${name}": ${percent(differs)} of ${against.length} answers differ from the camera's own.`);
    }
  }
  for (const [name, all] of groupBy(yesNo, (q) => q.template)) {
    const yes = share(all, (q) => q.answer);
    if (all.length >= MIN_PER_TEMPLATE && Math.abs(yes - 0.5) > YES_BAND)
      problems.push(`wording ${name}: ${percent(yes)} of ${all.length} answers are yes.`);
  }
  for (const [name, all] of groupBy(
    yesNo.filter((q) => q.pair !== null),
    (q) => q.pair,
  )) {
    const yes = share(all, (q) => q.answer);
    if (all.length >= MIN_FOR_SHARES && Math.abs(yes - 0.5) > PAIR_BAND)
      problems.push(`"${name}": ${percent(yes)} of ${all.length} answers are yes.`);
  }
  return problems;
}

const share = <T>(list: readonly T[], test: (item: T) => boolean): number =>
  list.length === 0 ? 0.5 : list.filter(test).length / list.length;

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;

function groupBy<T>(list: readonly T[], keyOf: (item: T) => string | null): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item) ?? '';
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
