import { describe, expect, it } from 'vitest';
import { createRng } from '../../random.js';
import { writePoints } from '../baselines/write-answer.js';
import type { ModelProfile } from '../profile.js';
import { GENERIC_PROFILE, profileById, PROFILES } from '../shipped-profiles.js';
import { judgeProbe } from './judge-probe.js';
import { probePlan } from './probe-plan.js';
import { probeResultSchema, probeWarning, type ProbePoint, type ProbeResult } from './probe-result.js';
import { writtenPair } from './written-pair.js';

const known = (id: string): ModelProfile => profileById(id) ?? GENERIC_PROFILE;

type Says = (place: readonly [number, number], size: readonly [number, number], k: number) => string;

/** A model that says something of each dot, under the prompts of `profile`. */
function probed(profile: ModelProfile, says: Says): ProbePoint[] {
  const { images, questions } = probePlan(profile);
  return questions.map(({ id, image, place }, k) => {
    const { width, height } = images.find((i) => i.id === image) ?? { width: 0, height: 0 };
    const reply = says(place, [width, height], k);
    return { question: id, size: [width, height], place, reply, written: writtenPair(reply, profile) };
  });
}

/** Sees the dots with an error of `noise` of each side, and writes as `profile` says. */
function writer(profile: ModelProfile, noise: number): Says {
  const rng = createRng('probe');
  const off = () => noise * 1.7 * (2 * rng.next() - 1);
  return ([u, v], size) => writePoints([[u + off() * size[0], v + off() * size[1]]], profile, [size]);
}

describe('probePlan', () => {
  it('draws every dot where it says it is', () => {
    const { images, questions } = probePlan(GENERIC_PROFILE);
    expect(questions.length).toBe(images.length * 4);
    for (const { image, place, id } of questions) {
      const { width, height, rgb } = images.find((i) => i.id === image) ?? images[0];
      // Centre of gravity of the dot's colour.
      const at = 3 * (Math.floor(place[1]) * width + Math.floor(place[0]));
      const colour = [rgb[at], rgb[at + 1], rgb[at + 2]].join();
      let [n, sx, sy] = [0, 0, 0];
      for (let i = 0; i < width * height; i++) {
        if ([rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]].join() !== colour) continue;
        n++;
        sx += (i % width) + 0.5;
        sy += Math.floor(i / width) + 0.5;
      }
      expect(n, id).toBeGreaterThan(60);
      expect(Math.abs(sx / n - place[0]), id).toBeLessThan(0.6);
      expect(Math.abs(sy / n - place[1]), id).toBeLessThan(0.6);
      expect(height).toBeGreaterThan(place[1]);
    }
  });
});

