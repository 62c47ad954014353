import { expect, it } from 'vitest';
import { runName } from '../../core/rollout/rollout-record.js';
import { freeRunName } from './run-name.js';

it.each([
  ['http://localhost:8000#Qwen/Qwen3-VL 4B', 'tabletop-qwen3-vl-4b-placement'],
  ['/models/smol vlm/', 'tabletop-smol-vlm-placement'],
  ['oracle', 'tabletop-oracle-placement'],
])('names a run of %s that is not there yet', (model, name) => {
  expect(freeRunName([], 'tabletop', model, true)).toBe(name);
  expect(freeRunName([name, `${name}-2`], 'tabletop', model, true)).toBe(`${name}-3`);
  expect(runName.safeParse(freeRunName([], 'x'.repeat(64), model.repeat(9), false)).success).toBe(true);
});
