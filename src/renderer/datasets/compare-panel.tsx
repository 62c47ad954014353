import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FacetCount, FacetName, MeasureName, OpenDatasetFacts, Overview } from '../../contract/studio/datasets.js';
import { useShownPath } from '../app/use-shown-path.js';
import { useStudio } from '../connection/studio-context.js';
import { useRecentDatasets } from '../home/use-recent-datasets.js';
import { bytesWords, lastPart, numberWords } from '../jobs/job-words.js';
import { NO_FILTER } from './filter.js';
import { useOpenDataset } from './use-open-dataset.js';

/** Two datasets side by side: what they hold, and how it is spread. */
export function ComparePanel({ dataset }: { readonly dataset: OpenDatasetFacts }) {
  const others = useRecentDatasets().filter(({ path }) => path !== dataset.path);
  const shownPath = useShownPath();
  const [path, setPath] = useState<string | null>(null);
  return (
    <>
      <Select
        label="The other dataset"
        placeholder="Choose one opened lately, or of the working folder"
        data={others.map((entry) => ({
          value: entry.path,
          label: `${lastPart(entry.path)} (${shownPath(entry.path)})`,
        }))}
        value={path}
        onChange={setPath}
        searchable
        nothingFoundMessage="Open the other dataset once; then it can be chosen here."
        data-autofocus
      />
      {path !== null && <Pair key={path} left={dataset} path={path} />}
    </>
  );
}

const COMPARED: readonly (readonly [FacetName, string])[] = [
  ['split', 'Split'],
  ['kind', 'Kind'],
  ['type', 'Asks about'],
  ['frame', 'Frame'],
  ['answer', 'Answer'],
];

const MEASURED: readonly (readonly [MeasureName, string])[] = [
  ['margin', 'Margin, times the limit'],
  ['distance', 'Distance of the subject, m'],
  ['visibility', 'Visible share of the subject'],
];

function Pair({ left, path }: { readonly left: OpenDatasetFacts; readonly path: string }) {
  const opening = useOpenDataset(path, 0);
  const right = opening.state === 'open' ? opening.dataset : null;
  const a = useOverview(left.id);
  const b = useOverview(right?.id ?? null);
  if (opening.state === 'failed') return <p className="datasets-fault">{opening.problem}</p>;
  if (!right || !a || !b) return <p className="datasets-quiet">Reading…</p>;
  const facts: [string, string, string][] = [
    ['images', numberWords(left.views), numberWords(right.views)],
    ['questions', numberWords(a.questions), numberWords(b.questions)],
    ['scenes', numberWords(left.scenes), numberWords(right.scenes)],
    ['recipe', left.recipe, right.recipe],
    ['seed', String(left.seed), String(right.seed)],
    ['spec', left.spec, right.spec],
    ['made by', left.generator, right.generator],
    ['renderer', left.renderer, right.renderer],
    ['size', bytesWords(left.bytes), bytesWords(right.bytes)],
  ];
  return (
    <div className="datasets-compare" role="region" aria-label="Comparison" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="datasets-hidden">what</span>
            </th>
            <th scope="col">{lastPart(left.path)}</th>
            <th scope="col">{lastPart(right.path)}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(([name, x, y]) => (
            <tr key={name} data-differs={x !== y || undefined}>
              <th scope="row">{name}</th>
              <td>{x}</td>
              <td>{y}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="datasets-compare-key">
        <i /> {lastPart(left.path)} <i /> {lastPart(right.path)}
        <span className="datasets-quiet">Bars are shares of each dataset; every heading has its own scale.</span>
      </p>
      <div className="datasets-compare-plots">
        {COMPARED.map(([facet, title]) => (
          <Shares key={facet} title={title} a={a.facets[facet]} b={b.facets[facet]} />
        ))}
        {MEASURED.map(([measure, title]) => (
          <Shares key={measure} title={title} a={binsOf(a, measure)} b={binsOf(b, measure)} ordered />
        ))}
      </div>
    </div>
  );
}

function useOverview(id: string | null): Overview | undefined {
  const studio = useStudio();
  return useQuery({
    queryKey: ['overview', id, NO_FILTER, 'compare'],
    queryFn: () => studio.datasets.overview({ dataset: id ?? '', filter: NO_FILTER }),
    enabled: id !== null,
    gcTime: 0,
  }).data;
}

const binsOf = ({ histograms }: Overview, measure: MeasureName): FacetCount[] =>
  histograms[measure].counts.map((n, k) => ({ value: `from ${histograms[measure].edges[k]}`, count: n }));

interface SharesProps {
  readonly title: string;
  readonly a: readonly FacetCount[];
  readonly b: readonly FacetCount[];
  /** Values keep their order; else those that differ most come first. */
  readonly ordered?: boolean;
}

const SHOWN = 14;

function Shares({ title, a, b, ordered = false }: SharesProps) {
  const share = (counts: readonly FacetCount[]) => {
    const total = Math.max(
      1,
      counts.reduce((sum, { count }) => sum + count, 0),
    );
    return new Map(counts.map(({ value, count }) => [value, count / total]));
  };
  const [x, y] = [share(a), share(b)];
  const values = [...new Set([...x.keys(), ...y.keys()])];
  const apart = (value: string) => Math.abs((x.get(value) ?? 0) - (y.get(value) ?? 0));
  const shown = (ordered ? values : values.sort((p, q) => apart(q) - apart(p))).slice(0, SHOWN);
  // The longest bar is as wide as there is room: small shares are told apart.
  const most = Math.max(0, ...shown.flatMap((value) => [x.get(value) ?? 0, y.get(value) ?? 0]));
  const width = (value: string, shares: ReadonlyMap<string, number>) => percent((shares.get(value) ?? 0) / most);
  return (
    <section aria-label={title}>
      <h3 className="datasets-facet-head">{title}</h3>
      <ul>
        {shown.map((value) => (
          <li key={value}>
            <span className="datasets-balance-name">{value.replaceAll('_', ' ')}</span>
            <span
              className="datasets-pair"
              role="img"
              aria-label={`${percent(x.get(value))} and ${percent(y.get(value))}`}
            >
              <i style={{ width: width(value, x) }} />
              <i style={{ width: width(value, y) }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const percent = (share: number | undefined): string => `${(100 * (share ?? 0)).toFixed(1)}%`;
