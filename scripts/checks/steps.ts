import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureBrowser } from '../setup/browser.mjs';
import { NONE, oneCheck, type Counts, type Outcome } from './outcome.ts';
import { runProgram, type Run } from './run-step.ts';
import { playwrightReport, windowSummaryOf } from './playwright-report.ts';
import { summaryOf, vitestReport } from './vitest-report.ts';

const ruleTestDocument = z.object({ passed: z.number(), failed: z.number() });
const coverageSummary = z.object({ total: z.object({ lines: z.object({ pct: z.number() }) }) });

/** One step of `npm test`. */
export interface Step {
  readonly name: string;
  /** What it does, resolved once it has ended; never rejects. */
  readonly run: (root: string) => Promise<Outcome>;
}

/** Checks of the source: independent of each other and short. */
export const SOURCE_STEPS: readonly Step[] = [
  checkStep('types', 'node_modules/typescript/bin/tsc', ['--noEmit']),
  checkStep('types of the window', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'renderer']),
  checkStep('lint', 'node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']),
  checkStep('format', 'node_modules/@biomejs/biome/bin/biome', ['format', '.']),
  checkStep('boundaries', 'scripts/check-boundaries.ts', []),
  checkStep('tree', 'scripts/check-tree.ts', []),
  checkStep('packaging', 'scripts/check-packaging.ts', []),
];

/** Steps that run the product; each may use the whole machine, so they run one after another. */
export const PRODUCT_STEPS: readonly Step[] = [
  { name: 'unit tests', run: runUnitTests },
  { name: 'rule tests', run: runRuleTests },
  checkStep('build', 'node_modules/electron-vite/bin/electron-vite.js', ['build']),
  { name: 'window', run: runWindowTests },
];

function checkStep(name: string, program: string, args: readonly string[]): Step {
  return {
    name,
    run: async (root) => {
      const { ok, seconds, output } = await runProgram(root, program, args);
      return { name, seconds, counts: oneCheck(ok), note: '', output };
    },
  };
}

async function runUnitTests(root: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'synapse-tests-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const run = await runProgram(root, 'node_modules/vitest/vitest.mjs', ['run', '--coverage', ...reporters]);
  const { tests, coverage, complaints } = summaryOf(
    vitestReport.safeParse(readJson(report)).data ?? null,
    run.ok,
  );
  rmSync(folder, { recursive: true, force: true });
  return {
    name: 'unit tests',
    seconds: run.seconds,
    counts: {
      passed: tests.passed + coverage.passed,
      failed: tests.failed + coverage.failed,
      skipped: tests.skipped + coverage.skipped,
    },
    note: `${countsText(tests)}; ${coverageText(root, coverage)}`,
    output: [run.output.trimEnd(), ...complaints].join('\n'),
  };
}

/** The tests inside the rule packs that come with the product, by the product's own command. */
async function runRuleTests(root: string): Promise<Outcome> {
  const name = 'rule tests';
  if (globSync('resources/rules/**/*.{yaml,yml}', { cwd: root }).length === 0) {
    return { name, seconds: 0, counts: NONE, note: 'no rules in resources/rules yet', output: '' };
  }
  const run = await runProgram(root, 'electron/cli/main.ts', ['rules', 'test', 'resources/rules', '--json']);
  const counts = ruleCounts(run);
  return { name, seconds: run.seconds, counts, note: countsText(counts), output: run.output };
}

/** The built application from the user's side, in Electron or over its stand-in. */
async function runWindowTests(root: string): Promise<Outcome> {
  const browser = ensureBrowser((sentence: string) => console.log(sentence));
  if ('missing' in browser)
    return { name: 'window', seconds: 0, counts: oneCheck(false), note: '', output: browser.missing };
  const folder = mkdtempSync(join(tmpdir(), 'synapse-window-'));
  const report = join(folder, 'report.json');
  const run = await runProgram(
    root,
    'node_modules/@playwright/test/cli.js',
    ['test', '--reporter=list,json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  );
  const { counts, complaints } = windowSummaryOf(
    playwrightReport.safeParse(readJson(report)).data ?? null,
    run.ok,
  );
  rmSync(folder, { recursive: true, force: true });
  return {
    name: 'window',
    seconds: run.seconds,
    counts,
    note: countsText(counts),
    output: [run.output.trimEnd(), ...complaints].join('\n'),
  };
}

function ruleCounts({ ok, stdout }: Run): Counts {
  const { passed, failed } = ruleTestDocument.safeParse(parsed(stdout)).data ?? { passed: 0, failed: 0 };
  // No test seen, or a verdict that the numbers do not explain, is itself a failure.
  if (passed + failed === 0 || ok !== (failed === 0)) return { passed, failed: failed + 1, skipped: 0 };
  return { passed, failed, skipped: 0 };
}

function coverageText(root: string, { passed, failed, skipped }: Counts): string {
  if (skipped > 0) return 'coverage not judged';
  const path = join(root, 'coverage', 'coverage-summary.json');
  const lines = coverageSummary.safeParse(readJson(path)).data?.total.lines.pct;
  return `${lines ?? '?'} % of lines covered${failed > 0 || passed === 0 ? ', too few or another error' : ''}`;
}

const countsText = ({ passed, failed, skipped }: Counts): string =>
  [`${passed} passed`, failed > 0 ? `${failed} failed` : '', skipped > 0 ? `${skipped} skipped` : '']
    .filter((part) => part !== '')
    .join(', ');

const readJson = (path: string): unknown => (existsSync(path) ? parsed(readFileSync(path, 'utf8')) : null);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
