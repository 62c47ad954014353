import type { SettledScene } from '../../scene/settled-scene.js';
import type { ViewRecord } from '../../camera/view-record.js';
import { COUNTER_QUOTA, type Heuristic } from './heuristics.js';
import { questionFacts, type QuestionFacts } from './question-facts.js';
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

/** @returns one sentence for each rule that the set breaks within itself; `leakage.ts` has what concerns the splits */
export function checkSet(questions: readonly AnsweredQuestion[]): string[] {
  return [
    ...duplicates(questions),
    ...unbalanced(questions),
    ...unevenPlaces(questions),
    ...tooFewTwins(questions),
    ...tooFewCounterExamples(questions),
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

/** Least share of scenes that have a twin (SPEC §9.4); sets of scenes with fewer do not claim it. */
const TWINS = 0.1;
/** Of the twins, those of which something must be asked in the same words with the other answer. */
const PAIRED_TWINS = 0.9;

/** What a set asks of twins and of their originals in the same words, with other answers. */
export interface TwinPairs {
  readonly originals: number;
  readonly twins: number;
  /** Twins of which at least one question flips, and all questions that do. */
  readonly flipped: number;
  readonly pairs: number;
}

export function twinPairs(questions: readonly AnsweredQuestion[]): TwinPairs {
  const before = new Map<string, boolean>();
  const scenes = new Set<string>();
  for (const q of questions) {
    if (q.twinOf !== null) continue;
    scenes.add(q.scene);
    if (q.group !== null) before.set(`${q.view} ${q.asked}`, q.answer);
  }
  const twins = new Set<string>();
  const flipped = new Set<string>();
  let pairs = 0;
  for (const q of questions) {
    if (q.twinOf === null) continue;
    twins.add(q.scene);
    const was = before.get(`${q.twinOf}${q.view.slice(q.scene.length)} ${q.asked}`);
    if (q.group === null || was === undefined || was === q.answer) continue;
    flipped.add(q.scene);
    pairs++;
  }
  return { originals: scenes.size, twins: twins.size, flipped: flipped.size, pairs };
}

function tooFewTwins(questions: readonly AnsweredQuestion[]): string[] {
  const { originals, twins, flipped } = twinPairs(questions.filter((q) => q.kind === 'configuration'));
  if (originals < MIN_FOR_SHARES || twins < TWINS * originals) return [];
  if (flipped >= PAIRED_TWINS * twins) return [];
  return [`only of ${flipped} of ${twins} twins is anything asked that their originals answer otherwise.`];
}

/** SPEC §9.6. */
function tooFewCounterExamples(questions: readonly AnsweredQuestion[]): string[] {
  const held = questions.filter((q) => q.heuristic?.quota);
  return groupBy(held, (q) => q.heuristic?.kind ?? '').flatMap(([kind, all]) => {
    const counter = share(all, (q) => q.heuristic?.counter === true);
    const least = COUNTER_QUOTA[kind as Heuristic['kind']];
    if (all.length < MIN_FOR_SHARES || counter >= least) return [];
    return [
      `a guess of ${kind} from the image’s layout is wrong in ${percent(counter)} of ${all.length} questions only.`,
    ];
  });
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
