import type { Asset, Cable, Edge, Package } from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';
import { addTo } from './lookup.ts';
import type { PlantView } from './plant-view.ts';
import { compareText } from './problem.ts';
import { selects, type Selection } from './selection.ts';

/**
 * The plant as a plan has changed it so far: a base that stays as it is, and over it what differs. Its cost
 * goes with the number of changes, not with the size of the plant.
 */
export interface WorkingView extends PlantView {
  /** Adds an asset that is not there yet; to look for it first costs as much as the rest. */
  addAsset(asset: Asset): void;
  /** Sets the state of an asset, or takes a made one away again (undefined). */
  setAsset(id: string, state: Asset | undefined): void;
  setCable(id: string, state: Cable | undefined): void;
  addEdge(edge: Edge): void;
  removeEdge(edge: Edge): void;
  setPackage(state: Package): void;
  /** The tags of what differs from the plant before the plan. */
  changedTags(): Iterable<string>;
}

/** Sets the state of what is an asset or a cable. */
export function setEntity(view: WorkingView, state: Asset | Cable): void {
  if ('cableType' in state) view.setCable(state.id, state);
  else view.setAsset(state.id, state);
}

export function createWorkingView(base: PlantView): WorkingView {
  const assets = assetOverlay(base);
  const cables = cableOverlay(base);
  const edges = edgeOverlay(base);
  const packages = packageOverlay(base);
  return {
    ...base,
    ...assets,
    ...cables,
    ...edges,
    ...packages,
    *changedTags() {
      if ('changedTags' in base) yield* (base as WorkingView).changedTags();
      for (const changed of [assets.changed, cables.changed])
        for (const entity of changed.values()) if (entity !== null) yield entity.tag;
    },
    candidates(selection: Selection): readonly (Asset | Cable)[] {
      const found = base.candidates(selection);
      const changed: ReadonlyMap<string, Asset | Cable | null> =
        selection.entity === 'ASSET' ? assets.changed : cables.changed;
      if (changed.size === 0) return found;
      const matching = [...changed.values()].filter(
        (entity): entity is Asset | Cable => entity !== null && selects(selection, entity),
      );
      return [...found.filter(({ id }) => !changed.has(id)), ...matching];
    },
  };
}

/** What is changed, where it is (null: gone), and otherwise what the base has. */
const lookup =
  <T>(changed: ReadonlyMap<string, T | null>, ofBase: (id: string) => T | undefined) =>
  (id: string): T | undefined => {
    const state = changed.get(id);
    return state === undefined ? ofBase(id) : (state ?? undefined);
  };

