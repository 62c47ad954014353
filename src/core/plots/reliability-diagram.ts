import { figure, GRID, INK, line, marker, path, seriesColour, SMALL, SOFT, tag, text, type Figure } from './svg.js';
import { legendOf, type Interval } from './interval-plot.js';
import { linear, ticks } from './scale.js';

export interface ReliabilitySeries {
  readonly name: string;
  /** Expected calibration error, 0–1. */
  readonly error: number;
  readonly bins: readonly { readonly probability: number; readonly share: Interval }[];
}

const SIZE = 400;
const MARGIN = 14;
const STRIP = 56;

/**
 * Stated probability of "yes" against how often yes is true, with 95 % intervals; on the diagonal a model knows what it
 * knows. Below it, how many questions stand behind each mark. (Guo et al., "On Calibration of Modern Neural Networks", 2017.)
 */
export function reliabilityDiagram(title: string, series: readonly ReliabilitySeries[]): Figure {
  const names = series.map(({ name, error }) => ({
    name: `${name} (ECE ${(100 * error).toFixed(1)} %)`,
    baseline: false,
  }));
  const legend = legendOf(names, 56, SIZE + 56);
  const top = 34 + legend.height + 8;
  const [left, side] = [56, SIZE - 20];
  const bottom = top + side;
  const x = linear([0, 1], [left, left + side]);
  const y = linear([0, 1], [bottom, top]);
  const parts = [text(title, { x: MARGIN, y: 22, 'font-weight': 'bold', 'font-size': 13 }), ...legend.parts(34)];
  for (const tick of ticks([0, 1], 5)) {
    parts.push(
      line(x(tick), top, x(tick), bottom, { stroke: GRID }),
      line(left, y(tick), left + side, y(tick), { stroke: GRID }),
    );
    parts.push(text(tick.toFixed(1), { x: left - 7, y: y(tick) + 4, 'text-anchor': 'end', 'font-size': SMALL }));
    parts.push(
      text(tick.toFixed(1), { x: x(tick), y: bottom + STRIP + 22, 'text-anchor': 'middle', 'font-size': SMALL }),
    );
  }
  parts.push(line(x(0), y(0), x(1), y(1), { stroke: SOFT, 'stroke-dasharray': '5 4' }));
  parts.push(tag('rect', { x: left, y: top, width: side, height: side, fill: 'none', stroke: INK }));
  const most = Math.max(1, ...series.flatMap(({ bins }) => bins.map(({ share }) => share.n)));
  for (const [s, { bins }] of series.entries()) {
    const colour = seriesColour(s);
    parts.push(
      path(
        bins.map(({ probability, share }) => [x(probability), y(share.value)] as const),
        { stroke: colour, 'stroke-width': 1.5, 'stroke-opacity': 0.6 },
      ),
    );
    for (const { probability, share } of bins) {
      parts.push(
        line(x(probability), y(share.low), x(probability), y(share.high), { stroke: colour, 'stroke-width': 1.5 }),
      );
      parts.push(marker(s, x(probability), y(share.value), colour));
      const height = (STRIP - 14) * (share.n / most);
      const width = Math.max(2, 14 / series.length);
      parts.push(
        tag('rect', {
          x: x(probability) + (s - series.length / 2) * width,
          y: bottom + STRIP - height,
          width,
          height,
          fill: colour,
          'fill-opacity': 0.75,
        }),
      );
    }
  }
  parts.push(line(left, bottom + STRIP, left + side, bottom + STRIP, { stroke: INK }));
  parts.push(text(`questions, at most ${most}`, { x: left + 4, y: bottom + 14, 'font-size': 9, fill: SOFT }));
  parts.push(
    text('stated probability of yes', { x: left + side / 2, y: bottom + STRIP + 42, 'text-anchor': 'middle' }),
  );
  parts.push(
    tag(
      'g',
      { transform: `translate(18 ${top + side / 2}) rotate(-90)` },
      text('share of yes among them', { 'text-anchor': 'middle' }),
    ),
  );
  return figure(left + side + MARGIN + 10, bottom + STRIP + 54, title, parts);
}
