import type { WorkflowEvent } from '../../shared/model/events.ts';
import { csvLine, type WrittenCell } from './csv-write.ts';
import {
  changesOfEvent,
  type ExportedChange,
  type ExportedEvents,
  type ExportHeader,
  shownValue,
  tagOfEvent,
} from './export-document.ts';

/**
 * The events as CSV for a spreadsheet (UTF-8 with byte order mark, commas, CR LF), a row each. The file holds
 * the rows only: of the export itself, name and head hash stand in the other formats.
 */
export async function* exportCsv(
  events: ExportedEvents,
  _header: ExportHeader,
): AsyncGenerator<string, undefined> {
  yield `\uFEFF${csvLine(COLUMNS.map(([name]) => name))}`;
  for await (const event of events) yield csvLine(COLUMNS.map(([, cell]) => cell(event)));
}

const COLUMNS: readonly (readonly [name: string, cell: (event: WorkflowEvent) => WrittenCell])[] = [
  ['position', (event) => event.position],
  ['timestamp', (event) => event.timestamp],
  ['eventType', (event) => event.eventType],
  ['aggregateType', (event) => event.aggregateType],
  ['tag', tagOfEvent],
  ['ruleId', (event) => event.ruleId],
  ['discipline', (event) => event.discipline],
  ['userId', (event) => event.userId],
  ['isRolledBack', (event) => event.isRolledBack],
  ['changes', (event) => changesOfEvent(event).map(changeText).join('; ')],
  ['id', (event) => event.id],
  ['aggregateId', (event) => event.aggregateId],
  ['correlationId', (event) => event.correlationId],
  ['causationId', (event) => event.causationId],
  ['sequenceNum', (event) => event.sequenceNum],
  ['payload', (event) => JSON.stringify(event.payload)],
  ['metadata', (event) => JSON.stringify(event.metadata)],
  ['prevHash', (event) => event.prevHash],
  ['hash', (event) => event.hash],
];

function changeText({ field, old, new: now }: ExportedChange): string {
  if (old === null) return `${field} = ${shownValue(now)}`;
  if (now === null) return `${field}: ${shownValue(old)} removed`;
  return `${field}: ${shownValue(old)} -> ${shownValue(now)}`;
}
