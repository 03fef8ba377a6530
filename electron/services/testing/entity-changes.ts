import { displayText, type JsonObject } from '../../../shared/json.ts';
import { creation, deletion, updateBetween } from '../../../shared/model/changes.ts';
import {
  ownerOf,
  userOwner,
  type Asset,
  type Cable,
  type Edge,
  type EntityByType,
  type EntityType,
  type Finding,
  type Package,
} from '../../../shared/model/entities.ts';
import type { EventDraft, OperationKind } from '../../../shared/model/events.ts';
import { disciplineOfType, type BatchKind } from '../../../shared/model/terms.ts';
import { createFinder } from '../../store/asset-query.ts';
import { fullState } from '../../store/plant.ts';
import { changeDraft } from '../drafts.ts';
import type { WritingProject } from '../project.ts';
import { runBatch } from '../run-batch.ts';

/** One change in a batch of `World.change`. */
export type EntityChange =
  | { readonly op: 'CREATE'; readonly type: EntityType; readonly state: JsonObject }
  | { readonly op: 'UPDATE'; readonly type: EntityType; readonly id: string; readonly fields: JsonObject }
  | { readonly op: 'DELETE'; readonly type: EntityType; readonly id: string };

export const create = <T extends EntityType>(type: T, entity: EntityByType[T]): EntityChange => ({
  op: 'CREATE',
  type,
  state: entity as unknown as JsonObject,
});

/** Sets whole fields (`properties` and `members` as well). What changes belongs to the user from then on. */
export const update = <T extends EntityType>(
  type: T,
  id: string,
  fields: Partial<EntityByType[T]>,
): EntityChange => ({ op: 'UPDATE', type, id, fields: fields as unknown as JsonObject });

export const remove = (type: EntityType, id: string): EntityChange => ({ op: 'DELETE', type, id });

/** Runs the changes as one batch and gives its id. Within the batch each sees what those before it did. */
export function batchOfChanges(
  project: WritingProject,
  changes: readonly EntityChange[],
  kind: BatchKind = 'EDIT',
): string {
  return runBatch(project, { kind, reason: 'changes' }, () => draftsOf(project, changes)).correlationId;
}

function* draftsOf(project: WritingProject, changes: readonly EntityChange[]): Generator<EventDraft> {
  const finder = createFinder(project.database);
  const pending = new Map<string, JsonObject | null>();
  for (const change of changes) {
    const id = change.op === 'CREATE' ? displayText(change.state['id']) : change.id;
    const known = pending.get(id);
    const stored = known === undefined ? (finder.byId(change.type, id)?.entity ?? null) : known;
    const before = stored === null ? null : fullState(change.type, { ...stored });
    const after = stateAfter(change, before, project.userId);
    pending.set(id, after);
    const draft = draftBetween(change.type, id, before, after);
    if (draft !== null) yield draft;
  }
}

function stateAfter(change: EntityChange, before: JsonObject | null, userId: string): JsonObject | null {
  if (change.op === 'DELETE') return null;
  if (change.op === 'CREATE') return change.state;
  if (before === null) throw new Error(`${change.type} ${change.id} is not there.`);
  const after = { ...before, ...change.fields };
  const written = updateBetween(before, after)?.diff.map(({ field }) => field) ?? [];
  return 'owners' in before ? { ...after, owners: ownersAfter(after, written, userId) } : after;
}

function ownersAfter({ owners }: JsonObject, written: readonly string[], userId: string): JsonObject {
  const present = { ...(owners as Record<string, string>) };
  const taken = written.filter(
    (field) => !field.startsWith('members.') && ownerOf(present, field) !== userOwner(userId),
  );
  return { ...present, ...Object.fromEntries(taken.map((field) => [field, userOwner(userId)])) };
}

function draftBetween(
  type: EntityType,
  id: string,
  before: JsonObject | null,
  after: JsonObject | null,
): EventDraft | null {
  const state = after ?? before;
  if (state === null) return null;
  const change =
    before === null ? creation(state) : after === null ? deletion(before) : updateBetween(before, after);
  if (change === null) return null;
  const tag = displayText(state['tag'] ?? state['code'] ?? state['ruleId'] ?? state['name'] ?? '');
  const entity = { type, id, tag, discipline: 'GENERAL' } as const;
  return changeDraft(operationOf(type, before, after), entity, change, {});
}

function operationOf(type: EntityType, before: JsonObject | null, after: JsonObject | null): OperationKind {
  if (type === 'FINDING') return after?.['status'] === 'OPEN' ? 'RAISE' : 'RESOLVE';
  if (before === null) return 'CREATE';
  return after === null ? 'DELETE' : 'UPDATE';
}

const made = { origin: { userId: 'anna' }, owners: { '*': 'user:anna' } } as const;

/** An asset that a person made; its id is its tag. */
export const asset = (tag: string, type: string, more: Partial<Asset> = {}): Asset => ({
  id: tag,
  tag,
  type,
  description: null,
  discipline: disciplineOfType(type),
  area: null,
  system: null,
  parentId: null,
  ioType: null,
  dataStatus: 'FRESH_IMPORT',
  properties: {},
  ...made,
  ...more,
});

export const cable = (
  tag: string,
  from: string | null,
  to: string | null,
  more: Partial<Cable> = {},
): Cable => ({
  id: tag,
  tag,
  cableType: 'POWER',
  fromAssetId: from,
  toAssetId: to,
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
  ...made,
  ...more,
});

export const edge = (
  sourceId: string,
  relation: string,
  targetId: string,
  more: Partial<Edge> = {},
): Edge => ({
  id: `${sourceId} ${relation} ${targetId}`,
  sourceId,
  targetId,
  relation,
  slot: '',
  discipline: 'GENERAL',
  properties: {},
  origin: made.origin,
  ...more,
});

/** A package whose members are given as `ASSET:ID` or `CABLE:ID`. */
export const packageOf = (
  code: string,
  members: readonly string[],
  more: Partial<Package> = {},
): Package => ({
  id: code,
  code,
  packageType: 'CA-P040',
  status: 'OPEN',
  members: membersOf(members),
  ...made,
  ...more,
});

export const membersOf = (members: readonly string[]): Package['members'] =>
  Object.fromEntries(members.map((member) => [member, true as const]));

export const finding = (ruleId: string, subjectId: string, more: Partial<Finding> = {}): Finding => ({
  id: `${ruleId} on ${subjectId}`,
  ruleId,
  severity: 'WARNING',
  code: 'FAILED',
  subjectType: 'ASSET',
  subjectId,
  tag: subjectId,
  message: `${subjectId}: wrong`,
  status: 'OPEN',
  ...more,
});
