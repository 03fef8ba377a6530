import { expect, test } from 'vitest';
import { fileName } from './ExportHistory.tsx';

test('a tag becomes part of a file name that every system takes', () => {
  expect(['P-101/A', '..\\x', '<script>', 'Ü 12', '///', 'x'.repeat(5_000)].map(fileName)).toEqual([
    'P-101-A',
    'x',
    'script',
    'Ü-12',
    'tag',
    'x'.repeat(80),
  ]);
});
