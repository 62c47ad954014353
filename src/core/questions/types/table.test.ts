import { describe, expect, it } from 'vitest';
import { QUESTION_KINDS } from '../question-record.js';
import { QUESTION_TYPES, questionTypeOf } from './table.js';

describe('the table of question types', () => {
  it('has one family for a kind and type, and one name for a family', () => {
    const pairs = QUESTION_TYPES.flatMap(({ kind, types }) => types.map((type) => `${kind} ${type}`));
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(new Set(QUESTION_TYPES.map(({ name }) => name)).size).toBe(QUESTION_TYPES.length);
  });

  it.each(QUESTION_TYPES)('$name is of a kind that records know, and is found by its types', (family) => {
    expect(QUESTION_KINDS).toContain(family.kind);
    expect(family.types.length).toBeGreaterThan(0);
    for (const type of family.types) {
      expect(type).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(questionTypeOf({ kind: family.kind, type })).toBe(family);
    }
    expect(family.weight).toBeGreaterThan(0);
  });
});
