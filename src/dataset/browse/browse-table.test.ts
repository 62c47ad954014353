import { describe, expect, it } from 'vitest';
import { createRng } from '../../core/random.js';
import type { QuestionFacts, ViewFacts } from '../sqlite-index.js';
import { BrowseTable, type TableFilter } from './browse-table.js';

const ALL: TableFilter = { facets: {}, ranges: {}, search: '' };
const view = (n: number, split = 'train', twin = 0): ViewFacts => ({
  id: `000000-00${n}-v0`,
  scene: `000000-00${n}`,
  seed: 40 + n,
  split,
  twin,
});
const ask = (n: number, type: string, answer: string, margin: number | null = null, subject = 'mug'): QuestionFacts => [
  view(n).id,
  'main',
  'configuration',
  type,
  'ego',
  answer,
  subject,
  'plate',
  margin,
  0.8,
  1,
];

/** Three views with questions, one of them a twin, and one that nobody asks about. */
const table = (marks = { excluded: new Set<string>(), tags: new Map<string, Set<string>>() }) =>
  new BrowseTable(
    [view(0), view(1, 'test'), view(2, 'train', 1), view(3)],
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
    const strange = new BrowseTable(
      [view(0)],
      [
        [view(0).id, 'main', 'k', 'x'.repeat(1e6), '<img src=x onerror=alert(1)>', 'no', null, null, Infinity, -1, NaN],
        ['nowhere', 'main', 'k', 't', 'ego', 'no', null, null, null, null, null],
      ] as QuestionFacts[],
      { excluded: new Set(), tags: new Map() },
    );
    const { questions, histograms, facets } = strange.overview(ALL);
    expect(questions).toBe(1);
    expect(histograms.margin.counts.at(-1)).toBe(1);
    expect([histograms.distance.missing, histograms.visibility.missing]).toEqual([1, 1]);
    expect(facets.type[0].value).toHaveLength(200);
    expect(strange.tiles(ALL, 'margin', 0, 10)[0].minMargin).toBeNull();
  });

  for (const seed of [1, 2, 3])
    it(`agrees with counting one by one (seed ${seed})`, () => {
      const rng = createRng(seed);
      const pick = (values: readonly string[]) => values[Math.floor(rng.next() * values.length)];
      const views = Array.from({ length: 8 }, (_, n) => view(n, pick(['train', 'test']), Number(pick(['0', '1']))));
      const rows = Array.from({ length: 200 }, () =>
        ask(Number(pick(['0', '1', '2', '5', '7'])), pick(['left', 'on']), pick(['yes', 'no']), rng.next() * 12),
      );
      const filter: TableFilter = {
        facets: { type: ['left'], split: ['train'] },
        ranges: { margin: [1, 5] },
        search: '',
      };
      const splitOf = new Map(views.map(({ id, split }) => [id, split]));
      const passes = (row: QuestionFacts, but: string) =>
        (but === 'type' || row[3] === 'left') &&
        (but === 'split' || splitOf.get(row[0]) === 'train') &&
        Math.fround(row[8] ?? 0) >= 1 &&
        Math.fround(row[8] ?? 0) < 5;
      const count = (but: string, value: (row: QuestionFacts) => string | undefined, wanted: string) =>
        rows.filter((row) => passes(row, but) && value(row) === wanted).length;
      const made = new BrowseTable(views, rows, { excluded: new Set(), tags: new Map() });
      const { facets, questions, images } = made.overview(filter);
      expect(questions).toBe(rows.filter((row) => passes(row, '')).length);
      expect(images).toBe(new Set(rows.filter((row) => passes(row, '')).map(([id]) => id)).size);
      for (const { value, count: n } of facets.type) expect(n).toBe(count('type', (row) => row[3], value));
      for (const { value, count: n } of facets.split)
        expect(n).toBe(count('split', (row) => splitOf.get(row[0]), value));
      for (const { value, count: n } of facets.answer) expect(n).toBe(count('', (row) => row[5], value));
      expect(made.ids(filter)).toHaveLength(images);
    });
});
