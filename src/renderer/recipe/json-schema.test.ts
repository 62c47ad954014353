import { expect, test } from 'vitest';
import { branchOf, emptyOf, fieldOf, withoutField, type JsonSchema } from './json-schema.js';

const range: JsonSchema = {
  type: 'array',
  items: [
    { type: 'number', minimum: 1 },
    { type: 'number', minimum: 1 },
  ],
};

test('a value shows which of several forms it has', () => {
  const size: JsonSchema[] = [range, { type: 'array', items: [range, range] }];
  expect(branchOf(size, [1, 2])).toBe(0);
  expect(
    branchOf(size, [
      [1, 2],
      [3, 4],
    ]),
  ).toBe(1);
  const anchor: JsonSchema[] = [{ type: 'string', const: 'robot-base' }, { type: 'object' }];
  expect(branchOf(anchor, 'robot-base')).toBe(0);
  expect(branchOf(anchor, { from: 'door', to: 'desk' })).toBe(1);
});

test('a new field starts from its default, or from the least there can be', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: { type: { type: 'string', enum: ['on', 'under'] }, share: { type: 'number', default: 0.5 }, note: {} },
    required: ['type', 'share'],
  };
  expect(emptyOf(schema)).toEqual({ type: 'on', share: 0.5 });
  expect(emptyOf(range)).toEqual([1, 1]);
});

test('the parser’s sentence names its field', () => {
  expect(fieldOf('"objects.count[0]": 4 objects are required.')).toBe('objects.count[0]');
  expect(withoutField('"objects.count[0]": 4 objects are required.')).toBe('4 objects are required.');
  expect(withoutField('"objects.count[0]": Too big: expected number to be <=80.')).toBe('Must be at most 80.');
  expect(fieldOf('unknown key "colour": remove it.')).toBeNull();
});
