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
  if (isCanonical(value)) return JSON.stringify(value ?? null);
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  const keys = sortedKeys(value);
  const flat = inOrder(value, keys);
  if (flat !== null) return JSON.stringify(flat);
  let text = '';
  for (const key of keys) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** By insertion: most objects have few keys, and nearly in order. */
function sortedKeys(value: JsonObject): string[] {
  const keys = Object.keys(value);
  if (keys.length > MOST_INSERTED) return keys.toSorted();
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end] ?? '';
    let at = end;
    for (let left = keys[at - 1]; left !== undefined && left > key; left = keys[at - 1]) {
      keys[at] = left;
      at -= 1;
    }
    keys[at] = key;
  }
  return keys;
}

const MOST_INSERTED = 16;

/**
 * A copy with its members in order, which JSON.stringify writes as they come; null where something is nested, or
 * a key does not stay where it is put (a number goes first, `__proto__` is lost).
 */
function inOrder(value: JsonObject, keys: readonly string[]): JsonObject | null {
  const ordered: Record<string, JsonValue | undefined> = {};
  for (const key of keys) {
    const member = value[key];
    if (typeof member === 'object' && member !== null) return null;
    if ((key < ':' && key >= '0') || key === '__proto__') return null;
    ordered[key] = member;
  }
  return ordered;
}

/** True where JSON.stringify writes the canonical text by itself, which is much faster. */
function isCanonical(value: JsonValue | undefined): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (isJsonArray(value)) return value.every(isCanonical);
  let previous = '';
  for (const key of Object.keys(value)) {
    if (key < previous || value[key] === undefined || !isCanonical(value[key])) return false;
    previous = key;
  }
  return true;
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
