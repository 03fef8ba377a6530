import type { Asset, Cable, Edge } from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';
import { addTo, idOf } from './lookup.ts';
import type { PlantView } from './plant-view.ts';
import { compareText } from './problem.ts';

/** What is changed of one kind of entity, where it is (null: gone), and otherwise what the base has. */
abstract class Overlay<T> {
  protected readonly base: PlantView;
  readonly #changed = new Map<string, T | null>();
  /** Id and state of what was set since something was last asked for; of some kinds nothing ever is. */
  #pending: (readonly [string, T | null])[] = [];
  /** What was asked for last: one thing is read several times in a row. */
  #lastId: string | null = null;
  #last: T | undefined;

  constructor(base: PlantView) {
    this.base = base;
  }

  protected abstract ofBase(id: string): T | undefined;

  get changed(): ReadonlyMap<string, T | null> {
    if (this.#pending.length > 0) {
      for (const [id, state] of this.#pending) this.#changed.set(id, state);
      this.#pending = [];
    }
    return this.#changed;
  }

  get(id: string): T | undefined {
    if (id !== this.#lastId) {
      const state = this.changed.get(id);
      this.#last = state === undefined ? this.ofBase(id) : (state ?? undefined);
      this.#lastId = id;
    }
    return this.#last;
  }

  /** Sets what there is, or that it is gone (null). */
  protected change(id: string, state: T | null): void {
    this.#pending.push([id, state]);
    this.#lastId = null;
    this.#last = undefined;
  }
}

/** A list of the base with some of its items replaced, kept until the next change. */
class ListOverlay<T extends { readonly id: string }> {
  readonly #overlay: Overlay<T>;
  readonly #belongs: (item: T, key: string) => boolean;
  readonly #orderOf: (item: T) => string;
  /** The ids of what came or went by key; an id may stand there more than once. */
  readonly #touched = new Map<string, string[]>();
  readonly #made = new Map<string, readonly T[]>();
  /** Key and id of what came or went since a list was last asked for; of some kinds of lists none ever is. */
  #pending: string[] = [];

  constructor(overlay: Overlay<T>, belongs: (item: T, key: string) => boolean, orderOf: (item: T) => string) {
    this.#overlay = overlay;
    this.#belongs = belongs;
    this.#orderOf = orderOf;
  }

  /** An item is changed that was of one key and is of another one now, or of the same. */
  touch(id: string, from: string | null | undefined, to: string | null | undefined): void {
    if (from !== null && from !== undefined) this.#pending.push(from, id);
    if (to !== from && to !== null && to !== undefined) this.#pending.push(to, id);
  }

