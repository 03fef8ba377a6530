import { describe, expect, test } from 'vitest';
import {
  aimMeasuredAtMost,
  failing,
  holds,
  measuredAtLeast,
  measuredAtMost,
  ratioAtLeast,
  ratioAtMost,
  type BenchRow,
} from './row.ts';
import { markdownTable, number, plainTable } from './table.ts';

const row = (over: Partial<BenchRow>): BenchRow => ({
  suite: 'commit',
  name: 'batch of 60k',
  measured: { value: 2400, unit: 'ms' },
  peer: { name: 'raw insert', value: 1000, unit: 'ms' },
  ratio: 2.4,
  required: ratioAtMost(3),
  ...over,
});

const ROWS: readonly BenchRow[] = [
  row({}),
  row({
    suite: 'timeline',
    name: 'a|b',
    measured: { value: 61.26, unit: 'ms' },
    peer: null,
    ratio: null,
    required: measuredAtMost(50),
  }),
  row({ suite: 'plan', name: 'view', peer: null, ratio: null, required: aimMeasuredAtMost(1000) }),
  row({
    suite: 'plan',
    name: 'memory',
    measured: { value: 512, unit: 'MB' },
    peer: null,
    ratio: null,
    required: null,
  }),
];

describe('the table', () => {
  test('stands in aligned columns, with the verdict at the end', () => {
    expect(plainTable(ROWS).split('\n')).toEqual([
      'suite     row           measured  peer                   ratio  required         ok',
      '--------  ------------  --------  ---------------------  -----  ---------------  -------',
      'commit    batch of 60k  2,400 ms  1,000 ms (raw insert)  2.4 x  <= 3 x           yes',
      'timeline  a|b           61.3 ms   -                      -      <= 50 ms         NO',
      'plan      view          2,400 ms  -                      -      aim <= 1,000 ms  not yet',
      'plan      memory        512 MB    -                      -      -                -',
    ]);
  });

  test('as Markdown escapes what would end a cell', () => {
    expect(markdownTable(ROWS.slice(1, 2)).split('\n')).toEqual([
      '| suite | row | measured | peer | ratio | required | ok |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| timeline | a\\|b | 61.3 ms | - | - | <= 50 ms | NO |',
    ]);
  });

  test('shows the digits that matter', () => {
    expect([0, 0.01234, 1.005, 12.34, 999.6, 1234.4, 123_456].map(number)).toEqual([
      '0',
      '0.0123',
      '1.01',
      '12.3',
      '1,000',
      '1,234',
      '123,500',
    ]);
  });
});

describe('a requirement', () => {
  test('holds up to its limit, on either number and in either sense', () => {
    const verdicts = [
      row({ ratio: 3 }),
      row({ ratio: 3.01 }),
      row({ ratio: 0.5, required: ratioAtLeast(0.5) }),
      row({ ratio: 0.49, required: ratioAtLeast(0.5) }),
      row({ measured: { value: 100_000, unit: 'events/s' }, required: measuredAtLeast(100_000) }),
      row({ required: null }),
    ].map(holds);
    expect(verdicts).toEqual([true, false, true, false, true, null]);
  });

  test('on a ratio that could not be measured does not hold', () => {
    expect([holds(row({ ratio: null })), holds(row({ ratio: Number.NaN }))]).toEqual([false, false]);
  });

  test('fails the run only where it binds', () => {
    expect(failing(ROWS)).toEqual([ROWS[1]]);
  });
});
