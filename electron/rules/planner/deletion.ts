import { deletion, updateBetween } from '../../../shared/model/changes.ts';
import {
  isPerson,
  ruleOwner,
  type Asset,
  type Cable,
  type Edge,
  type Package,
} from '../../../shared/model/entities.ts';
import { isAdopted } from '../rule-traces.ts';
import { setEntity, type WorkingView } from '../working-view.ts';
import { isFixed } from './contested-fields.ts';
import { fieldName, valueOf } from './entity-state.ts';
import { edgeOperation, entityOperation, type NewOperation } from './operations.ts';
import type { Takes } from './takes.ts';

/** One step of deleting something, and what it does to a view of the plant. */
export interface DeletionStep {
  readonly operation: NewOperation;
  apply(view: WorkingView): void;
}

/** What a person did that keeps something from being deleted. */
export interface Blocker {
  readonly field: string;
  readonly present: string | number | boolean | null;
  readonly message: string;
}

export interface Deletion {
  readonly steps: readonly DeletionStep[];
  readonly blocker: Blocker | null;
}

/**
 * The steps that delete what a rule made: its memberships, relations, cables and children that rules made first;
 * a person's cables and children stay without it. The first thing that a person wrote on, or fixed, blocks it.
 */
export function deletionOf(entity: Asset | Cable, ruleId: string, view: WorkingView, takes: Takes): Deletion {
  const work: Work = { ruleId, view, takes, steps: [], gone: new Set(), packages: new Map(), blocker: null };
  deleteWhole(entity, entity, work);
  return { steps: work.steps, blocker: work.blocker };
}

interface Work {
  readonly ruleId: string;
  readonly view: WorkingView;
  readonly takes: Takes;
  readonly steps: DeletionStep[];
  readonly gone: Set<string>;
  /** Packages as they stand after the memberships taken away so far. */
  readonly packages: Map<string, Package>;
  blocker: Blocker | null;
}

function deleteWhole(entity: Asset | Cable, main: Asset | Cable, work: Work): void {
  if (work.gone.has(entity.id)) return;
  work.gone.add(entity.id);
  if (!work.takes.thing(entity.tag)) work.blocker ??= blockerOf(entity);
  const { view } = work;
  for (const item of view.packages()) leavePackage(item, entity, work);
  if (!('cableType' in entity)) {
    for (const edge of [...view.edgesFrom(entity.id), ...view.edgesTo(entity.id)]) {
      deleteEdge(edge, main, work);
    }
    for (const cable of view.cablesOf(entity.id)) {
      if (isOfRule(cable)) deleteWhole(cable, main, work);
      else detach(cable, cableWithout(cable, entity.id, work.ruleId), work);
    }
    for (const child of view.childrenOf(entity.id)) {
      if (isOfRule(child)) deleteWhole(child, main, work);
      else detach(child, withOwner({ ...child, parentId: null }, ['parentId'], work.ruleId), work);
    }
  }
  const isCable = 'cableType' in entity;
  work.steps.push({
    operation: {
      op: 'DELETE',
      aggregateType: isCable ? 'CABLE' : 'ASSET',
      aggregateId: entity.id,
      tag: entity.tag,
      change: deletion(entity),
      discipline: isCable ? 'ELECTRICAL' : entity.discipline,
    },
    apply: (target) =>
      isCable ? target.setCable(entity.id, undefined) : target.setAsset(entity.id, undefined),
  });
}

const isOfRule = (entity: Asset | Cable): boolean => 'ruleId' in entity.origin && !isAdopted(entity);

function blockerOf(entity: Asset | Cable): Blocker | null {
  if ('cableType' in entity && isFixed(entity)) {
    return {
      field: 'status',
      present: entity.status,
      message: `the cable ${entity.tag} is ${entity.status}`,
    };
  }
  const written = Object.entries(entity.owners)
    .filter(([, owner]) => isPerson(owner))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const [first] = written;
  if (first === undefined) return null;
  const [field, owner] = first;
  const who = owner.replace(/^user:/, '');
  const what = field === '*' ? `made ${entity.tag}` : `wrote ${fieldName(field)} of ${entity.tag}`;
  return { field, present: valueOf(entity, field), message: `${who} ${what}` };
}

function leavePackage(stored: Package, { id }: Asset | Cable, work: Work): void {
  const before = work.packages.get(stored.id) ?? stored;
  const kept = Object.entries(before.members).filter(([key]) => !key.endsWith(`:${id}`));
  if (kept.length === Object.keys(before.members).length) return;
  const owners = Object.fromEntries(
    Object.entries(before.owners).filter(([key]) => !(key.startsWith('members.') && key.endsWith(`:${id}`))),
  );
  const after: Package = { ...before, members: Object.fromEntries(kept), owners };
  work.packages.set(stored.id, after);
  const { code, status } = stored;
  if (status !== 'OPEN') {
    work.blocker ??= { field: 'status', present: status, message: `the package ${code} is ${status}` };
  }
  const change = updateBetween(before, after);
  if (change === null) return;
  work.steps.push({
    operation: { op: 'UPDATE', aggregateType: 'PACKAGE', aggregateId: stored.id, tag: code, change },
    apply: (target) => target.setPackage(after),
  });
}

function deleteEdge(edge: Edge, main: Asset | Cable, work: Work): void {
  if (work.gone.has(edge.id)) return;
  work.gone.add(edge.id);
  const tagOf = (id: string): string => work.view.asset(id)?.tag ?? id;
  if ('userId' in edge.origin && !work.takes.thing(main.tag)) {
    const message = `${edge.origin.userId} made the relation ${tagOf(edge.sourceId)} ${edge.relation} ${tagOf(edge.targetId)}`;
    work.blocker ??= { field: edge.relation, present: tagOf(edge.targetId), message };
  }
  work.steps.push({
    operation: { ...edgeOperation('DELETE', edge, tagOf(edge.sourceId)), discipline: edge.discipline },
    apply: (target) => target.removeEdge(edge),
  });
}

function cableWithout(cable: Cable, assetId: string, ruleId: string): Cable {
  const ends = (['fromAssetId', 'toAssetId'] as const).filter((field) => cable[field] === assetId);
  return withOwner({ ...cable, ...Object.fromEntries(ends.map((field) => [field, null])) }, ends, ruleId);
}

const withOwner = <T extends Asset | Cable>(entity: T, fields: readonly string[], ruleId: string): T => ({
  ...entity,
  owners: { ...entity.owners, ...Object.fromEntries(fields.map((field) => [field, ruleOwner(ruleId)])) },
});

/** What a person made stays, and loses what is deleted. */
function detach(before: Asset | Cable, after: Asset | Cable, work: Work): void {
  const operation = entityOperation(before, after);
  if (operation === null) return;
  work.steps.push({
    operation,
    apply: (target) => setEntity(target, after),
  });
}
