import { describe, expect, it } from 'vitest';
import { templatesOf, type Form } from './candidate.js';
import { fillTemplate, type Direction, type FrameKind } from './wording.js';

const FORMS: Form[] = [
  { kind: 'above' },
  { kind: 'below' },
  { kind: 'fits-on' },
  ...(['direction', 'points', 'free-space', 'fits'] as const).flatMap((kind) =>
    (['ego', 'world', 'object'] as FrameKind[]).flatMap((frame) =>
      (['left', 'right', 'front', 'behind'] as Direction[]).flatMap((direction) =>
        (['intrinsic', 'facing'] as const).map((leftRight): Form => ({ kind, frame, direction, leftRight })),
      ),
    ),
  ),
];

const FILL = { subject: 'red mug', reference: 'toy car', anchor: 'facing from the lamp to the clock', reach: '30 cm' };

describe.each(FORMS)('wordings of %o', (form) => {
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
    if (!('frame' in form)) return;
    for (const text of texts) {
      if (form.frame === 'ego') expect(text).toMatch(/camera|viewer/i);
      if (form.frame === 'world') expect(text).toContain(FILL.anchor);
      if (form.frame === 'world' && form.kind === 'direction')
        expect(text).toMatch(/further (forward|back)|as seen when facing that way/i);
      if (form.frame === 'object') expect(text).toMatch(/own|point of view|faces|facing the toy car/i);
    }
  });
});
