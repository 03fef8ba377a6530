import { describe, expect, test } from 'vitest';
import { fullLoadCurrentA, type MotorRating, tableCurrentA } from './full-load-current.ts';

const motor = (
  powerKw: number | null,
  voltageV: number | null,
  electricalCode: string | null,
): MotorRating => ({
  powerKw,
  voltageV,
  electricalCode,
  phases: null,
  efficiency: null,
  powerFactor: null,
});

describe('the full-load current', () => {
  test('of 75 kW at 400 V with the default efficiency and power factor is 130.98 A', () => {
    expect(fullLoadCurrentA(motor(75, 400, 'IEC'))).toBe(130.98);
  });

  test('takes the efficiency and the power factor that are stated', () => {
    expect(fullLoadCurrentA({ ...motor(75, 400, 'IEC'), efficiency: 0.94, powerFactor: 0.9 })).toBe(127.96);
  });

  test('is that of three phases; of another number it is not known', () => {
    expect(fullLoadCurrentA({ ...motor(75, 400, 'IEC'), phases: 3 })).toBe(130.98);
    expect(fullLoadCurrentA({ ...motor(2.2, 230, 'IEC'), phases: 1 })).toBeNull();
  });

  test('comes from the table under NEC and CEC', () => {
    expect([fullLoadCurrentA(motor(75, 480, 'NEC')), fullLoadCurrentA(motor(75, 600, 'CEC'))]).toEqual([
      124, 99,
    ]);
  });

  test('of medium-voltage motors is computed under every code', () => {
    expect(fullLoadCurrentA(motor(315, 6600, 'NEC'))).toBe(fullLoadCurrentA(motor(315, 6600, 'IEC')));
  });

  test.each([
    ['the power is not stated', motor(null, 400, 'IEC')],
    ['the voltage is not stated', motor(75, null, 'IEC')],
    ['the code is not stated', motor(75, 400, null)],
    ['the power is zero', motor(0, 400, 'IEC')],
    ['the voltage is negative', motor(75, -400, 'IEC')],
    ['the efficiency is in percent', { ...motor(75, 400, 'IEC'), efficiency: 95 }],
    ['the table has no such voltage', motor(75, 400, 'NEC')],
  ])('is unknown where %s', (_, rating) => {
    expect(fullLoadCurrentA(rating)).toBeNull();
  });
});

describe('the table current', () => {
  test.each([
    [0.55, 460, 2.1],
    [0.746, 460, 2.1],
    [0.746 * 1.01, 480, 2.1],
    [0.746 * 1.02, 480, 3],
    [75, 460, 124],
    [75, 575, 99],
    [223.8, 600, 289],
  ])('of %d kW at %d V is %d A', (powerKw, voltageV, current) => {
    expect(tableCurrentA(powerKw, voltageV)).toBe(current);
  });

  test('ends at 300 HP', () => {
    expect(tableCurrentA(250, 460)).toBeNull();
  });
});
