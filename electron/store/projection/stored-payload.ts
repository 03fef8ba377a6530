import type { JsonObject } from '../../../shared/json.ts';
import type { EventPayload } from '../../../shared/model/events.ts';

const BEFORE = '{"before":{';
const AFTER = '},"after":{';
const DIFF = '},"diff":[';

/** Updates of entities whose fields are plain values and maps of plain values. They are most of a log. */
const FLAT_UPDATES: ReadonlySet<string> = new Set(['ASSET_UPDATED', 'CABLE_UPDATED']);

/**
 * What a projection reads of a stored payload. Of such an update that is `after` alone, a small part of the
 * text: what it was and why are not parsed. Payloads are stored as before, after, diff and context, and a quote
 * inside a text is escaped: so the first of each mark is where these parts meet.
 */
export function projectedPayload(eventType: string, text: string): EventPayload {
  if (!FLAT_UPDATES.has(eventType)) return JSON.parse(text) as EventPayload;
  const after = text.startsWith(BEFORE) ? text.indexOf(AFTER) : -1;
  const end = text.indexOf(DIFF, after);
  if (after < 0 || end < 0) return JSON.parse(text) as EventPayload;
  const part = text.slice(after + AFTER.length - 1, end + 1);
  return { before: NOT_READ, after: JSON.parse(part) as JsonObject, diff: [], context: NOT_READ };
}

const NOT_READ: JsonObject = {};
