import { describe, expect, it } from 'vitest';
import { createRng } from '../../random.js';
import { quantityText, unitOf, type Rounding, type UnitSystem } from './quantity-text.js';

const text = (metres: number, system: UnitSystem = 'metric', rounding: Rounding = 'digits') => {
  const { number, unit } = quantityText(metres, unitOf(metres, 'length', system), rounding);
  return `${number} ${unit}`;
};

describe('quantityText', () => {
  it('writes two digits, centimetres below a metre', () => {
    expect(text(0.1234)).toBe('12 cm');
    expect(text(0.0041)).toBe('0.41 cm');
    expect(text(0.8049)).toBe('80 cm');
    expect(text(1)).toBe('1.0 m');
    expect(text(12.34)).toBe('12 m');
    expect(text(0)).toBe('0 cm');
  });

  it('converts before it rounds', () => {
    expect(text(0.1, 'imperial')).toBe('3.9 in');
    expect(text(1, 'imperial')).toBe('3.3 ft');
    expect(text(0.999, 'imperial')).toBe('39 in');
  });

  it('rounds as a person would', () => {
    expect(text(0.371, 'metric', 'human')).toBe('40 cm');
    expect(text(0.23, 'metric', 'human')).toBe('25 cm');
    expect(text(1.94, 'metric', 'human')).toBe('2 m');
    expect(text(0.052, 'metric', 'human')).toBe('5 cm');
    expect(text(1.26, 'metric', 'human')).toBe('1.2 m');
  });

  it('knows areas, volumes, angles and plain numbers', () => {
    const of = (value: number, dimension: 'area' | 'volume' | 'angle' | 'count') =>
      Object.values(quantityText(value, unitOf(value, dimension, 'imperial'), 'digits')).join(' ');
    expect(of(0.0123, 'area')).toBe('120 cm²');
    expect(of(0.0123, 'volume')).toBe('12 l');
    expect(of(47.4, 'angle')).toBe('47 °');
    expect(of(7, 'count')).toBe('7 ');
  });

  it.each([0, 1, 2, 3])('stays within 5 and 12 percent of the value (seed %i)', (seed) => {
    const rng = createRng(seed);
    for (let i = 0; i < 500; i++) {
      const value = 10 ** rng.range(-2.5, 1.2);
      for (const system of ['metric', 'imperial'] as const) {
        const unit = unitOf(value, 'length', system);
        const error = (rounding: Rounding) =>
          Math.abs(Number(quantityText(value, unit, rounding).number) * unit.size - value) / value;
        expect(error('digits'), `${value}`).toBeLessThanOrEqual(0.05 + 1e-9);
        expect(error('human'), `${value}`).toBeLessThanOrEqual(0.12 + 1e-9);
      }
    }
  });
});
