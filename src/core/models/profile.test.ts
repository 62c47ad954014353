import { describe, expect, it } from 'vitest';
import { imagePoint, resizedImage, sentSize, writtenPoint } from './image-coordinates.js';
import { modelProfileSchema, parseProfile } from './profile.js';
import { GENERIC_PROFILE, GENERIC_PROMPTS, profileById, PROFILES, suggestProfile } from './shipped-profiles.js';

describe('shipped profiles', () => {
  it.each(PROFILES.map((p) => [p.id, p] as const))('%s passes its own schema and is found by its id', (id, profile) => {
    expect(modelProfileSchema.parse(profile)).toEqual(profile);
    expect(profileById(id)).toBe(profile);
  });

  it.each(PROFILES.map((p) => [p.id, p] as const))('%s puts a pixel back where it came from', (_, profile) => {
    for (const size of [
      [640, 480],
      [481, 1023],
      [37, 2000],
    ] as const) {
      for (const [u, v] of [
        [0, 0],
        [0.3 * size[0], 0.7 * size[1]],
        [size[0], size[1]],
      ]) {
        const [x, y] = writtenPoint(profile, size, u, v);
        const [u2, v2] = imagePoint(profile, size, x, y);
        expect(u2).toBeCloseTo(u, 9);
        expect(v2).toBeCloseTo(v, 9);
      }
    }
  });

  it.each([
    ['https://host/v1#Qwen/Qwen2.5-VL-7B-Instruct', 'qwen2.5-vl'],
    ['http://localhost:11434/v1#qwen2.5vl:7b', 'qwen2.5-vl'],
    ['qwen2_5_vl', 'qwen2.5-vl'],
    ['Qwen2-VL-2B', 'qwen2-vl'],
    ['Qwen3-VL-30B-A3B', 'qwen3-vl'],
    ['allenai/Molmo-7B-D-0924', 'molmo'],
    ['Molmo2-8B', 'molmo2'],
    ['BAAI/RoboBrain2.0-7B', 'robobrain'],
    ['RoboBrain2.5-8B', 'robotracer'],
    ['paligemma2-3b-mix-448', 'paligemma'],
    ['Florence-2-large', 'florence-2'],
    ['gemini-2.5-pro', 'gemini'],
    ['models/moondream2', 'moondream'],
    ['robopoint-v1-vicuna-v1.5-13b', 'robopoint'],
    ['SmolVLM-256M-Instruct', 'generic'],
    ['oracle', 'generic'],
    ['http://gemini.example/v1#SmolVLM', 'generic'],
  ])('suggests for %s: %s', (name, id) => expect(suggestProfile(name).id).toBe(id));
});

describe('parseProfile', () => {
  const mine = { ...GENERIC_PROFILE, id: 'mine', prompts: { points: 'Point. {question}' } };

  it('fills in prompts that are left out', () => {
    const parsed = parseProfile(JSON.parse(JSON.stringify(mine)), GENERIC_PROMPTS);
    expect(parsed.ok && parsed.profile.prompts.points).toBe('Point. {question}');
    expect(parsed.ok && parsed.profile.prompts.number).toBe(GENERIC_PROMPTS.number);
  });

  it.each([
    [{ ...mine, scale: { kind: 'span', max: 0 } }, /"scale.max"/],
    [{ ...mine, prompts: { points: 'no slot' } }, /"prompts.points".*{question}/],
    [{ ...mine, id: 'A B' }, /"id"/],
    [{ ...mine, order: 'zx' }, /"order"/],
    [{ ...mine, colour: 'red' }, /colour/],
    [null, /the profile/],
    ['text', /the profile/],
  ])('names the field at fault: %#', (value, problem) => {
    const parsed = parseProfile(value, GENERIC_PROMPTS);
    expect(parsed.ok ? '' : parsed.problem).toMatch(problem);
  });
});

describe('resizedImage', () => {
  const qwen = { kind: 'multiple', factor: 28, minPixels: 3136, maxPixels: 12_845_056 } as const;

  // By smart_resize: round(640 / 28) = 23 (22.86), round(480 / 28) = 17 (17.14); 42 / 28 = 1.5 rounds to the even 2.
  it.each([
    [640, 480, 644, 476],
    [1280, 720, 1288, 728],
    [42, 70, 56, 56],
    [28, 28, 56, 56],
    [8000, 6000, 4116, 3080],
  ])('Qwen2.5-VL sees %i × %i as %i × %i', (w, h, width, height) => {
    expect(resizedImage(qwen, w, h)).toMatchObject({ width, height });
  });

  it('letterboxes around the centre', () => {
    expect(resizedImage({ kind: 'letterbox', size: 400 }, 640, 480)).toEqual({
      width: 400,
      height: 400,
      left: 0,
      top: 50,
      contentWidth: 400,
      contentHeight: 300,
    });
    // The middle of the square is the middle of the image; its top edge lies 50 / 300 of the height above the image.
    const profile = {
      scale: { kind: 'span', max: 1 },
      resize: { kind: 'letterbox', size: 400 },
      maxImageSide: null,
    } as const;
    expect(imagePoint(profile, [640, 480], 0.5, 0.5)).toEqual([320, 240]);
    expect(imagePoint(profile, [640, 480], 0, 0)).toEqual([0, -80]);
  });

  it('takes pixels of what is sent where a large image is shrunk before', () => {
    const profile = {
      scale: { kind: 'pixels', of: 'resized' },
      resize: { kind: 'none' },
      maxImageSide: 320,
    } as const;
    expect(sentSize(profile, [640, 480])).toEqual([320, 240]);
    expect(sentSize(profile, [300, 200])).toEqual([300, 200]);
    expect(imagePoint(profile, [640, 480], 160, 60)).toEqual([320, 120]);
  });
});
