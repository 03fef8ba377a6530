import type { ExportedEvents, ExportHeader } from './export-document.ts';

/**
 * The events as JSON Lines: one event a line with every field that is stored and nothing else, the members of
 * payload and metadata in the order in which they were read, so that each hash can be computed again from its
 * line. What is derived (`isRolledBack`) is left out.
 */
export async function* exportJsonl(
  events: ExportedEvents,
  _header: ExportHeader,
): AsyncGenerator<string, undefined> {
  for await (const { isRolledBack: _derived, ...stored } of events) yield `${JSON.stringify(stored)}\n`;
}
