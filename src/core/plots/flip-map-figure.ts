import type { Polygon } from '../geometry/polygon.js';
import { metres } from '../questions/evidence-table.js';
import type { FlipVerdict } from '../questions/flip-map.js';
import { agreement, rangeOfYes, turnedLayers, yesRgb, type FlipLayers } from './flip-layers.js';
import { figure, FONT_SIZE, INK, line, path, SMALL, SOFT, tag, text, textWidth, type Figure } from './svg.js';

export interface FlipFigureText {
  /** The question as it is asked. */
  readonly question: string;
  /** What is slid. */
  readonly subject: string;
  /** Whose P(yes); ignored without one. */
  readonly model: string | null;
  /** Counterclockwise, by which the map is turned so that the camera looks up; see `quartersTo`. */
  readonly quarters: number;
}

/** True and false as everywhere (see the studio's verdict colours); what is never asked stays grey. */
const COLOURS: Readonly<Record<FlipVerdict, string>> = {
  T: '#0ca678',
  F: '#f76707',
  A: 'url(#ambiguous)',
  refused: '#e4e6e9',
  blocked: '#868e96',
  off: '#ffffff',
};

const MEANINGS: readonly (readonly [FlipVerdict, string])[] = [
  ['T', 'yes'],
  ['F', 'no'],
  ['A', 'ambiguous: never asked'],
  ['refused', 'not asked: hidden or without a name'],
  ['blocked', 'it would run into something'],
];

const PANEL = 420;
const MARGIN = 24;
const GAP = 36;
const ROW = 18;
const LEAST_WIDTH = 420;
const TITLE_SIZE = 15;
const TITLE_LINE = 20;
const LINE = 16;
/** Of the bar that tells what the model's colours mean. */
const SCALE_LENGTH = 240;

