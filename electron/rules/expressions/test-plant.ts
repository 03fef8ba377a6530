import type { Asset, Cable, Edge, Project, Properties } from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import { effectiveSettings, SETTINGS } from '../../../shared/settings.ts';
import { VOCABULARY } from '../../../shared/vocabulary.ts';
import type { PlantReader } from '../view.ts';
import type { EvaluationScope, KnownNames, ValueType } from './types.ts';

/** The names of the vocabulary and the settings, and one property of no known type. */
export const names: KnownNames = {
  properties: new Map<string, ValueType>([
    ...Object.entries(VOCABULARY).map(([name, term]): [string, ValueType] => [name, term.type]),
    ['vendor_code', 'any'],
  ]),
  settings: new Map(Object.entries(SETTINGS).map(([name, term]): [string, ValueType] => [name, term.type])),
};

export interface TestPlant {
  readonly assets?: readonly Asset[];
  readonly cables?: readonly Cable[];
  readonly edges?: readonly Edge[];
  readonly settings?: Properties;
}

/** A plant in memory. Entities come in the order in which they are given. */
export function plantOf({ assets = [], cables = [], edges = [], settings = {} }: TestPlant): PlantReader {
  const project: Project = { id: 'p', name: 'Test', country: 'DE', client: null, settings };
  return {
    project,
    settings: effectiveSettings(settings),
    asset: (id) => assets.find((asset) => asset.id === id),
    assetByTag: (tag) => assets.find((asset) => tagKey(asset.tag) === tagKey(tag)),
    assetsOfType: (type) => assets.filter((asset) => asset.type === type),
    childrenOf: (parentId) => assets.filter((asset) => asset.parentId === parentId),
    edgesFrom: (assetId) => edges.filter((edge) => edge.sourceId === assetId),
    edgesTo: (assetId) => edges.filter((edge) => edge.targetId === assetId),
    cable: (id) => cables.find((cable) => cable.id === id),
    cableByTag: (tag) => cables.find((cable) => tagKey(cable.tag) === tagKey(tag)),
    cablesOf: (assetId) =>
      cables.filter((cable) => cable.fromAssetId === assetId || cable.toAssetId === assetId),
    packageByCode: () => undefined,
  };
}

export function assetOf(tag: string, type: string, fields: Partial<Asset> = {}): Asset {
  return {
    id: tag,
    tag,
    type,
    description: null,
    discipline: 'GENERAL',
    area: null,
    system: null,
    parentId: null,
    ioType: null,
    dataStatus: 'FRESH_IMPORT',
    properties: {},
    origin: { userId: 'anna' },
    owners: {},
    ...fields,
  };
}

export function cableOf(tag: string, fields: Partial<Cable> = {}): Cable {
  return {
    id: tag,
    tag,
    cableType: 'POWER',
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
    status: 'PROPOSED',
    properties: {},
    origin: { userId: 'anna' },
    owners: {},
    ...fields,
  };
}

export function edgeOf(sourceId: string, relation: string, targetId: string, slot = ''): Edge {
  return {
    id: `${sourceId} ${relation} ${targetId} ${slot}`,
    sourceId,
    targetId,
    relation,
    slot,
    discipline: 'GENERAL',
    properties: {},
    origin: { userId: 'anna' },
  };
}

/** A scope whose subject is an asset; it stands in the plant beside what else is given. */
export function scopeOf(asset: Asset, plant: TestPlant = {}): EvaluationScope {
  return {
    subject: { kind: 'ASSET', entity: asset },
    reader: plantOf({ ...plant, assets: [asset, ...(plant.assets ?? [])] }),
  };
}

export function cableScopeOf(cable: Cable, plant: TestPlant = {}): EvaluationScope {
  return {
    subject: { kind: 'CABLE', entity: cable },
    reader: plantOf({ ...plant, cables: [cable, ...(plant.cables ?? [])] }),
  };
}

/** A scope whose subject is a pump with these properties. */
export const pumpWith = (properties: Properties): EvaluationScope =>
  scopeOf(assetOf('P-1', 'PUMP', { properties }));
