import type { Asset, Cable, Edge, Finding, Package } from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';
import { addTo } from './lookup.ts';
import type { PlantView, Provenance } from './plant-view.ts';
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

export const createWorkingView = (base: PlantView): WorkingView => new ChangedPlant(base);

/* Classes for the reason that stands at those of the plant view. */
class ChangedPlant implements WorkingView {
  readonly project: PlantView['project'];
  readonly settings: PlantView['settings'];
  readonly rules: PlantView['rules'];
  readonly deletedByPerson: PlantView['deletedByPerson'];
  readonly #base: PlantView;
  readonly #assets: AssetOverlay;
  readonly #cables: CableOverlay;
  readonly #edges: EdgeOverlay;
  readonly #packages = new Map<string, Package>();

  constructor(base: PlantView) {
    this.project = base.project;
    this.settings = base.settings;
    this.rules = base.rules;
    this.deletedByPerson = base.deletedByPerson;
    this.#base = base;
    this.#assets = new AssetOverlay(base);
    this.#cables = new CableOverlay(base);
    this.#edges = new EdgeOverlay(base);
  }

  asset(id: string): Asset | undefined {
    return this.#assets.get(id);
  }

  assetByTag(tag: string): Asset | undefined {
    return this.#assets.byTag(tag);
  }

  assetsOfType(type: string): readonly Asset[] {
    return this.#assets.ofType.list(type, this.#base.assetsOfType(type));
  }

  childrenOf(parentId: string): readonly Asset[] {
    return this.#assets.children.list(parentId, this.#base.childrenOf(parentId));
  }

  addAsset(asset: Asset): void {
    this.#assets.add(asset);
  }

  setAsset(id: string, state: Asset | undefined): void {
    this.#assets.set(id, state);
  }

  cable(id: string): Cable | undefined {
    return this.#cables.get(id);
  }

  cableByTag(tag: string): Cable | undefined {
    return this.#cables.byTag(tag);
  }

  cablesOf(assetId: string): readonly Cable[] {
    return this.#cables.ofEnd.list(assetId, this.#base.cablesOf(assetId));
  }

  setCable(id: string, state: Cable | undefined): void {
    this.#cables.set(id, state);
  }

  edge(id: string): Edge | undefined {
    return this.#edges.get(id);
  }

  edgesFrom(assetId: string): readonly Edge[] {
    return this.#edges.from.list(assetId, this.#base.edgesFrom(assetId));
  }

  edgesTo(assetId: string): readonly Edge[] {
    return this.#edges.to.list(assetId, this.#base.edgesTo(assetId));
  }

  addEdge(edge: Edge): void {
    this.#edges.set(edge, edge);
  }

  removeEdge(edge: Edge): void {
    this.#edges.set(edge, null);
  }

  packages(): readonly Package[] {
    const changed = this.#packages;
    if (changed.size === 0) return this.#base.packages();
    return [...this.#base.packages().filter(({ code }) => !changed.has(tagKey(code))), ...changed.values()];
  }

  packageByCode(code: string): Package | undefined {
    return this.#packages.get(tagKey(code)) ?? this.#base.packageByCode(code);
  }

  setPackage(state: Package): void {
    this.#packages.set(tagKey(state.code), state);
  }

  *changedTags(): Generator<string> {
    if (this.#base instanceof ChangedPlant) yield* this.#base.changedTags();
    for (const { changed } of [this.#assets, this.#cables])
      for (const entity of changed.values()) if (entity !== null) yield entity.tag;
  }

  candidates(selection: Selection): readonly (Asset | Cable)[] {
    const found = this.#base.candidates(selection);
    const changed: ReadonlyMap<string, Asset | Cable | null> =
      selection.entity === 'ASSET' ? this.#assets.changed : this.#cables.changed;
    if (changed.size === 0) return found;
    const matching = [...changed.values()].filter(
      (entity): entity is Asset | Cable => entity !== null && selects(selection, entity),
    );
    return [...found.filter(({ id }) => !changed.has(id)), ...matching];
  }

  provenanceOf(assetId: string): Provenance | undefined {
    return this.#base.provenanceOf(assetId);
  }

  finding(id: string): Finding | undefined {
    return this.#base.finding(id);
  }

  findingsOfRule(ruleId: string): readonly Finding[] {
    return this.#base.findingsOfRule(ruleId);
  }

  rulesWithFindings(): Iterable<string> {
    return this.#base.rulesWithFindings();
  }

  propertyTypes(): ReturnType<PlantView['propertyTypes']> {
    return this.#base.propertyTypes();
  }

  adopted(ruleId: string, sourceId: string, slot: string): Asset | Cable | undefined {
    return this.#base.adopted(ruleId, sourceId, slot);
  }

  madeBy(ruleId: string): readonly (Asset | Cable | Edge)[] {
    return this.#base.madeBy(ruleId);
  }

  writtenBy(ruleId: string): readonly (Asset | Cable)[] {
    return this.#base.writtenBy(ruleId);
  }

  rulesWithTraces(): Iterable<string> {
    return this.#base.rulesWithTraces();
  }
}

/** What is changed of one kind of entity, where it is (null: gone), and otherwise what the base has. */
abstract class Overlay<T> {
  readonly changed = new Map<string, T | null>();

  protected abstract ofBase(id: string): T | undefined;

  get(id: string): T | undefined {
    const state = this.changed.get(id);
    return state === undefined ? this.ofBase(id) : (state ?? undefined);
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
const idOf = ({ id }: Edge): string => id;

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
    this.changed.set(id, state ?? null);
    if (state !== undefined && state.tag !== last?.tag) this.#byKey.set(tagKey(state.tag), id);
  }
}

class AssetOverlay extends TaggedOverlay<Asset> {
  readonly ofType = new ListOverlay(this, isOfType, keyOf);
  readonly children = new ListOverlay(this, isChildOf, keyOf);
  readonly #base: PlantView;

  constructor(base: PlantView) {
    super();
    this.#base = base;
  }

  protected ofBase(id: string): Asset | undefined {
    return this.#base.asset(id);
  }

  protected ofBaseByTag(tag: string): Asset | undefined {
    return this.#base.assetByTag(tag);
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

class CableOverlay extends TaggedOverlay<Cable> {
  readonly ofEnd = new ListOverlay(this, hasEnd, keyOf);
  readonly #base: PlantView;

  constructor(base: PlantView) {
    super();
    this.#base = base;
  }

  protected ofBase(id: string): Cable | undefined {
    return this.#base.cable(id);
  }

  protected ofBaseByTag(tag: string): Cable | undefined {
    return this.#base.cableByTag(tag);
  }

  set(id: string, state: Cable | undefined): void {
    const last = this.get(id);
    this.ofEnd.touch(id, last?.fromAssetId, state?.fromAssetId);
    this.ofEnd.touch(id, last?.toAssetId, state?.toAssetId);
    this.put(id, last, state);
  }
}

class EdgeOverlay extends Overlay<Edge> {
  readonly from = new ListOverlay(this, startsAt, idOf);
  readonly to = new ListOverlay(this, leadsTo, idOf);
  readonly #base: PlantView;

  constructor(base: PlantView) {
    super();
    this.#base = base;
  }

  protected ofBase(id: string): Edge | undefined {
    return this.#base.edge(id);
  }

  /** Sets the state of an edge, or that it is gone (null). */
  set({ id, sourceId, targetId }: Edge, state: Edge | null): void {
    this.from.touch(id, sourceId, sourceId);
    this.to.touch(id, targetId, targetId);
    this.changed.set(id, state);
  }
}
