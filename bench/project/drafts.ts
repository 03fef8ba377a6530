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

/** A motor that a rule makes for a machine: the creation of the asset, its fields in the order of the planner's. */
export function motorOf(machine: Asset, rule: RuleName, slot: string): { asset: Asset; draft: EventDraft } {
  const asset: Asset = {
    area: machine.area,
    dataStatus: 'VALIDATED',
    description: `Motor of ${machine.tag}`,
    discipline: 'ELECTRICAL',
    id: madeId(PROJECT_ID, rule.ruleId, machine.id, slot),
    ioType: machine.ioType,
    origin: { ruleId: rule.ruleId, slot, sourceId: machine.id },
    owners: { '*': ruleOwner(rule.ruleId) },
    parentId: machine.id,
    properties: {
      frequency_hz: 50,
      ie_class: 'IE4',
      poles: 4,
      power_kw: 75,
      starting_method: 'DOL',
      voltage_v: 400,
    },
    system: machine.system,
    tag: `${machine.tag}-${slot.toUpperCase()}`,
    type: 'MOTOR',
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
    discipline: source.discipline,
    id: madeId(PROJECT_ID, rule.ruleId, source.id, `${relation}:${target.id}`),
    origin: { ruleId: rule.ruleId, slot: relation, sourceId: source.id },
    properties: {},
    relation,
    slot: '',
    sourceId: source.id,
    targetId: target.id,
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
    ampacityA: 143.78,
    cableType: 'POWER',
    conductorSizeMm2: 35,
    cores: 4,
    fromAssetId: from.id,
    id: madeId(PROJECT_ID, rule.ruleId, to.id, slot),
    insulation: 'XLPE',
    lengthM: 75,
    loadCurrentA: 130.98,
    origin: { ruleId: rule.ruleId, slot, sourceId: to.id },
    owners: { '*': ruleOwner(rule.ruleId) },
    properties: { runs: 1, screen: 'NONE' },
    status: 'PROPOSED',
    tag: `${to.tag}-${slot.toUpperCase()}`,
    toAssetId: to.id,
    voltageDropPct: 2.64,
    voltageV: 400,
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
