import { expect, test } from 'vitest';
import { lexiconSchema } from '../questions/lexicon.js';
import { CATEGORIES } from './library.js';
import { LEXICON } from './lexicon.js';

test('has the shape that goes into dataset.json', () => {
  expect(lexiconSchema.parse(JSON.parse(JSON.stringify(LEXICON)))).toEqual(LEXICON);
  expect(Object.keys(LEXICON.nouns)).toEqual(CATEGORIES.map((c) => c.id));
});

test('no two categories are written with the same noun', () => {
  const written = CATEGORIES.map((c) => c.nouns[0]);
  expect(new Set(written).size).toBe(written.length);
});

test('wider words lead to their categories', () => {
  expect(LEXICON.hypernyms['cup']).toContain('mug');
  expect(LEXICON.hypernyms['fruit']).toEqual(['apple', 'banana', 'lemon', 'orange']);
  for (const [word, ids] of Object.entries(LEXICON.hypernyms)) {
    for (const id of ids) expect(LEXICON.nouns[id], word).toBeDefined();
  }
});

test('colours offered by categories are in it', () => {
  for (const c of CATEGORIES) {
    expect(new Set(c.colours).size).toBe(c.colours.length);
    for (const colour of c.colours) expect(LEXICON.colours).toHaveProperty(colour);
  }
});
