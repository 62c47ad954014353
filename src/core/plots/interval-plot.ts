import {
  BASELINE,
  figure,
  GRID,
  line,
  marker,
  seriesColour,
  SMALL,
  SOFT,
  text,
  textWidth,
  type Figure,
} from './svg.js';
import { linear, percent, ticks } from './scale.js';

/** A rate with its interval; all 0–1. Null where nothing was asked. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

export interface PlotSeries {
  readonly name: string;
  readonly baseline: boolean;
}

export interface IntervalRow {
  readonly label: string;
  /** Rows of one group stand together under its name; a row without a label has that name as its own. */
  readonly group: string;
  /** One per series; null where it has no value here. */
  readonly values: readonly (Interval | null)[];
}

export interface IntervalPlot {
  readonly title: string;
  /** What the horizontal axis is. */
  readonly axis: string;
  readonly series: readonly PlotSeries[];
  readonly rows: readonly IntervalRow[];
}

const WIDTH = 700;
const ROW_GAP = 8;
const LANE = 10;
const MARGIN = 14;

/**
 * Rates with their 95 % intervals, a row a category: models as filled marks one below the other, baselines as hollow
 * marks on the row's middle.
 */
export function intervalPlot({ title, axis, series, rows }: IntervalPlot): Figure {
  const models = series.flatMap((s, i) => (s.baseline ? [] : [i]));
  const left =
    MARGIN +
    Math.max(60, ...rows.map((row) => textWidth(row.label, SMALL) + 14), ...rows.map((row) => textWidth(row.group)));
  const counts = rows.map((row) => Math.max(0, ...row.values.map((value) => value?.n ?? 0)));
  const right = MARGIN + 30 + Math.max(...counts.map((n) => textWidth(String(n), SMALL)), 20);
  const x = linear([0, 1], [left, WIDTH - right]);
  const rowHeight = LANE * Math.max(1, models.length) + ROW_GAP;
  const legend = legendOf(series, left, WIDTH - MARGIN);
  const top = 34 + legend.height + 8;
  const parts: string[] = [
    text(title, { x: MARGIN, y: 22, 'font-weight': 'bold', 'font-size': 13 }),
    ...legend.parts(34),
  ];

  const body: string[] = [];
  let y = top;
  let group: string | null = null;
  for (const [r, row] of rows.entries()) {
    if (row.group !== group) {
      group = row.group;
      if (group !== '' && row.label !== '') {
        y += r === 0 ? 2 : 6;
        body.push(text(group, { x: MARGIN, y: y + 11, 'font-weight': 'bold', 'font-size': SMALL }));
        y += 18;
      }
    }
    const middle = y + rowHeight / 2;
    if (r % 2 === 1) body.push(band(left, WIDTH - right, y, rowHeight));
    if (row.label === '')
      body.push(text(row.group, { x: MARGIN, y: middle + 4, 'font-weight': 'bold', 'font-size': SMALL }));
    else body.push(text(row.label, { x: left - 8, y: middle + 4, 'text-anchor': 'end', 'font-size': SMALL }));
    body.push(
      text(String(counts[r]), {
        x: WIDTH - MARGIN,
        y: middle + 4,
        'text-anchor': 'end',
        'font-size': SMALL,
        fill: SOFT,
      }),
    );
    for (const [i, value] of row.values.entries()) {
      if (value === null || !series[i].baseline) continue;
      body.push(marker(i, x(value.value), middle, BASELINE, true, 3.5));
    }
    for (const [lane, i] of models.entries()) {
      const value = row.values[i];
      if (value === null) continue;
      const at = y + ROW_GAP / 2 + LANE * (lane + 0.5);
      const colour = seriesColour(lane);
      body.push(line(x(value.low), at, x(value.high), at, { stroke: colour, 'stroke-width': 2 }));
      body.push(marker(lane, x(value.value), at, colour));
    }
    y += rowHeight;
  }
  const bottom = y;
  for (const tick of ticks([0, 1], 5)) {
    parts.push(line(x(tick), top, x(tick), bottom, { stroke: GRID }));
    parts.push(text(percent(tick), { x: x(tick), y: bottom + 16, 'text-anchor': 'middle', 'font-size': SMALL }));
  }
  parts.push(text('n', { x: WIDTH - MARGIN, y: bottom + 16, 'text-anchor': 'end', 'font-size': SMALL, fill: SOFT }));
  parts.push(text(axis, { x: (left + WIDTH - right) / 2, y: bottom + 36, 'text-anchor': 'middle' }));
  return figure(WIDTH, bottom + 48, title, [...parts, ...body]);
}

/** A pale stripe under every second row, beneath the grid's ink. */
const band = (x0: number, x1: number, y: number, height: number): string =>
  `<rect x="${x0}" y="${Math.round(y * 100) / 100}" width="${x1 - x0}" height="${height}" fill="#000000" fill-opacity="0.025"/>`;

/** Names of series beside their marks, in as many lines as they need. */
export function legendOf(
  series: readonly PlotSeries[],
  x0: number,
  x1: number,
): { readonly height: number; parts(y: number): string[] } {
  const places: { x: number; row: number }[] = [];
  let [x, row] = [x0, 0];
  for (const { name } of series) {
    const width = 16 + textWidth(name, SMALL) + 16;
    if (x > x0 && x + width > x1) [x, row] = [x0, row + 1];
    places.push({ x, row });
    x += width;
  }
  return {
    height: series.length === 0 ? 0 : (row + 1) * 16,
    parts(y) {
      let lane = 0;
      return series.flatMap(({ name, baseline }, i) => {
        const at = { x: places[i].x + 5, y: y + places[i].row * 16 + 6 };
        const mark = baseline
          ? marker(i, at.x, at.y, BASELINE, true, 3.5)
          : marker(lane, at.x, at.y, seriesColour(lane));
        if (!baseline) lane++;
        return [mark, text(name, { x: at.x + 10, y: at.y + 4, 'font-size': SMALL })];
      });
    },
  };
}
