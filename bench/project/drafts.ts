import type { JsonObject } from '../../shared/json.ts';
import { creation, updateBetween } from '../../shared/model/changes.ts';
import {
  ruleOwner,
  type Asset,
  type Cable,
  type Edge,
  type PropertyValue,
} from '../../shared/model/entities.ts';
import type { EventDraft } from '../../shared/model/events.ts';
import { madeId } from '../../electron/kernel/ids.ts';
import { sha256 } from '../../electron/kernel/hash.ts';
import { changeDraft } from '../../electron/services/drafts.ts';

/** The rule behind a change, as the reason of its event names it. */
export interface RuleName {
  readonly ruleId: string;
  readonly ruleName: string;
}

const PROJECT_ID = '01941f29-7c00-7000-8000-000000000000';

/** A motor that a rule makes for a machine: the creation of the asset. */
export function motorOf(machine: Asset, rule: RuleName, slot: string): { asset: Asset; draft: EventDraft } {
  const origin = { ruleId: rule.ruleId, sourceId: machine.id, slot };
  const asset: Asset = {
    ...machine,
    id: madeId(PROJECT_ID, rule.ruleId, machine.id, slot),
    tag: `${machine.tag}-${slot.toUpperCase()}`,
    type: 'MOTOR',
    discipline: 'ELECTRICAL',
    description: `Motor of ${machine.tag}`,
    parentId: machine.id,
    dataStatus: 'VALIDATED',
    properties: {
      power_kw: 75,
      voltage_v: 400,
      frequency_hz: 50,
      poles: 4,
      ie_class: 'IE4',
      starting_method: 'DOL',
    },
    origin,
    owners: { '*': ruleOwner(rule.ruleId) },
  };
  const entity = { type: 'ASSET', id: asset.id, tag: asset.tag, discipline: asset.discipline } as const;
  const draft = changeDraft(
    'CREATE',
    { ...entity, ruleId: rule.ruleId },
    creation(asset),
    reason(rule, machine),
  );
  return { asset, draft };
}

/** A relation that a rule makes: the creation of the edge. `cause` as in `EventDraft`. */
export function edgeBetween(
  source: Asset,
  target: Pick<Asset, 'id' | 'tag'>,
  relation: string,
  rule: RuleName,
  cause: EventDraft['cause'] = null,
): EventDraft {
  const edge: Edge = {
    id: madeId(PROJECT_ID, rule.ruleId, source.id, `${relation}:${target.id}`),
    sourceId: source.id,
    targetId: target.id,
    relation,
    slot: '',
    discipline: source.discipline,
    properties: {},
    origin: { ruleId: rule.ruleId, sourceId: source.id, slot: relation },
  };
  const tag = `${source.tag} ${relation} ${target.tag}`;
  const entity = {
    type: 'EDGE',
    id: edge.id,
    tag,
    discipline: source.discipline,
    ruleId: rule.ruleId,
  } as const;
  return changeDraft('CREATE', entity, creation(edge), reason(rule, source), cause);
}

/** A cable that a rule makes between two assets: its creation. */
export function cableBetween(from: Asset, to: Asset, rule: RuleName, slot: string): EventDraft {
  const cable: Cable = {
    id: madeId(PROJECT_ID, rule.ruleId, to.id, slot),
    tag: `${to.tag}-${slot.toUpperCase()}`,
    cableType: 'POWER',
    fromAssetId: from.id,
    toAssetId: to.id,
    lengthM: 75,
    conductorSizeMm2: 35,
    cores: 4,
    insulation: 'XLPE',
    voltageV: 400,
    ampacityA: 143.78,
    loadCurrentA: 130.98,
    voltageDropPct: 2.64,
    status: 'PROPOSED',
    properties: { runs: 1, screen: 'NONE' },
    origin: { ruleId: rule.ruleId, sourceId: to.id, slot },
    owners: { '*': ruleOwner(rule.ruleId) },
  };
  const entity = { type: 'CABLE', id: cable.id, tag: cable.tag, discipline: 'ELECTRICAL' } as const;
  return changeDraft('CREATE', { ...entity, ruleId: rule.ruleId }, creation(cable), reason(rule, to));
}

/** A change of properties of an asset, by a rule or (null) by a person; null where nothing would change. */
export function updateOf(
  asset: Asset,
  properties: Readonly<Record<string, PropertyValue>>,
  by: { readonly rule: RuleName } | { readonly context: JsonObject },
): { asset: Asset; draft: EventDraft } | null {
  const after: Asset = { ...asset, properties: { ...asset.properties, ...properties } };
  const change = updateBetween(asset, after);
  if (change === null) return null;
  const rule = 'rule' in by ? by.rule : null;
  const entity = { type: 'ASSET', id: asset.id, tag: asset.tag, discipline: asset.discipline } as const;
  const context = 'rule' in by ? reason(by.rule, asset) : by.context;
  return {
    asset: after,
    draft: changeDraft('UPDATE', { ...entity, ruleId: rule?.ruleId ?? null }, change, context),
  };
}

/** Why a rule did something, as an execution writes it into the event. */
function reason({ ruleId, ruleName }: RuleName, source: Asset): JsonObject {
  const { area, properties } = source;
  const { driver = null, shaft_power_kw = null } = properties;
  return {
    ruleId,
    ruleName,
    ruleHash: hashOfRule(ruleId),
    values: { 'asset.area': area, 'props.driver': driver, 'props.shaft_power_kw': shaft_power_kw },
    source: { id: source.id, tag: source.tag },
    chain: [{ tag: source.tag, file: 'plant.csv', row: 2 }],
  };
}

const hashes = new Map<string, string>();

function hashOfRule(ruleId: string): string {
  const known = hashes.get(ruleId) ?? sha256(ruleId);
  hashes.set(ruleId, known);
  return known;
}
