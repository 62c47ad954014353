import { describe, expect, it } from 'vitest';
import { createRng } from '../../core/random.js';
import { ColumnsBuilder, type QuestionFacts, type ViewFacts } from '../index/browse-columns.js';
import { BrowseTable } from './browse-table.js';
import type { Marks } from './marks.js';
import type { TableFilter } from './table-filter.js';

const ALL: TableFilter = { facets: {}, ranges: {}, search: '' };
const NO_MARKS: Marks = { excluded: new Set(), tags: new Map() };
const tableOf = (views: readonly ViewFacts[], questions: readonly QuestionFacts[], marks = NO_MARKS): BrowseTable => {
  const columns = new ColumnsBuilder();
  for (const facts of views) columns.addView(facts);
  for (const facts of questions) columns.addQuestion(facts);
  return new BrowseTable(columns.done(), marks);
};
const view = (n: number, split = 'train', twin = false): ViewFacts => ({
  id: `000000-00${n}-v0`,
  seed: 40 + n,
  split,
  twin,
});
const ask = (
  n: number,
  type: string,
  answer: string,
  margin: number | null = null,
  subject = 'mug',
): QuestionFacts => ({
  view: view(n).id,
  questionSet: 'main',
  kind: 'configuration',
  type,
  frame: 'ego',
  answer,
  subject,
  reference: 'plate',
  margin,
  distance: 0.8,
  visibility: 1,
});

/** Three views with questions, one of them a twin, and one that nobody asks about. */
const table = (marks = NO_MARKS) =>
  tableOf(
    [view(0), view(1, 'test'), view(2, 'train', true), view(3)],
    [
      ask(0, 'left', 'yes', 4.1),
      ask(0, 'left', 'no', 1.1),
      ask(0, 'on', 'yes', 2.2, 'bowl'),
      ask(1, 'left', 'yes', 3.5),
      ask(2, 'behind', 'no', 9e99),
    ],
    marks,
  );

