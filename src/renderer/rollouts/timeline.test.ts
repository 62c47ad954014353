import { expect, it } from 'vitest';
import { markWords, type Mark } from './timeline.js';

const mark = (time: number, kind: Mark['kind'] = 'look'): Mark => ({ time, kind, text: `${kind} ${time}` });

it('gives words to the end, and to what stands clear of them', () => {
  const marks = [mark(0), mark(3), mark(3.2, 'touch'), mark(9), mark(10, 'end')];
  expect(markWords(marks, 10)).toEqual([null, 'look 3', null, null, 'end 10']);
});

it('leaves out what would lie over the end where another run is longer', () => {
  expect(markWords([mark(0), mark(0.6), mark(1.2, 'end')], 12)).toEqual([null, null, 'end 1.2']);
});
