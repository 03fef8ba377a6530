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
import { groupBy, groupLazily, indexBy, indexByText } from './lookup.ts';
import { compareText } from './problem.ts';
import { ruleTraces, type RuleTraces } from './rule-traces.ts';
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
  /** By the id of the asset. */
  readonly provenance: Pick<ReadonlyMap<string, Provenance>, 'get'>;
  /** Ids of entities that a person deleted, and nobody brought back. */
  readonly deletedByPerson: ReadonlySet<string>;
}

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

/** Indexes a project's state. Each index is made when it is first asked for. */
export function createPlantView(state: PlantState): PlantView {
  const assets = assetIndexes(state.assets);
  const cables = cableIndexes(state.cables);
  const edges = edgeIndexes(state.edges);
  const packages = once(() => indexBy(state.packages, (item) => tagKey(item.code)));
  const traces = once(() => ruleTraces([state.assets, state.cables], state.edges));
  const findings = once(() => indexBy(state.findings, (item) => item.id));
  const findingsByRule = once(() => groupBy(state.findings, (item) => item.ruleId));
  return {
    project: state.project,
    settings: effectiveSettings(state.project.settings),
    rules: state.rules,
    deletedByPerson: state.deletedByPerson,
    ...assets.reader,
    ...cables.reader,
    ...edges,
    packages: () => state.packages,
    packageByCode: (code) => packages().get(tagKey(code)),
    provenanceOf: (id) => state.provenance.get(id),
    finding: (id) => findings().get(id),
    findingsOfRule: (ruleId) => findingsByRule().get(ruleId) ?? NONE,
    rulesWithFindings: () => findingsByRule().keys(),
    candidates: (selection) =>
      selection.entity === 'ASSET' ? assets.candidates(selection) : cables.candidates(selection.cableTypes),
    adopted: (ruleId, sourceId, slot) => traces().adopted(ruleId, sourceId, slot),
    madeBy: (ruleId) => traces().madeBy(ruleId),
    writtenBy: (ruleId) => traces().writtenBy(ruleId),
    rulesWithTraces: () => traces().rulesWithTraces(),
    propertyTypes: once(() => propertyTypes([state.assets, state.cables])),
  };
}

const NONE: readonly never[] = [];

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function assetIndexes(assets: readonly Asset[]) {
  const byId = indexBy(assets, (asset) => asset.id);
  const byKey = once(() => indexByText(assets, (asset) => tagKey(asset.tag)));
  const inTagOrder = (a: Asset, b: Asset): number => compareText(tagKey(a.tag), tagKey(b.tag));
  const byType = once(() => groupLazily(assets, [(asset) => asset.type], inTagOrder));
  const byTypeAndArea = once(() => groupBy(assets, (asset) => `${asset.type} ${asset.area ?? ''}`));
  const byArea = once(() => groupBy(assets, (asset) => asset.area));
  const byDiscipline = once(() => groupBy(assets, (asset) => asset.discipline));
  const children = once(() => groupLazily(assets, [(asset) => asset.parentId], inTagOrder));
  const all = <K>(index: ReadonlyMap<K, readonly Asset[]>, wanted: Iterable<K>): readonly Asset[] =>
    concat(Array.from(wanted, (key) => index.get(key) ?? NONE));
  return {
    reader: {
      asset: (id: string) => byId.get(id),
      assetByTag: (tag: string) => byKey().get(tagKey(tag)),
      assetsOfType: (type: string) => byType().sorted(type),
      childrenOf: (parentId: string) => children().sorted(parentId),
    },
    candidates({ types, areas, disciplines }: Extract<Selection, { entity: 'ASSET' }>): readonly Asset[] {
      if (types !== null && areas !== null) {
        return all(
          byTypeAndArea(),
          [...types].flatMap((type) => [...areas].map((area) => `${type} ${area}`)),
        );
      }
      if (types !== null) return concat(Array.from(types, (type) => byType().of(type)));
      if (areas !== null) return all<string | null>(byArea(), areas);
      if (disciplines !== null) return all<string>(byDiscipline(), disciplines);
      return assets;
    },
  };
}

function cableIndexes(cables: readonly Cable[]) {
  const byId = once(() => indexBy(cables, (cable) => cable.id));
  const byKey = once(() => indexByText(cables, (cable) => tagKey(cable.tag)));
  const byType = once(() => groupBy<Cable, string>(cables, (cable) => cable.cableType));
  const inTagOrder = (a: Cable, b: Cable): number => compareText(tagKey(a.tag), tagKey(b.tag));
  const byEnd = once(() =>
    groupLazily(cables, [(cable) => cable.fromAssetId, (cable) => cable.toAssetId], inTagOrder),
  );
  return {
    reader: {
      cable: (id: string) => byId().get(id),
      cableByTag: (tag: string) => byKey().get(tagKey(tag)),
      cablesOf: (assetId: string) => byEnd().sorted(assetId),
    },
    candidates: (types: ReadonlySet<string> | null): readonly Cable[] =>
      types === null ? cables : concat(Array.from(types, (type) => byType().get(type) ?? NONE)),
  };
}

function edgeIndexes(edges: readonly Edge[]) {
  const byId = once(() => indexBy(edges, (edge) => edge.id));
  const inIdOrder = (a: Edge, b: Edge): number => compareText(a.id, b.id);
  const from = once(() => groupLazily(edges, [(edge) => edge.sourceId], inIdOrder));
  const to = once(() => groupLazily(edges, [(edge) => edge.targetId], inIdOrder));
  return {
    edge: (id: string) => byId().get(id),
    edgesFrom: (assetId: string) => from().sorted(assetId),
    edgesTo: (assetId: string) => to().sorted(assetId),
  };
}

function concat<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const [first] = lists;
  return lists.length === 1 && first !== undefined ? first : lists.flat();
}

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
