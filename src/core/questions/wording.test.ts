import { describe, expect, it } from 'vitest';
import { DIRECTIONS } from './types/frames-here.js';
import { fillTemplate, templatesOf } from './wording.js';

const FRAMES = ['ego', 'world', 'object', 'object-facing'];
const FORMS = [
  'above',
  'below',
  'fits_on',
  ...FRAMES.flatMap((frame) =>
    DIRECTIONS.filter(
      (direction) => frame !== 'object-facing' || direction === 'left' || direction === 'right',
    ).flatMap((direction) => [
      `${direction}.${frame}`,
      `fits.${direction}.${frame}`,
      `free_space.${direction}.${frame}.points`,
      `free_space.${direction}.${frame}.any`,
    ]),
  ),
];

const FILL = { A: 'red mug', B: 'toy car', anchor: 'facing from the lamp to the clock', reach: '30 cm' };

describe.each(FORMS)('wordings of %s', (form) => {
  const templates = templatesOf(form);
  const texts = templates.map((template) => fillTemplate(template.text, FILL));

  it('has one in five held out for the test split, and others for training', () => {
    const test = templates.filter((template) => template.split === 'test').length;
    expect(test / templates.length).toBeGreaterThanOrEqual(0.2);
    expect(test).toBeLessThan(templates.length);
  });

  it('fills every blank, differs from its neighbours, ends as a sentence', () => {
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) {
      expect(text).toMatch(/^[A-Z][^{}]*[.?]$/);
      expect(text).not.toMatch(/undefined|the the|behind of|in front {B}| {2}/);
      expect(text).toContain('the toy car');
    }
  });

  it('says whose side is meant', () => {
    const frame = FRAMES.find((name) => form.split('.').includes(name));
    for (const text of texts) {
      if (frame === 'ego') expect(text).toMatch(/camera|viewer/i);
      if (frame === 'world') expect(text).toContain(FILL.anchor);
      if (frame === 'world' && /^(left|right|front|behind)/.test(form))
        expect(text).toMatch(/further (forward|back)|as seen when facing that way/i);
      if (frame?.startsWith('object')) expect(text).toMatch(/own|point of view|faces|facing the toy car/i);
    }
  });
});
