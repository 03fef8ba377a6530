import type { Asset, Cable, Project } from '../../../shared/model/entities.ts';
import type { PlantReader } from '../view.ts';
import { NUMBER, STRING, type StaticType } from './static-type.ts';
import type { RuleOrigin, Value } from './value.ts';

/** A field that expressions can read: its type and how it is read. */
export interface Field<E> {
  readonly type: StaticType;
  read(entity: E): Value;
}

export const ASSET_FIELDS: ReadonlyMap<string, Field<Asset>> = new Map<string, Field<Asset>>([
  ['id', { type: STRING, read: (asset) => asset.id }],
  ['tag', { type: STRING, read: (asset) => asset.tag }],
  ['type', { type: STRING, read: (asset) => asset.type }],
  ['description', { type: STRING, read: (asset) => asset.description }],
  ['discipline', { type: STRING, read: (asset) => asset.discipline }],
  ['area', { type: STRING, read: (asset) => asset.area }],
  ['system', { type: STRING, read: (asset) => asset.system }],
  ['parentId', { type: STRING, read: (asset) => asset.parentId }],
  ['ioType', { type: STRING, read: (asset) => asset.ioType }],
  ['dataStatus', { type: STRING, read: (asset) => asset.dataStatus }],
  ['origin', { type: { kind: 'origin' }, read: ruleOrigin }],
]);

export const CABLE_FIELDS: ReadonlyMap<string, Field<Cable>> = new Map<string, Field<Cable>>([
  ['id', { type: STRING, read: (cable) => cable.id }],
  ['tag', { type: STRING, read: (cable) => cable.tag }],
  ['cableType', { type: STRING, read: (cable) => cable.cableType }],
  ['fromAssetId', { type: STRING, read: (cable) => cable.fromAssetId }],
  ['toAssetId', { type: STRING, read: (cable) => cable.toAssetId }],
  ['lengthM', { type: NUMBER, read: (cable) => cable.lengthM }],
  ['conductorSizeMm2', { type: NUMBER, read: (cable) => cable.conductorSizeMm2 }],
  ['cores', { type: NUMBER, read: (cable) => cable.cores }],
  ['insulation', { type: STRING, read: (cable) => cable.insulation }],
  ['voltageV', { type: NUMBER, read: (cable) => cable.voltageV }],
  ['ampacityA', { type: NUMBER, read: (cable) => cable.ampacityA }],
  ['loadCurrentA', { type: NUMBER, read: (cable) => cable.loadCurrentA }],
  ['voltageDropPct', { type: NUMBER, read: (cable) => cable.voltageDropPct }],
  ['status', { type: STRING, read: (cable) => cable.status }],
  ['origin', { type: { kind: 'origin' }, read: ruleOrigin }],
]);

export const PROJECT_FIELDS: ReadonlyMap<string, Field<Project>> = new Map<string, Field<Project>>([
  ['name', { type: STRING, read: (project) => project.name }],
  ['country', { type: STRING, read: (project) => project.country }],
  ['client', { type: STRING, read: (project) => project.client }],
]);

export function parentOf(asset: Asset, reader: PlantReader): Asset | null {
  return asset.parentId === null ? null : (reader.asset(asset.parentId) ?? null);
}

export function endOf(cable: Cable, end: 'from' | 'to', reader: PlantReader): Asset | null {
  const id = end === 'from' ? cable.fromAssetId : cable.toAssetId;
  return id === null ? null : (reader.asset(id) ?? null);
}

/** What a rule made has an origin; what a person made has none, as far as rules can see. */
function ruleOrigin(entity: Asset | Cable): RuleOrigin | null {
  return 'ruleId' in entity.origin ? { ruleId: entity.origin.ruleId } : null;
}
