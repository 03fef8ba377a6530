import type { Command } from 'commander';
import { SynapseError } from '../../../shared/errors.ts';
import { projectInfo, type ProjectInfo } from '../../services/info.ts';
import { createProject } from '../../services/project.ts';
import { expectNotCancelled } from '../../services/run-batch.ts';
import { changeSettings, readSettings } from '../../services/settings.ts';
import { verifyFile } from '../../services/verify.ts';
import { reading, writing, type CommandContext } from '../context.ts';
import { collect, parsePairs } from '../options.ts';
import { withProgress } from '../progress-bar.ts';

interface NewOptions {
  readonly name: string;
  readonly country?: string;
  readonly client?: string;
  readonly user?: string;
}

/** `new`, `info`, `settings` and `verify`: the project as a whole. */
export function addProjectCommands(program: Command, context: CommandContext): void {
  program
    .command('new <file>')
    .description('create a project file')
    .requiredOption('--name <name>', 'name of the project')
    .option('--country <code>', 'country, two letters after ISO 3166')
    .option('--client <client>', 'who it is built for')
    .action((file: string, options: NewOptions) => create(context, file, options));
  program
    .command('info <file>')
    .description('what a project holds')
    .action((file: string) => reading(file, (project) => info(context, projectInfo(project))));
  program
    .command('settings <file>')
    .description('show or change the settings of a project (also name, country and client)')
    .option('--set <name=value>', 'change a setting; an empty value brings its default back', collect)
    .option('--reason <reason>', 'why')
    .action((file: string, options: SettingsOptions) => settings(context, file, options));
  program
    .command('verify <file>')
    .description('check that nothing in a project was altered')
    .action((file: string) => verify(context, file));
}

function create({ output, json, userOf }: CommandContext, file: string, options: NewOptions): void {
  const { name, country = null, client = null } = options;
  if (file === '') throw new SynapseError('INVALID_ARGUMENT', 'The project file needs a name. Give it one.');
  if (name.trim() === '') throw new SynapseError('INVALID_ARGUMENT', '--name: a project needs a name.');
  const project = createProject(file, { name: name.trim(), country, client, userId: userOf(options) });
  if (json) output.json({ project });
  else
    output.line(
      `Created ${file}: "${project.name}"${project.country === null ? '' : `, ${project.country}`}.`,
    );
}

function info({ output, json }: CommandContext, { project, ...more }: ProjectInfo): void {
  if (json) {
    output.json({ project, ...more });
    return;
  }
  output.line(
    `${project.name}   country ${project.country ?? 'not set'}   client ${project.client ?? 'not set'}`,
  );
  output.table(['what', 'count'], Object.entries(more.counts));
}

interface SettingsOptions {
  readonly set?: string[];
  readonly reason?: string;
  readonly user?: string;
}

async function settings(context: CommandContext, file: string, options: SettingsOptions): Promise<void> {
  const { output, json, userOf } = context;
  const values = parsePairs('--set', options.set);
  const result =
    options.set === undefined
      ? await reading(file, (project) => ({ settings: readSettings(project) }))
      : await writing(file, userOf(options), (project) =>
          changeSettings(project, values, options.reason ?? null),
        );
  if (json) output.json(result);
  else
    output.table(
      ['setting', 'value'],
      Object.entries(result.settings).map(([name, value]) => [name, value ?? 'not set']),
    );
}

async function verify(context: CommandContext, file: string): Promise<void> {
  const { output, json, shouldCancel } = context;
  const report = await withProgress(context, 'Verifying', (bar) =>
    verifyFile(file, ({ phase, events }) => {
      // A check that is stopped has found something it could not read; what it found is not looked at.
      expectNotCancelled(shouldCancel);
      bar(events, phase === 'CHAIN' ? 'chain' : 'projections');
    }),
  );
  expectNotCancelled(shouldCancel);
  if (json) output.json(report);
  else if (report.ok) output.line(`Nothing was altered: ${report.events} events, head ${report.headHash}.`);
  else {
    const { firstBad, projections } = report;
    if (firstBad !== null) {
      const where = firstBad.position === 0 ? '' : ` at position ${firstBad.position}`;
      output.line(`NOT AS WRITTEN${where} (${firstBad.kind}): ${firstBad.message}`);
    }
    for (const { table, key, kind } of projections.differences)
      output.line(`Projection ${table}: ${kind} ${key}`);
  }
  if (!report.ok) context.finish(1);
}
