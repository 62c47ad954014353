import { Chip, NumberInput, Select } from '@mantine/core';
import { memo, useMemo } from 'react';
import type { QuestionRow } from '../scene-worker/messages.js';
import { useStore } from '../store.js';
import { facet, type RowFilter } from './filter-rows.js';
import { rowFilter } from './filter-store.js';
import { answerWord, frameWord, statusOf, typeWord, viewWord } from './row-words.js';

/** Narrows the list: every menu counts what it would leave. Kept as it is while a question is chosen or dragged about. */
export const QuestionFilters = memo(function QuestionFilters({ rows }: { readonly rows: readonly QuestionRow[] }) {
  const filter = useStore(rowFilter, (state) => state);
  const counts = useMemo(
    () => ({
      kinds: facet(rows, ({ spec }) => spec.kind),
      types: facet(
        filter.kind === null ? rows : rows.filter(({ spec }) => spec.kind === filter.kind),
        ({ spec }) => spec.type,
      ),
      frames: facet(rows, (row) => frameWord(row) ?? 'none'),
      views: [...facet(rows, ({ view }) => view)].sort(([a], [b]) => (a < b ? -1 : 1)),
      answers: facet(
        rows.filter((row) => statusOf(row) === 'asked'),
        (row) => (['YES', 'NO'].includes(answerWord(row)) ? answerWord(row) : 'other'),
      ),
      status: new Map(facet(rows, statusOf)),
    }),
    [rows, filter.kind],
  );
  const menu = (
    label: string,
    field: 'kind' | 'type' | 'frame' | 'answer' | 'view',
    values: readonly (readonly [string, number])[],
    word: (value: string) => string = typeWord,
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      clearable
      searchable={values.length > 8}
      comboboxProps={{ width: 220, position: 'bottom-start' }}
      value={filter[field]}
      data={values.map(([value]) => ({ value, label: word(value) }))}
      // How many are told of those to choose from; of the chosen one there is no room for it.
      renderOption={({ option }) => `${option.label} (${values.find(([value]) => value === option.value)?.[1] ?? 0})`}
      onChange={(value) =>
        rowFilter.set({ [field]: value, ...(field === 'kind' && { type: null }) } as Partial<RowFilter>)
      }
    />
  );
  const status = (name: keyof RowFilter['show'], label: string) => (
    <Chip
      size="xs"
      variant="light"
      checked={filter.show[name]}
      onChange={(checked) => rowFilter.set(({ show }) => ({ show: { ...show, [name]: checked } }))}
    >
      {label} {counts.status.get(name) ?? 0}
    </Chip>
  );
  return (
    <div className="questions-filters" role="group" aria-label="Filters">
      {menu('Kind', 'kind', counts.kinds)}
      {menu('Relation', 'type', counts.types)}
      {menu('Frame', 'frame', counts.frames)}
      {menu('Answer', 'answer', counts.answers, (value) => (value === 'other' ? 'Other' : value))}
      {menu('View', 'view', counts.views, viewWord)}
      <NumberInput
        aria-label="Margin at least, times the limit"
        leftSection={<span aria-hidden>≥</span>}
        suffix="×"
        min={0}
        max={10}
        step={0.5}
        decimalScale={1}
        value={filter.marginAtLeast}
        onChange={(value) => rowFilter.set({ marginAtLeast: typeof value === 'number' ? value : Number(value) || 0 })}
      />
      <div className="questions-states">
        {status('asked', 'Asked')}
        {status('ambiguous', 'Too close')}
        {status('refused', 'Not asked')}
      </div>
    </div>
  );
});
