import { expect, it } from 'vitest';
import { QUESTION_TYPES } from './types/table.js';
import { typeName } from './type-name.js';

it('names every type in words, no two alike', () => {
  const types = [...new Set(QUESTION_TYPES.flatMap((family) => family.types))];
  const names = types.map(typeName);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[23a-z][a-zA-Z ]+$/);
});
