import { describe, expect, test } from 'vitest';
import { windowSummaryOf, type PlaywrightReport } from './playwright-report.ts';

type Told = [title: string, status: 'expected' | 'unexpected' | 'flaky' | 'skipped', reason?: string];

const reportOf = (...tests: Told[]): PlaywrightReport => ({
  suites: [
    {
      title: 'window.spec.ts',
      specs: [],
      suites: [
        {
          title: 'the window',
          specs: tests.map(([title, status, description]) => ({
            title,
            tests: [
              { status, annotations: description === undefined ? [] : [{ type: 'skip', description }] },
            ],
          })),
        },
      ],
    },
  ],
  errors: [],
});

describe('the report of the window tests', () => {
  test('counts what passed, failed and was skipped for a reason', () => {
    const report = reportOf(
      ['opens', 'expected'],
      ['closes', 'unexpected'],
      ['packs (needs the Electron binary)', 'skipped'],
    );
    expect(windowSummaryOf(report, false)).toEqual({
      counts: { passed: 1, failed: 1, skipped: 1 },
      complaints: [],
    });
  });

  test('counts a test that passed only when tried again as failed', () => {
    expect(windowSummaryOf(reportOf(['opens', 'flaky']), true).counts).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  test('counts as skipped what was told why while it ran', () => {
    const report = reportOf(['opens', 'expected'], ['imports C01', 'skipped', 'the tag lists are absent']);
    expect(windowSummaryOf(report, true)).toEqual({
      counts: { passed: 1, failed: 0, skipped: 1 },
      complaints: [],
    });
  });

  test('complains of a skip without a reason, naming the test', () => {
    const { counts, complaints } = windowSummaryOf(reportOf(['opens', 'skipped']), true);
    expect(counts).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(complaints.join()).toContain('the window opens');
  });

  test('fails where nothing was run or no report was written', () => {
    expect(windowSummaryOf(null, true).counts.failed).toBe(1);
    expect(windowSummaryOf({ suites: [], errors: [] }, true).counts.failed).toBe(1);
  });

  test('fails with playwright even where each test passed', () => {
    expect(windowSummaryOf(reportOf(['opens', 'expected']), false).counts).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });
});