describe('what a dataset is chosen by', () => {
  it('counts all, and the views that nobody asks about', () => {
    const { images, questions, facets, histograms, balance } = table().overview(ALL);
    expect([images, questions]).toEqual([4, 5]);
    expect(facets.type).toEqual([
      { value: 'left', count: 3 },
      { value: 'behind', count: 1 },
      { value: 'on', count: 1 },
    ]);
    expect(facets.split).toEqual([
      { value: 'train', count: 4 },
      { value: 'test', count: 1 },
    ]);
    expect(facets.twin).toEqual([
      { value: 'original', count: 3 },
      { value: 'twin', count: 1 },
    ]);
    expect(histograms.margin.counts).toEqual([0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1]);
    expect(balance[0]).toEqual({ type: 'left', frame: 'ego', yes: 2, no: 1 });
  });

  it('leaves a facet’s own choice out of its counts, and no other', () => {
    const { images, questions, facets } = table().overview({ ...ALL, facets: { type: ['left'], split: ['train'] } });
    expect([images, questions]).toEqual([1, 2]);
    expect(facets.type.map(({ value }) => value)).toEqual(['left', 'behind', 'on']);
    expect(facets.split).toEqual([
      { value: 'train', count: 2 },
      { value: 'test', count: 1 },
    ]);
    expect(facets.answer).toEqual([
      { value: 'no', count: 1 },
      { value: 'yes', count: 1 },
    ]);
  });

  it('keeps to ranges and to what is searched for', () => {
    const ids = (filter: Partial<TableFilter>) => table().ids({ ...ALL, ...filter });
    expect(ids({ ranges: { margin: [2, 4] } })).toEqual([view(0).id, view(1).id]);
    expect(ids({ search: 'bowl' })).toEqual([view(0).id]);
    expect(ids({ search: '43' })).toEqual([view(3).id]);
    expect(ids({ search: '000000-002' })).toEqual([view(2).id]);
    expect(ids({ facets: { answer: ["yes' OR 1=1"] } })).toEqual([]);
  });

  it('orders by the least clear question and by their number', () => {
    expect(table().ids(ALL, 'margin')).toEqual([0, 1, 2, 3].map((n) => view(n).id));
    expect(table().tiles(ALL, 'questions', 0, 2)[0]).toMatchObject({ questions: 3, seed: 40 });
    expect(table().tiles(ALL, 'stored', 0, 1)[0].minMargin).toBeCloseTo(1.1, 5);
  });

  it('knows marks, and counts them anew when they change', () => {
    const marks = { excluded: new Set([view(1).id]), tags: new Map([['look', new Set([view(0).id])]]) };
    const marked = table(marks);
    expect(marked.overview(ALL).facets.excluded).toEqual([
      { value: 'kept', count: 3 },
      { value: 'excluded', count: 1 },
    ]);
    expect(marked.ids({ ...ALL, facets: { tag: ['look'] } })).toEqual([view(0).id]);
    marks.tags.get('look')?.add(view(2).id);
    marked.marksChanged();
    expect(marked.ids({ ...ALL, facets: { tag: ['look'] } })).toEqual([view(0).id, view(2).id]);
  });

  it('takes numbers that are none, and texts without end, for what they are', () => {
    const hostile = {
      ...ask(0, 'x'.repeat(1e6), 'no', Infinity),
      frame: '<img src=x onerror=alert(1)>',
      subject: null,
      distance: -1,
      visibility: NaN,
    };
    const strange = tableOf([view(0)], [hostile, { ...ask(0, 't', 'no'), view: 'nowhere' }]);
    const { questions, histograms, facets } = strange.overview(ALL);
    expect(questions).toBe(1);
    expect(histograms.margin.counts.at(-1)).toBe(1);
    expect([histograms.distance.missing, histograms.visibility.missing]).toEqual([1, 1]);
    expect(facets.type[0].value).toHaveLength(200);
    expect(strange.tiles(ALL, 'margin', 0, 10)[0].minMargin).toBeNull();
  });

  for (const seed of [1, 2, 3, 4, 5, 6])
    it(`agrees with counting one by one (seed ${seed})`, () => {
      const rng = createRng(seed);
      const pick = <T>(values: readonly T[]): T => values[Math.floor(rng.next() * values.length)];
      const views = Array.from({ length: 8 }, (_, n) => view(n, pick(['train', 'test']), pick([true, false])));
      const rows = Array.from({ length: 200 }, () =>
        ask(pick([0, 1, 2, 5, 7]), pick(['left', 'on']), pick(['yes', 'no']), rng.next() * 12, pick(['mug', 'bowl'])),
      );
      const some = () => new Set(views.filter(() => rng.next() < 0.4).map(({ id }) => id));
      const marks: Marks = { excluded: some(), tags: new Map([['look', some()]]) };
      const filter: TableFilter = {
        facets: {
          type: pick([undefined, ['left']]),
          answer: pick([undefined, [], ['no']]),
          split: pick([undefined, ['train']]),
          twin: pick([undefined, ['original']]),
          excluded: pick([undefined, ['kept']]),
          tag: pick([undefined, ['look']]),
        },
        ranges: pick([{}, { margin: [1, 5] }]),
        search: pick(['', 'bowl', '000000-00']),
      };

      // What a view, and a question, has of each facet; and whether it passes but for one of them.
      const valuesOf = (facts: ViewFacts): Record<string, string[]> => ({
        split: [facts.split],
        twin: [facts.twin ? 'twin' : 'original'],
        excluded: [marks.excluded.has(facts.id) ? 'excluded' : 'kept'],
        tag: marks.tags.get('look')?.has(facts.id) ? ['look'] : [],
      });
      const passes = (values: Record<string, string[]>, but: string) =>
        Object.entries(filter.facets).every(
          ([facet, chosen]) =>
            facet === but ||
            !chosen?.length ||
            !(facet in values) ||
            values[facet].some((value) => chosen.includes(value)),
        );
      const viewOf = new Map(views.map((facts) => [facts.id, facts]));
      const found = (facts: ViewFacts) => facts.id.includes(filter.search);
      const asked = (row: QuestionFacts, but: string) => {
        const of = viewOf.get(row.view);
        const margin = Math.fround(row.margin ?? 0);
        return (
          of !== undefined &&
          (found(of) || row.subject === filter.search) &&
          passes(valuesOf(of), but) &&
          passes({ type: [row.type ?? ''], answer: [row.answer ?? ''] }, but) &&
          (!filter.ranges.margin || but === 'margin' || (margin >= 1 && margin < 5))
        );
      };
      const asks = [filter.facets.type, filter.facets.answer].some((chosen) => chosen?.length) || filter.ranges.margin;
      const imagesBut = (but: string) =>
        views.filter(
          (facts) =>
            passes(valuesOf(facts), but) &&
            (rows.some((row) => row.view === facts.id && asked(row, but)) || (!asks && found(facts))),
        );
      const counted = (values: readonly string[]) =>
        [...new Set(values)]
          .map((value) => ({ value, count: values.filter((other) => other === value).length }))
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

      const made = tableOf(views, rows, marks);
      const { facets, questions, images, histograms, balance } = made.overview(filter);
      const passing = rows.filter((row) => asked(row, ''));
      expect([images, questions]).toEqual([imagesBut('').length, passing.length]);
      expect(made.ids(filter)).toEqual(imagesBut('').map(({ id }) => id));
      for (const facet of ['type', 'answer'] as const)
        expect(facets[facet]).toEqual(counted(rows.filter((row) => asked(row, facet)).map((row) => row[facet] ?? '')));
      expect(facets.split).toEqual(
        counted(rows.filter((row) => asked(row, 'split')).map((row) => viewOf.get(row.view)?.split ?? '')),
      );
      for (const facet of ['twin', 'excluded', 'tag'] as const)
        expect(facets[facet]).toEqual(counted(imagesBut(facet).flatMap((facts) => valuesOf(facts)[facet])));
      expect(histograms.margin.counts.reduce((sum, n) => sum + n)).toBe(
        rows.filter((row) => asked(row, 'margin')).length,
      );
      expect(Object.fromEntries(balance.map(({ type, yes, no }) => [type, [yes, no]]))).toEqual(
        Object.fromEntries(
          [...new Set(passing.map(({ type }) => type))].map((type) => [
            type,
            ['yes', 'no'].map((answer) => passing.filter((row) => row.type === type && row.answer === answer).length),
          ]),
        ),
      );
    });
});
