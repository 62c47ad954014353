import { figure, GRID, INK, line, seriesColour, SMALL, SOFT, tag, text, type Figure } from './svg.js';
import { linear, logarithmic, logTicks } from './scale.js';

/** A true number and what was replied. */
export interface NumberPair {
  readonly truth: number;
  readonly reply: number;
}

const MARGIN = 14;
const SIDE = 360;
const LEFT = 64;

/**
 * Replied against true lengths on logarithmic axes: the diagonal is right, the band between the dashed lines within a
 * factor of two. Replies beyond the axes lie on their border as hollow marks.
 *
 * @param unit of both axes
 */
export function numberScatter(title: string, unit: string, pairs: readonly NumberPair[]): Figure {
  const truths = pairs.map(({ truth }) => truth).filter((value) => value > 0);
  const low = Math.min(...truths) / 2.5;
  const high = Math.max(...truths) * 2.5;
  const top = 40;
  const bottom = top + SIDE;
  const x = logarithmic([low, high], [LEFT, LEFT + SIDE]);
  const y = logarithmic([low, high], [bottom, top]);
  const parts = [text(title, { x: MARGIN, y: 22, 'font-weight': 'bold', 'font-size': 13 })];
  const marks = logTicks([low, high]);
  const labelled = marks.length <= 9 ? marks : marks.filter((tick) => /^0*\.?0*1/.test(String(tick)));
  for (const tick of marks) {
    parts.push(
      line(x(tick), top, x(tick), bottom, { stroke: GRID }),
      line(LEFT, y(tick), LEFT + SIDE, y(tick), { stroke: GRID }),
    );
    if (!labelled.includes(tick)) continue;
    parts.push(text(short(tick), { x: x(tick), y: bottom + 16, 'text-anchor': 'middle', 'font-size': SMALL }));
    parts.push(text(short(tick), { x: LEFT - 7, y: y(tick) + 4, 'text-anchor': 'end', 'font-size': SMALL }));
  }
  parts.push(line(x(low), y(low), x(high), y(high), { stroke: INK }));
  for (const factor of [0.5, 2]) {
    const [a, b] = factor < 1 ? [low / factor, high] : [low, high / factor];
    parts.push(line(x(a), y(a * factor), x(b), y(b * factor), { stroke: SOFT, 'stroke-dasharray': '5 4' }));
  }
  parts.push(tag('rect', { x: LEFT, y: top, width: SIDE, height: SIDE, fill: 'none', stroke: INK }));
  const colour = seriesColour(0);
  const opacity = Math.max(0.15, Math.min(0.7, 60 / pairs.length));
  for (const { truth, reply } of pairs) {
    if (!(truth > 0)) continue;
    const inside = reply >= low && reply <= high;
    const at = Math.min(high, Math.max(low, reply));
    parts.push(
      tag('circle', {
        cx: x(truth),
        cy: y(at),
        r: 3,
        ...(inside ? { fill: colour, 'fill-opacity': opacity } : { fill: '#ffffff', stroke: seriesColour(1) }),
      }),
    );
  }
  parts.push(text(`true, ${unit}`, { x: LEFT + SIDE / 2, y: bottom + 36, 'text-anchor': 'middle' }));
  parts.push(
    tag(
      'g',
      { transform: `translate(18 ${top + SIDE / 2}) rotate(-90)` },
      text(`replied, ${unit}`, { 'text-anchor': 'middle' }),
    ),
  );
  parts.push(
    text(`n = ${pairs.length}`, {
      x: LEFT + SIDE - 6,
      y: bottom - 8,
      'text-anchor': 'end',
      'font-size': SMALL,
      fill: SOFT,
    }),
  );
  return figure(LEFT + SIDE + MARGIN, bottom + 48, title, parts);
}

/** Counts are shown up to this; larger ones share the last row and column. */
const MOST = 10;

/** How often each whole number was replied for each true one; rows sum to one. Cells hold counts. */
export function countConfusion(title: string, pairs: readonly NumberPair[]): Figure {
  const cap = (value: number) => Math.max(0, Math.min(MOST, Math.round(value)));
  const size = 1 + Math.max(...pairs.map(({ truth, reply }) => Math.max(cap(truth), cap(reply))));
  const cell = Math.min(44, SIDE / size);
  const table = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  for (const { truth, reply } of pairs) table[cap(truth)][cap(reply)]++;
  const top = 40;
  const name = (i: number) => (i === MOST ? `≥${MOST}` : String(i));
  const shade = linear([0, 1], [0, 0.9]);
  const parts = [text(title, { x: MARGIN, y: 22, 'font-weight': 'bold', 'font-size': 13 })];
  for (let row = 0; row < size; row++) {
    const total = table[row].reduce((sum, n) => sum + n, 0);
    for (let column = 0; column < size; column++) {
      const n = table[row][column];
      const share = total === 0 ? 0 : n / total;
      const [x, y] = [LEFT + column * cell, top + row * cell];
      parts.push(
        tag('rect', {
          x,
          y,
          width: cell,
          height: cell,
          fill: seriesColour(0),
          'fill-opacity': shade(share),
          stroke: GRID,
        }),
      );
      if (n > 0) {
        const fill = share > 0.65 ? '#ffffff' : INK;
        parts.push(
          text(String(n), { x: x + cell / 2, y: y + cell / 2 + 4, 'text-anchor': 'middle', 'font-size': SMALL, fill }),
        );
      }
    }
    parts.push(
      text(name(row), { x: LEFT - 8, y: top + row * cell + cell / 2 + 4, 'text-anchor': 'end', 'font-size': SMALL }),
    );
    parts.push(
      text(name(row), {
        x: LEFT + row * cell + cell / 2,
        y: top + size * cell + 16,
        'text-anchor': 'middle',
        'font-size': SMALL,
      }),
    );
  }
  for (let i = 0; i < size; i++) {
    const at = { x: LEFT + i * cell, y: top + i * cell, width: cell, height: cell };
    parts.push(tag('rect', { ...at, fill: 'none', stroke: INK }));
  }
  const side = size * cell;
  parts.push(text('replied', { x: LEFT + side / 2, y: top + side + 36, 'text-anchor': 'middle' }));
  parts.push(
    tag('g', { transform: `translate(18 ${top + side / 2}) rotate(-90)` }, text('true', { 'text-anchor': 'middle' })),
  );
  return figure(Math.max(LEFT + side + MARGIN, 320), top + side + 48, title, parts);
}

const short = (value: number): string => (value >= 0.001 ? String(value) : value.toExponential(0));
