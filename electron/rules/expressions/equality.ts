import type { Value } from './value.ts';

/**
 * Whether two values are equal; unknown where that hangs on a null inside of them. Lists and maps compare by
 * their content, entities by their id.
 */
export function kleeneEqual(a: Value, b: Value): boolean | null {
  if (a === null || b === null) return null;
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (isList(a) || isList(b))
    return isList(a) && isList(b) && a.length === b.length ? equalLists(a, b) : false;
  if (a instanceof Map || b instanceof Map) {
    return a instanceof Map && b instanceof Map && a.size === b.size ? equalMaps(a, b) : false;
  }
  return 'id' in a && 'id' in b ? a.id === b.id : a === b;
}

/** Whether the list has an element equal to the value: unknown where only an unknown could be it. */
export function kleeneIncludes(items: readonly Value[], value: Value): boolean | null {
  let result: boolean | null = false;
  for (const item of items) {
    const equal = kleeneEqual(item, value);
    if (equal === true) return true;
    if (equal === null) result = null;
  }
  return result;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function equalLists(a: readonly Value[], b: readonly Value[]): boolean | null {
  let result: boolean | null = true;
  for (const [index, item] of a.entries()) {
    const equal = kleeneEqual(item, b[index] ?? null);
    if (equal === false) return false;
    if (equal === null) result = null;
  }
  return result;
}

function equalMaps(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean | null {
  let result: boolean | null = true;
  for (const [key, item] of a) {
    if (!b.has(key)) return false;
    const equal = kleeneEqual(item, b.get(key) ?? null);
    if (equal === false) return false;
    if (equal === null) result = null;
  }
  return result;
}
