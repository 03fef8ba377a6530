// @ts-check
/**
 * What `npm start` does where there is no display: runs the whole job on the sample project, step by step, through
 * the command line, and leaves the project file for exploring.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT } from '../setup.mjs';

const SAMPLE = join(ROOT, 'resources', 'sample', 'cooling-station');
const RULES = join(ROOT, 'resources', 'rules');
const project = join(ROOT, 'out', 'cooling-station.synapse');
const plan = join(mkdtempSync(join(tmpdir(), 'synapse-')), 'plan.json');

/**
 * Runs one command; its standard output goes to the terminal, or is given back where it is asked for.
 * @param {string[]} args
 * @param {{ capture?: boolean }} [options]
 */
function synapse(args, { capture = false } = {}) {
  const cli = join(ROOT, 'electron', 'cli', 'main.ts');
  const result = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
  return result.stdout ?? '';
}

/**
 * A path inside the repository as it is typed there; anything else as it is, quoted where it needs to be.
 * @param {string} arg
 */
function shown(arg) {
  if (arg.startsWith(ROOT)) return relative(ROOT, arg);
  return arg.includes(' ') ? JSON.stringify(arg) : arg;
}

/**
 * @param {string} title
 * @param {string[][]} commands
 */
function step(title, ...commands) {
  process.stdout.write(`\n=== ${title}\n`);
  for (const args of commands) {
    process.stdout.write(`$ synapse ${args.map(shown).join(' ')}\n`);
    synapse(args);
  }
}

for (const suffix of ['', '-lock', '-lock.txt', '-wal', '-shm']) {
  if (existsSync(`${project}${suffix}`)) rmSync(`${project}${suffix}`);
}
mkdirSync(join(ROOT, 'out'), { recursive: true });

process.stdout.write('The whole job on the sample project, on the command line.\n');
step('Create a project', ['new', project, '--name', 'Cooling station', '--country', 'DE']);
step(
  'Import the tag lists: equipment, lines, instruments',
  ['import', project, join(SAMPLE, 'equipment.csv')],
  ['import', project, join(SAMPLE, 'lines.csv'), '--type', 'LINE', '--values', join(SAMPLE, 'values.yaml')],
  ['import', project, join(SAMPLE, 'instruments.csv')],
);
step('Load the rules', ['rules', 'load', project, RULES]);
step('Dry run of area 100: what would change, and why', [
  'plan',
  project,
  '--area',
  '100',
  '--discipline',
  'MECHANICAL',
]);
step('Plan the whole station, and execute exactly that plan');
const planned = JSON.parse(synapse(['plan', project, '--out', plan, '--json'], { capture: true }));
process.stdout.write(
  `Plan ${planned.planHash.slice(0, 12)}: ${planned.operations.length} operations, ${planned.skips.length} skipped, ${planned.conflicts.length} conflicts.\n`,
);
synapse(['execute', project, '--plan', plan, '--reason', 'first issue for review']);
step('Revision 2 arrives: a second import and execution', [
  'import',
  project,
  join(SAMPLE, 'equipment_rev2.csv'),
]);
const second = JSON.parse(
  synapse(['execute', project, '--reason', 'revision 2', '--json'], { capture: true }),
);
process.stdout.write(`${second.summary.actionsTaken} changes follow from it.\n`);
step('Why is there a motor P-101A-M?', ['history', project, 'P-101A-M']);
step('Findings that need an engineer', ['findings', project, '--limit', '10']);
step('Roll the second execution back', [
  'rollback',
  project,
  second.correlationId,
  '--reason',
  'revision 2 was withdrawn',
]);
step('Everything that happened, batch by batch', ['batches', project]);
step('Was anything altered?', ['verify', project]);
rmSync(plan, { force: true });
process.stdout.write(`
The project is ${shown(project)}. Go on with:
  npm run --silent synapse -- timeline ${shown(project)} --asset P-101A --facets
  npm run --silent synapse -- --help
`);
