import type { CopyMenuItem } from '../../components/CopyMenu.tsx';
import { eventSummary, tagOf } from './event-words.ts';
import { timelinePath } from './timeline-address.ts';
import type { TimelineRow } from './timeline-rows.ts';

/** What can be copied of a row. */
export function rowCopies(row: TimelineRow): CopyMenuItem[] {
  switch (row.kind) {
    case 'batch':
      return [
        { label: 'Copy batch id', text: row.batch.correlationId },
        ...(row.batch.reason === null ? [] : [{ label: 'Copy reason', text: row.batch.reason }]),
        { label: 'Copy link', text: `#${timelinePath({ correlationId: row.batch.correlationId })}` },
      ];
    case 'rule':
      return row.rule.ruleId === null ? [] : [{ label: 'Copy rule id', text: row.rule.ruleId }];
    case 'event': {
      const { event } = row;
      const tag = tagOf(event);
      const { position, timestamp, eventType, correlationId } = event;
      return [
        ...(tag === null ? [] : [{ label: 'Copy tag', text: tag }]),
        {
          label: 'Copy row',
          text: () => [position, timestamp, eventType, tag ?? '', eventSummary(event)].join('\t'),
        },
        { label: 'Copy event as JSON', what: 'Event', text: () => JSON.stringify(event, null, 2) },
        { label: 'Copy link to the batch', what: 'Link', text: `#${timelinePath({ correlationId })}` },
      ];
    }
    case 'blank':
    case 'wait':
      return [];
  }
}
