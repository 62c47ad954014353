import { describe, expect, it } from 'vitest';
import { episodeSlot, parseSuite, trialSeed, type Suite } from './suite.js';

const suite = (more: object = {}): Suite => {
  const parsed = parseSuite({
    schema: 'vantage/suite@1',
    id: 'small',
    recipe: '../tabletop.json',
    seed: 3,
    episodes: 20,
    tasks: [
      { skill: 'place', relations: ['left', 'behind'], share: 3 },
      { skill: 'place', relations: ['on'], share: 1 },
    ],
    ...more,
  });
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.suite;
};

describe('episodeSlot', () => {
  it('deals rules by their shares, and mixes them', () => {
    const slots = Array.from({ length: 20 }, (_, k) => episodeSlot(suite(), k));
    expect(slots.filter(({ relation }) => relation === 'on')).toHaveLength(5);
    expect(slots.slice(0, 8).some(({ relation }) => relation === 'on')).toBe(true);
    expect(slots.find(({ relation }) => relation === 'on')?.frame).toBeNull();
    for (const relation of ['left', 'behind'])
      for (const frame of ['ego', 'world', 'object'])
        expect(slots.filter((s) => s.relation === relation && s.frame === frame).length).toBeGreaterThan(0);
  });

  it('asks the same of one scene in three frames', () => {
    const each = suite({
      eachFrame: true,
      episodes: 6,
      tasks: [{ skill: 'place', relations: ['left', 'right'], share: 1 }],
    });
    const slots = Array.from({ length: 6 }, (_, k) => episodeSlot(each, k));
    expect(slots.map(({ scene }) => scene)).toEqual([0, 0, 0, 1, 1, 1]);
    expect(slots.map(({ frame }) => frame)).toEqual(['ego', 'world', 'object', 'ego', 'world', 'object']);
    expect(slots[1]).toMatchObject({ relation: slots[0].relation, frames: ['ego', 'world', 'object'] });
  });

  it('has a seed for every scene and trial', () => {
    const seeds = [0, 1, 2].flatMap((scene) => [0, 1].map((trial) => trialSeed(suite(), scene, trial)));
    expect(new Set(seeds).size).toBe(6);
    expect(trialSeed(suite({ seed: 4 }), 0, 0)).not.toBe(seeds[0]);
  });
});

describe('parseSuite', () => {
  it('names the field at fault', () => {
    const parsed = parseSuite({ schema: 'vantage/suite@1', id: 'x', recipe: 'r', seed: 1, episodes: 0, tasks: [] });
    expect(parsed).toMatchObject({ ok: false });
    if (!parsed.ok) expect(parsed.problem).toMatch(/^"episodes"/);
  });
});