  list(key: string, ofBase: readonly T[]): readonly T[] {
    if (this.#pending.length > 0) this.#takeIn();
    const changes = this.#touched.get(key);
    if (changes === undefined) return ofBase;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const ids = new Set(changes);
    const kept = ofBase.filter(({ id }) => !ids.has(id));
    const changed = Array.from(ids, (id) => this.#overlay.get(id)).filter(
      (item): item is T => item !== undefined && this.#belongs(item, key),
    );
    const list = merge(
      kept,
      changed.map((item) => ({ item, order: this.#orderOf(item) })),
      this.#orderOf,
    );
    this.#made.set(key, list);
    return list;
  }

  #takeIn(): void {
    const pending = this.#pending;
    for (let at = 0; at < pending.length; at += 2) {
      const key = pending[at] ?? '';
      this.#made.delete(key);
      addTo(this.#touched, key, pending[at + 1] ?? '');
    }
    this.#pending = [];
  }
}

/** Merges a sorted list with some more items. */
function merge<T>(
  sorted: readonly T[],
  more: { item: T; order: string }[],
  orderOf: (item: T) => string,
): readonly T[] {
  if (more.length === 0) return sorted;
  more.sort((a, b) => compareText(a.order, b.order));
  const result: T[] = [];
  let next = 0;
  for (const item of sorted) {
    const order = next < more.length ? orderOf(item) : '';
    for (let head = more[next]; head !== undefined && head.order < order; head = more[next]) {
      result.push(head.item);
      next += 1;
    }
    result.push(item);
  }
  for (const { item } of more.slice(next)) result.push(item);
  return result;
}

const keyOf = ({ tag }: Asset | Cable): string => tagKey(tag);
const isOfType = (asset: Asset, type: string): boolean => asset.type === type;
const isChildOf = (asset: Asset, parentId: string): boolean => asset.parentId === parentId;
const hasEnd = (cable: Cable, assetId: string): boolean =>
  cable.fromAssetId === assetId || cable.toAssetId === assetId;
const startsAt = (edge: Edge, assetId: string): boolean => edge.sourceId === assetId;
const leadsTo = (edge: Edge, assetId: string): boolean => edge.targetId === assetId;

abstract class TaggedOverlay<T extends Asset | Cable> extends Overlay<T> {
  readonly #byKey = new Map<string, string>();

  protected abstract ofBaseByTag(tag: string): T | undefined;

  byTag(tag: string): T | undefined {
    const key = tagKey(tag);
    const id = this.#byKey.get(key);
    const last = id === undefined ? undefined : this.get(id);
    if (last !== undefined && tagKey(last.tag) === key) return last;
    const before = this.ofBaseByTag(tag);
    const now = before && this.get(before.id);
    return now !== undefined && tagKey(now.tag) === key ? now : undefined;
  }

  protected put(id: string, last: T | undefined, state: T | undefined): void {
    this.change(id, state ?? null);
    if (state !== undefined && state.tag !== last?.tag) this.#byKey.set(tagKey(state.tag), id);
  }
}

/** The assets of a plant with changes over them. */
export class AssetOverlay extends TaggedOverlay<Asset> {
  readonly ofType = new ListOverlay(this, isOfType, keyOf);
  readonly children = new ListOverlay(this, isChildOf, keyOf);

  protected ofBase(id: string): Asset | undefined {
    return this.base.asset(id);
  }

  protected ofBaseByTag(tag: string): Asset | undefined {
    return this.base.assetByTag(tag);
  }

  add(asset: Asset): void {
    this.ofType.touch(asset.id, null, asset.type);
    this.children.touch(asset.id, null, asset.parentId);
    this.put(asset.id, undefined, asset);
  }

  set(id: string, state: Asset | undefined): void {
    const last = this.get(id);
    this.ofType.touch(id, last?.type, state?.type);
    this.children.touch(id, last?.parentId, state?.parentId);
    this.put(id, last, state);
  }
}

/** The cables of a plant with changes over them. */
export class CableOverlay extends TaggedOverlay<Cable> {
  readonly ofEnd = new ListOverlay(this, hasEnd, keyOf);

  protected ofBase(id: string): Cable | undefined {
    return this.base.cable(id);
  }

  protected ofBaseByTag(tag: string): Cable | undefined {
    return this.base.cableByTag(tag);
  }

  set(id: string, state: Cable | undefined): void {
    const last = this.get(id);
    this.ofEnd.touch(id, last?.fromAssetId, state?.fromAssetId);
    this.ofEnd.touch(id, last?.toAssetId, state?.toAssetId);
    this.put(id, last, state);
  }
}

/** The edges of a plant with changes over them. */
export class EdgeOverlay extends Overlay<Edge> {
  readonly from = new ListOverlay(this, startsAt, idOf);
  readonly to = new ListOverlay(this, leadsTo, idOf);

  protected ofBase(id: string): Edge | undefined {
    return this.base.edge(id);
  }

  /** Sets the state of an edge, or that it is gone (null). */
  set({ id, sourceId, targetId }: Edge, state: Edge | null): void {
    this.from.touch(id, sourceId, sourceId);
    this.to.touch(id, targetId, targetId);
    this.change(id, state);
  }
}
