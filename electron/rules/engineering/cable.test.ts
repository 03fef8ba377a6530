import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ambientFactor,
  ampacityA,
  type CableDuty,
  resistanceOhmPerKm,
  smallestCable,
  voltageDropPct,
} from './cable.ts';

/** 75 kW at 400 V, efficiency 0.95, cos phi 0.87. */
const duty: CableDuty = {
  loadA: 130.98,
  voltageV: 400,
  powerFactor: 0.87,
  lengthM: 75,
  dropLimitPct: 3,
  ambientC: 40,
};

describe('the smallest cable', () => {
  test('for 75 kW over 75 m is 35 mm2 with a drop of 2.64 %', () => {
    expect(smallestCable(duty)).toEqual({ sizeMm2: 35, runs: 1, ampacityA: 143.78, voltageDropPct: 2.64 });
  });

  test('a load of just what a cable carries is not too much for it', () => {
    const size = smallestCable({ ...duty, loadA: 115, lengthM: 5, ambientC: 10 });
    expect(size).toMatchObject({ sizeMm2: 16, ampacityA: 115 });
  });

  test('over 150 m is 70 mm2, since 35 mm2 drops 5.28 % and 50 mm2 3.99 %', () => {
    const long = { ...duty, lengthM: 150 };
    expect([35, 50, 70].map((size) => voltageDropPct(long, size))).toEqual([5.28, 3.99, 2.86]);
    expect(smallestCable(long)).toEqual({ sizeMm2: 70, runs: 1, ampacityA: 223.86, voltageDropPct: 2.86 });
  });

  test('carries the design current where that is more than the load', () => {
    expect(smallestCable({ ...duty, designA: 130.98 * 1.25 })?.sizeMm2).toBe(50);
  });

  test('is never less than 2.5 mm2', () => {
    expect(smallestCable({ ...duty, loadA: 1, lengthM: 5 })?.sizeMm2).toBe(2.5);
  });

  test('above 300 mm2 goes in parallel runs', () => {
    expect(smallestCable({ ...duty, loadA: 700, lengthM: 20 })).toEqual({
      sizeMm2: 150,
      runs: 2,
      ampacityA: 718.9,
      voltageDropPct: 0.54,
    });
  });

  test.each([
    ['no cable is large enough', { ...duty, loadA: 10_000 }],
    ['the current is negative', { ...duty, loadA: -1 }],
    ['the power factor is above 1', { ...duty, powerFactor: 87 }],
    ['the length is not a number', { ...duty, lengthM: Number.NaN }],
    ['it is too hot for the insulation', { ...duty, ambientC: 95 }],
  ])('is none where %s', (_, asked) => {
    expect(smallestCable(asked)).toBeNull();
  });

  test('meets current and drop, whatever is asked', () => {
    const duties = fc.record({
      loadA: fc.double({ min: 1, max: 2000, noNaN: true }),
      lengthM: fc.double({ min: 0, max: 500, noNaN: true }),
      ambientC: fc.integer({ min: -20, max: 60 }),
    });
    fc.assert(
      fc.property(duties, (asked) => {
        const size = smallestCable({ ...duty, ...asked });
        return (
          size === null || (size.ampacityA >= asked.loadA - 0.01 && size.voltageDropPct <= duty.dropLimitPct)
        );
      }),
    );
  });
});

describe('the tables of copper cables', () => {
  test('give ampacity by cross-section and ambient', () => {
    expect([ampacityA(35, 30), ampacityA(35, 40), ampacityA(36, 30), ampacityA(35, 90)]).toEqual([
      158,
      143.78,
      null,
      null,
    ]);
  });

  test('give the resistance at 90 °C', () => {
    expect([resistanceOhmPerKm(35), resistanceOhmPerKm(36)]).toEqual([0.524 * 1.275, null]);
    expect(voltageDropPct(duty, 36)).toBeNull();
  });

  test('give the ambient factors of IEC 60364-5-52', () => {
    expect([10, 20, 30, 35, 40, 45, 50, 60, 80].map(ambientFactor)).toEqual([
      1.15, 1.08, 1, 0.96, 0.91, 0.87, 0.82, 0.71, 0.41,
    ]);
  });
});
