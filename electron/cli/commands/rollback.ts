import type { Command } from 'commander';
import type { RollbackResult } from '../../../shared/model/rollback.ts';
import { previewRollback, rollBack } from '../../services/rollback/rollback.ts';
import { reading, writing, type CommandContext } from '../context.ts';
import { withProgress } from '../progress-bar.ts';

interface RollbackOptions {
  readonly reason: string;
  readonly dryRun?: boolean;
  readonly cascade?: boolean;
  readonly user?: string;
}

export function addRollbackCommand(program: Command, context: CommandContext): void {
  program
    .command('rollback <file> <batch>')
    .description('roll a batch back; a rollback can be rolled back in turn')
    .requiredOption('--reason <reason>', 'why')
    .option('--dry-run', 'show what would happen, and do nothing')
    .option('--cascade', 'roll back what rests on it as well')
    .action((file: string, batch: string, options: RollbackOptions) =>
      rollback(context, file, batch, options),
    );
}

async function rollback(
  context: CommandContext,
  file: string,
  batch: string,
  options: RollbackOptions,
): Promise<void> {
  const { reason, dryRun = false, cascade = false } = options;
  const { shouldCancel } = context;
  const result = dryRun
    ? await reading(file, (project) => previewRollback(project, batch, cascade))
    : await writing(file, context.userOf(options), (project) =>
        withProgress(context, 'Rolling back', (bar) =>
          rollBack(project, {
            correlationId: batch,
            reason,
            cascade,
            shouldCancel,
            onProgress: (events) => bar(events, 'events'),
          }),
        ),
      );
  if (context.json) context.output.json(result);
  else show(context, result);
}

function show({ output }: CommandContext, result: RollbackResult): void {
  output.table(
    ['', 'deleted', 'restored', 'brought back'],
    Object.entries(result.summary).map(([kind, { deleted, restored, recreated }]) => [
      kind,
      deleted,
      restored,
      recreated,
    ]),
  );
  for (const { tag, field, kind, userId, timestamp, reason } of result.conflicts) {
    output.line(`! ${tag} ${field}: ${kind} of ${userId}, ${timestamp}: ${reason}`);
  }
  for (const id of result.cascaded) output.line(`Also rolled back: batch ${id}`);
  const done =
    result.correlationId === null ? 'Nothing was done (dry run).' : `Batch ${result.correlationId}.`;
  output.line(`${result.eventsRolledBack} events rolled back. ${done}`);
}
