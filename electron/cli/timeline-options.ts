import type { Command } from 'commander';
import { timelineFilterSchema, type TimelineFilter } from '../../shared/model/timeline.ts';
import { SynapseError } from '../../shared/errors.ts';
import { collect, parseFilter } from './options.ts';

export interface TimelineOptions {
  readonly asset?: string;
  readonly rule?: string;
  readonly discipline?: string;
  readonly eventType?: string[];
  readonly aggregateType?: string;
  readonly batch?: string;
  readonly from?: string;
  readonly to?: string;
  readonly user?: string;
  readonly text?: string;
  readonly rolledBack?: string;
}

/** The filters of the log. Here `--user` asks whose events are wanted. */
export function addTimelineOptions(command: Command): Command {
  return command
    .option('--asset <tag>', 'events of an asset and of all that ever touched it')
    .option('--rule <id>', 'events of a rule')
    .option('--discipline <discipline>', 'events of a discipline')
    .option('--event-type <type>', 'events of this type; may be given more than once', collect)
    .option('--aggregate-type <type>', 'events of this kind of entity')
    .option('--batch <id>', 'events of a batch')
    .option('--from <time>', 'first time (ISO 8601; a date is its start, UTC)')
    .option('--to <time>', 'last time (ISO 8601; a date is its end, UTC)')
    .option('--text <text>', 'events that hold this text')
    .option('--rolled-back <yes|no>', 'only events that are, or are not, rolled back');
}

/** @throws SynapseError INVALID_FILTER */
export function timelineFilterOf(options: TimelineOptions): TimelineFilter {
  const { asset, rule, discipline, eventType, aggregateType, batch, from, to, user, text, rolledBack } =
    options;
  const stated = {
    asset,
    ruleId: rule,
    discipline: discipline?.toUpperCase(),
    eventTypes: eventType?.map((name) => name.toUpperCase()),
    aggregateType: aggregateType?.toUpperCase(),
    correlationId: batch,
    from,
    to,
    userId: user,
    text,
    rolledBack: rolledBack === undefined ? undefined : yesOrNo(rolledBack),
  };
  const given = Object.entries(stated).filter(([, value]) => value !== undefined);
  return parseFilter(timelineFilterSchema, Object.fromEntries(given));
}

function yesOrNo(text: string): boolean {
  if (text === 'yes' || text === 'no') return text === 'yes';
  throw new SynapseError('INVALID_FILTER', `--rolled-back ${text}: it is yes or no.`, {
    field: 'rolledBack',
  });
}
