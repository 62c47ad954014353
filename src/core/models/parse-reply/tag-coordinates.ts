import type { Token } from './tokens.js';

// Coordinates in the tags that some families write them in.

/** Points of Molmo's tags, as written: `<point x="52.9" y="43.9">`, `<points x1=… y1=… x2=… y2=…>`. */
export function molmoPoints(tokens: readonly Token[]): (readonly [number, number])[] {
  const points: [number, number][] = [];
  for (const { at, end } of pointTags(tokens)) {
    const xs = new Map<string, number>();
    for (let i = at; i + 1 < end; i++) {
      const { kind, text } = tokens[i];
      if (kind !== 'word' || !/^[xy]\d{0,4}$/.test(text) || tokens[i + 1].text !== '=') continue;
      const value = tokens[i + 2]?.kind === 'sign' ? tokens[i + 3] : tokens[i + 2];
      if (value?.kind !== 'number') continue;
      const x = xs.get(text.slice(1));
      if (text[0] === 'x') xs.set(text.slice(1), value.value);
      else if (x !== undefined) points.push([x, value.value]);
    }
  }
  return points;
}

/** Points of one image in Molmo 2's tags. */
export interface ImagePoints {
  /** Number of the image, from 1. */
  readonly image: number;
  readonly points: readonly (readonly [number, number])[];
}

/** `<points coords="1 1 461 527 2 480 530">`: the image's number, then (index, x, y) triples; tabs, ";" or "," part images. A triple cut off is dropped. */
export function molmoCoords(tokens: readonly Token[], text: string): ImagePoints[] {
  const images: ImagePoints[] = [];
  for (const { at, end } of pointTags(tokens)) {
    for (let i = at; i + 2 < end; i++) {
      if (tokens[i].text !== 'coords' || tokens[i + 1].text !== '=') continue;
      let close = i + 3;
      while (close < end && tokens[close].kind === 'number') close++;
      while (close < end && tokens[close].text !== '"' && tokens[close].text !== "'") close++;
      const written = text.slice(tokens[i + 2].end, tokens[close]?.start ?? text.length);
      for (const part of written.split(/[\t;,]/)) {
        const numbers = part
          .split(/[ :]/)
          .filter((n) => n !== '')
          .map(Number);
        if (numbers.length < 4 || numbers.some((n) => !Number.isFinite(n))) continue;
        const points: [number, number][] = [];
        for (let k = 1; k + 2 < numbers.length; k += 3) points.push([numbers[k + 1], numbers[k + 2]]);
        images.push({ image: numbers[0], points });
      }
      i = close;
    }
  }
  return images;
}

/** Runs of `<loc0256>` or `<loc_500>` with nothing between: four are a box, two a point. */
export function locationRuns(tokens: readonly Token[], underscore: boolean): (readonly number[])[] {
  const runs: number[][] = [];
  let last = -1;
  for (let i = 0; i + 1 < tokens.length; i++) {
    const match = tokens[i].text === '<' ? LOCATION.exec(tokens[i + 1].text) : null;
    if (!match || (match[1] === '_') !== underscore) continue;
    if (last !== i) runs.push([]);
    runs[runs.length - 1].push(Number(match[2]));
    last = i + 2 + (tokens[i + 2]?.text === '>' ? 1 : 0);
  }
  return runs.flatMap((run) => (run.length > 4 ? chunks(run, 4) : [run]));
}

const LOCATION = /^loc(_?)(\d{1,5})$/;

/** Which tag notations a reply uses at all. */
export function tagsUsed(tokens: readonly Token[]): {
  molmo: boolean;
  coords: boolean;
  loc: boolean;
  underscore: boolean;
} {
  const used = { molmo: false, coords: false, loc: false, underscore: false };
  for (let i = 0; i + 1 < tokens.length; i++) {
    if (tokens[i].text !== '<') continue;
    const match = LOCATION.exec(tokens[i + 1].text);
    if (match) used[match[1] === '_' ? 'underscore' : 'loc'] = true;
  }
  for (const { at, end } of pointTags(tokens)) {
    for (let i = at; i + 1 < end; i++) {
      if (tokens[i + 1].text !== '=') continue;
      if (/^[xy]\d{0,4}$/.test(tokens[i].text)) used.molmo = true;
      if (tokens[i].text === 'coords') used.coords = true;
    }
  }
  return used;
}

/** Tokens of the attributes of each `<point …>` and `<points …>`; an unclosed tag runs to the end. */
function pointTags(tokens: readonly Token[]): { at: number; end: number }[] {
  const tags: { at: number; end: number }[] = [];
  for (let i = 0; i + 1 < tokens.length; i++) {
    if (tokens[i].text !== '<' || !['point', 'points', 'tracks'].includes(tokens[i + 1].text)) continue;
    let end = i + 2;
    while (end < tokens.length && tokens[end].text !== '>') end++;
    tags.push({ at: i + 2, end });
    i = end;
  }
  return tags;
}

function chunks(list: readonly number[], size: number): number[][] {
  const parts: number[][] = [];
  for (let i = 0; i < list.length; i += size) parts.push(list.slice(i, i + size));
  return parts;
}