/** Two maps of a surface from above, side by side: what is true, and what a model holds for true. */
export function flipMapFigure(known: FlipLayers, words: FlipFigureText): Figure {
  const layers = turnedLayers(known, words.quarters);
  const { grid, verdicts, yes } = layers;
  const scale = PANEL / Math.max(grid.columns, grid.rows);
  const [width, height] = [grid.columns * scale, grid.rows * scale];
  const panels = yes ? 2 : 1;
  const shares = MEANINGS.map(
    ([verdict, meaning]) => [verdict, meaning, verdicts.filter((v) => v === verdict).length] as const,
  );
  const places = shares.reduce((sum, [, , n]) => sum + n, 0);
  const legend = shares.filter(([, , n]) => n > 0);
  const legendWidth = Math.max(0, ...legend.map(([, meaning]) => textWidth(meaning))) + 80;
  const inner = Math.max(panels * width + (panels - 1) * GAP, legendWidth, LEAST_WIDTH);
  const title = linesOf(words.question, inner, TITLE_SIZE);
  const subtitle = linesOf(
    `The answer with the ${words.subject} at every place of the surface, seen from above; the camera looks from the lower edge upwards`,
    inner,
    FONT_SIZE,
  );
  const top = MARGIN + 18 + TITLE_LINE * title.length + LINE * subtitle.length;
  const below = top + height + 16;
  return figure(inner + 2 * MARGIN, below + ROW * Math.max(legend.length, yes ? 4 : 2) + MARGIN, words.question, [
    HATCH,
    ...title.map((words, i) =>
      text(words, { x: MARGIN, y: MARGIN + 10 + TITLE_LINE * i, 'font-size': TITLE_SIZE, 'font-weight': 600 }),
    ),
    ...subtitle.map((words, i) =>
      text(words, { x: MARGIN, y: MARGIN + 8 + TITLE_LINE * title.length + LINE * i, fill: SOFT }),
    ),
    truth(),
    ...(yes ? [model(yes)] : []),
    ...legend.map(([verdict, meaning, n], i) => {
      const y = below + ROW * i;
      return (
        tag('rect', {
          x: MARGIN,
          y,
          width: 12,
          height: 12,
          fill: COLOURS[verdict],
          stroke: SOFT,
          'stroke-width': 0.5,
        }) + text(`${meaning}, ${Math.round((100 * n) / places)} %`, { x: MARGIN + 18, y: y + 10 })
      );
    }),
    scaleBar(),
    ...(yes ? [scaleOfYes()] : []),
  ]);

  function truth(): string {
    return panel(0, 'True answer', (i) => {
      const verdict = verdicts[i];
      return verdict === null || verdict === 'off' ? null : COLOURS[verdict];
    });
  }

  function model(p: readonly (number | null)[]): string {
    return panel(width + GAP, `P(yes) of ${words.model ?? 'the model'}`, (i) => {
      const verdict = verdicts[i];
      if (verdict === 'blocked') return COLOURS.blocked;
      return p[i] === null || verdict === 'off' ? null : yesColour(p[i]);
    });
  }

  /** What the colours of the model's side mean, and what of them there is. */
  function scaleOfYes(): string {
    const x = MARGIN + width + GAP;
    const [length, y] = [Math.min(width, SCALE_LENGTH), below];
    const range = rangeOfYes(layers);
    const agreed = agreement(layers);
    return [
      tag(
        'defs',
        {},
        tag(
          'linearGradient',
          { id: 'yes' },
          ...[0, 0.5, 1].map((p) => tag('stop', { offset: p, 'stop-color': yesColour(p) })),
        ),
      ),
      tag('rect', { x, y, width: length, height: 12, fill: 'url(#yes)', stroke: SOFT, 'stroke-width': 0.5 }),
      ...[0, 0.5, 1].map((p) =>
        text(['0: no', '0.5', '1: yes'][2 * p], {
          x: x + p * length,
          y: y + 25,
          'text-anchor': ['start', 'middle', 'end'][2 * p],
          'font-size': SMALL,
        }),
      ),
      ...(range ? [text(`here ${range[0].toFixed(2)} to ${range[1].toFixed(2)}`, { x, y: y + 46 })] : []),
      ...(agreed
        ? [
            text(`agrees with the truth at ${Math.round(100 * agreed.rate)} % of the places with an answer`, {
              x,
              y: y + 46 + ROW,
            }),
          ]
        : []),
    ].join('');
  }

  function panel(x: number, title: string, colourOf: (i: number) => string | null): string {
    const at = (polygon: Polygon) =>
      [...polygon, polygon[0]].map(([px, py]): [number, number] => [
        ((px - grid.origin[0]) / grid.step) * scale,
        height - ((py - grid.origin[1]) / grid.step) * scale,
      ]);
    return tag(
      'g',
      { transform: `translate(${MARGIN + x} ${top})` },
      text(title, { x: 0, y: -6, 'font-weight': 600 }),
      cells(colourOf),
      path(at(grid.outline), { stroke: INK, 'stroke-width': 1 }),
      ...grid.footprints.map(({ id, outline }) =>
        path(at(outline), {
          stroke: INK,
          'stroke-width': 1.2,
          ...(id === grid.object && { 'stroke-dasharray': '4 3' }),
        }),
      ),
      ...grid.footprints.map(({ name, outline }) => label(name, at(outline))),
    );
  }

  /** Runs of one colour along a row are one rectangle. */
  function cells(colourOf: (i: number) => string | null): string {
    const parts: string[] = [];
    for (let row = 0; row < grid.rows; row++) {
      for (let column = 0; column < grid.columns;) {
        const colour = colourOf(row * grid.columns + column);
        const start = column;
        while (column < grid.columns && colourOf(row * grid.columns + column) === colour) column++;
        if (colour === null) continue;
        const y = height - (row + 1) * scale;
        // A hair wider than the place, so that no white shows between neighbours.
        parts.push(
          tag('rect', {
            x: start * scale,
            y,
            width: (column - start) * scale + 0.3,
            height: scale + 0.3,
            fill: colour,
          }),
        );
      }
    }
    return parts.join('');
  }

  function scaleBar(): string {
    const length = [0.05, 0.1, 0.2, 0.5, 1, 2].findLast((size) => (size / grid.step) * scale <= PANEL / 3) ?? 0.05;
    const pixels = (length / grid.step) * scale;
    const [x, y] = [MARGIN + width - pixels, below + 6];
    return (
      line(x, y, x + pixels, y, { stroke: INK, 'stroke-width': 2 }) +
      text(metres(length), { x: x + pixels / 2, y: y + 16, 'text-anchor': 'middle', 'font-size': SMALL })
    );
  }
}

/** A text broken where it is too long for a width. Bold letters, and those of some fonts, are a little wider. */
function linesOf(content: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && 1.12 * textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function label(name: string, outline: readonly (readonly [number, number])[]): string {
  const x = outline.reduce((sum, [px]) => sum + px, 0) / outline.length;
  const y = outline.reduce((sum, [, py]) => sum + py, 0) / outline.length;
  return text(name, {
    x,
    y: y + 3.5,
    'text-anchor': 'middle',
    'font-size': SMALL,
    // A light rim keeps it readable on every ground.
    stroke: '#ffffff',
    'stroke-width': 2.5,
    'paint-order': 'stroke',
  });
}

const HATCH = tag(
  'defs',
  {},
  tag(
    'pattern',
    { id: 'ambiguous', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    tag('rect', { width: 6, height: 6, fill: '#f1f3f5' }),
    tag('rect', { width: 2.5, height: 6, fill: '#868e96' }),
  ),
);

/** From no's colour by white to yes's. */
function yesColour(p: number): string {
  const [r, g, b] = yesRgb(p);
  return `rgb(${r},${g},${b})`;
}
