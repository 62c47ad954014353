import type { FacetName, Filter, MeasureName } from '../../contract/studio/datasets.js';

export const NO_FILTER: Filter = { facets: {}, ranges: {}, search: '' };

export const isFiltered = ({ facets, ranges, search }: Filter): boolean =>
  search.trim() !== '' ||
  Object.values(facets).some((values) => (values?.length ?? 0) > 0) ||
  Object.values(ranges).some((range) => range !== undefined);

/** The filter with one value of a facet chosen or no longer chosen. */
export function toggled(filter: Filter, facet: FacetName, value: string): Filter {
  const chosen = filter.facets[facet] ?? [];
  const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  const { [facet]: _, ...others } = filter.facets;
  return { ...filter, facets: next.length === 0 ? others : { ...others, [facet]: next } };
}

/** The filter with a measure kept to a range; null: to none. */
export function ranged(filter: Filter, measure: MeasureName, range: readonly [number, number] | null): Filter {
  const { [measure]: _, ...others } = filter.ranges;
  return { ...filter, ranges: range === null ? others : { ...others, [measure]: [range[0], range[1]] } };
}
