import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../questions/question-record.js';
import { formWithMarks, withMarks } from './marks.js';
import { parseReply } from './parse-reply/parse-reply.js';
import { promptFor } from './prompt.js';
import { GENERIC_PROFILE, profileById, PROFILES } from './shipped-profiles.js';
import type { ModelProfile } from './profile.js';

const SIZES = [
  [640, 480],
  [320, 240],
] as const;

/** Pixels (64, 120) of the first image, (240, 60) of the last. */
const SAME = {
  text: "These are two views of one scene. Points are (x, y), as shares of an image's width and height. Does the second image show at (0.750, 0.250) what the first image shows at (0.100, 0.250)?",
  evidence: { measured: { markU: 64, markV: 120, otherU: 240, otherV: 60 } },
};

const OPTIONS: Answer = {
  kind: 'choice',
  options: [{ text: '(0.750, 0.250)' }, { text: '(0.125, 0.500)' }, { text: '(1.000, 0.000)' }],
  correct: 1,
};

const profile = (id: string): ModelProfile => profileById(id) as ModelProfile;

describe('marks', () => {
  it('stand in the numbers a model knows, with a sentence that says which', () => {
    const told = (id: string) => withMarks(SAME, profile(id), SIZES).slice('These are two views of one scene. '.length);
    expect(told('qwen3-vl')).toBe(
      "Points are (x, y), from 0 to 1000 over an image's width and height. Does the second image show at (750, 250) what the first image shows at (100, 250)?",
    );
    expect(told('gemini')).toContain('Points are (y, x), from 0 to 1000');
    expect(told('gemini')).toContain('at (250, 750) what the first image shows at (250, 100)?');
    // Sides rounded to multiples of 28: 640 × 480 is seen as 644 × 476, 320 × 240 as 308 × 252.
    expect(told('qwen2.5-vl')).toContain(
      'Points are (x, y), in pixels. Does the second image show at (231, 63) what the first image shows at (64, 119)?',
    );
    expect(told('paligemma')).toContain('at <loc0256><loc0768> what the first image shows at <loc0256><loc0102>?');
    expect(told('molmo')).toContain('at (75.0, 25.0) what the first image shows at (10.0, 25.0)?');
  });

  it('stay as they are where the model writes shares, or the text does not say what they are', () => {
    expect(withMarks(SAME, GENERIC_PROFILE, SIZES)).toBe(SAME.text);
    const bare = { ...SAME, text: 'Is (0.100, 0.250) on the mug?' };
    expect(withMarks(bare, profile('qwen3-vl'), SIZES)).toBe(bare.text);
  });

  it('are read as they were shown when they are options', () => {
    const form = formWithMarks(
      { kind: 'choice', options: OPTIONS.options.map(({ text }) => text) },
      profile('qwen3-vl'),
      SIZES,
    );
    expect(form).toEqual({ kind: 'choice', options: ['(750, 250)', '(125, 500)', '(1000, 0)'] });
    expect(parseReply('The point is (125, 500).', form, profile('qwen3-vl'), SIZES)).toMatchObject({
      ok: true,
      value: { index: 1 },
    });
    const { prompt } = promptFor({ text: SAME.text, answer: OPTIONS }, profile('qwen3-vl'), { imageSizes: SIZES });
    expect(prompt).toContain('A. (750, 250)\nB. (125, 500)\nC. (1000, 0)');
  });

  it('leave options alone that are not all points', () => {
    const form = { kind: 'choice', options: ['(0.750, 0.250)', 'the mug'] } as const;
    expect(formWithMarks(form, profile('qwen3-vl'), SIZES)).toBe(form);
  });

  it.each(PROFILES.map((p) => [p.id, p] as const))('%s: no stored mark is left beside rewritten ones', (_, one) => {
    const text = withMarks(SAME, one, SIZES);
    const kept = ['(0.750, 0.250)', '(0.100, 0.250)'].filter((mark) => text.includes(mark)).length;
    expect(kept).toBe(text === SAME.text ? 2 : 0);
  });

  it('are explained by the wordings in the sentence that is rewritten', () => {
    const file = new URL('../../../assets/language/en/multiview.json', import.meta.url);
    const { forms } = JSON.parse(readFileSync(file, 'utf8')) as {
      forms: { for: Record<string, { pair?: string[] }>; wordings: string[] }[];
    };
    const marked = forms.filter(({ wordings }) => wordings.some((text) => text.includes('{point}')));
    expect(marked.length).toBeGreaterThanOrEqual(4);
    for (const pair of marked.flatMap((form) => Object.values(form.for).flatMap(({ pair = [] }) => pair)))
      expect(pair).toContain("Points are (x, y), as shares of an image's width and height.");
  });
});
