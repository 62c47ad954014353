import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../assets/library.js';
import ENGLISH_FILE from '../../../../assets/language/en/language.json' with { type: 'json' };
import { ENGLISH } from './english.js';
import { fillWording, type Fill } from './fill-wording.js';
import { indefinite, listed, plural, possessive } from './grammar.js';
import type { Form } from './language.js';
import { readLanguage } from './language.js';
import STEPS_FILE from '../../../../assets/language/en/steps.json' with { type: 'json' };

// The grammar of every wording, walked with nouns that tempt it: vowels, plurals in -s, phrases of several words.

const NOUNS = [
  'red mug',
  'orange',
  'toy car',
  'open box of tissues',
  'smallest umbrella',
  'second glass from the left',
];
const ANCHOR = 'facing from the lamp to the clock';
const SMALL: Fill = {
  anchor: ANCHOR,
  reach: '30 cm',
  value: '12 cm',
  noun: 'mugs',
  nth: 'second',
  clause1: 'to the left of the jar, as seen from the camera',
  clause2: 'on the tray',
  camera: 'the camera stands at (0.1, -1.2, 1.5)',
  width: '40 cm',
  height: '1.2 m',
  point: '(0.412, 0.530)',
  other: '(0.618, 0.295)',
  n: '5',
  N: 'mug',
  opening: '8 cm',
  displacement: '20 cm',
  where: 'to the left of the jar, as seen from the camera',
  missing: 'the jar',
};

