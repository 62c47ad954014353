import { expect, it } from 'vitest';
import { withMinus } from './minus-sign.js';

it('puts a minus sign before what is below nothing', () => {
  expect(['-2.6 cm', '0.21 m', '-0.0 cm', '-12°', '0'].map(withMinus)).toEqual([
    '−2.6 cm',
    '0.21 m',
    '0.0 cm',
    '−12°',
    '0',
  ]);
});
