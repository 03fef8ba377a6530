import { tagKey } from '../../shared/model/terms.ts';
import { HASH_SEED } from '../kernel/seed.ts';

// These walk through whole plants, mostly once: there `for ... of` makes an object for each item, and forEach does not.

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

export const idOf = ({ id }: { readonly id: string }): string => id;

export function addTo<T, K>(groups: Map<K, T[]>, key: K, item: T): void {
  groupOf(groups, key).push(item);
}

/** The group of a key, which is made where there is none. */
export function groupOf<T, K>(groups: Map<K, T[]>, key: K): T[] {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group: T[] = [];
  groups.set(key, group);
  return group;
}

/** As `indexBy`, but made from the hashes of the keys: no item is looked at before it is asked for. */
export class TextIndex<T> {
  readonly #places: Places<T>;

  constructor(items: readonly T[], keyOf: (item: T) => string, hashOf: HashOf, hashes: readonly number[]) {
    this.#places = new Places(items, [keyOf], hashOf, hashes);
  }

  /** Of several items with the key, the last. */
  get(key: string): T | undefined {
    return this.#places.item(this.#places.first(key));
  }

  /** Where that item stands among all. */
  placeOf(key: string): number | undefined {
    const place = this.#places.first(key);
    return place === NOWHERE ? undefined : place;
  }
}

/**
 * Items by an id that they name, or by several, in their order; one whose id is null is in no group. A group is put
 * together when it is asked for: of many groups few are.
 */
export class LazyGroups<T> {
  readonly #places: Places<T>;
  readonly #order: (a: T, b: T) => number;
  readonly #known = new Map<string, readonly T[]>();

  constructor(items: readonly T[], keysOf: readonly KeyOf<T>[], order: (a: T, b: T) => number) {
    this.#places = new Places(items, keysOf, idHash);
    this.#order = order;
  }

  get(key: string): readonly T[] {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const places = this.#places;
    const items: T[] = [];
    for (let place = places.first(key); place !== NOWHERE; place = places.next(key, place)) {
      const item = places.item(place);
      if (item !== undefined) items.push(item);
    }
    if (items.length === 0) return NO_ITEMS;
    items.sort(this.#order);
    this.#known.set(key, items);
    return items;
  }
}

const NO_ITEMS: readonly never[] = [];

type KeyOf<T> = (item: T) => string | null;
type HashOf = (key: string) => number;

/**
 * Where the keys of items are. The key `which` of the item `index` has the place `which * items + index`. A hash
 * table of numbers: for each hash a chain of places, from the last to the first; an item is once in a chain by a key.
 */
class Places<T> {
  readonly #items: readonly T[];
  readonly #keysOf: readonly KeyOf<T>[];
  readonly #hashOf: HashOf;
  readonly #heads: Int32Array;
  readonly #before: Int32Array;
  /** The hash of the key at each place: most keys that differ differ in it, and need not be fetched. */
  readonly #hashes: Int32Array;

  /** `hashes` are those of the keys at each place, where they are known and none is null. */
  constructor(items: readonly T[], keysOf: readonly KeyOf<T>[], hashOf: HashOf, hashes?: readonly number[]) {
    const size = items.length * keysOf.length;
    this.#items = items;
    this.#keysOf = keysOf;
    this.#hashOf = hashOf;
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(2 * size + 1))).fill(NOWHERE);
    this.#before = new Int32Array(size);
    this.#hashes = hashes === undefined ? new Int32Array(size) : new Int32Array(hashes);
    if (hashes === undefined) keysOf.forEach((keyOf, which) => this.#add(keyOf, which));
    else for (let place = 0; place < size; place += 1) this.#chain(place);
  }

  /** The last place of a key, or NOWHERE. */
  first(key: string): number {
    const hash = this.#hashOf(key);
    return this.#find(key, hash, this.#heads[hash & (this.#heads.length - 1)] ?? NOWHERE);
  }

  /** The place of the key before this one, or NOWHERE. */
  next(key: string, place: number): number {
    return this.#find(key, this.#hashes[place] ?? 0, this.#before[place] ?? NOWHERE);
  }

  item(place: number): T | undefined {
    return place === NOWHERE ? undefined : this.#items[place % this.#items.length];
  }

  #add(keyOf: KeyOf<T>, which: number): void {
    const first = which * this.#items.length;
    this.#items.forEach((item, index) => {
      const key = keyOf(item);
      if (key === null || (which > 0 && this.#hasBefore(key, item, which))) return;
      this.#hashes[first + index] = this.#hashOf(key);
      this.#chain(first + index);
    });
  }

  #chain(place: number): void {
    const slot = (this.#hashes[place] ?? 0) & (this.#heads.length - 1);
    this.#before[place] = this.#heads[slot] ?? NOWHERE;
    this.#heads[slot] = place;
  }

  #hasBefore(key: string, item: T, which: number): boolean {
    for (let other = 0; other < which; other += 1) if (this.#keysOf[other]?.(item) === key) return true;
    return false;
  }

  #find(key: string, hash: number, from: number): number {
    let place = from;
    while (place !== NOWHERE && !(this.#hashes[place] === hash && this.#keyAt(place) === key))
      place = this.#before[place] ?? NOWHERE;
    return place;
  }

  #keyAt(place: number): string | null {
    const index = place % this.#items.length;
    const item = this.#items[index];
    return item === undefined ? null : (this.#keysOf[(place - index) / this.#items.length]?.(item) ?? null);
  }
}

/** The hash of an id. The end of an id differs from that of any other, so it is as good as the whole. */
export const idHash = (id: string): number => hashFrom(id, Math.max(0, id.length - 12));

/** The hash of the key of a tag. That of most tags is found without making the key. */
export function tagHash(tag: string): number {
  let hash = HASH_SEED;
  for (let index = 0; index < tag.length; index += 1) {
    const unit = tag.charCodeAt(index);
    if (unit > 0x7f) return keyHash(tagKey(tag));
    hash = hashOn(hash, unit >= 0x61 && unit <= 0x7a ? unit - 0x20 : unit);
  }
  return mixed(hash);
}

/** The hash of what is a key already: the key of a key may be another one. */
export const keyHash = (key: string): number => hashFrom(key, 0);

function hashFrom(text: string, start: number): number {
  let hash = HASH_SEED;
  for (let index = start; index < text.length; index += 1) hash = hashOn(hash, text.charCodeAt(index));
  return mixed(hash);
}

/** FNV-1a over UTF-16 units, from a start that nobody knows, so that no list of tags can be made to share one hash. */
const hashOn = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
const mixed = (hash: number): number => hash ^ (hash >>> 15);

const NOWHERE = -1;
