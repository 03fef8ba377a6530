import type { Command } from 'commander';
import { SynapseError } from '../../../shared/errors.ts';
import { displayText, isJsonObject } from '../../../shared/json.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import { timelineRequestSchema } from '../../../shared/model/timeline.ts';
import { EXPORT_FORMATS, exportEvents } from '../../services/export.ts';
import { historyOf } from '../../services/history.ts';
import { batchesOf, batchOf, timelineOf } from '../../services/log.ts';
import { reading, type CommandContext } from '../context.ts';
import { foundView } from '../../services/entity-views.ts';
import { addTimelineOptions, timelineFilterOf, type TimelineOptions } from '../timeline-options.ts';
import { parseCount, parseFilter } from '../options.ts';

interface PageOptions extends TimelineOptions {
  readonly facets?: boolean;
  readonly limit?: string;
  readonly before?: string;
}

interface ExportOptions extends TimelineOptions {
  readonly format: string;
  readonly out: string;
}

/** `timeline`, `batches`, `batch`, `history` and `export`: what the log tells. */
export function addLogCommands(program: Command, context: CommandContext): void {
  addTimelineOptions(program.command('timeline <file>').description('the log, newest first'))
    .option('--facets', 'count what the other values of each filter would find')
    .option('--limit <count>', 'events of a page, at most 10000')
    .option('--before <position>', 'only events before this position')
    .action((file: string, options: PageOptions) => timeline(context, file, options));
  program
    .command('batches <file>')
    .description('the batches of a project, newest first')
    .action((file: string) => batches(context, file));
  program
    .command('batch <file> <id>')
    .description('one batch with its summary')
    .action((file: string, id: string) => batch(context, file, id));
  program
    .command('history <file> <tag>')
    .description('every event of an asset and of what belongs to it, oldest first')
    .action((file: string, tag: string) => history(context, file, tag));
  addTimelineOptions(program.command('export <file>').description('write events into a file, oldest first'))
    .requiredOption('--format <format>', EXPORT_FORMATS.join(', '))
    .requiredOption('--out <out>', 'the file to write')
    .action((file: string, options: ExportOptions) => exportLog(context, file, options));
}

async function timeline({ output, json }: CommandContext, file: string, options: PageOptions): Promise<void> {
  const request = parseFilter(timelineRequestSchema, {
    ...timelineFilterOf(options),
    ...(options.facets === true ? { facets: true } : {}),
    ...(options.limit === undefined ? {} : { limit: parseCount('--limit', options.limit) }),
    ...(options.before === undefined ? {} : { before: parseCount('--before', options.before) }),
  });
  const page = await reading(file, (project) => timelineOf(project, request));
  if (json) {
    output.json(page);
    return;
  }
  showEvents(output, page.events);
  output.line(
    `${page.events.length} of ${page.total} events.${page.nextBefore === null ? '' : ` More: --before ${page.nextBefore}`}`,
  );
  for (const [facet, counts] of Object.entries(page.facets ?? {})) {
    output.line(`${facet}: ${counts.map(({ value, count }) => `${value} ${count}`).join(', ')}`);
  }
}

type Why = (event: WorkflowEvent) => string;

function showEvents(output: CommandContext['output'], events: readonly WorkflowEvent[], why?: Why): void {
  const more = why === undefined ? [] : [why];
  output.table(
    ['position', 'time', 'event', 'tag', 'rule', 'user', 'what', ...more.map(() => 'because')],
    events.map((event) => [
      event.position,
      event.timestamp,
      event.eventType,
      displayText(event.metadata['tag'] ?? ''),
      event.ruleId,
      event.userId,
      `${event.isRolledBack ? 'rolled back: ' : ''}${whatOf(event)}`,
      ...more.map((tell) => tell(event)),
    ]),
  );
}

/** The row of an import, or the values that a rule saw. */
function whyOf({ payload: { context } }: WorkflowEvent): string {
  const { file, row, values } = context;
  if (row !== undefined) return `${displayText(file)}, row ${displayText(row)}`;
  if (!isJsonObject(values)) return '';
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${displayText(value)}`)
    .join(', ');
}

function whatOf({ payload: { diff, after, context } }: WorkflowEvent): string {
  if (diff.length > 0)
    return diff
      .map(({ field, old, new: now }) => `${field} ${displayText(old)} -> ${displayText(now)}`)
      .join(', ');
  if (after !== null) return displayText(after['type'] ?? after['relation'] ?? after['message'] ?? '');
  return displayText(context['reason'] ?? context['message'] ?? context['file'] ?? '');
}

async function batches({ output, json }: CommandContext, file: string): Promise<void> {
  const list = await reading(file, batchesOf);
  if (json) output.json({ batches: list });
  else {
    output.table(
      ['batch', 'kind', 'status', 'started', 'user', 'reason', 'events'],
      list.map(({ correlationId, kind, status, startedAt, userId, reason, counts }) => [
        correlationId,
        kind,
        status,
        startedAt,
        userId,
        reason,
        counts.events,
      ]),
    );
  }
}

async function batch({ output, json }: CommandContext, file: string, id: string): Promise<void> {
  const found = await reading(file, (project) => batchOf(project, id));
  if (json) output.json(found);
  else
    output.table(
      ['field', 'value'],
      Object.entries(found).map(([field, value]) => [field, value]),
    );
}

async function history({ output, json }: CommandContext, file: string, tag: string): Promise<void> {
  const { found, events, related } = await reading(file, (project) => historyOf(project, tag));
  if (json) output.json({ asset: null, ...(found === null ? {} : foundView(found)), events, related });
  else {
    output.line(
      `${tag}: ${found === null ? 'is gone' : found.type.toLowerCase()}; ${events.length} events of its own, ${related.length} of what belongs to it.`,
    );
    showEvents(
      output,
      [...events, ...related].toSorted((a, b) => a.position - b.position),
      whyOf,
    );
  }
}

async function exportLog(
  { output, json, shouldCancel }: CommandContext,
  file: string,
  options: ExportOptions,
): Promise<void> {
  const format = EXPORT_FORMATS.find((name) => name === options.format.toLowerCase());
  if (format === undefined) {
    throw new SynapseError(
      'INVALID_ARGUMENT',
      `--format ${options.format}: it is one of ${EXPORT_FORMATS.join(', ')}.`,
    );
  }
  const filter = timelineFilterOf(options);
  const result = await reading(file, (project) =>
    exportEvents(project, format, options.out, filter, { shouldCancel }),
  );
  if (json) output.json(result);
  else output.line(`${result.events} events written to ${result.out}; head ${result.headHash}.`);
}
