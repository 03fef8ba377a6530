// These walk through whole plants, mostly once: there a loop over an iterator would make an object for each item.

/** The items by a key of theirs, in their order. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  items.forEach((item) => {
    addTo(groups, keyOf(item), item);
  });
  return groups;
}

/** The items by a key of theirs; of several with one key, the last. */
export function indexBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T> {
  const index = new Map<K, T>();
  items.forEach((item) => index.set(keyOf(item), item));
  return index;
}

export function addTo<T, K>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

/** As `indexBy`, where few are asked for: it is made in less than half the time of a Map, but slower to ask. */
export function indexByText<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): { get(key: string): T | undefined } {
  const places = placesByText(items, [keyOf]);
  return { get: (key) => items[places.first(key)] };
}

/** Items by a key. A group is put together when it is asked for: of many groups few are. */
export interface Groups<T> {
  /** In no particular order. */
  of(key: string): readonly T[];
  sorted(key: string): readonly T[];
}

/** Groups the items by a key of theirs, or by several; one whose key is null is in no group. */
export function groupLazily<T>(
  items: readonly T[],
  keysOf: readonly KeyOf<T>[],
  order: (a: T, b: T) => number,
): Groups<T> {
  const known = new Map<string, Group<T>>();
  const places = placesByText(items, keysOf);
  const groupOf = (key: string): Group<T> => {
    const last = known.get(key);
    if (last !== undefined) return last;
    const found: T[] = [];
    for (let place = places.first(key); place !== NOWHERE; place = places.next(key, place)) {
      const item = items[Math.floor(place / keysOf.length)];
      if (item !== undefined) found.push(item);
    }
    if (found.length === 0) return NO_GROUP;
    const group = { items: found, isSorted: found.length === 1 };
    known.set(key, group);
    return group;
  };
  return {
    of: (key) => groupOf(key).items,
    sorted(key) {
      const group = groupOf(key);
      if (!group.isSorted) {
        group.items = group.items.toSorted(order); // who has the one before may still be going through it
        group.isSorted = true;
      }
      return group.items;
    },
  };
}

interface Group<T> {
  items: readonly T[];
  isSorted: boolean;
}

const NO_GROUP: Group<never> = { items: [], isSorted: true };

type KeyOf<T> = (item: T) => string | null;

/** Where the keys of items are: the key `which` of the item `index` has the place `index * keys + which`. */
interface Places {
  /** The last place of a key, or NOWHERE. */
  first(key: string): number;
  /** The place of the key before this one, or NOWHERE. */
  next(key: string, place: number): number;
}

/** A hash table of numbers: for each hash a chain of places, from the last to the first. An item's key counts once. */
function placesByText<T>(items: readonly T[], keysOf: readonly KeyOf<T>[]): Places {
  const keys = keysOf.length;
  const mask = 2 ** Math.ceil(Math.log2(items.length * keys * 2 + 1)) - 1;
  const heads = new Int32Array(mask + 1).fill(NOWHERE);
  const before = new Int32Array(items.length * keys);
  const keyAt = (place: number): string | null => {
    const which = place % keys;
    const item = items[(place - which) / keys];
    return item === undefined ? null : (keysOf[which]?.(item) ?? null);
  };
  const isRepeated = (key: string, place: number): boolean => {
    for (let other = place - (place % keys); other < place; other += 1) if (keyAt(other) === key) return true;
    return false;
  };
  for (let place = 0; place < before.length; place += 1) {
    const key = keyAt(place);
    if (key === null || isRepeated(key, place)) continue;
    const slot = hashOf(key) & mask;
    before[place] = heads[slot] ?? NOWHERE;
    heads[slot] = place;
  }
  const find = (key: string, from: number): number => {
    let place = from;
    while (place !== NOWHERE && keyAt(place) !== key) place = before[place] ?? NOWHERE;
    return place;
  };
  return {
    first: (key) => find(key, heads[hashOf(key) & mask] ?? NOWHERE),
    next: (key, place) => find(key, before[place] ?? NOWHERE),
  };
}

/** FNV-1a over UTF-16 units, from a start that nobody knows, so that no list of tags can be made to share one hash. */
function hashOf(text: string): number {
  let hash = START;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash ^ (hash >>> 15);
}

const START = Math.floor(Math.random() * 2 ** 32);
const NOWHERE = -1;