/** A list of the base with some of its items replaced, kept until the next change. */
function listOverlay<T extends { readonly id: string }>(
  get: (id: string) => T | undefined,
  belongs: (item: T, key: string) => boolean,
  orderOf: (item: T) => string,
) {
  /** The ids of what came or went by key; an id may stand there more than once. */
  const touched = new Map<string, string[]>();
  const made = new Map<string, readonly T[]>();
  /** Key and id of what came or went since a list was last asked for; of some kinds of lists none ever is. */
  let pending: string[] = [];
  const touch = (key: string | null | undefined, id: string): void => {
    if (key !== null && key !== undefined) pending.push(key, id);
  };
  const takeIn = (): void => {
    for (let at = 0; at < pending.length; at += 2) {
      const key = pending[at] ?? '';
      made.delete(key);
      addTo(touched, key, pending[at + 1] ?? '');
    }
    pending = [];
  };
  return {
    /** An item is changed that was of one key and is of another one now, or of the same. */
    touch(id: string, from: string | null | undefined, to: string | null | undefined): void {
      touch(from, id);
      if (to !== from) touch(to, id);
    },
    list(key: string, ofBase: readonly T[]): readonly T[] {
      if (pending.length > 0) takeIn();
      const changes = touched.get(key);
      if (changes === undefined) return ofBase;
      const known = made.get(key);
      if (known !== undefined) return known;
      const ids = new Set(changes);
      const kept = ofBase.filter(({ id }) => !ids.has(id));
      const changed = Array.from(ids, get).filter(
        (item): item is T => item !== undefined && belongs(item, key),
      );
      const list = merge(
        kept,
        changed.map((item) => ({ item, order: orderOf(item) })),
        orderOf,
      );
      made.set(key, list);
      return list;
    },
  };
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

function assetOverlay(base: PlantView) {
  const changed = new Map<string, Asset | null>();
  const byKey = new Map<string, string>();
  const asset = lookup(changed, (id) => base.asset(id));
  const orderOf = (item: Asset): string => tagKey(item.tag);
  const ofType = listOverlay(asset, (item, type) => item.type === type, orderOf);
  const children = listOverlay(asset, (item, parentId) => item.parentId === parentId, orderOf);
  return {
    changed,
    asset,
    addAsset(added: Asset): void {
      const { id, type, parentId, tag } = added;
      ofType.touch(id, null, type);
      children.touch(id, null, parentId);
      changed.set(id, added);
      byKey.set(tagKey(tag), id);
    },
    setAsset(id: string, state: Asset | undefined): void {
      const last = asset(id);
      ofType.touch(id, last?.type, state?.type);
      children.touch(id, last?.parentId, state?.parentId);
      changed.set(id, state ?? null);
      if (state !== undefined && state.tag !== last?.tag) byKey.set(tagKey(state.tag), id);
    },
    assetByTag(tag: string): Asset | undefined {
      const key = tagKey(tag);
      const holds = (item: Asset | undefined): item is Asset =>
        item !== undefined && tagKey(item.tag) === key;
      const id = byKey.get(key);
      const last = id === undefined ? undefined : asset(id);
      if (holds(last)) return last;
      const before = base.assetByTag(tag);
      const now = before && asset(before.id);
      return holds(now) ? now : undefined;
    },
    assetsOfType: (type: string) => ofType.list(type, base.assetsOfType(type)),
    childrenOf: (parentId: string) => children.list(parentId, base.childrenOf(parentId)),
  };
}

function packageOverlay(base: PlantView) {
  const changed = new Map<string, Package>();
  return {
    setPackage: (state: Package): void => void changed.set(tagKey(state.code), state),
    packageByCode: (code: string): Package | undefined =>
      changed.get(tagKey(code)) ?? base.packageByCode(code),
    packages: (): readonly Package[] =>
      changed.size === 0
        ? base.packages()
        : [...base.packages().filter(({ code }) => !changed.has(tagKey(code))), ...changed.values()],
  };
}

function cableOverlay(base: PlantView) {
  const changed = new Map<string, Cable | null>();
  const byKey = new Map<string, string>();
  const cable = lookup(changed, (id) => base.cable(id));
  const ofEnd = listOverlay(
    cable,
    (item, end) => item.fromAssetId === end || item.toAssetId === end,
    (item) => tagKey(item.tag),
  );
  return {
    changed,
    cable,
    setCable(id: string, state: Cable | undefined): void {
      const last = cable(id);
      ofEnd.touch(id, last?.fromAssetId, state?.fromAssetId);
      ofEnd.touch(id, last?.toAssetId, state?.toAssetId);
      changed.set(id, state ?? null);
      if (state !== undefined && state.tag !== last?.tag) byKey.set(tagKey(state.tag), id);
    },
    cableByTag(tag: string): Cable | undefined {
      const key = tagKey(tag);
      const holds = (item: Cable | undefined): item is Cable =>
        item !== undefined && tagKey(item.tag) === key;
      const id = byKey.get(key);
      const last = id === undefined ? undefined : cable(id);
      if (holds(last)) return last;
      const before = base.cableByTag(tag);
      const now = before && cable(before.id);
      return holds(now) ? now : undefined;
    },
    cablesOf: (assetId: string) => ofEnd.list(assetId, base.cablesOf(assetId)),
  };
}

function edgeOverlay(base: PlantView) {
  const changed = new Map<string, Edge | null>();
  const edge = lookup(changed, (id) => base.edge(id));
  const from = listOverlay(
    edge,
    (item, end) => item.sourceId === end,
    (item) => item.id,
  );
  const to = listOverlay(
    edge,
    (item, end) => item.targetId === end,
    (item) => item.id,
  );
  const set = ({ id, sourceId, targetId }: Edge, state: Edge | null): void => {
    from.touch(id, sourceId, sourceId);
    to.touch(id, targetId, targetId);
    changed.set(id, state);
  };
  return {
    edge,
    addEdge: (added: Edge): void => set(added, added),
    removeEdge: (removed: Edge): void => set(removed, null),
    edgesFrom: (assetId: string) => from.list(assetId, base.edgesFrom(assetId)),
    edgesTo: (assetId: string) => to.list(assetId, base.edgesTo(assetId)),
  };
}
