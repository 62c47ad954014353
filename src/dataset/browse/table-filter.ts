import { MEASURES, type Measure } from '../index/browse-columns.js';

export const QUESTION_FACETS = ['set', 'kind', 'type', 'frame', 'answer'] as const;
export type QuestionFacet = (typeof QUESTION_FACETS)[number];
export const VIEW_FACETS = ['split', 'twin', 'excluded', 'tag'] as const;
export type ViewFacet = (typeof VIEW_FACETS)[number];
export type Facet = QuestionFacet | ViewFacet;

export interface TableFilter {
  readonly facets: { readonly [facet in Facet]?: readonly string[] | undefined };
  /** From (included) to (excluded). */
  readonly ranges: { readonly [measure in Measure]?: readonly [number, number] | undefined };
  /** Part of a view's id, a seed, or what a question is about; empty: all. */
  readonly search: string;
}

export type TableSort = 'stored' | 'margin' | 'questions';

/** Whether it asks for questions, so that an image nobody asks about does not pass. */
export const asksQuestions = ({ facets, ranges }: TableFilter): boolean =>
  QUESTION_FACETS.some((facet) => (facets[facet]?.length ?? 0) > 0) ||
  MEASURES.some((measure) => ranges[measure] !== undefined);
