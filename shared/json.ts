export type JsonPrimitive = string | number | boolean | null;
export type JsonValue = JsonPrimitive | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/**
 * Canonical JSON: object keys in code-unit order, no white space, numbers and strings as ECMAScript
 * writes them, undefined members left out (RFC 8785). Equal values give equal text.
 */
export function canonicalJson(value: JsonValue | undefined): string {
  const ordered = inKeyOrder(value);
  return ordered === NOT_ORDERED ? writeSorted(value) : JSON.stringify(ordered ?? null);
}

/** Stands for a value with a key that an object does not hold at its place in code-unit order. */
const NOT_ORDERED: JsonObject = {};

/**
 * The value with the keys of its objects in code-unit order, so that JSON.stringify, which is much faster than
 * writing key by key, gives the canonical text. What stands in order already is not copied.
 */
function inKeyOrder(value: JsonValue | undefined): JsonValue | undefined {
  if (value === null || typeof value !== 'object') return value;
  return isJsonArray(value) ? itemsInKeyOrder(value) : objectInKeyOrder(value);
}

function itemsInKeyOrder(items: readonly JsonValue[]): JsonValue {
  let copy: JsonValue[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    const ordered = inKeyOrder(item);
    if (ordered === NOT_ORDERED) return NOT_ORDERED;
    if (ordered !== item) (copy ??= [...items])[index] = ordered ?? null;
  }
  return copy ?? items;
}

function objectInKeyOrder(value: JsonObject): JsonObject {
  let copy: Record<string, JsonValue | undefined> | undefined;
  let last = '';
  for (const key in value) {
    if (key < last) return sortedByKey(value);
    if (!keepsPlace(key)) return NOT_ORDERED;
    last = key;
    const member = value[key];
    const ordered = inKeyOrder(member);
    if (ordered === NOT_ORDERED) return NOT_ORDERED;
    if (ordered !== member) (copy ??= { ...value })[key] = ordered;
  }
  return copy ?? value;
}

function sortedByKey(value: JsonObject): JsonObject {
  const keys = Object.keys(value);
  sortKeys(keys);
  const sorted: Record<string, JsonValue | undefined> = {};
  for (const key of keys) {
    if (!keepsPlace(key)) return NOT_ORDERED;
    const ordered = inKeyOrder(value[key]);
    if (ordered === NOT_ORDERED) return NOT_ORDERED;
    sorted[key] = ordered;
  }
  return sorted;
}

/** Sorts the few keys of an object by insertion, faster than a general sort. */
function sortKeys(keys: string[]): void {
  if (keys.length > MOST_INSERTED) {
    keys.sort();
    return;
  }
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    let place = index;
    for (let last = keys[place - 1]; last !== undefined && last > key; last = keys[place - 1]) {
      keys[place] = last;
      place -= 1;
    }
    keys[place] = key;
  }
}

/** Packages have thousands of members; inserting takes the square of that. */
const MOST_INSERTED = 32;

/** Objects hold whole numbers before all other keys, and `__proto__` is no plain key. */
function keepsPlace(key: string): boolean {
  const first = key.charCodeAt(0);
  return !(first >= 48 && first <= 57) && key !== '__proto__';
}

function writeSorted(value: JsonValue | undefined): string {
  if (isJsonArray(value)) return `[${value.map(writeSorted).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${writeSorted(value[key])}`);
  return `{${members.join(',')}}`;
}

/** True where both hold the same JSON value, whatever the order of their keys. */
export function jsonEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  return canonicalJson(a) === canonicalJson(b);
}

/** A value as a person reads it in a sentence: a text as it is, all else as JSON. */
export const displayText = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
