import type { Asset, Cable, Edge, Finding, Package } from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';
import { AssetOverlay, CableOverlay, EdgeOverlay } from './plant-overlays.ts';
import type { PlantView, Provenance } from './plant-view.ts';
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
