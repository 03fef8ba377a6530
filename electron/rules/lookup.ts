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

/** Items by a key. A group is put together when it is asked for: of many groups few are. */
export interface Groups<T, K> {
  /** In no particular order. */
  of(key: K): readonly T[];
  sorted(key: K): readonly T[];
}

/** Groups the items by a key of theirs, or by several; one whose key is null is in no group. */
export function groupLazily<T, K>(
  items: readonly T[],
  keysOf: readonly ((item: T) => K | null)[],
  order: (a: T, b: T) => number,
): Groups<T, K> {
  const known = new Map<K, readonly T[]>();
  const chains = chainsBy(items, keysOf);
  return {
    of: chains,
    sorted(key) {
      const last = known.get(key);
      if (last !== undefined) return last;
      const found = chains(key);
      if (found.length === 0) return NONE;
      const group = found.toSorted(order);
      known.set(key, group);
      return group;
    },
  };
}

/** For each key a chain through the items, which costs far less than a list. An item stands once in a chain. */
function chainsBy<T, K>(items: readonly T[], keysOf: readonly ((item: T) => K | null)[]): (key: K) => T[] {
  const heads = new Map<K, number>();
  const next = new Int32Array(items.length * keysOf.length);
  let place = 0;
  for (const item of items) {
    const first = place;
    for (const keyOf of keysOf) {
      const key = keyOf(item);
      const head = key === null ? NOWHERE : (heads.get(key) ?? NOWHERE);
      if (key !== null && head < first) {
        next[place] = head;
        heads.set(key, place);
      }
      place += 1;
    }
  }
  return (key) => {
    const group: T[] = [];
    for (let at = heads.get(key) ?? NOWHERE; at !== NOWHERE; at = next[at] ?? NOWHERE) {
      const item = items[Math.floor(at / keysOf.length)];
      if (item !== undefined) group.push(item);
    }
    return group;
  };
}

const NOWHERE = -1;
const NONE: readonly never[] = [];
