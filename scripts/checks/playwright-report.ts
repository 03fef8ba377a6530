import { z } from 'zod';
import { HOW_TO_EXPLAIN, saysWhy } from '../tree/test-marks.ts';
import type { Counts } from './outcome.ts';

const spec = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
      annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })).default([]),
    }),
  ),
});
interface Suite {
  readonly title: string;
  readonly specs: readonly z.infer<typeof spec>[];
  readonly suites?: readonly Suite[] | undefined;
}
const suite: z.ZodType<Suite> = z.object({
  title: z.string(),
  specs: z.array(spec),
  suites: z.array(z.lazy(() => suite)).optional(),
});

/** What playwright's JSON reporter writes, as far as it is read here. */
export const playwrightReport = z.object({
  suites: z.array(suite),
  errors: z.array(z.object({ message: z.string().optional() })),
});
export type PlaywrightReport = z.infer<typeof playwrightReport>;

/**
 * Counts a report. A test that passed only when tried again has failed.
 * @param report null if playwright wrote none
 * @param ok playwright's own verdict, its exit status 0
 */
export function windowSummaryOf(
  report: PlaywrightReport | null,
  ok: boolean,
): { counts: Counts; complaints: readonly string[] } {
  const tests = (report?.suites ?? []).flatMap(testsOf);
  const count = (...statuses: string[]): number =>
    tests.filter(({ status }) => statuses.includes(status)).length;
  const unexplained = tests.filter(
    ({ status, name, reason }) => status === 'skipped' && reason === undefined && !saysWhy(name),
  );
  const complaints = [
    ...(tests.length === 0 ? ['No test of the window was run.'] : []),
    ...(report?.errors ?? []).map(({ message }) => message ?? 'An error outside the tests.'),
    ...unexplained.map(({ name }) => `"${name}" was skipped without a reason. ${HOW_TO_EXPLAIN}.`),
  ];
  const failed = count('unexpected', 'flaky') + complaints.length;
  return {
    counts: {
      passed: count('expected'),
      failed: ok || failed > 0 ? failed : 1,
      skipped: count('skipped') - unexplained.length,
    },
    complaints,
  };
}

interface WindowTest {
  readonly name: string;
  readonly status: string;
  /** What `test.skip(condition, reason)` was told. */
  readonly reason: string | undefined;
}

function testsOf({ title, specs, suites = [] }: Suite): WindowTest[] {
  const own = specs.flatMap((one) =>
    one.tests.map(({ status, annotations }) => ({
      name: `${title} ${one.title}`,
      status,
      reason: annotations.find(({ type }) => type === 'skip')?.description,
    })),
  );
  return [...own, ...suites.flatMap(testsOf).map((test) => ({ ...test, name: `${title} ${test.name}` }))];
}
