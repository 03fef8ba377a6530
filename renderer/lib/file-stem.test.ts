import { expect, test } from 'vitest';
import { fileStem } from './file-stem.ts';

test('a tag becomes part of a file name that every system takes', () => {
  expect(['P-101/A', '..\\x', '<script>', 'Ü 12', '///', 'x'.repeat(5_000)].map(fileStem)).toEqual([
    'P-101-A',
    'x',
    'script',
    'Ü-12',
    'unnamed',
    'x'.repeat(80),
  ]);
});
