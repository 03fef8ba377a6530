import { expect, test } from 'vitest';
import { VOCABULARY } from '../../../shared/vocabulary.ts';
import { hasOwnReader, propertyReader } from './property-reader.ts';

const vocabulary = Object.keys(VOCABULARY);

test('each name of the vocabulary has a reader of its own', () => {
  expect(vocabulary.filter((name) => !hasOwnReader(name))).toEqual([]);
});

test.each([...vocabulary, 'client_code'])('the reader of %s reads that property and no other', (name) => {
  const read = propertyReader(name);
  const others = Object.fromEntries([...vocabulary, 'client_code'].map((other) => [other, other]));
  expect(read(others)).toBe(name);
  delete others[name];
  expect(read(others)).toBeUndefined();
});
