import { userInfo } from 'node:os';
import { Command, CommanderError, type Option } from 'commander';
import type { CommandContext } from './context.ts';
import type { Output } from './output.ts';

export interface ProgramSettings {
  readonly output: Output;
  readonly shouldCancel: () => boolean;
  readonly json: boolean;
  /** Called with the exit status where it is not 0 although nothing was refused. */
  readonly finish: (status: number) => void;
}

/** A command belongs to the module that adds it; only that one is loaded, so that a call starts quickly. */
const GROUPS = {
  project: async () => (await import('./commands/project.ts')).addProjectCommands,
  import: async () => (await import('./commands/import.ts')).addImportCommand,
  edit: async () => (await import('./commands/edit.ts')).addEditCommand,
  rules: async () => (await import('./commands/rules.ts')).addRuleCommands,
  execution: async () => (await import('./commands/execution.ts')).addExecutionCommands,
  entities: async () => (await import('./commands/entities.ts')).addEntityCommands,
  log: async () => (await import('./commands/log.ts')).addLogCommands,
  rollback: async () => (await import('./commands/rollback.ts')).addRollbackCommand,
} as const;

type Group = keyof typeof GROUPS;

const GROUP_OF: Readonly<Record<string, Group>> = {
  new: 'project',
  info: 'project',
  settings: 'project',
  verify: 'project',
  import: 'import',
  edit: 'edit',
  rules: 'rules',
  plan: 'execution',
  execute: 'execution',
  assets: 'entities',
  cables: 'entities',
  edges: 'entities',
  packages: 'entities',
  findings: 'entities',
  timeline: 'log',
  batches: 'log',
  batch: 'log',
  history: 'log',
  export: 'log',
  rollback: 'rollback',
};

/** The commands of `synapse`, as documented in docs/command-line.md: those of the group that `argv` asks for, or all. */
export async function buildProgram(
  argv: readonly string[],
  { output, shouldCancel, json, finish }: ProgramSettings,
): Promise<Command> {
  const program = new Command('synapse');
  program
    .description('Tag lists, rules, plans and an event log for plant engineers. A project is one file.')
    .exitOverride()
    .showHelpAfterError('(add --help for what the command takes)')
    .configureOutput({
      writeOut: (text) => output.line(text.trimEnd()),
      writeErr: (text) => output.note(text.trimEnd()),
    });
  const context: CommandContext = { output, shouldCancel, json, finish, userOf };
  for (const group of groupsFor(argv[0])) (await GROUPS[group]())(program, context);
  for (const command of allCommands(program)) configure(command);
  return program;
}

function groupsFor(name: string | undefined): Group[] {
  const group = name !== undefined && Object.hasOwn(GROUP_OF, name) ? GROUP_OF[name] : undefined;
  return group === undefined ? (Object.keys(GROUPS) as Group[]) : [group];
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}

function configure(command: Command): void {
  if (command.commands.length > 0) return;
  command
    .option('--json', 'one JSON document on standard output')
    .option('--user <name>', 'who does it (default: the user of the system)')
    .allowExcessArguments(false);
  for (const option of command.options) if (option.parseArg === undefined) onlyOnce(command, option);
}

/** An option that takes one value would quietly forget the first of two. */
function onlyOnce(command: Command, option: Option): void {
  if (option.isBoolean()) return;
  let given = false;
  command.on(`option:${option.name()}`, () => {
    if (given) command.error(`error: option '${option.flags}' is given twice`);
    given = true;
  });
}

function userOf({ user }: { readonly user?: string }): string {
  const name = user ?? systemUser();
  if (name.trim() !== '') return name.trim();
  throw new CommanderError(1, 'synapse.user', 'error: --user needs a name');
}

/** In a container a process may run under a number that no account has. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
