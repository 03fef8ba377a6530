import type { Command } from 'commander';
import { SynapseError } from '../../../shared/errors.ts';
import { editEntity, type EditRequest } from '../../services/edit/edit.ts';
import { writing, type CommandContext } from '../context.ts';
import { foundView } from '../../services/entity-views.ts';
import { collect, parsePairs } from '../options.ts';

interface EditOptions {
  readonly new?: boolean;
  readonly type?: string;
  readonly set?: string[];
  readonly unset?: string[];
  readonly delete?: boolean;
  readonly reason?: string;
  readonly user?: string;
}

export function addEditCommand(program: Command, context: CommandContext): void {
  program
    .command('edit <file> <tag>')
    .description('edit an asset, a cable (by its tag) or a package (by its code) by hand')
    .option('--new', 'make a new asset; needs --type')
    .option('--type <type>', 'type of the new asset')
    .option('--set <field=value>', 'write a field', collect)
    .option('--unset <field>', 'empty a field and give it back to the rules', collect)
    .option('--delete', 'delete it with its edges, cables and memberships; its children stay')
    .option('--reason <reason>', 'why')
    .action((file: string, tag: string, options: EditOptions) => edit(context, file, tag, options));
}

async function edit(context: CommandContext, file: string, tag: string, options: EditOptions): Promise<void> {
  const request = requestOf(tag, options);
  const result = await writing(file, context.userOf(options), (project) => editEntity(project, request));
  const { correlationId, type, found } = result;
  const { output, json } = context;
  if (json)
    output.json({ correlationId, ...(found === null ? { [type.toLowerCase()]: null } : foundView(found)) });
  else
    output.line(
      `${tag} ${options.delete === true ? 'deleted' : options.new === true ? 'created' : 'changed'}. Batch ${correlationId}.`,
    );
}

function requestOf(tag: string, options: EditOptions): EditRequest {
  const { set, unset, type, reason } = options;
  if (options.new === true && type === undefined) throw invalid('--new needs --type.');
  if (options.new === true && options.delete === true)
    throw invalid('--new and --delete do not go together.');
  if (options.new !== true && type !== undefined)
    throw invalid('--type goes with --new. To change a type use --set type=...');
  if (options.delete === true && (set !== undefined || unset !== undefined))
    throw invalid('--delete goes alone.');
  if (options.new !== true && options.delete !== true && set === undefined && unset === undefined) {
    throw invalid('Nothing to do: give --set, --unset, --new or --delete.');
  }
  return {
    tag,
    set: parsePairs('--set', set),
    unset: unset ?? [],
    delete: options.delete === true,
    reason: reason ?? null,
    ...(options.new === true && type !== undefined ? { newType: type } : {}),
  };
}

const invalid = (message: string): SynapseError => new SynapseError('INVALID_ARGUMENT', message);
