import { isJsonObject, jsonEqual, type JsonObject, type JsonValue } from '../json.ts';

/** One field of an entity with its value before and after; null stands for "not there". */
export interface FieldChange {
  readonly field: string;
  readonly old: JsonValue;
  readonly new: JsonValue;
}

/**
 * What one event does to one entity. A creation has `before: null` and the whole entity in `after`, a
 * deletion the reverse; an update holds the changed fields only, in both. Fields that are null are left
 * out of whole entities; in an update, null means "not there". `diff` lists the changed fields of an update
 * by path (`area`, `properties.power_kw`); who owns them stands in `before.owners` and `after.owners`.
 */
export interface Change {
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly diff: readonly FieldChange[];
}

/** Fields that hold a map whose entries change one by one. */
const MAP_FIELDS: ReadonlySet<string> = new Set(['properties', 'owners', 'members', 'settings']);

/** The whole entity as it stands in a payload: without its null fields and empty maps. */
export function compact(state: object): JsonObject {
  const result: Record<string, JsonValue> = {};
  for (const field in state) {
    const value = (state as JsonObject)[field];
    if (value === null || value === undefined) continue;
    if (isJsonObject(value) && isEmpty(value) && MAP_FIELDS.has(field)) continue;
    result[field] = value;
  }
  return result;
}

function isEmpty(map: JsonObject): boolean {
  for (const _ in map) return false;
  return true;
}

/** The change that creates an entity. */
export const creation = (state: object): Change => ({ before: null, after: compact(state), diff: NO_DIFF });

/** The change that deletes an entity. */
export const deletion = (state: object): Change => ({ before: compact(state), after: null, diff: NO_DIFF });

const NO_DIFF: Change['diff'] = [];

/** The change that turns one state of an entity into another, or null where they are the same. */
export function updateBetween(from: object, to: object): Change | null {
  const a = from as JsonObject;
  const b = to as JsonObject;
  const before: Record<string, JsonValue> = {};
  const after: Record<string, JsonValue> = {};
  const diff: FieldChange[] = []; // members in the order of canonical JSON, so that none has to be moved
  forEachKey(a, b, (field) => {
    const old = a[field] ?? null;
    const now = b[field] ?? null;
    if (old === now) return;
    if (MAP_FIELDS.has(field)) {
      const nested = updateOfMap(field, (old ?? {}) as JsonObject, (now ?? {}) as JsonObject, diff);
      if (nested === null) return;
      before[field] = nested.before;
      after[field] = nested.after;
    } else if (!jsonEqual(old, now)) {
      before[field] = old;
      after[field] = now;
      diff.push({ field, new: now, old });
    }
  });
  return isEmpty(after) ? null : { before, after, diff };
}

function updateOfMap(
  field: string,
  from: JsonObject,
  to: JsonObject,
  diff: FieldChange[],
): { before: JsonObject; after: JsonObject } | null {
  const before: Record<string, JsonValue> = {};
  const after: Record<string, JsonValue> = {};
  forEachKey(from, to, (key) => {
    const old = own(from, key);
    const now = own(to, key);
    if (jsonEqual(old, now)) return;
    put(before, key, old);
    put(after, key, now);
    if (field !== 'owners') diff.push({ field: `${field}.${key}`, new: now, old });
  });
  return isEmpty(after) ? null : { before, after };
}

/** The keys of the first, then those that only the second has. */
function forEachKey(a: JsonObject, b: JsonObject, visit: (key: string) => void): void {
  for (const key in a) visit(key);
  for (const key in b) if (!Object.hasOwn(a, key)) visit(key);
}

const own = (map: JsonObject, key: string): JsonValue =>
  Object.hasOwn(map, key) ? (map[key] ?? null) : null;

/**
 * The state after a change: `state` is null before a creation; the result is null after a deletion.
 * An update of something that is not there gives null.
 */
export function applyChange(
  state: JsonObject | null,
  change: Pick<Change, 'before' | 'after'>,
): JsonObject | null {
  return applied(state, change, copyOf);
}

/**
 * As `applyChange`, but the state itself is changed, and what it was is gone. For a caller that made all
 * states and changes and keeps none of them: copies are most of what applying a change costs.
 */
export function applyChangeInPlace(
  state: JsonObject | null,
  change: Pick<Change, 'before' | 'after'>,
): JsonObject | null {
  return applied(state, change, itself);
}

type MutableObject = Record<string, JsonValue | undefined>;

const copyOf = (object: JsonObject): MutableObject => ({ ...object });
const itself = (object: JsonObject): MutableObject => object;

function applied(
  state: JsonObject | null,
  { before, after }: Pick<Change, 'before' | 'after'>,
  writable: (object: JsonObject) => MutableObject,
): JsonObject | null {
  if (after === null) return null;
  if (before === null) return after;
  if (state === null) return null;
  const result = writable(state);
  for (const field of Object.keys(after)) {
    const value = after[field];
    if (MAP_FIELDS.has(field) && isJsonObject(value)) {
      const map = result[field];
      const merged = merge(isJsonObject(map) ? writable(map) : {}, value);
      if (Object.keys(merged).length === 0) delete result[field];
      else result[field] = merged;
    } else if (value === null || value === undefined) delete result[field];
    else result[field] = value;
  }
  return result;
}

/** Writes the entries into the map. */
function merge(map: MutableObject, entries: JsonObject): JsonObject {
  for (const key of Object.keys(entries)) {
    const value = entries[key];
    if (value === null || value === undefined) delete map[key];
    else put(map, key, value);
  }
  return map;
}

/** Sets an entry of a map whatever its name: a plain assignment to `__proto__` would be lost. */
function put(map: MutableObject, key: string, value: JsonValue): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, enumerable: true, writable: true, configurable: true });
  else map[key] = value;
}

/** The fields a change writes, owners included: every field that a person or rule touched by it. */
export function writtenFields(change: Change): string[] {
  const fields = new Set(change.diff.map(({ field }) => field));
  const owners = change.before === null ? undefined : change.after?.['owners'];
  if (isJsonObject(owners)) for (const field of Object.keys(owners)) fields.add(field);
  return [...fields];
}
