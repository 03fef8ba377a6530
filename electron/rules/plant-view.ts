import type {
  Asset,
  Cable,
  Edge,
  Finding,
  Package,
  Project,
  Properties,
  RuleEntity,
} from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';
import { effectiveSettings } from '../../shared/settings.ts';
import type { ValueType } from './expressions/types.ts';
import { groupBy, idOf, indexBy } from './lookup.ts';
import { AssetIndexes, CableIndexes, EdgeIndexes } from './plant-indexes.ts';
import { notesOf, type PlantNotes } from './plant-notes.ts';
import type { RuleTraces } from './rule-traces.ts';
import type { Selection } from './selection.ts';
import type { PlantReader } from './view.ts';

/** Where something that no rule made came from. */
export interface Provenance {
  readonly file?: string;
  readonly row?: number;
  readonly userId?: string;
}

/** The state of a project that a plan starts from. */
export interface PlantState {
  readonly project: Project;
  readonly assets: readonly Asset[];
  readonly cables: readonly Cable[];
  readonly edges: readonly Edge[];
  readonly packages: readonly Package[];
  /** Open and resolved ones. */
  readonly findings: readonly Finding[];
  readonly rules: readonly RuleEntity[];
  /** Where each of the assets came from, by its place among them. */
  readonly provenance: Pick<readonly (Provenance | undefined)[], 'at'>;
  /** Ids of entities that a person deleted, and nobody brought back. */
  readonly deletedByPerson: ReadonlySet<string>;
}

/** The state of a project with nothing in it but what is given. */
export const plantStateOf = (project: Project, parts: Partial<PlantState> = {}): PlantState => ({
  project,
  assets: [],
  cables: [],
  edges: [],
  packages: [],
  findings: [],
  rules: [],
  provenance: [],
  deletedByPerson: new Set(),
  ...parts,
});

/** The plant of a project in memory, with the indexes that rules need. It never changes. */
export interface PlantView extends PlantReader, RuleTraces {
  readonly rules: readonly RuleEntity[];
  readonly deletedByPerson: ReadonlySet<string>;
  packages(): readonly Package[];
  provenanceOf(assetId: string): Provenance | undefined;
  edge(id: string): Edge | undefined;
  finding(id: string): Finding | undefined;
  findingsOfRule(ruleId: string): readonly Finding[];
  /** Rules that have findings, whether they are loaded or not. */
  rulesWithFindings(): Iterable<string>;
  /** Assets or cables that may match, in no particular order; what does not match by area may be among them. */
  candidates(selection: Selection): readonly (Asset | Cable)[];
  /** The names of the properties that assets and cables carry, with the type of their values. */
  propertyTypes(): ReadonlyMap<string, ValueType>;
}

/** Indexes a project's state. Each index is made when it is first asked for; `notes` are those of the same state. */
export const createPlantView = (state: PlantState, notes: PlantNotes = notesOf(state)): PlantView =>
  new IndexedPlant(state, notes);

/*
 * Classes, and functions that no view has for its own: what was compiled for one view stays good for the next one,
 * where functions made for a view take compiled code with them when it goes.
 */
class IndexedPlant implements PlantView {
  readonly project: PlantState['project'];
  readonly settings: PlantReader['settings'];
  readonly rules: PlantState['rules'];
  readonly deletedByPerson: PlantState['deletedByPerson'];
  readonly #state: PlantState;
  readonly #notes: PlantNotes;
  readonly #assets: AssetIndexes;
  readonly #cables: CableIndexes;
  readonly #edges: EdgeIndexes;
  #propertyTypes: ReadonlyMap<string, ValueType> | undefined;
  #packages: ReadonlyMap<string, Package> | undefined;
  #findings: ReadonlyMap<string, Finding> | undefined;
  #findingsByRule: ReadonlyMap<string, readonly Finding[]> | undefined;

