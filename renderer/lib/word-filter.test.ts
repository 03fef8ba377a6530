import { expect, test } from 'vitest';
import { wordFilter } from './word-filter.ts';

test('the beginning of a name counts most, then its middle, then further words', () => {
  const scores = [
    wordFilter('properties.power_kw', 'power'),
    wordFilter('properties.shaft_power_kw', 'power'),
    wordFilter('properties.rating_kw', 'motor power', ['Rated motor power of a drive.']),
    wordFilter('properties.duty', 'power', ['Whether the speed is to vary.']),
  ];
  expect(scores).toEqual([0.9, 0.8, 0.5, 0]);
});
