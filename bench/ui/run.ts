/**
 * `node bench/ui/run.ts`: measures the window with 100,000 assets and 1,000,000 events.
 *
 *   --doc    writes the result to docs/benchmarks-window.md
 *   --fresh  builds the project file anew
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { electronBinary } from '../../e2e/app/launch.ts';
import { ROOT } from '../../e2e/app/desktop-app.ts';
import { buildIfNewer } from '../../scripts/start/build.mjs';
import { cachedProject, scratchCopy } from '../project/cache.ts';
import { describeMachine, machineLines } from '../report/machine.ts';
import { failing } from '../report/row.ts';
import { plainTable } from '../report/table.ts';
import { measureWindow } from './measure.ts';
import { windowDocument } from './report.ts';

const FULL_SIZE = { assets: 100_000, events: 1_000_000 } as const;

const { values } = parseArgs({
  options: { doc: { type: 'boolean', default: false }, fresh: { type: 'boolean', default: false } },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);

if (process.env['SYNAPSE_BUILT'] === undefined) await buildIfNewer(say);
const machine = describeMachine(new Date());
const copy = scratchCopy(await cachedProject(FULL_SIZE, values.fresh), 'window');
try {
  const rows = await measureWindow(copy.path, say);
  console.log([...machineLines(machine), '', plainTable(rows)].join('\n'));
  const launcher = electronBinary() === null ? 'stand-in' : 'electron';
  if (values.doc)
    writeFileSync(join(ROOT, 'docs', 'benchmarks-window.md'), windowDocument({ machine, launcher, rows }));
  process.exitCode = failing(rows).length === 0 ? 0 : 1;
} finally {
  copy.discard();
}