describe('judgeProbe', () => {
  describe.each([0, 0.004, 0.01])('of a model that sees to %f', (noise) => {
    it.each(PROFILES.map((p) => [p.id, p] as const))(
      'agrees with profile %s where the model writes so',
      (_, profile) => {
        const verdict = judgeProbe(probed(profile, writer(profile, noise)), profile);
        expect(verdict.kind, verdict.sentence).toBe('agrees');
      },
    );
  });

  it.each([
    ['qwen3-vl', 'qwen2.5-vl', '0–1000 of the image, x first'],
    ['qwen2.5-vl', 'qwen3-vl', 'multiples of 28'],
    ['generic', 'qwen2-vl', 'shares 0–1 of the image, x first'],
    ['gemini', 'qwen3-vl', '0–1000 of the image, y first'],
    ['qwen3-vl', 'gemini', '0–1000 of the image, x first'],
    ['paligemma', 'generic', '0–1024 of the image, y first in the notation "loc"'],
    ['molmo', 'molmo2', '0–100 of the image, x first in the notation "molmo"'],
    ['florence-2', 'generic', 'in the notation "loc-underscore"'],
  ])('finds that a model writes as %s, not as %s', (writes, assumed, found) => {
    const verdict = judgeProbe(probed(known(assumed), writer(known(writes), 0.004)), known(assumed));
    expect(verdict.kind, verdict.sentence).toBe('differs');
    expect(verdict.sentence).toContain(found);
  });

  it('finds a resize: pixels of a square of 448', () => {
    const square: ModelProfile = {
      ...GENERIC_PROFILE,
      scale: { kind: 'pixels', of: 'resized' },
      resize: { kind: 'stretch', size: 448 },
    };
    const verdict = judgeProbe(probed(GENERIC_PROFILE, writer(square, 0.003)), GENERIC_PROFILE);
    expect(verdict).toMatchObject({ kind: 'differs', found: { resize: { kind: 'stretch', size: 448 } } });
  });

  it('finds padding: shares of the square around the image', () => {
    const padded: ModelProfile = { ...GENERIC_PROFILE, resize: { kind: 'letterbox', size: 336 } };
    const verdict = judgeProbe(probed(GENERIC_PROFILE, writer(padded, 0.003)), GENERIC_PROFILE);
    expect(verdict.kind).toBe('differs');
    expect(verdict.sentence).toContain('padded to a square');
  });

  it('takes a limit of a megapixel for what it is', () => {
    const limited: ModelProfile = {
      ...known('qwen2.5-vl'),
      resize: { kind: 'multiple', factor: 28, minPixels: 3136, maxPixels: 1_003_520 },
    };
    const verdict = judgeProbe(probed(known('qwen2.5-vl'), writer(limited, 0.003)), known('qwen2.5-vl'));
    expect(verdict).toMatchObject({ kind: 'differs', found: { resize: { maxPixels: 1_003_520 } } });
  });

  const rng = createRng('nonsense');
  it.each<[string, Says, RegExp]>([
    ['chance', () => `(${rng.next().toFixed(3)}, ${rng.next().toFixed(3)})`, /no scale, order or resize/],
    ['the middle', () => '(0.5, 0.5)', /same point every time/],
    ['no points', () => 'The dot is in the image.', /gave none/],
    ['nothing', () => '', /gave none/],
    ['the wrong way up', ([u, v], [w, h]) => `(${u / w}, ${1 - v / h})`, /no scale/],
    ['half of them', ([u, v], [w, h], k) => (k % 2 ? `(${u / w}, ${v / h})` : 'I cannot see it.'), /gave none/],
  ])('says that it cannot tell of %s', (_, says, why) => {
    const verdict = judgeProbe(probed(GENERIC_PROFILE, says), GENERIC_PROFILE);
    expect(verdict.kind, verdict.sentence).toBe('cannot-tell');
    expect(verdict.sentence).toMatch(why);
  });

  it('obeys names before order', () => {
    const says: Says = ([u, v], [w, h]) => `{"y": ${v / h}, "x": ${u / w}}`;
    expect(judgeProbe(probed(GENERIC_PROFILE, says), GENERIC_PROFILE).kind).toBe('agrees');
  });

  it('forgives one dot in four', () => {
    const write = writer(GENERIC_PROFILE, 0.005);
    const says: Says = (place, size, k) => (k % 4 === 0 ? '(0.99, 0.01)' : write(place, size, k));
    expect(judgeProbe(probed(GENERIC_PROFILE, says), GENERIC_PROFILE).kind).toBe('agrees');
  });
});

describe('probeWarning', () => {
  const qwen3 = known('qwen3-vl');
  const result = (profile: ModelProfile, writes: ModelProfile): ProbeResult => {
    const points = probed(profile, writer(writes, 0.004));
    const { sentence, found } = judgeProbe(points, profile);
    return {
      schema: 'vantage/probe@1',
      model: 'm',
      fingerprint: 'a',
      profile: profile.id,
      prompt: profile.prompts.points,
      points,
      sentence,
      found,
    };
  };

  it('is silent where the probe agrees, and survives its file', () => {
    const stored: unknown = JSON.parse(JSON.stringify(result(qwen3, qwen3)));
    expect(probeWarning(qwen3, probeResultSchema.parse(stored), 'm', 'a')).toBeNull();
  });

  it('speaks of no probe, another model, another prompt, another scale', () => {
    expect(probeWarning(qwen3, null, 'm', 'a')).toMatch(/not been probed.*vantage models probe m --profile qwen3-vl/);
    expect(probeWarning(qwen3, result(qwen3, qwen3), 'm', 'b')).toMatch(/has changed/);
    expect(probeWarning(known('gemini'), result(qwen3, qwen3), 'm', 'a')).toMatch(/another prompt/);
    // Same prompt, other scale: the profiles of Qwen2.5-VL and Qwen3-VL.
    expect(probeWarning(known('qwen2.5-vl'), result(qwen3, qwen3), 'm', 'a')).toMatch(
      /wrong for this model: it writes 0–1000/,
    );
  });
});
