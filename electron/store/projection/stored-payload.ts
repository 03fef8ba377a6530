import type { JsonObject } from '../../../shared/json.ts';
import type { EventPayload } from '../../../shared/model/events.ts';

type PartialReader = (text: string) => EventPayload | null;

/**
 * Events of entities whose fields are plain values and maps of plain values: most of a log. Of their payloads
 * only the part that projections read is parsed, often a small one. They are stored as before, after, diff and
 * context, and a quote inside a text is escaped: so the first of each mark is where these parts meet.
 */
const PARTIAL_READERS: ReadonlyMap<string, PartialReader> = new Map(
  ['ASSET', 'CABLE', 'RELATIONSHIP'].flatMap((entity): [string, PartialReader][] => [
    [`${entity}_CREATED`, creationOf],
    [`${entity}_UPDATED`, updateOf],
    [`${entity}_DELETED`, deletionOf],
  ]),
);

/** What a projection reads of a stored payload. Parts that it does not look at may be left out. */
export function projectedPayload(eventType: string, text: string): EventPayload {
  return PARTIAL_READERS.get(eventType)?.(text) ?? (JSON.parse(text) as EventPayload);
}

const NOT_READ: JsonObject = {};

const CREATION = '{"before":null,"after":{';
const CREATION_END = '},"diff":[],"context":{';

/** The whole entity; its context only where that can say from which file it came. */
function creationOf(text: string): EventPayload | null {
  const end = text.startsWith(CREATION) ? text.indexOf(CREATION_END, CREATION.length - 1) : -1;
  if (end < 0) return null;
  const after = objectIn(text, CREATION.length - 1, end + 1);
  const context = end + CREATION_END.length - 1;
  const hasFile = text.includes('"file":', context);
  return { before: null, after, diff: [], context: hasFile ? objectIn(text, context, -1) : NOT_READ };
}

const BEFORE = '{"before":{';
const AFTER = '},"after":{';
const DIFF = '},"diff":[';

function updateOf(text: string): EventPayload | null {
  const after = text.startsWith(BEFORE) ? text.indexOf(AFTER) : -1;
  const end = after < 0 ? -1 : text.indexOf(DIFF, after);
  if (end < 0) return null;
  const entity = objectIn(text, after + AFTER.length - 1, end + 1);
  return { before: NOT_READ, after: entity, diff: [], context: NOT_READ };
}

const DELETION_END = '},"after":null,"diff":[],"context":{';

/** Only its context, which says whether a person deleted the entity. */
function deletionOf(text: string): EventPayload | null {
  const end = text.startsWith(BEFORE) ? text.indexOf(DELETION_END) : -1;
  if (end < 0) return null;
  const context = objectIn(text, end + DELETION_END.length - 1, -1);
  return { before: NOT_READ, after: null, diff: [], context };
}

function objectIn(text: string, start: number, end: number): JsonObject {
  return JSON.parse(text.slice(start, end)) as JsonObject;
}
