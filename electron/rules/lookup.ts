/** The items by a key of theirs, in their order. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) addTo(groups, keyOf(item), item);
  return groups;
}

/** The items by a key of theirs; of several with one key, the last. */
export function indexBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T> {
  const index = new Map<K, T>();
  for (const item of items) index.set(keyOf(item), item);
  return index;
}

export function addTo<T, K>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

/** Looks a group up; it is sorted when it is first asked for. */
export function sortedLazily<T, K>(
  groups: ReadonlyMap<K, T[]>,
  order: (a: T, b: T) => number,
): (key: K) => readonly T[] {
  const sorted = new Set<K>();
  return (key) => {
    const group = groups.get(key);
    if (group === undefined) return NONE;
    if (!sorted.has(key)) {
      sorted.add(key);
      if (group.length > 1) group.sort(order);
    }
    return group;
  };
}

const NONE: readonly never[] = [];
