import { MEASURES, type BrowseColumns, type CodedColumn, type Measure } from '../index/browse-columns.js';
import { BINS, type Binned } from './bins.js';
import type { MarkedViews } from './marked-views.js';
import {
  columnOf,
  FAILS,
  FAILS_BY_VIEW,
  failsFacet,
  failsMeasure,
  failsView,
  PASSES,
  type PassStates,
} from './pass-states.js';
import { QUESTION_FACETS, type Facet } from './table-filter.js';

export interface TableOverview {
  readonly images: number;
  readonly questions: number;
  readonly facets: Readonly<Record<Facet, { value: string; count: number }[]>>;
  readonly histograms: Readonly<Record<Measure, { edges: number[]; counts: number[]; missing: number }>>;
  readonly balance: { type: string; frame: string; yes: number; no: number }[];
}

/** Most distinct values of a facet that are told; the rest only count in the totals. */
const MAX_VALUES = 200;

/**
 * Counts what passes by every facet, each without its own choice: questions by what they are and by split, views by
 * the other facets.
 *
 * @param asks whether only views that a question passes of count
 */
export function countPassing(
  columns: BrowseColumns,
  bins: Binned,
  marked: MarkedViews,
  states: PassStates,
  asks: boolean,
): TableOverview {
  const { questions, views } = columns;
  const { passing, reached } = viewsReached(columns, states, asks);
  const ofView = (facet: 'twin' | 'excluded', codes: Uint8Array, dictionary: readonly string[]) =>
    listed(dictionary, countCodes(reached, codes, dictionary.length, failsView(facet)));
  const tags = [...marked.tags];
  const facets = Object.fromEntries(
    QUESTION_FACETS.map((facet) => {
      const { codes, dictionary } = questions[columnOf(facet)];
      return [facet, listed(dictionary, countCodes(states.questions, codes, dictionary.length, failsFacet(facet)))];
    }),
  );
  return {
    images: count(passing),
    questions: count(states.questions, PASSES),
    facets: {
      ...(facets as Pick<TableOverview['facets'], (typeof QUESTION_FACETS)[number]>),
      split: listed(views.splits.dictionary, countSplits(columns, states)),
      twin: ofView('twin', views.twins, ['original', 'twin']),
      excluded: ofView('excluded', marked.excluded, ['kept', 'excluded']),
      tag: listed(
        tags.map(([tag]) => tag),
        tags.map(([, tagged]) => countTagged(tagged, reached)),
      ),
    },
    histograms: Object.fromEntries(
      MEASURES.map((measure, k) => [measure, histogram(bins[measure], measure, states.questions, failsMeasure(k))]),
    ) as TableOverview['histograms'],
    balance: yesNo(questions, states.questions),
  };
}

/**
 * @returns `passing`: 1 for each view that passes; `reached`: states of the views that would pass but for facets of
 *   their own, all others failing
 */
function viewsReached({ questions: { views: viewOf } }: BrowseColumns, states: PassStates, asks: boolean) {
  const passing = new Uint8Array(states.views.length);
  const reached = new Uint8Array(states.views.length).fill(FAILS);
  const reach = (view: number) => {
    reached[view] = states.views[view];
    if (reached[view] === PASSES) passing[view] = 1;
  };
  for (let q = 0; q < viewOf.length; q++)
    if (states.questions[q] === PASSES || states.questions[q] === FAILS_BY_VIEW) reach(viewOf[q]);
  if (!asks)
    for (let view = 0; view < reached.length; view++)
      if (states.found === null || states.found[view] === 1) reach(view);
  return { passing, reached };
}

/** Rows by code: those that pass, or fail `own` alone. */
function countCodes(states: Uint8Array, codes: Uint8Array | Uint16Array, size: number, own: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let k = 0; k < states.length; k++) if (states[k] === PASSES || states[k] === own) counts[codes[k]]++;
  return counts;
}

function countSplits({ questions: { views: viewOf }, views: { splits } }: BrowseColumns, states: PassStates) {
  const counts = new Uint32Array(splits.dictionary.length);
  const own = failsView('split');
  for (let q = 0; q < viewOf.length; q++) {
    const state = states.questions[q];
    if (state === PASSES || (state === FAILS_BY_VIEW && states.views[viewOf[q]] === own))
      counts[splits.codes[viewOf[q]]]++;
  }
  return counts;
}

function countTagged(tagged: Uint32Array, states: Uint8Array): number {
  const own = failsView('tag');
  return tagged.reduce((n, view) => n + Number(states[view] === PASSES || states[view] === own), 0);
}

function histogram(bins: Uint8Array, measure: Measure, states: Uint8Array, own: number) {
  const edges = [...BINS[measure]];
  const counts = [...countCodes(states, bins, edges.length + 1, own)];
  return { edges, counts: counts.slice(0, -1), missing: counts[edges.length] };
}

/** Yes/no questions that pass, by what they ask and in which frame; most first. */
function yesNo(
  { type, frame, answer }: Readonly<Record<'type' | 'frame' | 'answer', CodedColumn>>,
  states: Uint8Array,
): TableOverview['balance'] {
  const [yes, no] = ['yes', 'no'].map((text) => answer.dictionary.indexOf(text));
  const frames = frame.dictionary.length;
  const counts = new Map<number, { yes: number; no: number }>();
  // Neighbours mostly ask the same.
  let last = -1;
  let entry = { yes: 0, no: 0 };
  for (let q = 0; q < states.length; q++) {
    if (states[q] !== PASSES) continue;
    const code = answer.codes[q];
    if (code !== yes && code !== no) continue;
    const key = type.codes[q] * frames + frame.codes[q];
    if (key !== last) {
      const known = counts.get(key);
      entry = known ?? { yes: 0, no: 0 };
      if (!known) counts.set(key, entry);
      last = key;
    }
    if (code === yes) entry.yes++;
    else entry.no++;
  }
  return [...counts]
    .map(([key, { yes: y, no: n }]) => ({
      type: type.dictionary[Math.floor(key / frames)],
      frame: frame.dictionary[key % frames],
      yes: y,
      no: n,
    }))
    .sort((a, b) => b.yes + b.no - (a.yes + a.no));
}

function listed(values: readonly string[], counts: ArrayLike<number>): { value: string; count: number }[] {
  return values
    .map((value, k) => ({ value, count: counts[k] }))
    .filter((entry) => entry.count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MAX_VALUES);
}

function count(values: Uint8Array, wanted = 1): number {
  let n = 0;
  for (let k = 0; k < values.length; k++) if (values[k] === wanted) n++;
  return n;
}
