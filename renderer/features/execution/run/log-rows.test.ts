import { expect, test } from 'vitest';
import { actionLine } from '../testing.ts';
import { logRows } from './log-rows.ts';

const shown = (...indexes: readonly number[]) =>
  logRows(indexes.map((index) => actionLine(index))).map((row) =>
    row.kind === 'gap' ? `${row.count} left out` : row.line.index,
  );

test('lines that follow one another stand as they are', () => {
  expect(shown(0, 1, 2)).toEqual([0, 1, 2]);
  expect(shown()).toEqual([]);
});

test('where indexes jump, the log says how many lines were left out, at its start too', () => {
  expect(shown(40, 41, 1_000)).toEqual(['40 left out', 40, 41, '958 left out', 1_000]);
});
