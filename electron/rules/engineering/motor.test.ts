import { describe, expect, test } from 'vitest';
import { defaultEfficiency, defaultPowerFactor, motorMargin, standardMotorKw } from './motor.ts';

describe('the standard motor rating', () => {
  test.each([
    [0.1, 0.18],
    [0.18, 0.18],
    [12, 15],
    [66, 75],
    [60 * 1.1, 75],
    [50 * 1.1, 55],
    [400, 400],
  ])('of %d kW is %d kW', (powerKw, rating) => {
    expect(standardMotorKw(powerKw)).toBe(rating);
  });

  test.each([401, 0, -5, Number.NaN])('of %d kW does not exist', (powerKw) => {
    expect(standardMotorKw(powerKw)).toBeNull();
  });
});

describe('the motor margin', () => {
  test.each([
    [21.9, 1.25],
    [22, 1.15],
    [55, 1.15],
    [55.1, 1.1],
  ])('at %d kW is %d', (shaftKw, margin) => {
    expect(motorMargin(shaftKw)).toBe(margin);
  });

  test('follows the settings of the project', () => {
    const margins = { below22Kw: 1.3, from22To55Kw: 1.2, above55Kw: 1.05 };
    expect([10, 30, 60].map((shaftKw) => motorMargin(shaftKw, margins))).toEqual([1.3, 1.2, 1.05]);
  });
});

describe('what a motor has by default', () => {
  test('is the IE3 efficiency, between two ratings that of the lower one', () => {
    expect([0.1, 0.18, 20, 75, 160, 200, 400].map(defaultEfficiency)).toEqual([
      0.699, 0.699, 0.926, 0.95, 0.958, 0.96, 0.96,
    ]);
  });

  test('is a typical power factor', () => {
    expect([0.55, 0.75, 1.1, 1.5, 4, 5.5, 11, 15, 45, 55].map(defaultPowerFactor)).toEqual([
      0.7, 0.75, 0.75, 0.8, 0.8, 0.83, 0.83, 0.85, 0.85, 0.87,
    ]);
  });
});
