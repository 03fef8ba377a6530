/** `npm run bench -- [OPTIONS]`: measures what the application has to reach, beside what the machine can do. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inChild } from './child.ts';
import { cachedProject } from './project/cache.ts';
import { CLOCK_VARIABLE } from './measure.ts';
import { benchDocument, howMeasured } from './report/document.ts';
import { describeMachine, machineLines } from './report/machine.ts';
import { failing, type BenchRow } from './report/row.ts';
import { plainTable } from './report/table.ts';
import type { Statistic } from './report/statistics.ts';
import type { SuiteTask } from './suites/suite-task.ts';
import { SUITE_NAMES, type SuiteName } from './suites/suites.ts';

const FULL_SIZE = { assets: 100_000, events: 1_000_000 } as const;
const DOCUMENT = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');

const HELP = `npm run bench -- [OPTIONS]
  --only SUITE   run only these (again for more): ${SUITE_NAMES.join(', ')}
  --best         take the best of the runs instead of the median, on a machine that others use as well
  --cpu          count processor time instead of the clock's, on such a machine
  --fresh        build the project file of 1 M events anew
  --json         print JSON
  --doc          write the result to docs/benchmarks.md
Ends with status 1 if a required row fails.`;

await main();

async function main(): Promise<void> {
  const options = readOptions();
  if (options === null) return;
  if (options.cpu) process.env[CLOCK_VARIABLE] = 'cpu';
  const machine = describeMachine(new Date());
  const projectPath = await cachedProject(FULL_SIZE, options.fresh);
  const rows: BenchRow[] = [];
  for (const suite of options.suites) {
    process.stderr.write(`${suite} ...\n`);
    const task: SuiteTask = { suite, context: { projectPath, statistic: options.statistic } };
    const measured = await inChild<BenchRow[]>('suites/suite-task.ts', task);
    process.stderr.write(`${plainTable(measured)}\n`);
    rows.push(...measured);
  }
  const { statistic, cpu } = options;
  if (options.json) console.log(JSON.stringify({ machine, statistic, cpu, rows }, null, 2));
  else
    console.log([...machineLines(machine), howMeasured({ statistic, cpu }), '', plainTable(rows)].join('\n'));
  if (options.doc) writeFileSync(DOCUMENT, benchDocument({ machine, statistic, cpu, rows }));
  process.exitCode = failing(rows).length === 0 ? 0 : 1;
}

interface Options {
  readonly suites: readonly SuiteName[];
  readonly statistic: Statistic;
  readonly cpu: boolean;
  readonly fresh: boolean;
  readonly json: boolean;
  readonly doc: boolean;
}

/** The options of the command line; null where it only asked for help or made no sense. */
function readOptions(): Options | null {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true, default: [] },
        best: { type: 'boolean', default: false },
        cpu: { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        doc: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      return null;
    }
    const { only, best, ...flags } = values;
    return { ...flags, suites: suitesNamed(only), statistic: best ? 'best' : 'median' };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${HELP}\n`);
    process.exitCode = 2;
    return null;
  }
}

function suitesNamed(names: readonly string[]): readonly SuiteName[] {
  const unknown = names.find((name) => !SUITE_NAMES.some((suite) => suite === name));
  if (unknown !== undefined) throw new Error(`No suite is named "${unknown}". Choose from the list.`);
  return names.length === 0 ? SUITE_NAMES : SUITE_NAMES.filter((suite) => names.includes(suite));
}
