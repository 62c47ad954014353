import { escapeHtml } from '../report/markup.js';

// Small plots as SVG: bars with the band that a rule allows. Widths in user units; text in the page's font.

/** A share in [0, 1] as a bar, with the band a rule allows and a mark where there is a limit. */
export interface ShareBar {
  readonly label: string;
  readonly n: number;
  readonly share: number;
  readonly band?: readonly [number, number] | undefined;
  /** Whether the rule applies (enough questions) and is kept; null: it does not apply. */
  readonly kept: boolean | null;
}

const LABEL = 210;
const BAR = 340;
const COUNT = 60;
const ROW = 20;

/** Rows of horizontal bars from 0 to 100 %. */
export function shareBars(rows: readonly ShareBar[], caption: string): string {
  const height = rows.length * ROW + 22;
  const body = rows.map(({ label, n, share, band, kept }, i) => {
    const y = i * ROW + 2;
    const allowed = band
      ? `<rect class="band" x="${LABEL + BAR * band[0]}" y="${y}" width="${BAR * (band[1] - band[0])}" height="${ROW - 5}"/>`
      : '';
    return `<g><text x="${LABEL - 8}" y="${y + 12}" text-anchor="end">${escapeHtml(label)}</text>${allowed}<rect class="${kept === null ? 'few' : kept ? 'kept' : 'broken'}" x="${LABEL}" y="${y + 3}" width="${(BAR * share).toFixed(1)}" height="${ROW - 11}"/><text x="${LABEL + BAR + 8}" y="${y + 12}">${(100 * share).toFixed(0)} % of ${n}</text></g>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (t) =>
      `<line x1="${LABEL + BAR * t}" x2="${LABEL + BAR * t}" y1="0" y2="${rows.length * ROW}"/><text class="tick" x="${LABEL + BAR * t}" y="${rows.length * ROW + 14}" text-anchor="middle">${100 * t}</text>`,
  );
  return figure(LABEL + BAR + COUNT + 40, height, `<g class="ticks">${ticks.join('')}</g>${body.join('')}`, caption);
}

/** Vertical bars of counts. */
export function histogram(bins: readonly { readonly label: string; readonly n: number }[], caption: string): string {
  const [width, height, step] = [Math.max(160, bins.length * 34), 110, 34];
  const most = Math.max(1, ...bins.map(({ n }) => n));
  const body = bins.map(({ label, n }, i) => {
    const h = (height - 34) * (n / most);
    const x = i * step + 4;
    return `<g><rect class="kept" x="${x}" y="${(height - 18 - h).toFixed(1)}" width="${step - 8}" height="${h.toFixed(1)}"/><text class="tick" x="${x + step / 2 - 4}" y="${height - 6}" text-anchor="middle">${escapeHtml(label)}</text><text class="tick" x="${x + step / 2 - 4}" y="${(height - 21 - h).toFixed(1)}" text-anchor="middle">${n}</text></g>`;
  });
  return figure(width, height, body.join(''), caption);
}

/** Points (n, share) against n on a logarithmic axis, with the band from `from` on. */
export function scatter(
  points: readonly (readonly [number, number])[],
  band: { readonly from: number; readonly low: number; readonly high: number },
  caption: string,
): string {
  const [width, height] = [560, 180];
  const most = Math.max(100, ...points.map(([n]) => n));
  const x = (n: number) => 40 + ((width - 60) * Math.log10(Math.max(1, n))) / Math.log10(most);
  const y = (share: number) => 10 + (height - 40) * (1 - share);
  const dots = points.map(([n, share]) => {
    const kept = n < band.from || (share >= band.low && share <= band.high);
    return `<circle class="${n < band.from ? 'few' : kept ? 'kept' : 'broken'}" cx="${x(n).toFixed(1)}" cy="${y(share).toFixed(1)}" r="3"/>`;
  });
  const decades = [1, 10, 100, 1000, 10000].filter((n) => n <= most);
  const axis = [
    ...decades.map((n) => `<text class="tick" x="${x(n)}" y="${height - 8}" text-anchor="middle">${n}</text>`),
    ...[0, 0.5, 1].map((s) => `<text class="tick" x="32" y="${y(s) + 4}" text-anchor="end">${100 * s} %</text>`),
  ];
  const allowed = `<rect class="band" x="${x(band.from)}" y="${y(band.high)}" width="${Math.max(0, width - 20 - x(band.from))}" height="${y(band.low) - y(band.high)}"/>`;
  return figure(width, height, allowed + axis.join('') + dots.join(''), caption);
}

const figure = (width: number, height: number, body: string, caption: string): string =>
  `<figure><figcaption>${escapeHtml(caption)}</figcaption><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(caption)}">${body}</svg></figure>`;
