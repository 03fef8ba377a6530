import { z } from 'zod';
import { HOW_TO_EXPLAIN, saysWhy } from '../tree/test-marks.ts';
import { type Counts, NONE } from './outcome.ts';

/** What vitest's JSON reporter writes, as far as it is read here. */
export const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
export type VitestReport = z.infer<typeof vitestReport>;

/** What a run of the unit tests comes to. */
export interface VitestSummary {
  /** The tests; a file that failed outside its tests counts as one failed test. */
  readonly tests: Counts;
  /** The run as a whole: coverage and errors outside tests. Not judged if a test failed. */
  readonly coverage: Counts;
  readonly complaints: readonly string[];
}

/**
 * Counts a report.
 * @param report null if vitest wrote none
 * @param ok vitest's own verdict, its exit status 0
 */
export function summaryOf(report: VitestReport | null, ok: boolean): VitestSummary {
  const tests = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const brokenFiles = report?.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const isSkipped = (status: string): boolean => status !== 'passed' && status !== 'failed';
  const skipped = tests.filter(({ status }) => isSkipped(status));
  const unexplained = skipped.filter(({ fullName }) => !saysWhy(fullName));
  const complaints = [
    ...(report === null ? ['vitest wrote no report.'] : tests.length === 0 ? ['No test was run.'] : []),
    ...unexplained.map(({ fullName }) => `"${fullName}" was skipped without a reason. ${HOW_TO_EXPLAIN}.`),
  ];
  const failed =
    tests.filter(({ status }) => status === 'failed').length + (brokenFiles?.length ?? 0) + complaints.length;
  return {
    tests: {
      passed: tests.filter(({ status }) => status === 'passed').length,
      failed,
      skipped: skipped.length - unexplained.length,
    },
    coverage: ok ? { ...NONE, passed: 1 } : failed > 0 ? { ...NONE, skipped: 1 } : { ...NONE, failed: 1 },
    complaints,
  };
}
