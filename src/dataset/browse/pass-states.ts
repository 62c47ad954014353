import { MEASURES, type BrowseColumns, type CodedColumn } from '../index/browse-columns.js';
import type { MarkedViews } from './marked-views.js';
import { QUESTION_FACETS, VIEW_FACETS, type QuestionFacet, type TableFilter, type ViewFacet } from './table-filter.js';

// Which views and questions pass a filter, and which would if one facet's choice were left aside: that is what a
// facet's own counts are taken over. A column at a time, a byte a row.

/** What passes everything has this state; what fails one facet alone, the facet's. */
export const PASSES = 0;
/** State of a view that fails a facet alone. */
export const failsView = (facet: ViewFacet): number => 1 + VIEW_FACETS.indexOf(facet);
/** State of a question that fails a facet or a measure alone, its view passing. */
export const failsFacet = (facet: QuestionFacet): number => 1 + QUESTION_FACETS.indexOf(facet);
export const failsMeasure = (k: number): number => 1 + QUESTION_FACETS.length + k;
/** State of a question that passes, of a view that fails one facet alone. */
export const FAILS_BY_VIEW = 1 + QUESTION_FACETS.length + MEASURES.length;
/** State of what fails more, or is not what is searched for. */
export const FAILS = 255;

export interface PassStates {
  readonly views: Uint8Array;
  readonly questions: Uint8Array;
  /** 1 for each view that is itself what is searched for; null: nothing is. */
  readonly found: Uint8Array | null;
}

export const columnOf = (facet: QuestionFacet) => (facet === 'set' ? 'questionSet' : facet);

export function passStates(columns: BrowseColumns, marked: MarkedViews, filter: TableFilter): PassStates {
  const views = viewStates(columns, marked, filter);
  const { questions } = columns;
  const states = new Uint8Array(questions.views.length);
  if (views.some((state) => state !== PASSES)) byView(states, questions.views, views);
  const found = search(states, columns, filter.search);
  for (const facet of QUESTION_FACETS) {
    const chosen = filter.facets[facet];
    if (!chosen || chosen.length === 0) continue;
    const { dictionary, codes } = questions[columnOf(facet)];
    failCodes(states, codes, chosenOf(dictionary, chosen), failsFacet(facet));
  }
  for (const [k, measure] of MEASURES.entries()) {
    const range = filter.ranges[measure];
    if (range !== undefined) failOutside(states, questions[measure], range, failsMeasure(k));
  }
  return { views, questions: states, found };
}

function viewStates({ views }: BrowseColumns, marked: MarkedViews, { facets }: TableFilter): Uint8Array {
  const states = new Uint8Array(views.ids.length);
  for (const facet of VIEW_FACETS) {
    const chosen = facets[facet];
    if (!chosen || chosen.length === 0) continue;
    const state = failsView(facet);
    if (facet === 'split') failCodes(states, views.splits.codes, chosenOf(views.splits.dictionary, chosen), state);
    if (facet === 'twin') failCodes(states, views.twins, chosenOf(['original', 'twin'], chosen), state);
    if (facet === 'excluded') failCodes(states, marked.excluded, chosenOf(['kept', 'excluded'], chosen), state);
    if (facet === 'tag') {
      const tagged = new Uint8Array(states.length);
      for (const tag of chosen) for (const view of marked.tags.get(tag) ?? []) tagged[view] = 1;
      failCodes(states, tagged, Uint8Array.of(0, 1), state);
    }
  }
  return states;
}

/** 1 for each text that is chosen. */
function chosenOf(dictionary: readonly string[], chosen: readonly string[]): Uint8Array {
  const wanted = new Set(chosen);
  return Uint8Array.from(dictionary, (text) => Number(wanted.has(text)));
}

function failCodes(states: Uint8Array, codes: Uint8Array | Uint16Array, chosen: Uint8Array, state: number): void {
  for (let k = 0; k < states.length; k++) if (chosen[codes[k]] === 0) states[k] = states[k] === PASSES ? state : FAILS;
}

function failOutside(
  states: Uint8Array,
  values: Float32Array,
  [from, to]: readonly [number, number],
  state: number,
): void {
  for (let k = 0; k < states.length; k++)
    if (!(values[k] >= from && values[k] < to)) states[k] = states[k] === PASSES ? state : FAILS;
}

function byView(states: Uint8Array, viewOf: Uint32Array, views: Uint8Array): void {
  for (let q = 0; q < states.length; q++) {
    const view = views[viewOf[q]];
    if (view !== PASSES) states[q] = view === FAILS ? FAILS : FAILS_BY_VIEW;
  }
}

/** Fails the questions that are neither about what is searched for nor of a view that is it. */
function search(states: Uint8Array, { views, questions }: BrowseColumns, wanted: string): Uint8Array | null {
  const text = wanted.trim().toLowerCase();
  if (text === '') return null;
  const found = Uint8Array.from(views.ids, (id, k) => Number(id.includes(text) || String(views.seeds[k]) === text));
  const [subjects, references] = [containing(questions.subject, text), containing(questions.reference, text)];
  const [a, b] = [questions.subject.codes, questions.reference.codes];
  for (let q = 0; q < states.length; q++)
    if (found[questions.views[q]] === 0 && subjects[a[q]] === 0 && references[b[q]] === 0) states[q] = FAILS;
  return found;
}

const containing = ({ dictionary }: CodedColumn, text: string): Uint8Array =>
  Uint8Array.from(dictionary, (value) => Number(value.toLowerCase().includes(text)));
