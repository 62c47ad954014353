import {
  BASELINE,
  figure,
  FONT_SIZE,
  GRID,
  INK,
  line,
  marker,
  path,
  seriesColour,
  SMALL,
  SOFT,
  tag,
  text,
  textWidth,
  type Figure,
} from './svg.js';
import { legendOf, type Interval, type PlotSeries } from './interval-plot.js';
import { linear, percent, ticks } from './scale.js';

export interface BandCurve {
  readonly title: string;
  readonly xAxis: string;
  readonly yAxis: string;
  /** Bands in order, each with its name: categories, evenly spaced. */
  readonly bands: readonly string[];
  readonly series: readonly PlotSeries[];
  /** [series][band] */
  readonly values: readonly (readonly (Interval | null)[])[];
}

const WIDTH = 560;
const HEIGHT = 360;
const MARGIN = 14;

/** A rate over ordered bands, with its 95 % interval as a whisker; baselines as thin dashed lines. */
export function bandCurve({ title, xAxis, yAxis, bands, series, values }: BandCurve): Figure {
  const legend = legendOf(series, 64, WIDTH - MARGIN);
  const top = 34 + legend.height + 10;
  const bottom = HEIGHT - 64;
  const y = linear([0, 1], [bottom, top]);
  const x = linear([-0.5, bands.length - 0.5], [58, WIDTH - MARGIN]);
  const parts = [text(title, { x: MARGIN, y: 22, 'font-weight': 'bold', 'font-size': 13 }), ...legend.parts(34)];
  for (const tick of ticks([0, 1], 5)) {
    parts.push(line(58, y(tick), WIDTH - MARGIN, y(tick), { stroke: GRID }));
    parts.push(text(percent(tick), { x: 52, y: y(tick) + 4, 'text-anchor': 'end', 'font-size': SMALL }));
  }
  const widest = Math.max(...bands.map((band) => textWidth(band, SMALL)));
  const step = x(1) - x(0);
  for (const [i, band] of bands.entries()) {
    const n = Math.max(0, ...values.map((list) => list[i]?.n ?? 0));
    const shown = widest <= step - 4 || i % Math.ceil((widest + 4) / step) === 0;
    if (shown) parts.push(text(band, { x: x(i), y: bottom + 16, 'text-anchor': 'middle', 'font-size': SMALL }));
    if (shown)
      parts.push(text(`n = ${n}`, { x: x(i), y: bottom + 29, 'text-anchor': 'middle', 'font-size': 9.5, fill: SOFT }));
  }
  parts.push(line(58, bottom, WIDTH - MARGIN, bottom, { stroke: INK }));
  parts.push(text(xAxis, { x: (58 + WIDTH - MARGIN) / 2, y: HEIGHT - 14, 'text-anchor': 'middle' }));
  parts.push(
    tag(
      'g',
      { transform: `translate(16 ${(top + bottom) / 2}) rotate(-90)` },
      text(yAxis, { 'text-anchor': 'middle', 'font-size': FONT_SIZE }),
    ),
  );
  let lane = 0;
  const models = series.filter(({ baseline }) => !baseline).length;
  for (const [s, { baseline }] of series.entries()) {
    const colour = baseline ? BASELINE : seriesColour(lane);
    // Marks of several models in one band stand side by side.
    const shift = baseline ? 0 : (lane - (models - 1) / 2) * Math.min(9, step / (models + 1));
    const points = values[s].map((value, i): [number, number] =>
      value === null ? [Number.NaN, Number.NaN] : [x(i) + shift, y(value.value)],
    );
    parts.push(
      path(points, {
        stroke: colour,
        'stroke-width': baseline ? 1.2 : 2,
        ...(baseline && { 'stroke-dasharray': '4 3' }),
      }),
    );
    for (const [i, value] of values[s].entries()) {
      if (value === null) continue;
      if (!baseline)
        parts.push(
          line(x(i) + shift, y(value.low), x(i) + shift, y(value.high), { stroke: colour, 'stroke-width': 1.5 }),
        );
      parts.push(marker(baseline ? s : lane, x(i) + shift, y(value.value), colour, baseline, baseline ? 3 : 4));
    }
    if (!baseline) lane++;
  }
  return figure(WIDTH, HEIGHT, title, parts);
}
