import { describe, expect, it } from 'vitest';
import { bandCurve } from './band-curve.js';
import { intervalPlot, type Interval } from './interval-plot.js';
import { countConfusion, numberScatter } from './number-plots.js';
import { reliabilityDiagram } from './reliability-diagram.js';
import { linear, logarithmic, logTicks, ticks } from './scale.js';
import type { Figure } from './svg.js';

const rate = (value: number, n = 40): Interval => ({ value, low: value - 0.1, high: value + 0.1, n });
const SERIES = [
  { name: 'a <model> & "its" friend', baseline: false },
  { name: 'blind', baseline: true },
];

const FIGURES: Readonly<Record<string, () => Figure>> = {
  intervals: () =>
    intervalPlot({
      title: 'T',
      axis: 'accuracy',
      series: SERIES,
      rows: ['camera', 'world'].map((label) => ({ label, group: 'left', values: [rate(0.6), null] })),
    }),
  bands: () =>
    bandCurve({
      title: 'T',
      xAxis: 'margin',
      yAxis: 'accuracy',
      bands: ['<1×', '≥1×'],
      series: SERIES,
      values: [
        [rate(0.5), rate(0.7)],
        [rate(0.5), null],
      ],
    }),
  reliability: () =>
    reliabilityDiagram('T', [{ name: SERIES[0].name, error: 0.1, bins: [{ probability: 0.9, share: rate(0.7) }] }]),
  lengths: () =>
    numberScatter('T', 'm', [
      { truth: 0.1, reply: 0.12 },
      { truth: 2, reply: 900 },
      { truth: 1, reply: 0 },
    ]),
  counts: () =>
    countConfusion('T', [
      { truth: 2, reply: 3 },
      { truth: 14, reply: 2 },
    ]),
};

describe.each(Object.entries(FIGURES))('the figure of %s', (_, draw) => {
  const { svg, width, height } = draw();

  it('is one self-contained SVG with every coordinate a number on the page', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|<style|href=|url\(/);
    // Every tag is closed.
    const open: string[] = [];
    for (const [, close, name, rest] of svg.matchAll(/<(\/?)([a-z]+)([^>]*)>/g)) {
      if (close !== '') expect(open.pop()).toBe(name);
      else if (!rest.endsWith('/')) open.push(name);
    }
    expect(open).toEqual([]);
    for (const [, axis, value] of svg.matchAll(/ (x|x1|x2|cx|y|y1|y2|cy)="(-?[\d.]+)"/g)) {
      expect(Number(value)).toBeGreaterThanOrEqual(0);
      expect(Number(value)).toBeLessThanOrEqual(axis.includes('x') ? width : height);
    }
  });

  it('is the same each time', () => {
    expect(draw().svg).toBe(svg);
  });
});

it('escapes what it shows', () => {
  expect(FIGURES['intervals']().svg).toContain('a &lt;model&gt; &amp; &quot;its&quot; friend');
});

it('puts marks where the numbers say', () => {
  const { svg } = FIGURES['bands']();
  const marks = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="4"/g)].map((match) => Number(match[2]));
  const [legend, low, high] = marks;
  expect(legend).toBeLessThan(high);
  // 50 % and 70 % of the axis, 0 % below 100 %.
  const grid = [...svg.matchAll(/<line x1="58" y1="([\d.]+)"[^>]*stroke="#e3e5e7"/g)].map((match) => Number(match[1]));
  const y = linear([0, 1], [grid[0], grid[5]]);
  expect(low).toBeCloseTo(y(0.5), 1);
  expect(high).toBeCloseTo(y(0.7), 1);
});

it('scales and ticks', () => {
  expect(linear([0, 2], [10, 20])(1)).toBe(15);
  expect(logarithmic([0.01, 1], [0, 100])(0.1)).toBeCloseTo(50, 9);
  expect(ticks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks([0, 37], 4)).toEqual([0, 10, 20, 30]);
  expect(logTicks([0.04, 3])).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2]);
});
