import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Filter, Item, OpenDatasetFacts } from '../../contract/studio/datasets.js';
import { goTo } from '../app/route.js';
import { useRoving } from '../app/use-roving.js';
import { useBlobUrl } from '../blob-url.js';
import { useStudio } from '../connection/studio-context.js';
import { Thumbnail } from './thumbnail.js';

interface Props {
  readonly dataset: OpenDatasetFacts;
  readonly view: string;
  readonly filter: Filter;
  /** null: none. */
  readonly choose: (view: string | null) => void;
}

type Overlay = 'none' | 'mask' | 'boxes' | 'depth';

/** One image closely: what it shows, what is asked about it, where it comes from. */
export function ItemPane({ dataset, view, filter, choose }: Props) {
  const studio = useStudio();
  const item = useQuery({
    queryKey: ['item', dataset.id, view],
    queryFn: () => studio.datasets.item({ dataset: dataset.id, view }),
    gcTime: 30_000,
  });
  const [overlay, setOverlay] = useState<Overlay>('none');
  const strip = useRoving<HTMLDivElement>();
  return (
    <aside className="datasets-item" aria-label={`Image ${view}`}>
      <header className="datasets-item-head">
        <h2>{view}</h2>
        <SegmentedControl
          size="xs"
          value={overlay}
          onChange={setOverlay}
          aria-label="Drawn over the image"
          data={[
            { value: 'none', label: 'image' },
            { value: 'mask', label: 'mask' },
            { value: 'boxes', label: 'boxes' },
            { value: 'depth', label: 'depth' },
          ]}
        />
        <ActionIcon size="sm" aria-label="Close the image" onClick={() => choose(null)}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      {item.error && <p className="datasets-fault">{item.error.message}</p>}
      {item.data && <Picture dataset={dataset.id} item={item.data} overlay={overlay} />}
      {item.data && item.data.siblings.length > 1 && (
        <div ref={strip} className="datasets-filmstrip" role="group" aria-label="Views of this scene">
          {item.data.siblings.map((sibling) => (
            <button
              key={sibling}
              type="button"
              aria-label={`View ${sibling}`}
              aria-pressed={sibling === view}
              onClick={() => choose(sibling)}
            >
              <Thumbnail dataset={dataset.id} view={sibling} width={192} />
            </button>
          ))}
        </div>
      )}
      {item.data && <Questions item={item.data} filter={filter} />}
      {item.data && <Provenance dataset={dataset} item={item.data} />}
    </aside>
  );
}

function Picture({ dataset, item, overlay }: { dataset: string; item: Item; overlay: Overlay }) {
  const { id, intrinsics, objects } = item.view;
  const { width, height } = intrinsics;
  const base = useLayer(dataset, id, overlay === 'depth' ? 'depth' : 'rgb');
  const mask = useLayer(dataset, id, overlay === 'mask' ? 'mask' : null);
  const names = new Map(item.objects.map((object) => [object.id, object]));
  return (
    <div className="datasets-canvas-picture" style={{ aspectRatio: `${width} / ${height}` }}>
      {base.problem !== null && <p className="datasets-fault">{base.problem}</p>}
      {base.url !== null && <img src={base.url} alt={`View ${id}`} />}
      {mask.url !== null && <img src={mask.url} alt="Instance mask" />}
      {overlay === 'boxes' && (
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label="Boxes of the objects that can be seen">
          {objects.map(({ id: object, box }) => {
            const known = names.get(object);
            if (!box || !known || known.structure) return null;
            const [x0, y0, x1, y1] = box;
            return (
              <g key={object}>
                <rect x={x0} y={y0} width={x1 - x0} height={y1 - y0} vectorEffect="non-scaling-stroke" />
                <text x={x0 + 2} y={Math.max(height * 0.03, y0 - 2)} fontSize={height * 0.03}>
                  {known.name}
                </text>
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}

function useLayer(dataset: string, view: string, layer: 'rgb' | 'mask' | 'depth' | null) {
  const studio = useStudio();
  const { data, error } = useQuery({
    queryKey: ['layer', dataset, view, layer],
    queryFn: () => studio.datasets.image({ dataset, view, layer: layer ?? 'rgb' }),
    enabled: layer !== null,
    gcTime: 30_000,
  });
  const url = useBlobUrl(layer === null ? undefined : data);
  return { url, problem: error?.message ?? null };
}

function Questions({ item, filter }: { readonly item: Item; readonly filter: Filter }) {
  const passes = (facet: 'set' | 'kind' | 'type' | 'frame', value: string) => {
    const chosen = filter.facets[facet];
    return !chosen || chosen.length === 0 || chosen.includes(value);
  };
  const shown = item.questions.filter(
    ({ set, kind, type, frame, margin }) =>
      passes('set', set) &&
      passes('kind', kind) &&
      passes('type', type) &&
      passes('frame', frame) &&
      (filter.ranges.margin === undefined ||
        (margin !== null && margin >= filter.ranges.margin[0] && margin < filter.ranges.margin[1])),
  );
  const hidden = item.questions.length - shown.length;
  return (
    <section aria-label="Questions">
      <h3 className="datasets-subtitle">
        {shown.length} questions{hidden > 0 && <span className="datasets-quiet"> and {hidden} filtered out</span>}
      </h3>
      {item.questions.length === 0 && (
        <p className="datasets-quiet">Nothing is asked about this view. “Ask again” below writes another set.</p>
      )}
      <ul className="datasets-questions">
        {shown.map(({ set, id, type, frame, text, answer, margin }) => (
          <li key={`${set} ${id}`}>
            <p>{text}</p>
            <p>
              <b>{answer}</b>
              <span className="datasets-quiet">
                {type.replaceAll('_', ' ')}
                {frame === 'none' ? '' : ` · ${frame}`}
                {margin === null ? '' : ` · ${margin.toFixed(1)} × its limit`}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Provenance({ dataset, item }: { readonly dataset: OpenDatasetFacts; readonly item: Item }) {
  const facts: [string, string][] = [
    ['recipe', dataset.recipe],
    ['seed', `${dataset.seed}; this scene ${item.seed}`],
    ['hash', dataset.recipeHash.slice(0, 16)],
    ['spec', dataset.spec],
    ['made by', dataset.generator],
    ['split', item.split],
    ...(item.counterfactualOf === null ? [] : [['twin of', item.counterfactualOf] as [string, string]]),
  ];
  return (
    <section aria-label="Where it comes from">
      <div className="datasets-item-head">
        <h3 className="datasets-subtitle">Where it comes from</h3>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => goTo('scene', { dataset: dataset.path, scene: item.scene })}
        >
          Open in Scene
        </Button>
      </div>
      <dl className="datasets-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
