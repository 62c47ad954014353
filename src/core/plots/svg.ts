// Figures as self-contained SVG: no script, no style sheet, no outside font. They open in browsers, in vector editors
// and in LaTeX by way of PDF.

/** A finished figure. */
export interface Figure {
  readonly svg: string;
  /** Pixels at 96 dpi. */
  readonly width: number;
  readonly height: number;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (c) => ENTITIES[c]);

/** One element. Numbers are rounded to a hundredth of a pixel. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escape(String(value))}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

export const text = (content: string, attributes: Attributes): string => tag('text', attributes, escape(content));

export const line = (x1: number, y1: number, x2: number, y2: number, attributes: Attributes): string =>
  tag('line', { x1, y1, x2, y2, ...attributes });

/** A polyline through points; NaN lifts the pen. */
export function path(points: readonly (readonly [number, number])[], attributes: Attributes): string {
  let d = '';
  let down = false;
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      down = false;
      continue;
    }
    d += `${down ? 'L' : 'M'}${round(x)} ${round(y)}`;
    down = true;
  }
  return tag('path', { d, fill: 'none', ...attributes });
}

/** The page around a figure's parts: white ground, so that it reads in dark viewers too. */
export function figure(width: number, height: number, title: string, parts: readonly string[]): Figure {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const svg = tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: w,
      height: h,
      viewBox: `0 0 ${w} ${h}`,
      'font-family': FONT,
      'font-size': FONT_SIZE,
      fill: INK,
      role: 'img',
    },
    tag('title', {}, escape(title)),
    tag('rect', { width: w, height: h, fill: '#ffffff' }),
    ...parts,
  );
  return { svg: `${svg}\n`, width: w, height: h };
}

export const FONT = 'Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif';
export const FONT_SIZE = 12;
export const SMALL = 10.5;
export const INK = '#1a1a1a';
export const SOFT = '#5c6368';
export const GRID = '#e3e5e7';

/**
 * Series in an order that people with any colour vision tell apart, and markers that tell them apart in grey
 * (Okabe & Ito, "Color Universal Design", 2008).
 */
export const SERIES = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'] as const;
/** Baselines stay in the background. */
export const BASELINE = '#8a9096';

export const seriesColour = (i: number): string => SERIES[i % SERIES.length];

/** Width of a text in the figure's font, pixels: by classes of letters, on the safe side. */
export function textWidth(content: string, size = FONT_SIZE): number {
  let em = 0;
  for (const c of content) {
    em += /[iljtf.,:;'|!()[\] ]/.test(c) ? 0.33 : /[mwMW@%×]/.test(c) ? 0.89 : /[A-Z0-9]/.test(c) ? 0.64 : 0.56;
  }
  return em * size;
}

/** Marks of a series: circle, square, triangle, diamond in turn; hollow for baselines. */
export function marker(i: number, x: number, y: number, colour: string, hollow = false, r = 4): string {
  const paint = hollow ? { fill: '#ffffff', stroke: colour, 'stroke-width': 1.5 } : { fill: colour };
  switch (i % 4) {
    case 0:
      return tag('circle', { cx: x, cy: y, r, ...paint });
    case 1:
      return tag('rect', { x: x - 0.9 * r, y: y - 0.9 * r, width: 1.8 * r, height: 1.8 * r, ...paint });
    case 2:
      return tag('path', {
        d: `M${round(x)} ${round(y - 1.2 * r)}L${round(x + 1.15 * r)} ${round(y + 0.9 * r)}H${round(x - 1.15 * r)}Z`,
        ...paint,
      });
    default:
      return tag('path', {
        d: `M${round(x)} ${round(y - 1.3 * r)}L${round(x + 1.3 * r)} ${round(y)}L${round(x)} ${round(y + 1.3 * r)}L${round(x - 1.3 * r)} ${round(y)}Z`,
        ...paint,
      });
  }
}

const round = (value: number): string => String(Math.round(value * 100) / 100);
