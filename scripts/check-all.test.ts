import { describe, expect, test } from 'vitest';
import { closingLine, describe as lineOf, oneCheck, sumOf } from './checks/outcome.ts';
import { summaryOf, type VitestReport } from './checks/vitest-report.ts';

const file = (...statuses: [string, string][]): VitestReport['testResults'][number] => ({
  name: 'a.test.ts',
  status: statuses.some(([status]) => status === 'failed') ? 'failed' : 'passed',
  assertionResults: statuses.map(([status, fullName]) => ({ status, fullName })),
});

describe("vitest's report", () => {
  test('counts tests, and the coverage as one check', () => {
    const report = {
      testResults: [file(['passed', 'a'], ['skipped', 'b (needs Linux)']), file(['passed', 'c'])],
    };
    expect(summaryOf(report, true)).toEqual({
      tests: { passed: 2, failed: 0, skipped: 1 },
      coverage: { passed: 1, failed: 0, skipped: 0 },
      complaints: [],
    });
  });

  test('a run that failed though every test passed failed by its coverage', () => {
    expect(summaryOf({ testResults: [file(['passed', 'a'])] }, false)).toEqual({
      tests: { passed: 1, failed: 0, skipped: 0 },
      coverage: { passed: 0, failed: 1, skipped: 0 },
      complaints: [],
    });
  });

  test('a file that failed before its tests counts as a failed test', () => {
    const broken = { name: 'b.test.ts', status: 'failed', assertionResults: [] };
    expect(summaryOf({ testResults: [file(['passed', 'a'], ['failed', 'b']), broken] }, false)).toEqual({
      tests: { passed: 1, failed: 2, skipped: 0 },
      coverage: { passed: 0, failed: 0, skipped: 1 },
      complaints: [],
    });
  });

  test('a skip without a reason, no test and no report are failures', () => {
    const unexplained = summaryOf({ testResults: [file(['skipped', 'a'], ['passed', 'b'])] }, true);
    expect(unexplained.tests).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(summaryOf({ testResults: [] }, true).tests.failed).toBe(1);
    expect(summaryOf(null, false).tests.failed).toBe(1);
  });
});

test('the closing line is the sum of all steps', () => {
  const counts = sumOf([oneCheck(true), oneCheck(false), { passed: 40, failed: 0, skipped: 2 }]);
  expect(closingLine(counts)).toBe('41 passed, 1 failed, 2 skipped');
});

test('a failed step shows its output, a good one only its line', () => {
  const step = { name: 'types', seconds: 1.52, note: '', output: 'a.ts(1,1): wrong\n' };
  expect(lineOf({ ...step, counts: oneCheck(true) })).toBe('ok    types           1.5 s');
  expect(lineOf({ ...step, counts: oneCheck(false) })).toBe(
    'FAIL  types           1.5 s\na.ts(1,1): wrong\n',
  );
});
