import { useRef, useState } from 'react';
import type { Histogram } from '../../contract/studio/datasets.js';

interface Props {
  readonly title: string;
  readonly unit: string;
  readonly histogram: Histogram;
  readonly range: readonly [number, number] | null;
  /** null: all. */
  readonly onRange: (range: readonly [number, number] | null) => void;
}

const WIDTH = 200;
const HEIGHT = 44;
/** What stands for "and more" at the end of the last bin. */
const MORE = 1e9;

/** A histogram that is a filter: drag over the bins to keep, click one for it alone, click again for all; by keys its two ends. */
export function HistogramBrush({ title, unit, histogram: { edges, counts }, range, onRange }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<readonly [number, number] | null>(null);
  const most = Math.max(1, ...counts);
  const n = counts.length;
  const step = WIDTH / n;
  const binAt = (clientX: number) => {
    const box = svg.current?.getBoundingClientRect();
    const at = box ? Math.floor(((clientX - box.left) / box.width) * n) : 0;
    return Math.min(n - 1, Math.max(0, at));
  };
  const isIn = (bin: number) =>
    drag
      ? bin >= Math.min(...drag) && bin <= Math.max(...drag)
      : range === null || (edges[bin] >= range[0] && edges[bin] < range[1]);
  const endOf = (bin: number) => edges[bin + 1] ?? MORE;
  const finish = () => {
    if (!drag) return;
    const [low, high] = [Math.min(...drag), Math.max(...drag)];
    const next = [edges[low], endOf(high)] as const;
    onRange(range && range[0] === next[0] && range[1] === next[1] ? null : next);
    setDrag(null);
  };
  const kept = counts.flatMap((_, bin) =>
    range === null || (edges[bin] >= range[0] && edges[bin] < range[1]) ? [bin] : [],
  );
  const [first, last] = [kept[0] ?? 0, kept.at(-1) ?? n - 1];
  const keep = (from: number, to: number) => onRange(from === 0 && to === n - 1 ? null : [edges[from], endOf(to)]);
  const words =
    range === null ? 'all' : `${range[0]}${range[1] >= MORE ? ' and more' : ` to ${range[1]}`}${unit && ` ${unit}`}`;
  return (
    <div className="datasets-histogram">
      <div className="datasets-facet-head">
        <span>{title}</span>
        <button
          type="button"
          className="datasets-link"
          disabled={range === null}
          onClick={() => onRange(null)}
          aria-label={`${title}: ${words}. Show all`}
        >
          {words}
        </button>
      </div>
      <div className="datasets-histogram-plot">
        <svg
          ref={svg}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}: ${counts.map((count, k) => `${edges[k]}: ${count}`).join(', ')}`}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            const bin = binAt(event.clientX);
            setDrag([bin, bin]);
          }}
          onPointerMove={(event) => drag && setDrag([drag[0], binAt(event.clientX)])}
          onPointerUp={finish}
          onPointerCancel={() => setDrag(null)}
        >
          {counts.map((count, k) => {
            const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (HEIGHT - 2));
            return (
              <g key={edges[k]}>
                <rect x={k * step} y={0} width={step} height={HEIGHT} fill="transparent" />
                <rect
                  className="datasets-histogram-bar"
                  data-in={isIn(k) || undefined}
                  x={k * step + 0.5}
                  y={HEIGHT - height}
                  width={step - 1}
                  height={height}
                />
              </g>
            );
          })}
        </svg>
        <End
          label={`${title}: least`}
          text={`${edges[first]}${unit && ` ${unit}`}`}
          bin={first}
          among={[0, last]}
          left={first / n}
          onBin={(bin) => keep(bin, last)}
        />
        <End
          label={`${title}: most`}
          text={last === n - 1 ? 'no limit' : `${endOf(last)}${unit && ` ${unit}`}`}
          bin={last}
          among={[first, n - 1]}
          left={(last + 1) / n}
          onBin={(bin) => keep(first, bin)}
        />
      </div>
      <div className="datasets-axis">
        <span>{edges[0]}</span>
        <span>{edges[Math.floor(n / 2)]}</span>
        <span>
          {edges[n - 1]}+ {unit}
        </span>
      </div>
    </div>
  );
}

/** One end of what a histogram keeps. @param props.among the bins that it can be at */
function End(props: {
  readonly label: string;
  readonly text: string;
  readonly bin: number;
  readonly among: readonly [number, number];
  /** Of the plot's width. */
  readonly left: number;
  readonly onBin: (bin: number) => void;
}) {
  const { label, text, bin, among, left, onBin } = props;
  const [least, most] = among;
  return (
    <div
      className="datasets-histogram-end"
      style={{ left: `${100 * left}%` }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={bin}
      aria-valuetext={text}
      onKeyDown={(event) => {
        const to = {
          ArrowLeft: bin - 1,
          ArrowDown: bin - 1,
          ArrowRight: bin + 1,
          ArrowUp: bin + 1,
          Home: least,
          End: most,
        }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        if (to >= least && to <= most && to !== bin) onBin(to);
      }}
    />
  );
}