  constructor(state: PlantState, notes: PlantNotes) {
    this.project = state.project;
    this.settings = effectiveSettings(state.project.settings);
    this.rules = state.rules;
    this.deletedByPerson = state.deletedByPerson;
    this.#state = state;
    this.#notes = notes;
    this.#assets = new AssetIndexes(state.assets, notes);
    this.#cables = new CableIndexes(state.cables, notes);
    this.#edges = new EdgeIndexes(state.edges);
  }

  asset(id: string): Asset | undefined {
    return this.#assets.get(id);
  }

  assetByTag(tag: string): Asset | undefined {
    return this.#assets.byTag(tag);
  }

  assetsOfType(type: string): readonly Asset[] {
    return this.#assets.ofType(type);
  }

  childrenOf(parentId: string): readonly Asset[] {
    return this.#assets.childrenOf(parentId);
  }

  cable(id: string): Cable | undefined {
    return this.#cables.get(id);
  }

  cableByTag(tag: string): Cable | undefined {
    return this.#cables.byTag(tag);
  }

  cablesOf(assetId: string): readonly Cable[] {
    return this.#cables.ofEnd(assetId);
  }

  edge(id: string): Edge | undefined {
    return this.#edges.get(id);
  }

  edgesFrom(assetId: string): readonly Edge[] {
    return this.#edges.from(assetId);
  }

  edgesTo(assetId: string): readonly Edge[] {
    return this.#edges.to(assetId);
  }

  packages(): readonly Package[] {
    return this.#state.packages;
  }

  packageByCode(code: string): Package | undefined {
    this.#packages ??= indexBy(this.#state.packages, (item) => tagKey(item.code));
    return this.#packages.get(tagKey(code));
  }

  provenanceOf(assetId: string): Provenance | undefined {
    const place = this.#assets.placeOf(assetId);
    return place === undefined ? undefined : this.#state.provenance.at(place);
  }

  finding(id: string): Finding | undefined {
    this.#findings ??= indexBy(this.#state.findings, idOf);
    return this.#findings.get(id);
  }

  findingsOfRule(ruleId: string): readonly Finding[] {
    return this.#ofRules().get(ruleId) ?? NONE;
  }

  rulesWithFindings(): Iterable<string> {
    return this.#ofRules().keys();
  }

  candidates(selection: Selection): readonly (Asset | Cable)[] {
    return selection.entity === 'ASSET'
      ? this.#assets.candidates(selection)
      : this.#cables.candidates(selection.cableTypes);
  }

  adopted(ruleId: string, sourceId: string, slot: string): Asset | Cable | undefined {
    return this.#notes.traces.adopted(ruleId, sourceId, slot);
  }

  madeBy(ruleId: string): readonly (Asset | Cable | Edge)[] {
    return this.#notes.traces.madeBy(ruleId);
  }

  writtenBy(ruleId: string): readonly (Asset | Cable)[] {
    return this.#notes.traces.writtenBy(ruleId);
  }

  rulesWithTraces(): Iterable<string> {
    return this.#notes.traces.rulesWithTraces();
  }

  propertyTypes(): ReadonlyMap<string, ValueType> {
    return (this.#propertyTypes ??= propertyTypes([this.#state.assets, this.#state.cables]));
  }

  #ofRules(): ReadonlyMap<string, readonly Finding[]> {
    return (this.#findingsByRule ??= groupBy(this.#state.findings, ({ ruleId }) => ruleId));
  }
}

const NONE: readonly never[] = [];

function propertyTypes(groups: readonly (readonly (Asset | Cable)[])[]): ReadonlyMap<string, ValueType> {
  const types = new Map<string, ValueType>();
  let last: Properties | undefined;
  for (const group of groups) {
    for (const { properties } of group) {
      if (properties === last) continue; // equal ones share one value where they are loaded
      last = properties;
      for (const name in properties) {
        const type = typeof properties[name] as ValueType;
        const known = types.get(name);
        if (known === undefined) types.set(name, type);
        else if (known !== type) types.set(name, 'any');
      }
    }
  }
  return types;
}