const fillOf = (i: number): Fill => ({
  A: NOUNS[i % NOUNS.length],
  B: NOUNS[(i + 1) % NOUNS.length],
  C: NOUNS[(i + 2) % NOUNS.length],
  D: NOUNS[(i + 3) % NOUNS.length],
  ...SMALL,
});
const blanksOf = (text: string) => [...text.matchAll(/\{[^}]*\}/g)].map(([blank]) => blank);
const forms = [...ENGLISH.forms.values()];
const words = (text: string) => new Set(text.toLowerCase().match(/[a-z'-]+/g));

/** Sentence faults that a reader would trip over. */
const FAULTS: readonly [RegExp, string][] = [
  [/[{}]/, 'an open blank'],
  [/undefined|null|NaN/, 'a missing word'],
  [/ {2}|^ | $| [,.?!;:]/, 'stray spaces'],
  [/\b(\w+) \1\b(?<!\bthat that)/i, 'a word twice'],
  [/behind of|in front {2}|outside of of/i, '"behind of"'],
  [/\ba [aeiou](?!ni|ne\b|ur)/i, '"a" before a vowel'],
  [/\ban [^aeiouh\W]/i, '"an" before a consonant'],
  [/\?.*\?.*\?/, 'three questions at once'],
  [/[.?] [a-z]/, 'a sentence without a capital'],
  [/\b(one|these) (that )?is the (\w+ )?one\b/i, '"the one that is the one"'],
  [/^the [^,]*, [^,]* is \d/i, 'a comma after the subject that does not close'],
];

describe.each(forms.map((form): [string, Form] => [form.id, form]))('wordings of %s', (_, form) => {
  const plain = form.wordings.filter(({ label }) => label === 'plain');

  it('are twenty or more, one in five held out', () => {
    expect(plain.length).toBeGreaterThanOrEqual(20);
    expect(plain.filter(({ split }) => split === 'test').length / plain.length).toBeGreaterThanOrEqual(0.2);
    expect(new Set(form.wordings.map(({ text }) => text)).size).toBe(form.wordings.length);
    expect(new Set(form.wordings.map(({ id }) => id)).size).toBe(form.wordings.length);
  });

  it('are sentences with whatever nouns', () => {
    for (const [i, { text, id }] of form.wordings.entries()) {
      const filled = fillWording(ENGLISH, text, fillOf(i));
      for (const [fault, name] of FAULTS) expect(filled, `${id}: ${name}`).not.toMatch(fault);
      expect(filled, id).toMatch(/^[A-Z].*[.?]$/);
    }
  });

  it('name the same things in every wording', () => {
    const capitals = (text: string) =>
      [...new Set(blanksOf(text).map((blank) => blank.replace(/^\{(a |bare |plural )?|('s)?\}$/g, '')))].filter(
        (name) => /^[A-Z]$/.test(name),
      );
    const wanted = capitals(form.wordings[0].text).sort();
    for (const { text, id } of form.wordings) expect(capitals(text).sort(), id).toEqual(wanted);
  });

  it('have a sentence for every answer', () => {
    const keys = form.answer === 'yes-no' ? ['yes', 'no'] : form.answers['value'] ? ['value'] : [];
    for (const key of keys) {
      expect(form.answers[key]?.length).toBeGreaterThan(0);
      for (const [i, text] of form.answers[key].entries()) {
        const filled = fillWording(ENGLISH, text, fillOf(i));
        for (const [fault, name] of FAULTS) expect(filled, `${key}: ${name}`).not.toMatch(fault);
        expect(filled).toMatch(key === 'yes' ? /^Yes/ : key === 'no' ? /^No/ : /12 cm/);
      }
    }
  });

  it('say whose side is meant, unless they are marked as leaving it open', () => {
    const frame = form.id.split('.').find((part) => /^(ego|world|object|object-facing)$/.test(part));
    const direction = form.id.split('.').find((part) => /^(left|right|front|behind)$/.test(part));
    for (const [i, { text, id, label }] of form.wordings.entries()) {
      const filled = fillWording(ENGLISH, text, fillOf(i)).toLowerCase();
      if (label === 'implicit') {
        expect(filled, id).not.toMatch(/camera|viewer|picture|image/);
        continue;
      }
      if (frame === 'ego') expect(filled, id).toMatch(/camera|viewer/);
      if (frame === 'world' && !form.id.startsWith('box3d')) expect(filled, id).toContain(ANCHOR);
      if (frame === 'world' && direction) expect(filled, id).toMatch(/further (forward|back)|facing that way/);
      if (frame === 'world' && (direction === 'front' || direction === 'behind'))
        expect(filled, id).not.toMatch(/in front of|behind/);
      if (frame === 'object') expect(filled, id).toMatch(/\bown\b|point of view|faces/);
      if (frame === 'object-facing') expect(filled, id).toMatch(/as seen when facing|stands? before/);
    }
  });

  it('keep novel prepositions out of training', () => {
    const trained = new Set(
      form.wordings.filter(({ split }) => split === 'train').flatMap(({ text }) => [...words(text)]),
    );
    for (const { text, id } of form.wordings.filter(({ label }) => label === 'novel')) {
      const fresh = [...words(text)].filter((word) => !trained.has(word));
      expect(fresh, id).not.toEqual([]);
    }
  });
});

describe('grammar', () => {
  it('chooses articles', () => {
    for (const phrase of ['orange', 'umbrella', 'armchair', 'egg carton', 'LED lamp']) {
      expect(indefinite(ENGLISH, phrase)).toBe(`an ${phrase}`);
    }
    for (const phrase of ['mug', 'unicorn', 'used mug', 'euro coin', 'hole punch', 'TV']) {
      expect(indefinite(ENGLISH, phrase)).toBe(`a ${phrase}`);
    }
  });

  it('makes plurals', () => {
    const cases = {
      mug: 'mugs',
      glass: 'glasses',
      box: 'boxes',
      'computer mouse': 'computer mice',
      bookshelf: 'bookshelves',
      'tissue box': 'tissue boxes',
      'box of tissues': 'boxes of tissues',
      'carton of milk': 'cartons of milk',
      toy: 'toys',
      battery: 'batteries',
      bench: 'benches',
      'toy car': 'toy cars',
      knife: 'knives',
    };
    for (const [one, many] of Object.entries(cases)) expect(plural(ENGLISH, one)).toBe(many);
  });

  it('gives every name of the library a plural and an article', () => {
    for (const noun of CATEGORIES.flatMap(({ nouns }) => nouns)) {
      expect(plural(ENGLISH, noun), noun).not.toMatch(/(ss|[^aeiou]ys|xs|fs|shs|chs|mouses)$/);
      expect(indefinite(ENGLISH, noun)).toMatch(/^an? \S/);
    }
  });

  it('makes possessives and lists', () => {
    expect(possessive(ENGLISH, 'the mug')).toBe("the mug's");
    expect(possessive(ENGLISH, 'the scissors')).toBe("the scissors'");
    expect(possessive(ENGLISH, 'the glass')).toBe("the glass's");
    expect(listed(ENGLISH, ['a', 'b', 'c'], 'or')).toBe('a, b or c');
    expect(listed(ENGLISH, ['a', 'b'], 'and')).toBe('a and b');
    expect(listed(ENGLISH, ['a, then b', 'b, then a', 'c'], 'or')).toBe('a, then b; b, then a; or c');
  });

  it('fills blanks and starts sentences with capitals', () => {
    const text = "Look. {A} is there: is {a B} near {A's} handle?";
    expect(fillWording(ENGLISH, text, { A: 'red mug', B: 'apple' })).toBe(
      "Look. The red mug is there: is an apple near the red mug's handle?",
    );
    expect(() => fillWording(ENGLISH, '{C}', { A: 'mug' })).toThrow('Nothing fills {C}');
  });
});

describe('readLanguage', () => {
  it('names the file and field that is wrong, and a form defined twice', () => {
    const file = { schema: 'vantage/wordings@1', forms: [] };
    expect(() => readLanguage({}, {}, STEPS_FILE)).toThrow('language.json: "schema"');
    expect(() => readLanguage(ENGLISH_FILE, { 'a.json': { ...file, forms: [{}] } }, STEPS_FILE)).toThrow(
      'a.json: "forms.0.for"',
    );
    const form = { for: { x: {} }, answer: 'yes-no', wordings: ['Is it?'], heldOut: ['Is it so?'], answers: {} };
    const twice = { ...file, forms: [form] };
    expect(() => readLanguage(ENGLISH_FILE, { 'a.json': twice, 'b.json': twice }, STEPS_FILE)).toThrow(
      'b.json: the form "x"',
    );
  });

  it('gives a wording for each of several fillings', () => {
    const form = {
      for: { x: { way: ['near', 'by'] } },
      answer: 'yes-no',
      wordings: ['Is {A} {way} {B}?'],
      heldOut: ['Is it?'],
      answers: {},
    };
    const { forms: read } = readLanguage(
      ENGLISH_FILE,
      { 'a.json': { schema: 'vantage/wordings@1', forms: [form] } },
      STEPS_FILE,
    );
    expect(read.get('x')?.wordings.map(({ id, text, split }) => `${id} ${split} ${text}`)).toEqual([
      'x.01a train Is {A} near {B}?',
      'x.01b train Is {A} by {B}?',
      'x.h01 test Is it?',
    ]);
  });
});
