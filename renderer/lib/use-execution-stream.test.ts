import { expect, test } from 'vitest';
import type { ActionLine } from '../../shared/contract/runs.ts';
import { aRun } from './testing.ts';
import { afterRun, MOST_KEPT_LINES } from './use-execution-stream.ts';

const line = (index: number): ActionLine => ({
  index,
  at: '2026-11-21T09:14:00.000Z',
  op: 'CREATE',
  aggregateType: 'ASSET',
  tag: `P-${index}-M`,
  ruleId: 'mech.pump-motor',
  text: `created from P-${index}`,
});

test('the lines of a run are joined; what came already is not taken twice', () => {
  const first = afterRun({ run: null, lines: [] }, aRun({ tail: [line(0), line(1)] }));
  const second = aRun({ tail: [line(1), line(5)] });
  expect(afterRun(first, second)).toEqual({ run: second, lines: [line(0), line(1), line(5)] });
});

test('another run starts anew', () => {
  const first = afterRun({ run: null, lines: [] }, aRun({ tail: [line(7)] }));
  const other = aRun({ runId: 'run-2', tail: [line(0)] });
  expect(afterRun(first, other)).toEqual({ run: other, lines: [line(0)] });
});

test('only so many lines are kept, the newest', () => {
  const lines = Array.from({ length: MOST_KEPT_LINES }, (_, index) => line(index));
  const run = aRun({ tail: [line(MOST_KEPT_LINES)] });
  const after = afterRun({ run, lines }, run);
  expect([after.lines.length, after.lines[0]?.index]).toEqual([MOST_KEPT_LINES, 1]);
});
