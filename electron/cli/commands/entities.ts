import type { Command } from 'commander';
import type { JsonValue } from '../../../shared/json.ts';
import { assetsOf, cablesOf, edgesOf, findingsOf, packagesOf, type Listing } from '../../services/lists.ts';
import type { ReadingProject } from '../../services/project.ts';
import { reading, type CommandContext } from '../context.ts';
import { parseCount } from '../options.ts';

interface ListOptions {
  readonly limit?: string;
}

interface AssetListOptions extends ListOptions {
  readonly type?: string;
  readonly tag?: string;
  readonly area?: string;
}

/** `assets`, `cables`, `edges`, `packages` and `findings`: what stands in the project now. */
export function addEntityCommands(program: Command, context: CommandContext): void {
  listCommand(program, context, 'assets', 'the assets of a project', {
    options: (command) =>
      command
        .option('--type <type>', 'only of this type')
        .option('--tag <glob>', 'only tags that match, such as "P-1*"')
        .option('--area <area>', 'only of this area'),
    list: (project, { type, tag, area }: AssetListOptions, limit) =>
      assetsOf(project, { type: type?.toUpperCase(), tag, area }, limit),
    head: ['tag', 'type', 'description', 'area', 'system', 'parentTag', 'properties'],
  });
  listCommand(program, context, 'cables', 'the cables of a project', {
    list: (project, _options, limit) => cablesOf(project, limit),
    head: ['tag', 'cableType', 'fromTag', 'toTag', 'lengthM', 'conductorSizeMm2', 'cores', 'status'],
  });
  listCommand(program, context, 'edges', 'the relations of a project', {
    list: (project, _options, limit) => edgesOf(project, limit),
    head: ['sourceTag', 'relation', 'targetTag', 'slot'],
  });
  listCommand(program, context, 'packages', 'the packages of a project', {
    list: (project, _options, limit) => packagesOf(project, limit),
    head: ['code', 'packageType', 'status'],
  });
  listCommand(program, context, 'findings', 'the open findings of a project', {
    options: (command) => command.option('--all', 'resolved ones as well'),
    list: (project, { all }: ListOptions & { all?: boolean }, limit) =>
      findingsOf(project, all === true, limit),
    head: ['severity', 'tag', 'ruleId', 'code', 'message', 'status'],
  });
}

interface ListDefinition<O, T> {
  readonly options?: (command: Command) => Command;
  readonly list: (project: ReadingProject, options: O, limit: number | undefined) => Listing<T>;
  /** Columns of the table for people. */
  readonly head: readonly string[];
}

function listCommand<O extends ListOptions, T extends object>(
  program: Command,
  { output, json }: CommandContext,
  name: string,
  description: string,
  { options = (command) => command, list, head }: ListDefinition<O, T>,
): void {
  const command = options(program.command(`${name} <file>`).description(description));
  command.option('--limit <count>', 'at most this many').action((file: string, given: O) =>
    reading(file, (project) => {
      const limit = given.limit === undefined ? undefined : parseCount('--limit', given.limit);
      const { items, total } = list(project, given, limit);
      if (json) output.json({ items, total });
      else {
        output.table(
          head,
          items.map((item) => head.map((column) => (item as Record<string, JsonValue>)[column])),
        );
        output.line(`${items.length} of ${total} ${name}.`);
      }
    }),
  );
}
