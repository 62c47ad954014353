import { expect, it } from 'vitest';
import { parseSweep, sweepCsv, sweepFigure, sweptNoise } from './noise-sweep.js';
import { NO_NOISE } from './rollout-record.js';
import { scoreRollouts } from './rollout-scores.js';

it('reads a knob and its values, ascending', () => {
  expect(parseSweep('pointing=8,0,2')).toEqual({ knob: 'pointing', values: [0, 2, 8] });
});

it.each([
  ['pointing', /KNOB=V1,V2/],
  ['focus=1,2', /one of depth, camera-position, camera-angle, pointing/],
  ['depth=0.1', /2 to 24 numbers/],
  ['depth=0,2', /from 0 to 1/],
  ['depth=0,,1', /2 to 24 numbers/],
  ['depth=0,0', /twice/],
])('says what is wrong with "%s"', (text, problem) => {
  const parsed = parseSweep(text);
  expect('problem' in parsed && parsed.problem).toMatch(problem);
});

it('turns one knob and leaves the others', () => {
  const base = { ...NO_NOISE, depth: 0.01 };
  expect(sweptNoise(base, 'camera-angle', 3)).toEqual({ ...base, cameraAngleDeg: 3 });
});

it('writes a line and a band for each value', () => {
  const points = [0, 4].map((value) => ({ value, scores: scoreRollouts([]) }));
  const [head, ...rows] = sweepCsv('pointing', points).trimEnd().split('\n');
  expect(head.startsWith('knob,value,episodes,success,low,high')).toBe(true);
  expect(rows.map((row) => row.split(',').slice(0, 3).join(' '))).toEqual(['pointing 0 0', 'pointing 4 0']);
  expect(rows.every((row) => row.split(',').length === head.split(',').length)).toBe(true);
  expect(sweepFigure('pointing', 'tabletop', 'oracle', points).svg).toContain('pixels');
});
