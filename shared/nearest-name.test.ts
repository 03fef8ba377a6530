import { expect, test } from 'vitest';
import { didYouMean, nearestName } from './nearest-name.ts';

const NAMES = ['WMT_TAG_NAME', 'WMT_TAG_DESC', 'AREA'];

test('the nearest name is suggested where at most a third of it differs, without case', () => {
  expect(nearestName('wmt_tag_nam', NAMES)).toBe('WMT_TAG_NAME');
  expect(nearestName('something else', NAMES)).toBeNull();
  expect(nearestName('x', [])).toBeNull();
});

test('two neighbours that changed places are one edit', () => {
  expect(nearestName('ARAE', NAMES)).toBe('AREA');
});

test('one edit is allowed in a short name, and of equals the first by alphabet is suggested', () => {
  expect(nearestName('kv', ['v', 'kw', 'kva'])).toBe('kva');
});

test('a name is not suggested for itself, but for another case of it', () => {
  expect(nearestName('AREA', ['AREA'])).toBeNull();
  expect(nearestName('Area', ['AREA'])).toBe('AREA');
});

test('the suggestion is a sentence, or nothing', () => {
  expect(didYouMean('AREAS', NAMES)).toBe(' Did you mean AREA?');
  expect(didYouMean('pump', NAMES)).toBe('');
});
