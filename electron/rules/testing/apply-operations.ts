import { applyChange, compact } from '../../../shared/model/changes.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { Asset, Cable, Edge, Finding, Package } from '../../../shared/model/entities.ts';
import type { Operation } from '../../../shared/model/plan.ts';
import type { PlantState } from '../plant-view.ts';

/** The state of a plant after the operations of a plan, for tests: what a store would hold. */
export function applyOperations(state: PlantState, operations: readonly Operation[]): PlantState {
  const assets = compacted(state.assets);
  const cables = compacted(state.cables);
  const edges = compacted(state.edges);
  const findings = compacted(state.findings);
  const packages = compacted(state.packages);
  const tables: Partial<Record<string, Map<string, JsonObject>>> = {
    ASSET: assets,
    CABLE: cables,
    EDGE: edges,
    FINDING: findings,
    PACKAGE: packages,
  };
  for (const { aggregateType, aggregateId, before, after } of operations) {
    const table = tables[aggregateType];
    if (table === undefined) throw new Error(`No table of ${aggregateType}`);
    const next = applyChange(table.get(aggregateId) ?? null, { before, after });
    if (next === null) table.delete(aggregateId);
    else table.set(aggregateId, next);
  }
  return {
    ...state,
    assets: [...assets.values()].map((one) => ({ ...NO_ASSET, ...one }) as unknown as Asset),
    cables: [...cables.values()].map((one) => ({ ...NO_CABLE, ...one }) as unknown as Cable),
    edges: [...edges.values()].map((one) => ({ properties: {}, ...one }) as unknown as Edge),
    packages: [...packages.values()].map(
      (one) => ({ members: {}, owners: {}, ...one }) as unknown as Package,
    ),
    findings: [...findings.values()].map((one) => one as unknown as Finding),
  };
}

const compacted = (entities: readonly { readonly id: string }[]): Map<string, JsonObject> =>
  new Map(entities.map((entity) => [entity.id, compact(entity)]));

const NO_ASSET = {
  description: null,
  area: null,
  system: null,
  parentId: null,
  ioType: null,
  properties: {},
  owners: {},
};
const NO_CABLE = {
  fromAssetId: null,
  toAssetId: null,
  lengthM: null,
  conductorSizeMm2: null,
  cores: null,
  insulation: null,
  voltageV: null,
  ampacityA: null,
  loadCurrentA: null,
  voltageDropPct: null,
  properties: {},
  owners: {},
};
