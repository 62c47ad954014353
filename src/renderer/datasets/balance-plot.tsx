import type { BalanceRow } from '../../contract/studio/datasets.js';
import { numberWords } from '../jobs/job-words.js';

/** SPEC §9: shares of yes beyond these give answers away. */
const LIMITS = [0.45, 0.55] as const;
/** Fewer say nothing of a share. */
const ENOUGH = 20;
const SHOWN = 14;

/** Shares of "yes" by what is asked, against the limits. */
export function BalancePlot({ rows }: { readonly rows: readonly BalanceRow[] }) {
  if (rows.length === 0) return null;
  const total = rows.reduce((sum, { yes, no }) => [sum[0] + yes, sum[1] + no], [0, 0]);
  return (
    <section className="datasets-balance" aria-label="Balance of yes and no">
      <h3 className="datasets-facet-head">
        <span>Share of yes</span>
        <span className="datasets-quiet">{percent(total[0] / Math.max(1, total[0] + total[1]))} in all</span>
      </h3>
      <ul>
        {rows.slice(0, SHOWN).map(({ type, frame, yes, no }) => {
          const n = yes + no;
          const share = yes / n;
          const off = n >= ENOUGH && (share < LIMITS[0] || share > LIMITS[1]);
          return (
            <li key={`${type} ${frame}`}>
              <span className="datasets-balance-name">
                {type.replaceAll('_', ' ')} {frame === 'none' ? '' : frame}
              </span>
              <span
                className="datasets-balance-bar"
                data-off={off || undefined}
                role="img"
                aria-label={`${percent(share)} yes of ${numberWords(n)}${off ? ', outside of 45 to 55 %' : ''}`}
              >
                <i style={{ left: `${100 * share}%` }} />
              </span>
              <span className="datasets-facet-count">{percent(share)}</span>
            </li>
          );
        })}
      </ul>
      <p className="datasets-quiet">Red lines: 45 % and 55 %. Sets of fewer than {ENOUGH} are not judged.</p>
    </section>
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
