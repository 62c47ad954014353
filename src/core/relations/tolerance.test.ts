import { expect, test } from 'vitest';
import {
  and,
  atLeast,
  atMost,
  decide,
  isPositive,
  not,
  or,
  overlaps,
  pixels,
  seenLength,
  share,
  within,
} from './tolerance.js';

test('a comparison is closed but silent next to its threshold', () => {
  expect(atLeast(0.3, 0.3)).toBe('A');
  expect(atLeast(0.3 + 0.9e-6, 0.3)).toBe('A');
  expect(atLeast(0.3 + 1.1e-6, 0.3)).toBe('T');
  expect(atLeast(0.3 - 1.1e-6, 0.3)).toBe('F');
  expect(atMost(0.3 - 1.1e-6, 0.3)).toBe('T');
  expect(atMost(0.3 + 1.1e-6, 0.3)).toBe('F');
});

test('the guard grows with the numbers compared', () => {
  expect(atLeast(50 + 4e-5, 50)).toBe('A');
  expect(atLeast(50 + 6e-5, 50)).toBe('T');
});

test('sampled quantities keep further away: shares 0.02, pixels 1, lengths 2 mm', () => {
  expect(atLeast(0.51, 0.5, share)).toBe('A');
  expect(atLeast(0.53, 0.5, share)).toBe('T');
  expect(atLeast(8.5, 8, pixels)).toBe('A');
  expect(atLeast(9, 8, pixels)).toBe('T');
  expect(atMost(0.029, 0.03, seenLength)).toBe('A');
  expect(atMost(0.027, 0.03, seenLength)).toBe('T');
});

test('a share of one or none is as far as it goes', () => {
  expect(atLeast(1, 0.99, share)).toBe('T');
  expect(atLeast(0.995, 0.99, share)).toBe('A');
  expect(atMost(0, 0.01, share)).toBe('T');
});

test('zero is zero up to rounding, overlap counts above a thousandth', () => {
  expect(isPositive(1e-9)).toBe('F');
  expect(isPositive(2e-9)).toBe('T');
  expect(overlaps(0.0009)).toBe('F');
  expect(overlaps(0.001)).toBe('A');
  expect(overlaps(0.0011)).toBe('T');
});

test('within is both sides', () => {
  expect(within(85, 80, 100)).toBe('T');
  expect(within(80, 80, 100)).toBe('A');
  expect(within(101, 80, 100)).toBe('F');
});

test('three-valued logic after Kleene', () => {
  expect(and('T', 'A')).toBe('A');
  expect(and('A', 'F')).toBe('F');
  expect(and('T', 'T')).toBe('T');
  expect(or('F', 'A')).toBe('A');
  expect(or('A', 'T')).toBe('T');
  expect(or('F', 'F')).toBe('F');
  expect(not('A')).toBe('A');
  expect(not('F')).toBe('T');
});

test('only a sure condition decides, two sure ones cancel', () => {
  expect(decide('T', 'F')).toBe('T');
  expect(decide('A', 'T')).toBe('F');
  expect(decide('A', 'F')).toBe('A');
  expect(decide('F', 'F')).toBe('A');
  expect(decide('T', 'T')).toBe('A');
});
