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
  if (isFlat(value)) return JSON.stringify(value, Object.keys(value).toSorted());
  let text = '';
  for (const key of Object.keys(value).toSorted()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** True where nothing is nested: then a list of keys tells JSON.stringify their order. */
function isFlat(value: JsonObject): boolean {
  return Object.values(value).every((member) => member === null || typeof member !== 'object');
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
