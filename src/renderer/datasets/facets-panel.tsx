import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { FacetName, Filter, MeasureName, Overview } from '../../contract/studio/datasets.js';
import { useRoving } from '../app/use-roving.js';
import { numberWords } from '../jobs/job-words.js';
import { BalancePlot } from './balance-plot.js';
import { isFiltered, NO_FILTER, ranged, toggled } from './filter.js';
import { HistogramBrush } from './histogram-brush.js';

interface Props {
  readonly overview: Overview;
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
}

const TITLES: Readonly<Record<FacetName, string>> = {
  set: 'Question set',
  split: 'Split',
  kind: 'Kind',
  type: 'Asks about',
  frame: 'Frame',
  answer: 'Answer',
  twin: 'Twins',
  excluded: 'Exports',
  tag: 'Tags',
};
const ORDER: readonly FacetName[] = ['set', 'split', 'kind', 'type', 'frame', 'answer', 'twin', 'excluded', 'tag'];
const MEASURES: readonly (readonly [MeasureName, string, string])[] = [
  ['margin', 'Margin', '×'],
  ['distance', 'Distance', 'm'],
  ['visibility', 'Visibility', ''],
];
/** Values shown before "more". */
const SHORT = 6;

/** What there is, by everything one can choose by; each line is a choice. */
export function FacetsPanel({ overview, filter, setFilter }: Props) {
  const [text, setText] = useState(filter.search);
  const search = useDebouncedCallback((value: string) => setFilter({ ...filter, search: value }), 250);
  return (
    <aside className="datasets-facets" aria-label="Filters">
      <TextInput
        aria-label="Search images"
        placeholder="Id, seed or object"
        leftSection={<IconSearch size={14} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      {isFiltered(filter) && (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            setText('');
            setFilter(NO_FILTER);
          }}
        >
          Clear all filters
        </Button>
      )}
      {ORDER.map((facet) => (
        <FacetList key={facet} facet={facet} overview={overview} filter={filter} setFilter={setFilter} />
      ))}
      {MEASURES.map(([measure, title, unit]) => (
        <HistogramBrush
          key={measure}
          title={title}
          unit={unit}
          histogram={overview.histograms[measure]}
          range={filter.ranges[measure] ?? null}
          onRange={(range) => setFilter(ranged(filter, measure, range))}
        />
      ))}
      <BalancePlot rows={overview.balance} />
    </aside>
  );
}

function FacetList({ facet, overview, filter, setFilter }: Props & { readonly facet: FacetName }) {
  const [all, setAll] = useState(false);
  const list = useRoving<HTMLFieldSetElement>();
  const counts = overview.facets[facet];
  const chosen = filter.facets[facet] ?? [];
  if (counts.length === 0 || (counts.length === 1 && chosen.length === 0 && (facet === 'set' || facet === 'twin')))
    return null;
  const shown = all ? counts : counts.filter(({ value }, k) => k < SHORT || chosen.includes(value));
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <fieldset ref={list} className="datasets-facet">
      <legend className="datasets-facet-head">{TITLES[facet]}</legend>
      {shown.map(({ value, count }) => (
        <button
          key={value}
          type="button"
          className="datasets-facet-row"
          aria-pressed={chosen.includes(value)}
          onClick={() => setFilter(toggled(filter, facet, value))}
        >
          <span className="datasets-facet-bar" style={{ width: `${(100 * count) / most}%` }} />
          <span className="datasets-facet-value">{value.replaceAll('_', ' ')}</span>
          <span className="datasets-facet-count">{numberWords(count)}</span>
        </button>
      ))}
      {counts.length > SHORT && (
        <button type="button" className="datasets-link" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${counts.length - SHORT} more`}
        </button>
      )}
    </fieldset>
  );
}
